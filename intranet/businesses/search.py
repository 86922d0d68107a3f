"""Finding a business or a person as one types, misspelt or not.

Each business, and each person who has none, is one entry of the index `business_search` (FTS5
on SQLite, tsvector on PostgreSQL; made in the migrations). A word that nobody bears is
corrected to the words of the register that come closest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    cast,
    column,
    delete,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects import postgresql

from intranet.businesses import vocabulary
from intranet.businesses.models import Business
from intranet.database import db
from intranet.people.models import Person
from intranet.places.models import Region

MOST_WORDS = 8
LONGEST_WORD = 60
# Read and ranked in Python; more would not make the first ten better.
CANDIDATES = 200
# How alike, of 100, an entry must be that lacks one of the words.
PARTLY_ALIKE = 70
# What people are called at the counter, but not in the register.
FORMS_OF_ADDRESS = frozenset({"bu", "ibu", "pak", "bapak", "mas", "mbak", "bpk"})

INDEX = table(
    "business_search",
    column("rowid", BigInteger),
    column("entry", BigInteger),
    column("words"),
    column("lexemes"),
)


@dataclass(frozen=True)
class Found:
    """An entry that matches: a business, or a person without one."""

    business_id: int | None
    person_id: int | None
    score: float


def words_of(typed: str) -> list[str]:
    """The words of a text as they are indexed: no case, no accents, in any script."""
    plain = unicodedata.normalize("NFKD", typed.casefold())
    plain = "".join(c for c in plain if not 0x300 <= ord(c) <= 0x36F)
    plain = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return [word[:LONGEST_WORD] for word in plain.split()]


def query_words(typed: str) -> list[str]:
    """What to look for: forms of address left out, telephone digits as they are kept."""
    typed = re.sub(r"(?<=\d)[ .\-](?=\d)", "", typed)
    words = [_as_phone(word) for word in words_of(typed)]
    named = [word for word in words if word not in FORMS_OF_ADDRESS]
    return (named or words)[:MOST_WORDS]


def find(typed: str, *, limit: int = 10) -> list[Found]:
    """The entries that match best, best first."""
    words = query_words(typed)
    if not words:
        return []
    rows = _candidates(matching_all([[word] for word in words]))
    if not rows:
        corrected = [vocabulary.alternatives(word) for word in words]
        rows = _candidates(matching_all(corrected))
        if not rows and len(words) > 1:
            return _ranked(_candidates(matching_any(corrected)), words, PARTLY_ALIKE)[:limit]
    return _ranked(rows, words)[:limit]


def business_ids(typed: str) -> Select[int]:
    """A query for the ids of all businesses that match, to narrow a list with."""
    words = query_words(typed)
    condition = matching_all([[word] for word in words])
    entry = entry_column()
    if db.session.execute(select(entry).where(condition).limit(1)).first() is None:
        condition = matching_all([vocabulary.alternatives(word) for word in words])
    return select(entry // 2).where(condition, entry % 2 == 0)


# --- The index on either database ------------------------------------------------------------


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def entry_column() -> ColumnElement[int]:
    return INDEX.c.entry if is_postgresql() else INDEX.c.rowid


def matching_all(groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Entries with a word that begins like one of each group."""
    if is_postgresql():
        return _lexemes_match(" & ".join(f"({_any_of(group)})" for group in groups))
    return _fts_match(" AND ".join(f"({_any_of(group)})" for group in groups))


def matching_any(groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    every = [word for group in groups for word in group]
    return _lexemes_match(_any_of(every)) if is_postgresql() else _fts_match(_any_of(every))


def _any_of(words: Iterable[str]) -> str:
    # Words hold letters, digits and marks only, so neither quote can occur in them.
    if is_postgresql():
        return " | ".join(f"'{word}':*" for word in words)
    return " OR ".join(f'"{word}"*' for word in words)


def _fts_match(expression: str) -> ColumnElement[bool]:
    return literal_column("business_search").op("MATCH", is_comparison=True)(expression)


def _lexemes_match(expression: str) -> ColumnElement[bool]:
    query = cast(literal(expression), postgresql.TSQUERY)
    return INDEX.c.lexemes.op("@@", is_comparison=True)(query)


def _candidates(condition: ColumnElement[bool]) -> list[tuple[int, str]]:
    query = select(entry_column(), INDEX.c.words).where(condition).limit(CANDIDATES)
    return [(entry, words) for entry, words in db.session.execute(query)]


def _ranked(rows: list[tuple[int, str]], words: list[str], least: float = 0) -> list[Found]:
    likeness = Likeness(words)
    scored = [(likeness.points(kept.split()), entry) for entry, kept in rows]
    scored.sort(key=lambda one: (-one[0], one[1]))
    return [_found(entry, points) for points, entry in scored if points >= least]


class Likeness:
    """How well entries fit the words looked for, of about 100.

    Entries share most of their words, so that no two words are compared twice.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.known: list[tuple[str, dict[str, float]]] = [(word, {}) for word in words]

    def points(self, entry: Sequence[str]) -> float:
        """Each word counts by the nearest of the entry's; a name's first words a little more."""
        total = 0.0
        for word, known in self.known:
            best = 0.0
            for place, other in enumerate(entry):
                if other not in known:
                    known[other] = _likeness(word, other)
                best = max(best, known[other] - place / 10)
            total += best
        return total / len(self.known)


def _likeness(word: str, other: str) -> float:
    if other.startswith(word):
        return 100.0 - min(len(other) - len(word), 10) / 2
    return fuzz.ratio(word, other) * 0.9


def _found(entry: int, points: float) -> Found:
    id, is_person = divmod(entry, 2)
    return Found(None if is_person else id, id if is_person else None, points)


# --- Keeping the index in step ---------------------------------------------------------------


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


def _as_phone(word: str) -> str:
    """0812… and 62812… are one number; kept as 62812…"""
    return f"62{word[1:]}" if re.fullmatch(r"0[1-9][0-9]{2,}", word) else word
