"""What happens to cases and decisions, as far as it concerns who gets a place."""

from __future__ import annotations

from typing import Any

from intranet.accounts.models import User
from intranet.allocations import queries
from intranet.allocations.applications import entering, waiting
from intranet.cases.models import Case, Item
from intranet.moments import on
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.programmes.models import Counted


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


@on("item_decided")
def see_whether_ready(*, item: Item, decisions: Any, by: User | None) -> None:
    application = queries.open_application_of(item)
    if application is not None:
        waiting.see_whether_ready(application, by=by)
