"""What happens to cases and decisions, as far as it concerns who gets a place."""

from __future__ import annotations

from typing import Any

from intranet.accounts.models import User
from intranet.allocations import (
    facts,
    past_recipients,  # noqa: F401 (hears what a list from before Loket would add)
    queries,
)
from intranet.allocations.applications import ending, entering, waiting
from intranet.allocations.offers import (
    listeners,  # noqa: F401 (hears what places become)
    offering,
)
from intranet.cases.models import Case, Item
from intranet.eligibility import services as eligibility
from intranet.moments import on
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.programmes.changing import ApplicationsOpen
from intranet.programmes.models import Counted, Programme, ProgrammePeriod
from intranet.programmes.periods import ChoiceUnderWay
from intranet.words import indonesian

HOW_PLACES_ARE_SHARED = frozenset({"choice", "counted"})


@on("case_opened")
def enter_what_was_asked(*, case: Case, by: User | None) -> None:
    """A request for a programme that takes requests today takes part at once.

    Where a product or group has to be named first, the desk enters it from the case.
    """
    for item in case.items:
        period = programmes.period_on(item.programme, office.today())
        named = item.programme.counted is Counted.BUSINESS
        if named and entering.why_not(item, period) is None:
            entering.enter(item, by=by)


@on("case_came_to_nothing")
def give_up_what_was_asked(*, case: Case, by: User | None) -> None:
    """A request taken back or refused waits for no place; an award stays until it is given back."""
    reason = f"Kasus {indonesian(case.status)}".lower().capitalize()
    for item in case.items:
        application = queries.open_application_of(item)
        if application is not None:
            offering.give_up(application, reason=reason, by=by)


@on("item_decided")
def see_whether_ready(*, item: Item, decisions: Any, by: User | None) -> None:
    application = queries.open_application_of(item)
    if application is not None:
        waiting.see_whether_ready(application, by=by)


@on("programme_about_to_change")
def keep_what_applicants_rely_on(
    *, programme: Programme, fields: frozenset[str], by: User | None
) -> None:
    """How places are shared out does not change under those who applied. May refuse."""
    touched = fields & HOW_PLACES_ARE_SHARED
    number = queries.count_open(programme) if touched else 0
    if number:
        raise ApplicationsOpen(touched, number)


@on("period_ended")
def end_who_has_no_place(*, period: ProgrammePeriod, by: User | None) -> None:
    """Nobody waits for a place of a period that is wound up. May refuse."""
    if ending.is_choosing(period):
        raise ChoiceUnderWay
    ending.end_without_place(period, by=by)


@on("period_budget_changed")
def decide_with_what_is_certain(*, period: ProgrammePeriod, by: User | None) -> None:
    for item in facts.items_that_wait_for(period, office.today()):
        eligibility.decide_item(item, by=by)
