"""OpenFisca: the same twelve criteria as a small system of variables, over NumPy columns.

OpenFisca knows no missing values: each fact has a variable beside it that says whether it is
known, and a criterion is an Enum of three, where "all" is the smallest and "any" the greatest.
Its numbers are int32 and float32; money does not fit the first and is inexact in the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import ENUM_ARRAY_DTYPE, Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.population.store import GROUPS, ON, PRODUCTS, SIZES

Test = Callable[[Any, Any], np.ndarray]

BUSINESS = build_entity("business", "businesses", "A business", is_person=True)
TODAY = ON.isoformat()
OUTCOMES = ("ineligible", "undetermined", "eligible")


class Result(Enum):
    unmet = "unmet"
    unknown = "unknown"
    met = "met"


Size = Enum("Size", SIZES)
Product = Enum("Product", PRODUCTS)
FOOD = (Product.makanan, Product.minuman)

INPUTS: dict[str, dict[str, Any]] = {
    "business_in_regency": {"value_type": bool},
    "has_nib": {"value_type": bool},
    "size_class": {"value_type": Enum, "possible_values": Size, "default_value": Size.mikro},
    "annual_sales": {"value_type": float},
    "business_capital": {"value_type": float},
    "business_age_months": {"value_type": int},
    "product_category": {"value_type": Enum, "possible_values": Product, "default_value": FOOD[0]},
    "owner_age_years": {"value_type": int},
    "has_npwp": {"value_type": bool},
    "has_pirt_or_md": {"value_type": bool},
    "bpom_subsidies_received": {"value_type": int},
    "last_bpom_subsidy_on": {"value_type": date},
    "is_civil_servant_or_military": {"value_type": bool},
}


def leaf(fact: str, holds: Callable[[np.ndarray], np.ndarray]) -> Test:
    """Met or unmet where the fact is known."""

    def formula(business: Any, period: Any) -> np.ndarray:
        met = holds(np.asarray(business(fact, period))).astype(ENUM_ARRAY_DTYPE)
        return np.where(business(f"{fact}_known", period), 2 * met, Result.unknown.index)

    return formula


def either(one: Test, other: Test) -> Test:
    return lambda business, period: np.maximum(one(business, period), other(business, period))


def one_of(*options: Any) -> Callable[[np.ndarray], np.ndarray]:
    def holds(values: np.ndarray) -> np.ndarray:
        found = values == options[0].index
        for option in options[1:]:
            found |= values == option.index
        return found

    return holds


CRITERIA: dict[str, Test] = {
    "in_regency": leaf("business_in_regency", lambda v: v),
    "with_nib": leaf("has_nib", lambda v: v),
    "small": leaf("size_class", one_of(Size.mikro, Size.kecil)),
    "sales": leaf("annual_sales", lambda v: v <= 15_000_000_000),
    "capital": leaf("business_capital", lambda v: v < 5_000_000_000),
    "established": leaf("business_age_months", lambda v: v >= 6),
    "product": leaf("product_category", one_of(*FOOD, Product.batik, Product.kriya)),
    "owner_age": leaf("owner_age_years", lambda v: (v >= 18) & (v <= 65)),
    "tax_number": either(
        leaf("has_npwp", lambda v: v), leaf("annual_sales", lambda v: v <= 500_000_000)
    ),
    "licence": either(
        leaf("product_category", lambda v: ~one_of(*FOOD)(v)), leaf("has_pirt_or_md", lambda v: v)
    ),
    "not_twice": either(
        leaf("bpom_subsidies_received", lambda v: v == 0),
        leaf("last_bpom_subsidy_on", lambda v: v < np.datetime64("2024-03-01")),
    ),
    "private": leaf("is_civil_servant_or_military", lambda v: ~v),
}


# What the draft of `loket.py` says otherwise, under the names of the criteria.
DRAFT: dict[str, Test] = {
    "sales": leaf("annual_sales", lambda v: v <= 1_000_000_000),
    "established": leaf("business_age_months", lambda v: v >= 3),
}


def _result(test: Test) -> Callable[[Any, Any], EnumArray]:
    def formula(business: Any, period: Any) -> EnumArray:
        return EnumArray(test(business, period).astype(ENUM_ARRAY_DTYPE, copy=False), Result)

    return formula


def _least_of(criteria: Iterable[str]) -> Test:
    def formula(business: Any, period: Any) -> np.ndarray:
        least: np.ndarray | None = None
        for criterion in criteria:
            result = np.asarray(business(criterion, period))
            least = result if least is None else np.minimum(least, result)
        assert least is not None
        return least

    return formula


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([BUSINESS])
    always = {"entity": BUSINESS, "definition_period": DateUnit.DAY}

    def add(name: str, **more: Any) -> None:
        system.add_variable(type(name, (Variable,), {"label": name, **always, **more}))

    three = {"value_type": Enum, "possible_values": Result, "default_value": Result.unknown}
    for name, kind in INPUTS.items():
        add(name, **kind)
        add(f"{name}_known", value_type=bool)
    for name, test in CRITERIA.items():
        add(name, formula=_result(test), **three)
    for name, test in DRAFT.items():
        add(f"draft_{name}", formula=_result(test), **three)
    drafted = [f"draft_{name}" if name in DRAFT else name for name in CRITERIA]
    add("outcome", formula=_result(_least_of(CRITERIA)), **three)
    add("draft_outcome", formula=_result(_least_of(drafted)), **three)
    return system


SYSTEM = _system()


def decide(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome."""
    simulation = _simulation(pl.read_parquet(parquet, columns=list(INPUTS)))
    counts = np.bincount(np.asarray(simulation.calculate("outcome", TODAY)), minlength=3)
    return dict(zip(OUTCOMES, counts.tolist(), strict=True))


def compare(parquet: Path) -> Mapping[str, int]:
    """What the draft changes: outcomes, turns and groups. Only what it says otherwise can turn."""
    frame = pl.read_parquet(parquet, columns=[*INPUTS, *GROUPS])
    simulation = _simulation(frame)

    def told(variable: str) -> np.ndarray:
        return np.asarray(simulation.calculate(variable, TODAY))

    was, now = told("outcome"), told("draft_outcome")
    pairs = np.bincount(was * 3 + now, minlength=9).tolist()
    found = {
        f"{before} > {after}": pairs[3 * i + j]
        for i, before in enumerate(OUTCOMES)
        for j, after in enumerate(OUTCOMES)
    }
    for side, better, worse, above, below in (
        ("gains", "draft_", "", now, was),
        ("losses", "", "draft_", was, now),
    ):
        moved = (above == 2) & (below != 2)
        for name in DRAFT:
            turned = (told(better + name) == 2) & (told(worse + name) != 2)
            found[f"{side} by {name}"] = int((turned & moved).sum())
        for name in GROUPS:
            values = frame[name]
            of = [*values.dtype.categories, None]
            codes = values.to_physical().fill_null(len(of) - 1).to_numpy()
            for value, count in zip(of, np.bincount(codes[moved], minlength=len(of)), strict=True):
                found[f"{side} in {name} {value}"] = int(count)
    return {name: count for name, count in found.items() if count}


def _simulation(frame: pl.DataFrame) -> Simulation:
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, count=frame.height)
    for name, kind in INPUTS.items():
        values = frame[name]
        simulation.set_input(f"{name}_known", TODAY, values.is_not_null().to_numpy())
        simulation.set_input(name, TODAY, _numpy(values, kind))
    return simulation


def _numpy(values: pl.Series, kind: Mapping[str, Any]) -> np.ndarray:
    """The column in the type that OpenFisca keeps, with any value where one is missing."""
    if kind["value_type"] is Enum:
        options = kind["possible_values"]
        codes = values.to_physical().fill_null(0)  # The file's Enum has the same order.
        return EnumArray(codes.to_numpy().astype(ENUM_ARRAY_DTYPE), options)
    if kind["value_type"] is date:
        return values.fill_null(ON).to_numpy()
    filled = values.fill_null(False if kind["value_type"] is bool else 0).to_numpy()
    return filled.astype({bool: np.bool_, int: np.int32, float: np.float32}[kind["value_type"]])
