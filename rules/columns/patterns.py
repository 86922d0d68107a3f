"""Patterns of truths: rows whose truths are all the same are told once, with how many they are.

A whole population rarely has more than a few thousand patterns, so what is counted by truths is
counted over those. While rows are read, the truths of each are packed into a few whole numbers:
those are quick to group by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

IN_A_WORD = 31
"""Truths, of two bits each, that an unsigned number of 64 bits holds with one pair to spare."""
UNKNOWN, TRUE = 0b01, 0b10


@dataclass(frozen=True)
class Packing:
    """How truths, columns of three values by their names, are packed."""

    truths: Sequence[str]

    @property
    def words(self) -> list[str]:
        """The columns that hold the packed truths."""
        return [f":word{number}" for number in range(-(-len(self.truths) // IN_A_WORD))]

    def packed(self) -> list[pl.Expr]:
        """The words, from a frame that has the truths."""
        pairs: dict[str, list[pl.Expr]] = {word: [] for word in self.words}
        for name, (word, shift) in self._places():
            truth = pl.col(name)
            pairs[word].append(
                pl.when(truth)
                .then(_bits(TRUE, shift))
                .when(truth.is_null())
                .then(_bits(UNKNOWN, shift))
                .otherwise(_bits(0, shift))
            )
        return [reduce(or_, members).alias(word) for word, members in pairs.items()]

    def unpacked(self) -> list[pl.Expr]:
        """The truths, from a frame that has the words."""
        found = []
        for name, (word, shift) in self._places():
            pair = pl.col(word) & _bits(0b11, shift)
            is_known = pair != _bits(UNKNOWN, shift)
            found.append(pl.when(is_known).then(pair == _bits(TRUE, shift)).alias(name))
        return found

    def _places(self) -> list[tuple[str, tuple[str, int]]]:
        """Each truth with the word that holds it, and how far to the left it stands there."""
        words = self.words
        return [
            (name, (words[at // IN_A_WORD], at % IN_A_WORD * 2))
            for at, name in enumerate(self.truths)
        ]


def _bits(pair: int, shift: int) -> pl.Expr:
    return pl.lit(pair << shift, dtype=pl.UInt64)
