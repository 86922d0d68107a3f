"""Drafts that change something, and people whom that concerns."""

from __future__ import annotations

from intranet.access import Role
from intranet.cases.codes import StatementBasis
from intranet.database import transaction
from intranet.rulebook import drafting, editing, queries
from tests import factories
from tests.eligibility import stories

CEILING = "parameters.turnover_ceiling.values[0].value"
DESK = {
    "had_commercial_credit": False,
    "applies_as_group": False,
    "is_civil_servant_or_military": False,
}


def draft(rule_set="kur", *, by=None, **changes):
    """A draft; `changes` by parameter, or `without` a criterion's number."""
    by = by or factories.user(role=Role.SUPERVISOR)
    with transaction():
        made = drafting.start(queries.versions(rule_set)[0], by=by)
    for name, value in changes.items():
        path = f"parameters.{name}.values[0].value"
        step(made, path, lambda data, p=path, v=value: editing.changed(data, p, v), by)
    return made


def step(draft, path, change, by):
    with transaction():
        drafting.take_step(draft, change, path=path, seen=draft.revision, by=by)


def without(draft, number, by):
    path = f"criteria[{number}]"
    step(draft, "criteria", lambda data: editing.removed(data, path), by)
    # Examples may speak of it.
    step(draft, "examples", lambda data: editing.changed(data, "examples", []), by)


def applicant(sales=120_000_000, amount=40_000_000, **facts):
    """Somebody who asked for a loan, and whom KUR advised on: eligible at these sales."""
    business = stories.roaster(name=f"Kopi {sales}", annual_sales=sales)
    case = stories.opens_case(business, stories.loan(amount))
    stories.states(case.items[0], StatementBasis.STATEMENT, **{**DESK, **facts})
    return case
