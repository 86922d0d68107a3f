"""Putting thousands of people and businesses in the register at once: the demo office, an import.

Rows are plain column values. Identity numbers come sealed, see `sealed` and `sealed_person`:
the columns `nik_sealed`, `nik_index`, `kk_sealed`, `npwp_sealed`, `bank_account_sealed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from intranet import crypto
from intranet.businesses import search_index, size
from intranet.businesses.models import Business, Fostering, Licence, sort_name
from intranet.database import Model, db
from intranet.people.models import Person

Row = dict[str, Any]
Progress = Callable[[int], None]
BATCH = 1000


def insert_many(
    people: Iterable[Row],
    businesses: Iterable[Row],
    licences: Iterable[Row] = (),
    fosterings: Iterable[Row] = (),
    *,
    on_progress: Progress = lambda _rows: None,
) -> None:
    """Insert rows and index them, in the caller's transaction.

    Every row has its own `uuid`. A business names its owner by `owner_uuid` instead of
    `owner_id`, a licence or fostering its business by `business_uuid`. `sort_name` and, where
    it is not given, `size_class` are worked out here; `registered_at` and `version` have their
    defaults. `on_progress` is told the number of rows of each batch.
    """
    _insert(Person, people, on_progress)
    ids = _ids_of(Person)
    _insert(Business, (_as_business(row, ids) for row in businesses), on_progress)
    ids = _ids_of(Business)
    _insert(Licence, (_belonging(row, ids) for row in licences), on_progress)
    _insert(Fostering, (_belonging(row, ids) for row in fosterings), on_progress)
    search_index.rebuild()


def sealed(table: str, attribute: str, uuid: UUID, plain: str) -> bytes:
    """The sealed form of an attribute of a row that is not there yet."""
    return crypto.seal(plain.encode(), bound_to=f"{table}|{attribute}|{uuid}")


def sealed_person(uuid: UUID, *, nik: str, kk: str | None = None) -> Row:
    """The sealed columns of a person's row."""
    return {
        "nik_sealed": sealed("people", "nik", uuid, nik),
        "nik_index": Person.nik.index_of(nik),
        "kk_sealed": sealed("people", "kk", uuid, kk) if kk else None,
    }


def _as_business(row: Row, owners: dict[UUID, int]) -> Row:
    row = {**row, "sort_name": sort_name(row["name"])}
    row["owner_id"] = owners[row.pop("owner_uuid")]
    if "size_class" not in row:
        row["size_class"] = size.assess(
            row.get("capital"), row.get("annual_sales"), row.get("size_basis")
        ).size_class
    return row


def _belonging(row: Row, businesses: dict[UUID, int]) -> Row:
    row = dict(row)
    row["business_id"] = businesses[row.pop("business_uuid")]
    return row


def _ids_of(model: type[Person | Business]) -> dict[UUID, int]:
    return dict(db.session.execute(select(model.uuid, model.id)).all())


def _insert(model: type[Model], rows: Iterable[Row], on_progress: Progress) -> None:
    for batch in _batches(rows):
        db.session.execute(insert(model), batch)
        on_progress(len(batch))


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """Core fills in a missing column only when no row of the batch has it."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        names = {name for row in batch for name in row}
        yield [{**dict.fromkeys(names), **row} for row in batch]
