"""Filling in the programmes that Loket comes with, and their first periods."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from intranet.audit import services as audit
from intranet.audit.services import Actor
from intranet.businesses import queries as businesses
from intranet.businesses.models import AidKind
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import (
    BasisKind,
    ChoiceMethod,
    ClusterTerm,
    Counted,
    Field,
    FundingSource,
    Programme,
    ProgrammeKind,
    ProgrammePeriod,
)

SHIPPED = Path(__file__).with_name("shipped.yaml")


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The shipped programmes as they stand in the file."""
    return tuple(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))


def install_shipped(by: Actor | None = None) -> list[Programme]:
    """Add the shipped programmes whose code this office does not have; the new ones.

    Programmes that the office has are left as they are, so it may run as often as one likes.
    """
    there = set(db.session.scalars(select(Programme.code)))
    added = [
        _programme(entry, position)
        for position, entry in enumerate(shipped())
        if entry["code"] not in there
    ]
    db.session.add_all(added)
    db.session.flush()
    if added:
        codes = [programme.code for programme in added]
        audit.record("programmes_installed", by=by, number=len(added), codes=codes)
    return added


def install_shipped_periods(by: Actor | None = None) -> list[ProgrammePeriod]:
    """A first period for shipped programmes that have none at all; the new ones.

    Programmes that the office runs already are left alone, and those that it closed.
    """
    terms = {one["code"]: one["period"] for one in shipped() if "period" in one}
    with_period = select(ProgrammePeriod.programme_id)
    lacking = db.session.scalars(
        select(Programme)
        .where(Programme.code.in_(terms), Programme.id.not_in(with_period))
        .order_by(Programme.position, Programme.id)
    ).all()
    with db.session.no_autoflush:  # Each is added once it is whole.
        added = [
            _period(programme, terms[programme.code])
            for programme in lacking
            if programme.is_active or "is_ended" in terms[programme.code]
        ]
    db.session.add_all(added)
    db.session.flush()
    if added:
        names = ", ".join(period.name for period in added)
        audit.record("periods_installed", by=by, number=len(added), periods=names)
    return added


def _period(programme: Programme, terms: dict[str, Any]) -> ProgrammePeriod:
    year = terms.get("year") or office.today().year
    last = date(year, 12, 31)
    floor = terms.get("floor")
    return ProgrammePeriod(
        programme=programme,
        year=year,
        opens_on=date(year, 1, 1),
        closes_on=last,
        funding_source=programme.funding_source,
        ended_on=last if terms.get("is_ended") else None,
        cluster_terms=[ClusterTerm(cluster=one, floor=floor) for one in businesses.clusters()]
        if floor
        else [],
    )


def _programme(entry: dict[str, Any], position: int) -> Programme:
    aid_kind = entry.get("aid_kind")
    return Programme(
        code=entry["code"],
        name=entry["name"],
        kind=ProgrammeKind(entry.get("kind", ProgrammeKind.SERVICE)),
        field=Field(entry["field"]),
        description=entry.get("description", ""),
        basis_kind=BasisKind(entry.get("basis_kind", BasisKind.OFFICE_POLICY)),
        basis=entry.get("basis", ""),
        owner_name=entry.get("owner_name", ""),
        rule_set=entry.get("rule_set"),
        advice_rule_sets=list(entry.get("advice_rule_sets", ())),
        funding_source=FundingSource(entry.get("funding_source", FundingSource.NONE)),
        asks_amount=entry.get("asks_amount", False),
        asks_equipment=entry.get("asks_equipment", False),
        papers=list(entry.get("papers", ())),
        standard_days=entry["standard_days"],
        letter_kind=entry.get("letter_kind"),
        letter_kinds=list(entry.get("letter_kinds", ())),
        counted=Counted(entry.get("counted", Counted.BUSINESS)),
        choice=ChoiceMethod(entry.get("choice", ChoiceMethod.NONE)),
        reserve=entry.get("reserve"),
        offer_days=entry.get("offer_days"),
        aid_kind=AidKind(aid_kind) if aid_kind else None,
        position=position,
        is_active=entry.get("is_active", True),
    )
