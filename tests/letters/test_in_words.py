"""Amounts spelt out as Indonesian letters spell them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.letters.in_words import LARGEST, in_words, rupiah_in_full

NAMES = "nol satu dua tiga empat lima enam tujuh delapan sembilan"
DIGITS = {word: value for value, word in enumerate(NAMES.split())}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (21_001_100, "dua puluh satu juta seribu seratus"),
        (40_000_000, "empat puluh juta"),
        (1_000_000_000, "satu miliar"),
        (10**15, "seribu triliun"),
    ],
)
def test_amounts_are_spelt_as_people_say_them(number, words):
    assert in_words(number) == words


@given(st.integers(min_value=0, max_value=10**15))
def test_words_read_back_give_the_number(number):
    assert read(in_words(number)) == number


@given(st.integers(min_value=0, max_value=LARGEST))
def test_nobody_says_one_thousand(number):
    words = in_words(number)

    assert not re.search(r"(^|juta |miliar |triliun )satu ribu", words)
    assert "satu ratus" not in words
    assert words == " ".join(words.split())


def test_money_stands_in_figures_and_words():
    assert rupiah_in_full(40_000_000) == "Rp40.000.000,00 (empat puluh juta rupiah)"


def test_nothing_below_zero_is_spelt():
    with pytest.raises(ValueError, match="between"):
        in_words(-1)


def read(words: str) -> int:
    """A reader of its own making: what the words say as a number."""
    total = group = last = 0
    for word in words.split():
        if word in DIGITS:
            last = DIGITS[word]
        elif word in {"sepuluh", "sebelas"}:
            group += {"sepuluh": 10, "sebelas": 11}[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word == "puluh":
            group, last = group + 10 * last, 0
        elif word == "seratus":
            group += 100
        elif word == "ratus":
            group, last = group + 100 * last, 0
        elif word == "seribu":
            total += 1000
        else:
            amount = group + last
            # What stands before "triliun" may itself have been counted in thousands.
            if word == "triliun":
                total, amount = 0, total + amount
            total, group, last = total + amount * SCALES[word], 0, 0
    return total + group + last
