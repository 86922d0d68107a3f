"""OpenFisca deciding about one applicant at a time, with its trace; for `decisions.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

BUSINESS = build_entity("business", "businesses", "A business", is_person=True)
KINDS = {"boolean": bool, "integer": int, "money": float, "decimal": float, "date": date}


def decider(
    facts: Mapping[str, str], criteria: list[Callable[[Any], Any]], day: str
) -> Callable[[Mapping[str, Any]], bool]:
    """Answers whether all criteria hold. `facts` are their types, as the vocabulary calls them.

    A criterion gets a function from a fact's name to its column.
    """
    system = TaxBenefitSystem([BUSINESS])

    def add(name: str, kind: type, **more: Any) -> None:
        fixed = {"value_type": kind, "entity": BUSINESS, "definition_period": DateUnit.DAY}
        system.add_variable(type(name, (Variable,), {"label": name, **fixed, **more}))

    for name, kind in facts.items():
        add(name, KINDS.get(kind, str))
    for number, criterion in enumerate(criteria):
        add(f"c{number}", bool, formula=_formula(criterion))
    names = [f"c{number}" for number in range(len(criteria))]
    add("eligible", bool, formula=_formula(lambda of: np.all([of(name) for name in names], axis=0)))

    def decide(applicant: Mapping[str, Any]) -> bool:
        simulation = SimulationBuilder().build_default_simulation(system, count=1)
        simulation.trace = True
        for name, value in applicant.items():
            simulation.set_input(name, day, np.array([value]))
        return bool(simulation.calculate("eligible", day)[0])

    return decide


def _formula(criterion: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def formula(business: Any, period: Any) -> Any:
        return criterion(lambda name: business(name, period))

    return formula
