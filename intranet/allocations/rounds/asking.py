"""Asking the rules about everybody who takes part, with the facts of the day of the freeze."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.allocations.rounds.reckoning import ELIGIBLE
from intranet.audit import services as audit
from intranet.cases.models import Item
from intranet.eligibility import newer_rules
from intranet.eligibility import services as eligibility
from intranet.eligibility.models import Decision, Outcome
from intranet.eligibility.queries import current_decisions
from intranet.office import queries as office

PART = 50


@dataclass(frozen=True)
class Asked:
    """What the rules said of one application at the freeze; None where no rule set decides."""

    application: Application
    decision: Decision | None

    @property
    def outcome(self) -> str:
        if self.decision is None:
            return ELIGIBLE
        said = self.decision.outcome
        return "error" if said is Outcome.NO_DECISION else said.value


def decide_part(
    applications: Sequence[Application], *, but: Collection[int], same_rules: bool, by: User
) -> set[int]:
    """Decide about some of those who take part, all but the items that were decided before.

    A long list is so decided part by part, each in a transaction of its own: deciding takes
    long, and other writers stand in line behind it. The ids of the items; none when all are done.
    """
    waiting = [one for one in applications if one.item_id not in but][:PART]
    for application in waiting:
        _decide(application, same_rules, by)
    return {one.item_id for one in waiting}


def asked(
    applications: Sequence[Application], decided: Collection[int], same_rules: bool, by: User
) -> list[Asked]:
    """What the rules say of each, asked anew unless somebody has just done so."""
    of_today = _decided_today([one.item for one in applications if one.item_id in decided])
    return [
        Asked(
            one,
            of_today[one.item_id] if one.item_id in of_today else _decide(one, same_rules, by),
        )
        for one in applications
    ]


def _decided_today(items: Sequence[Item]) -> dict[int, Decision]:
    """The current decisions of these items, as far as they are of today."""
    found = {}
    for item_id, decisions in current_decisions(items).items():
        own = next((one for one in decisions if not one.is_advice), None)
        if own is not None and own.decided_on == office.today():
            found[item_id] = own
    return found


def _decide(application: Application, same_rules: bool, by: User) -> Decision | None:
    item = application.item
    if same_rules:
        _move_to_rules_of_today(item, by)
    decisions = eligibility.decide_item(item, by=by)
    return next((one for one in decisions if not one.is_advice), None)


def _move_to_rules_of_today(item: Item, by: User) -> None:
    pinned = newer_rules.pinned(item)
    if pinned is not None:
        item.rules_as_of = office.today()
        audit.record(
            "rules_moved",
            by=by,
            subject=item,
            case=item.case,
            position=item.position,
            rule_set=pinned.today.rule_set,
            was=pinned.used.number,
            now=pinned.today.number,
        )
