"""The random selection of RFC 3797, exactly: a key string, and one MD5 for each draw.

Values of a source become text: numbers ascending, each followed by a full stop; text in capitals,
its letters and digits only. Each source ends with a slash. The k-th draw (from 0) takes
MD5(k · key · k), with k as two bytes, the higher first, as one large number; its remainder by the
number of those still in the list says who is taken, counted from the top of what remains.

The RFC asks for MD5. The draw is as safe as its sources are unpredictable when the list is
frozen: nobody gains from a collision of the hash. Whoever can choose a source can choose the
winner, so sources are public events of the future.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rules.errors import quote
from rules.selection.errors import SelectionRefused

LARGEST_POOL = 65_535  # the number of a draw is two bytes long
LARGEST_NUMBER = 2**63 - 1
LONGEST_SOURCE = 1000

Values = Sequence[int] | str


class Drawn(NamedTuple):
    """One draw: its MD5 in capital hex, how many remained, and the number taken, from 1."""

    md5: str
    remaining: int
    number: int


def canonical(values: Values) -> str:
    """A source's values as the RFC writes them: `2.5.8.10.12./`, or `ABC12/` for text.

    Raises SelectionRefused for values that are empty, not whole, negative, or not ASCII.
    """
    return _text(values) if isinstance(values, str) else _numbers(values)


def key_string(sources: Sequence[Values]) -> str:
    """The sources' canonical forms one after another. Raises SelectionRefused."""
    if not sources:
        raise SelectionRefused("a draw needs at least one source of randomness")
    return "".join(canonical(values) for values in sources)


def draw(key: str, pool: int, count: int) -> Iterator[Drawn]:
    """Draw `count` numbers out of 1 … `pool`. Raises SelectionRefused."""
    if not key or not key.isascii():
        raise SelectionRefused("the key string is empty or not ASCII")
    if pool > LARGEST_POOL:
        raise SelectionRefused(f"a draw can hold at most {LARGEST_POOL:,} names, not {pool:,}")
    if not 1 <= count <= pool:
        raise SelectionRefused(f"{count} cannot be drawn out of {pool}")
    return _draw(key.encode("ascii"), list(range(1, pool + 1)), count)


def bits_needed(pool: int, count: int, *, in_order: bool = False) -> float:
    """How many bits the sources must leave open for each set of `count` to be possible.

    The RFC's section 3.3: the binary logarithm of the number of such sets; with `in_order`, of
    the number of sequences, since who is drawn first may matter.
    """
    return math.log2(math.perm(pool, count) if in_order else math.comb(pool, count))


def _draw(key: bytes, remaining: list[int], count: int) -> Iterator[Drawn]:
    for index in range(count):
        ends = index.to_bytes(2, "big")
        md5 = hashlib.md5(ends + key + ends, usedforsecurity=False).hexdigest()
        left = len(remaining)
        yield Drawn(md5.upper(), left, remaining.pop(int(md5, 16) % left))


def _numbers(values: Sequence[int]) -> str:
    if isinstance(values, bytes) or not isinstance(values, Sequence):
        raise SelectionRefused(f"{quote(values)} is neither a list of whole numbers nor text")
    if not values:
        raise SelectionRefused("a source has no numbers; write what was published")
    if len(values) > LONGEST_SOURCE:
        raise SelectionRefused(f"a source has more than {LONGEST_SOURCE} numbers")
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int):
            raise SelectionRefused(
                f"{quote(value)} is not a whole number; announce which digits count, or use text"
            )
        if not 0 <= value <= LARGEST_NUMBER:
            raise SelectionRefused(f"{quote(value)} is not between 0 and {LARGEST_NUMBER}")
    return "".join(f"{value}." for value in sorted(values)) + "/"


def _text(value: str) -> str:
    if not value.isascii():
        raise SelectionRefused(
            f"{quote(value)} has letters outside A to Z; write it without accents"
        )
    if len(value) > LONGEST_SOURCE:
        raise SelectionRefused(f"a source has more than {LONGEST_SOURCE} characters")
    kept = "".join(letter for letter in value.upper() if letter.isalnum())
    if not kept:
        raise SelectionRefused("a source has no letter and no digit; write what was published")
    return kept + "/"
