"""Taking regions in from the tables that set-up copied."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select, update

from intranet.audit import services as audit
from intranet.database import db
from intranet.places import tables
from intranet.places.models import Region

BATCH = 5_000


class NoSuchRegency(Exception):
    """The country has no regency or city with this code."""


def import_regions(codes: list[str] | None = None, *, by: audit.Actor | None = None) -> int:
    """Take in whole regencies and cities such as `["35.09"]` with their provinces; None: all.

    Regions that are there keep their row; a changed name is corrected. Returns how many are
    new. Raises NoSuchRegency or RegionTablesMissing.
    """
    found = list(tables.rows(codes))
    known = {row.code for row in found}
    for code in codes or []:
        if code not in known:
            raise NoSuchRegency(code)

    names = {row.code: row.name for row in db.session.execute(select(Region.code, Region.name))}
    for row in found:
        if names.get(row.code, row.name) != row.name:
            db.session.execute(update(Region).where(Region.code == row.code).values(name=row.name))
    new = [row for row in found if row.code not in names]
    for batch in _batches(new):
        db.session.execute(insert(Region), batch)
    audit.record("regions_imported", by=by, codes=codes or ["00"], count=len(new))
    return len(new)


def _batches(rows: list[tables.Row]) -> list[list[dict[str, Any]]]:
    values = [
        {"code": row.code, "name": row.name, "kind": row.kind, "parent_code": row.parent_code}
        for row in rows
    ]
    return [values[start : start + BATCH] for start in range(0, len(values), BATCH)]
