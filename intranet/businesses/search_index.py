"""The index that businesses and people are found by, kept in step with the register.

Each business, and each person who has none, is one entry of `business_search` (FTS5 on SQLite,
tsvector on PostgreSQL; made in the migrations): twice the id of a business, or twice the id of a
person and one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sqlalchemy import BigInteger, ColumnElement, column, delete, select, table, text

from intranet.businesses import vocabulary
from intranet.businesses.models import Business
from intranet.database import db
from intranet.people.models import Person
from intranet.places.models import Region

LONGEST_WORD = 60

INDEX = table(
    "business_search",
    column("rowid", BigInteger),
    column("entry", BigInteger),
    column("words"),
    column("lexemes"),
)


def words_of(typed: str) -> list[str]:
    """The words of a text as they are indexed: no case, no accents, in any script."""
    plain = unicodedata.normalize("NFKD", typed.casefold())
    plain = "".join(c for c in plain if not 0x300 <= ord(c) <= 0x36F)
    plain = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return [word[:LONGEST_WORD] for word in plain.split()]


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def entry_column() -> ColumnElement[int]:
    return INDEX.c.entry if is_postgresql() else INDEX.c.rowid


def index_business(business: Business) -> None:
    """Call in the transaction that changed the business or its owner's name."""
    owner = business.owner
    words = _joined([business.name, owner.name, *place_of(business)], business.nib, owner.phone)
    _forget(2 * business.owner_id + 1)
    _put([(2 * business.id, words)])


def index_person(person: Person) -> None:
    """Call in the transaction that changed the person: all of their businesses, or themselves."""
    businesses = db.session.scalars(select(Business).where(Business.owner_id == person.id)).all()
    for business in businesses:
        index_business(business)
    if not businesses:
        _put([(2 * person.id + 1, _joined([person.name, *place_of(person)], None, person.phone))])


def rebuild() -> int:
    """Make the whole index anew, and say how many entries it has."""
    db.session.execute(delete(INDEX))
    villages = _places()
    owned = select(
        Business.id, Business.name, Business.nib, Business.village_code, Person.name, Person.phone
    ).join(Person, Business.owner_id == Person.id)
    entries = [
        (2 * id, _joined([name, owner, *villages.get(village, ())], nib, phone))
        for id, name, nib, village, owner, phone in db.session.execute(owned)
    ]
    without = select(Person.id, Person.name, Person.phone, Person.village_code).where(
        ~select(Business.id).where(Business.owner_id == Person.id).exists()
    )
    entries += [
        (2 * id + 1, _joined([name, *villages.get(village or "", ())], None, phone))
        for id, name, phone, village in db.session.execute(without)
    ]
    _put(entries, is_new=True)
    return len(entries)


def _put(entries: list[tuple[int, str]], *, is_new: bool = False) -> None:
    if not is_new:
        _forget(*(entry for entry, _words in entries))
    if is_postgresql():
        _execute_many(
            "INSERT INTO business_search (entry, words, lexemes) "
            "VALUES (:entry, CAST(:words AS text), "
            "array_to_tsvector(string_to_array(CAST(:words AS text), ' ')))",
            [{"entry": entry, "words": words} for entry, words in entries],
        )
    else:
        _execute_many(
            "INSERT INTO business_search (rowid, words) VALUES (:entry, :words)",
            [{"entry": entry, "words": words} for entry, words in entries],
        )
    vocabulary.learn({word for _entry, words in entries for word in words.split()})


def _execute_many(statement: str, rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(text(statement), rows)


def _forget(*entries: int) -> None:
    db.session.execute(delete(INDEX).where(entry_column().in_(entries)))


def _joined(names: Iterable[str], nib: str | None, phone: str | None) -> str:
    words = [word for name in names for word in words_of(name)]
    words += [number.removeprefix("+") for number in (nib, phone) if number]
    return " ".join(dict.fromkeys(words))


def place_of(record: Business | Person) -> list[str]:
    """The names of the village and of its subdistrict, for a business or a person."""
    village = record.village
    return [village.name, village.parent.name] if village and village.parent else []


def _places() -> dict[str, tuple[str, str]]:
    names = dict(db.session.execute(select(Region.code, Region.name)).all())
    return {code: (name, names[code[:8]]) for code, name in names.items() if len(code) == 13}
