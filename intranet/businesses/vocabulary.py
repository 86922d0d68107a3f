"""Every word of the register, and the words that a misspelt one may have meant.

The words are read once for each database that the process works with; only what was added
since is read again. The vocabulary grows and never shrinks: a word that nobody bears any more
leads to no entry, and costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Engine, func, select, text

from intranet.businesses.models import SearchWord
from intranet.database import db

SHORTEST = 3
"""Words below this length, and numbers, are not corrected: anything is near to them."""
ALTERNATIVES = 12
OVERLAP = 1000
"""Words read again: on PostgreSQL a lower id may be committed after a higher one."""


class Vocabulary:
    """The words, and their beginnings of each length that somebody looked for."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.newest = 0
        self.beginnings: dict[int, list[str]] = {}

    def refresh(self) -> None:
        newest = db.session.scalar(select(func.max(SearchWord.id))) or 0
        if newest == self.newest:
            return
        added = db.session.scalars(
            select(SearchWord.word).where(SearchWord.id > self.newest - OVERLAP)
        )
        self.words = list(dict.fromkeys([*self.words, *added]))
        self.newest = newest
        self.beginnings = {}

    def of_length(self, length: int) -> list[str]:
        """The distinct beginnings of `length` letters: what somebody may be typing still."""
        # Another thread may begin the table anew at any moment, so it is asked only once.
        known = self.beginnings.get(length)
        if known is None:
            known = list(dict.fromkeys(word[:length] for word in self.words))
            self.beginnings[length] = known
        return known


_known: WeakKeyDictionary[Engine, Vocabulary] = WeakKeyDictionary()


def known() -> Vocabulary:
    """The vocabulary of this database, as it is now."""
    vocabulary = _known.setdefault(db.engine, Vocabulary())
    vocabulary.refresh()
    return vocabulary


def alternatives(word: str) -> list[str]:
    """The word itself and what it may have meant, nearest first.

    A word that begins like one of the register's stands as it is. Of a misspelt word that is
    not finished yet, what it began like is found as well.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return [word]
    vocabulary = known()
    if word in vocabulary.of_length(len(word)):
        return [word]
    most = 1 if len(word) < 6 else 2
    near: dict[str, float] = {}
    lengths = (0, len(word), len(word) + 1) if len(word) > SHORTEST else (0,)
    for length in lengths:
        pool = vocabulary.of_length(length) if length else vocabulary.words
        # Compared with what is typed so far, a beginning must be nearer than a whole word.
        allowed = most if not length else max(1, most - (len(word) < 8))
        for beginning, distance, _place in process.extract(
            word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=ALTERNATIVES
        ):
            near[beginning] = min(distance, near.get(beginning, distance))
    return [word, *sorted(near, key=lambda other: (near[other], other))[:ALTERNATIVES]]


def learn(words: Collection[str]) -> None:
    """Add the words that are new, in the caller's transaction."""
    wanted = sorted(word for word in words if len(word) >= SHORTEST and word.isalpha())
    if wanted:
        db.session.execute(
            text("INSERT INTO search_words (word) VALUES (:word) ON CONFLICT DO NOTHING"),
            [{"word": word} for word in wanted],
        )
