"""The draw gives what RFC 3797 publishes in its section 6, hash by hash."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.selection import SelectionRefused, rfc3797

SOURCES = [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]
KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
PUBLISHED = """
990DD0A5692A029A98B5E01AA28F3459  25  17
3691E55CB63FCC37914430B2F70B5EC6  24   7
FE814EDF564C190AC1D25753979990FA  23   2
1863CCACEB568C31D7DDBDF1D4E91387  22  16
F4AB33DF4889F0AF29C513905BE1D758  21  25
13EAEB529F61ACFB9A29D0BA3A60DE4A  20  23
992DB77C382CA2BDB9727001F3CDCCD9  19   8
63AB4258ECA922976811C7F55C383CE7  18  24
DFBC5AC97CED01B3A6E348E3CC63F40D  17  19
31CB111C4A4EBE9287CEAE16FE51B909  16  13
07FA46C122F164C215BBC72793B189A3  15  22
AC52F8D75CCBE2E61AFEB3387637D501  14   5
53306F73E14FC0B2FBF434218D25948E  13  18
B5D1403501A81F9A47318BE7893B347C  12   9
85B10B356AA06663EF1B1B407765100A  11   1
3269E6CE559ABD57E2BA6AAB495EB9BD  10   4
"""


def test_the_worked_example_of_the_rfc() -> None:
    assert rfc3797.key_string(SOURCES) == KEY
    lines = [line.split() for line in PUBLISHED.strip().splitlines()]
    expected = [(md5, int(left), int(number)) for md5, left, number in lines]
    assert list(rfc3797.draw(KEY, pool=25, count=16)) == expected


def test_a_draw_that_was_held_in_public_comes_out_the_same() -> None:
    # The IETF's nominating committee of 2012: 134 volunteers, two lotteries, two public debts.
    lotteries = [17, 20, 22, 35, 38, 48, 36], [11, 17, 21, 48, 50, 9, 10]
    key = rfc3797.key_string([lotteries[0], [90193202], [55598744], lotteries[1]])
    drawn = list(rfc3797.draw(key, pool=134, count=12))
    assert [one.number for one in drawn] == [90, 25, 92, 126, 24, 31, 122, 96, 81, 132, 2, 41]
    assert drawn[11].md5 == "6168D40CF2EB896E0E13AF709E8998B2"


def test_the_rfc_asks_for_almost_22_bits_in_its_example() -> None:
    assert round(rfc3797.bits_needed(25, 10), 1) == 21.6
    assert rfc3797.bits_needed(25, 25) == 0
    assert 2.58 < rfc3797.bits_needed(3, 3, in_order=True) < 2.59  # six orders


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([9319], "9319./"),
        ([12, 5, 5, 0], "0.5.5.12./"),
        ([10, 9], "9.10./"),
        ("W 4-1", "W41/"),
        ("Undian Senin, hasil: 007", "UNDIANSENINHASIL007/"),
    ],
)
def test_a_source_has_one_canonical_form(values: object, expected: str) -> None:
    assert rfc3797.canonical(values) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sources", "why"),
    [
        ([], "at least one source"),
        ([[]], "no numbers"),
        ([""], "no letter"),
        ([" - "], "no letter"),
        (["café"], "without accents"),
        (["٣٤"], "outside A to Z"),
        ([[1.5]], "not a whole number"),
        ([[Decimal("7215.40")]], "not a whole number"),
        ([[True]], "not a whole number"),
        ([["7"]], "not a whole number"),
        ([[-1]], "between 0"),
        ([[2**63]], "between 0"),
        ([7], "neither a list"),
        ([b"7"], "neither a list"),
        ([[1] * 1001], "more than"),
        (["a" * 1001], "more than"),
    ],
)
def test_bad_sources_are_refused_with_a_reason(sources: list[object], why: str) -> None:
    with pytest.raises(SelectionRefused, match=why):
        rfc3797.key_string(sources)  # type: ignore[arg-type]


@pytest.mark.parametrize(("pool", "count"), [(65_536, 1), (5, 6), (5, 0), (0, 0), (0, 1)])
def test_too_many_or_none_cannot_be_drawn(pool: int, count: int) -> None:
    with pytest.raises(SelectionRefused):
        rfc3797.draw(KEY, pool, count)


def test_the_number_of_a_draw_is_two_bytes_the_higher_first() -> None:
    last = list(rfc3797.draw(KEY, pool=300, count=258))[257]
    whole = b"\x01\x01" + KEY.encode() + b"\x01\x01"
    assert last.md5 == hashlib.md5(whole, usedforsecurity=False).hexdigest().upper()


@given(st.integers(1, 60), st.text("ABC123", min_size=1), st.data())
def test_nobody_is_drawn_twice_and_more_draws_keep_the_first_ones(
    pool: int, key: str, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, pool))
    everybody = [drawn.number for drawn in rfc3797.draw(key, pool, pool)]
    assert sorted(everybody) == list(range(1, pool + 1))
    assert [drawn.number for drawn in rfc3797.draw(key, pool, count)] == everybody[:count]
