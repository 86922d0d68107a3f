"""Which checks of use are due where, and in what condition the machines were last found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from intranet.accounts.models import User
from intranet.allocations.models import Application
from intranet.businesses.models import Business
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.equipment.models import Aid, AidStep, Condition, PlannedCheck, UseCheck
from intranet.places.models import Region

AHEAD = timedelta(days=30)
MOST = 200


@dataclass(frozen=True)
class Due:
    """A check that waits. `hides` is True where the reader learns no more than the number."""

    planned: PlannedCheck
    subdistrict: str
    is_overdue: bool
    may_open: bool

    @property
    def application(self) -> Application:
        return self.planned.aid.application

    @property
    def hides(self) -> bool:
        return self.application.item.case.is_confidential and not self.may_open


@dataclass(frozen=True)
class DueList:
    """The overdue first, by subdistrict; `total` is more than are listed where there are many."""

    due: list[Due]
    total: int
    overdue: int


def due(today: date, *, reader: User, subdistrict: str = "", most: int = MOST) -> DueList:
    """The checks due until some days from now."""
    query = _waiting(subdistrict).where(PlannedCheck.due_on <= today + AHEAD)
    counted = query.with_only_columns(func.count(PlannedCheck.id)).order_by(None)
    found = db.session.scalars(
        query.options(
            contains_eager(PlannedCheck.aid)
            .contains_eager(Aid.application)
            .contains_eager(Application.item)
            .contains_eager(Item.case),
            contains_eager(PlannedCheck.aid).joinedload(Aid.equipment_item),
        )
        .order_by(PlannedCheck.due_on >= today, Business.village_code, PlannedCheck.due_on)
        .order_by(PlannedCheck.id)
        .limit(most)
    ).all()
    return DueList(
        due=list(_with_places(found, today, reader)),
        total=db.session.scalar(counted) or 0,
        overdue=db.session.scalar(counted.where(PlannedCheck.due_on < today)) or 0,
    )


def subdistricts(today: date) -> list[Region]:
    """Where something is due."""
    query = _waiting("").where(PlannedCheck.due_on <= today + AHEAD)
    codes = {
        code[:8] for code in db.session.scalars(query.with_only_columns(Business.village_code))
    }
    return list(
        db.session.scalars(select(Region).where(Region.code.in_(codes)).order_by(Region.name))
    )


@dataclass(frozen=True)
class ConditionsOfPeriod:
    """How many machines of a programme's year were last found in which condition."""

    name: str
    year: int
    handed_over: int
    found: dict[Condition, int]

    @property
    def unchecked(self) -> int:
        return self.handed_over - sum(self.found.values())


def conditions() -> list[ConditionsOfPeriod]:
    """By programme and year, the latest year first. Each aid counts once, by its last check."""
    handed: Counter[tuple[int, str]] = Counter()
    found: dict[tuple[int, str], Counter[Condition]] = {}
    for aid in db.session.scalars(select(Aid).where(Aid.step == AidStep.HANDED_OVER)):
        period = aid.application.period
        handed[period.year, period.programme.name] += 1
        found.setdefault((period.year, period.programme.name), Counter())
    for check in _last_checks():
        period = check.aid.application.period
        found[period.year, period.programme.name][check.condition] += 1
    return [
        ConditionsOfPeriod(name, year, handed[year, name], dict(found[year, name]))
        for year, name in sorted(handed, key=lambda key: (-key[0], key[1]))
    ]


def _last_checks() -> list[UseCheck]:
    """The last check of each aid that is handed over."""
    last: dict[int, UseCheck] = {}
    for check in db.session.scalars(
        select(UseCheck)
        .join(UseCheck.aid)
        .where(Aid.step == AidStep.HANDED_OVER)
        .options(joinedload(UseCheck.aid).joinedload(Aid.application))
        .order_by(UseCheck.checked_on, UseCheck.id)
    ):
        last[check.aid_id] = check
    return list(last.values())


def _waiting(subdistrict: str) -> Select[PlannedCheck]:
    query = (
        select(PlannedCheck)
        .join(PlannedCheck.aid)
        .join(Aid.application)
        .join(Application.item)
        .join(Item.case)
        .join(Business, Business.id == Application.business_id)
        .where(PlannedCheck.check_id.is_(None), Aid.step == AidStep.HANDED_OVER)
    )
    if subdistrict:
        query = query.where(Business.village_code.startswith(f"{subdistrict}.", autoescape=True))
    return query


def _with_places(found: Sequence[PlannedCheck], today: date, reader: User) -> Iterator[Due]:
    asked = {one.aid.application.item.case_id for one in found}
    visible = cases.visible_to(reader).with_only_columns(Case.id).where(Case.id.in_(asked))
    seen = set(db.session.scalars(visible)) if asked else set()
    codes = {one.aid.application.business.village_code[:8] for one in found}
    rows = db.session.execute(select(Region.code, Region.name).where(Region.code.in_(codes)))
    names = {row.code: row.name for row in rows}
    for one in found:
        application = one.aid.application
        yield Due(
            planned=one,
            subdistrict=names.get(application.business.village_code[:8], "–"),
            is_overdue=one.due_on < today,
            may_open=application.item.case_id in seen,
        )
