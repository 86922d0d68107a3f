"""Finding a business or a person as one types, misspelt or not.

A word that nobody bears is corrected to the words of the register that come closest. What is
searched is kept by `search_index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import (
    ColumnElement,
    Select,
    cast,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql

from intranet.businesses import vocabulary
from intranet.businesses.search_index import INDEX, entry_column, is_postgresql, words_of
from intranet.database import db

MOST_WORDS = 8
# Read and ranked in Python; more would not make the first ten better.
CANDIDATES = 200
# How alike, of 100, an entry must be that lacks one of the words.
PARTLY_ALIKE = 70
# What people are called at the counter, but not in the register.
FORMS_OF_ADDRESS = frozenset({"bu", "ibu", "pak", "bapak", "mas", "mbak", "bpk"})


@dataclass(frozen=True)
class Found:
    """An entry that matches: a business, or a person without one."""

    business_id: int | None
    person_id: int | None
    score: float


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


def _as_phone(word: str) -> str:
    """0812… and 62812… are one number; kept as 62812…"""
    return f"62{word[1:]}" if re.fullmatch(r"0[1-9][0-9]{2,}", word) else word
