"""What one reader is shown of what came of wishes: answers, promises, cases, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.accounts.queries import names_of
from intranet.budgets import queries as budgets
from intranet.budgets.calendar import Window
from intranet.cases import queries as cases
from intranet.cases.codes import Status
from intranet.cases.models import Case
from intranet.cases.models import Item as CaseItem
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Decision
from intranet.forums.follow_up.handing_on import open_promise
from intranet.forums.log.masking import ShownAspiration, shown_to
from intranet.forums.models import Aspiration, AspirationItem, Promise, PromiseKind, PromiseStanding
from intranet.office import queries as office


@dataclass(frozen=True)
class ShownWish:
    """A wish with what came of it. `case_item` is None where the reader may not see the case."""

    wish: AspirationItem
    promise: Promise | None
    """The open one."""
    past: list[Promise]
    """Those that were decided, the latest first."""
    window: Window | None
    case_item: CaseItem | None
    has_case: bool
    decision: Decision | None
    today: date

    @property
    def is_proposal(self) -> bool:
        return self.promise is not None and self.promise.kind is PromiseKind.BUDGET

    @property
    def is_overdue(self) -> bool:
        promise = self.promise
        if promise is None:
            return False
        if promise.kind is PromiseKind.BUDGET:
            return self.window is not None and self.window.is_over_on(self.today)
        return promise.due_on is not None and promise.due_on < self.today

    @property
    def suggests(self) -> PromiseStanding | None:
        """What the closed case makes likely. A person says so: a case may be done and the wish
        not fulfilled, and what counts as kept is shown to everybody."""
        if self.promise is None or self.case_item is None or not self.case_item.case.is_closed:
            return None
        is_done = self.case_item.case.status is Status.DONE
        return PromiseStanding.KEPT if is_done else PromiseStanding.REFUSED


@dataclass(frozen=True)
class WishPage:
    aspiration: ShownAspiration
    wishes: list[ShownWish]
    names: dict[UUID, str]
    divisions: dict[str, str]
    today: date
    may_run: bool
    may_decide: bool

    @property
    def may_make_cases(self) -> bool:
        """Only who knows the speaker can say whose case it is."""
        return (
            self.may_run
            and not self.aspiration.is_masked
            and any(not one.has_case for one in self.wishes)
        )


def page_of(aspiration: Aspiration, *, reader: User) -> WishPage:
    """A fixed number of queries, however many wishes there are."""
    shown, today = shown_to(reader, aspiration), office.today()
    linked = [wish.case_item for wish in shown.items if wish.case_item is not None]
    visible = set() if shown.is_masked else _visible_cases(linked, reader)
    case_items = {item.id: item for item in linked if item.case_id in visible}
    decisions = eligibility.current_decisions(case_items.values()) if case_items else {}
    promises = {wish.id: open_promise(wish) for wish in shown.items}
    awaited = {one.budget for one in promises.values() if one and one.budget}
    windows = budgets.windows(awaited) if awaited else {}
    wishes = []
    for wish in shown.items:
        promise, item = promises[wish.id], case_items.get(wish.case_item_id or 0)
        own = [one for one in decisions.get(item.id, []) if not one.is_advice] if item else []
        wishes.append(
            ShownWish(
                wish=wish,
                promise=promise,
                past=[one for one in reversed(wish.promises) if one is not promise],
                window=windows.get(promise.budget) if promise and promise.budget else None,
                case_item=item,
                has_case=wish.case_item_id is not None,
                decision=own[0] if own else None,
                today=today,
            )
        )
    return WishPage(
        aspiration=shown,
        wishes=wishes,
        names=names_of(_writers(shown)),
        divisions=cases.division_names(),
        today=today,
        may_run=may(reader, Permission.RUN_FORUMS) and not shown.is_withdrawn,
        may_decide=may(reader, Permission.DECIDE_PROPOSALS) and not shown.is_withdrawn,
    )


def _visible_cases(items: Iterable[CaseItem], reader: User) -> set[int]:
    wanted = {item.case_id for item in items}
    if not wanted:
        return set()
    query = cases.visible_to(reader).where(Case.id.in_(wanted)).with_only_columns(Case.id)
    return set(db.session.scalars(query))


def _writers(shown: ShownAspiration) -> Iterable[UUID]:
    for wish in shown.items:
        yield from (answer.written_by for answer in wish.responses)
        for promise in wish.promises:
            yield promise.made_by
            if promise.closed_by:
                yield promise.closed_by
