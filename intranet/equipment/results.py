"""What the machine brought: sales, jobs and markets before it came and six and twelve months after.

A median change counts only those of whom both figures are known; nothing is filled in for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment import procuring
from intranet.equipment.aids import ChangedMeanwhile
from intranet.equipment.models import Aid, AidStep, ResultMoment, UseResult
from intranet.words import indonesian

AFTERWARDS = (ResultMoment.SIX_MONTHS, ResultMoment.TWELVE_MONTHS)
MEASURES = ("monthly_sales", "jobs", "markets")


class NotHandedOver(Exception):
    """Nothing can be told of the time after the handover yet."""


@dataclass(frozen=True)
class Figures:
    """What was asked; None where it was not told."""

    asked_on: date
    monthly_sales: int | None = None
    jobs: int | None = None
    markets: int | None = None
    markets_named: str = ""


@dataclass(frozen=True)
class Change:
    """The median change of one measure, in `counted` of `all` aids; None while none has both."""

    median: float | None
    counted: int
    all: int


def record(
    aid: Aid, moment: ResultMoment, figures: Figures, *, version: int | None, by: User
) -> UseResult:
    """Keep or correct the figures of a moment. `version` is what the writer saw; None: none.

    Raises NotHandedOver, ChangedMeanwhile.
    """
    if moment in AFTERWARDS and aid.step is not AidStep.HANDED_OVER:
        raise NotHandedOver
    kept = of_aid(aid).get(moment)
    if (kept.version if kept else None) != version:
        raise ChangedMeanwhile
    result = kept or UseResult(aid=aid, moment=moment, recorded_by=by.uuid)
    for name in ("asked_on", *MEASURES, "markets_named"):
        setattr(result, name, getattr(figures, name))
    result.recorded_by = by.uuid
    db.session.add(result)
    db.session.flush()
    audit.record(
        "equipment_result_recorded",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        item=procuring.item_name(aid),
        moment=indonesian(moment),
        day=figures.asked_on,
    )
    return result


def of_aid(aid: Aid) -> dict[ResultMoment, UseResult]:
    found = db.session.scalars(select(UseResult).where(UseResult.aid == aid))
    return {one.moment: one for one in found}


def of_aids(aids: Sequence[Aid]) -> dict[int, dict[ResultMoment, UseResult]]:
    """The results of each aid, by its row number."""
    results: dict[int, dict[ResultMoment, UseResult]] = {one.id: {} for one in aids}
    for one in db.session.scalars(select(UseResult).where(UseResult.aid_id.in_(results))):
        results[one.aid_id][one.moment] = one
    return results


def change(
    results: Sequence[dict[ResultMoment, UseResult]], measure: str, after: ResultMoment
) -> Change:
    """How much one measure grew from before the handover to that moment."""
    grown = [
        now - before
        for one in results
        if (before := _value(one, ResultMoment.BEFORE, measure)) is not None
        and (now := _value(one, after, measure)) is not None
    ]
    return Change(median(grown) if grown else None, len(grown), len(results))


def _value(result: dict[ResultMoment, UseResult], moment: ResultMoment, measure: str) -> int | None:
    found = result.get(moment)
    value: int | None = getattr(found, measure) if found else None
    return value
