"""What a budget is asked for, summed up: applications and wishes by what, where and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.budgets.calendar import Budget
from intranet.forums.follow_up import proposals
from intranet.forums.models import Promise
from intranet.programmes import queries as programmes
from intranet.reports.needs import applications
from intranet.reports.needs.applications import Need


@dataclass(frozen=True)
class Sum:
    """One programme, subdistrict or cluster; `name` None where nobody knows it."""

    name: str | None
    waiting: int
    """Eligible, and without a place."""
    not_eligible_yet: int
    """Counted apart, and in no estimate."""
    wishes: int
    estimate: int | None
    """Of those whose cost is known; None where it is known of none."""
    without_estimate: int
    """Of how many the cost is not known."""

    @property
    def asked(self) -> int:
        """Whom the estimate is about."""
        return self.waiting + self.wishes


@dataclass(frozen=True)
class Needs:
    """The whole list of one budget."""

    budget: Budget
    needs: list[Need]
    wishes: Sequence[Promise]
    counted_as_applications: int
    """Wishes that became one of the applications above, and are counted there alone."""

    @property
    def total(self) -> Sum:
        return _sum(None, self.needs, self.wishes)

    @property
    def by_programme(self) -> list[Sum]:
        names = {one.code: one.name for one in programmes.everything()}
        return _grouped(
            self.needs,
            self.wishes,
            lambda need: need.programme,
            lambda wish: names.get(wish.item.topic.programme_code or ""),
        )

    @property
    def by_topic(self) -> list[Sum]:
        """Wishes alone."""
        return _grouped([], self.wishes, lambda need: None, lambda wish: wish.item.topic.name)

    @property
    def by_subdistrict(self) -> list[Sum]:
        return _grouped(
            self.needs,
            self.wishes,
            lambda need: need.subdistrict,
            lambda wish: wish.item.aspiration.session.subdistrict.name,
        )

    @property
    def by_cluster(self) -> list[Sum]:
        return _grouped(self.needs, self.wishes, lambda need: need.cluster, _cluster_of)


def of(budget: Budget, *, reader: User) -> Needs:
    """All that waits for the budget, as the reader may see it."""
    needs = applications.waiting(budget, reader=reader)
    asked = {need.application.item_id for need in needs}
    listed = proposals.everything(budget)
    wishes = [one for one in listed if one.item.case_item_id not in asked]
    return Needs(budget, needs, wishes, len(listed) - len(wishes))


def _cluster_of(wish: Promise) -> str | None:
    """Of the speaker's business; unknown of who spoke in confidence."""
    spoken = wish.item.aspiration
    business = None if spoken.is_confidential else spoken.business
    return business.cluster.name if business and business.cluster else None


def _grouped(
    needs: Iterable[Need],
    wishes: Iterable[Promise],
    of_need: Callable[[Need], str | None],
    of_wish: Callable[[Promise], str | None],
) -> list[Sum]:
    """The most asked first, what nobody knows at the end."""
    grouped: dict[str | None, tuple[list[Need], list[Promise]]] = {}
    for need in needs:
        grouped.setdefault(of_need(need), ([], []))[0].append(need)
    for wish in wishes:
        grouped.setdefault(of_wish(wish), ([], []))[1].append(wish)
    found = [_sum(name, *parts) for name, parts in grouped.items()]
    return sorted(found, key=lambda one: (one.name is None, -one.asked, one.name or ""))


def _sum(name: str | None, needs: Sequence[Need], wishes: Sequence[Promise]) -> Sum:
    ready = [need for need in needs if need.is_eligible]
    costs = [need.estimate for need in ready] + [wish.estimate for wish in wishes]
    known = [cost for cost in costs if cost is not None]
    return Sum(
        name=name,
        waiting=len(ready),
        not_eligible_yet=len(needs) - len(ready),
        wishes=len(wishes),
        estimate=sum(known) if known else None,
        without_estimate=len(costs) - len(known),
    )
