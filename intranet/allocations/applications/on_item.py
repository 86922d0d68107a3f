"""How an item of a case stands with its programme's places: entered, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet.allocations import queries
from intranet.allocations.applications import entering, listing
from intranet.allocations.applications.entering import Refusal, WhyNot
from intranet.allocations.ledger import seats
from intranet.allocations.models import Application, ApplicationState, RoundLine, Seat
from intranet.cases.models import Case, Item
from intranet.programmes import queries as programmes
from intranet.programmes.models import Counted, ProgrammePeriod


@dataclass(frozen=True)
class OnItem:
    """`why` is None where it may be entered now, or has been."""

    item: Item
    period: ProgrammePeriod | None
    """That it was entered in, else the one that takes requests today."""
    application: Application | None = None
    seat: Seat | None = None
    waits_as: int | None = None
    line: RoundLine | None = None
    why: WhyNot | None = None

    @property
    def asks_name(self) -> bool:
        return self.item.programme.counted is not Counted.BUSINESS

    @property
    def may_enter(self) -> bool:
        """Where only the name is missing it is asked for."""
        is_in = self.application and self.application.state is ApplicationState.OPEN
        return not is_in and (self.why is None or self.why.refusal is Refusal.NAME_MISSING)


def of_case(case: Case, today: date) -> list[OnItem]:
    """Of each item whose programme shares out places, or that was entered somewhere."""
    found = [of_item(item, today) for item in case.items]
    return [one for one in found if one.application or one.item.programme.takes_applications]


def of_item(item: Item, today: date) -> OnItem:
    period = programmes.period_on(item.programme, today)
    application = queries.latest_application_of(item)
    if application is None:
        return OnItem(item, period, why=entering.why_not(item, period))
    is_open = application.state is ApplicationState.OPEN
    return OnItem(
        item,
        application.period,
        application=application,
        seat=seats.seat_of(application),
        waits_as=listing.places_in_line(application.period).get(application.id),
        line=queries.line_of(application),
        why=None if is_open else entering.why_not(item, period),
    )
