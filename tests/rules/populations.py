"""Many applicants at once, near the thresholds of a document, and the same as a population."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from .generated import (
    BOOLEANS,
    CHANNELS,
    DAYS,
    FRACTIONS,
    LISTS,
    NUMBERS,
    PRODUCTS,
    TEXTS,
    WHOLE,
    WORDS,
)

LONG = "x" * 65_536  # As long as the lengths that durable-rules keeps in 16 bits.
ODD_TEXTS = [
    "",
    " ",
    " a",
    "a\n",
    "\x1ca",
    "Cafe\u0301",
    "Cafe\u0301 5",
    "\u00a0ab",
    LONG,
    LONG[:-1] + "y",
]
DECIMALS = ("margin", "precise")
SMALL_STEPS = ["0.100001", "-3.140001", "9.999999", "999999999999999.999999"]  # For `precise`.
GIVEN_DAYS = ("started", "ended")


def people(random: Random, text: str, count: int) -> list[dict[str, Any]]:
    """Applicants for a document, as a single decision takes them. Some know little, some all."""
    near = _near(text)
    return [_person(random, near, random.choice([0.0, 0.1, 0.5])) for _ in range(count)]


def population(random: Random, people: list[dict[str, Any]]) -> pl.DataFrame:
    """The applicants as a frame; how a column writes its values differs from frame to frame."""
    columns = [pl.Series("_key", range(len(people)))]
    for fact in dict.fromkeys(fact for person in people for fact in person):
        given = [person.get(fact) for person in people]
        if all(value is None for value in given):
            if random.random() < 0.5:
                columns.append(pl.Series(fact, given, dtype=pl.Null))
            continue
        columns.append(_column(random, fact, given))
    return pl.DataFrame(columns)


def _column(random: Random, fact: str, given: list[Any]) -> pl.Series:
    if fact in BOOLEANS:
        return pl.Series(fact, given, dtype=pl.Boolean)
    if fact in DECIMALS:
        texts = pl.Series(fact, [None if v is None else str(v) for v in given], dtype=pl.String)
        return random.choice([texts, texts.cast(pl.Decimal(38, 6))])
    if fact in NUMBERS:
        whole = pl.Series(fact, given, dtype=pl.Int64)
        small = [pl.Int32] if (whole.abs().max() or 0) < 2**31 else []
        return whole.cast(random.choice([pl.Int64, pl.Float64, pl.Decimal(38, 2), *small]))
    if fact in GIVEN_DAYS:
        texts = pl.Series(fact, given, dtype=pl.String)
        return random.choice([texts, texts.str.to_date("%Y-%m-%d")])
    if fact in LISTS:
        kind: Any = pl.Int64 if LISTS[fact] == "number" else pl.String
        if LISTS[fact] == "date" and random.random() < 0.5:
            given = [
                None if days is None else list(map(date.fromisoformat, days)) for days in given
            ]
            kind = pl.Date
        return pl.Series(fact, given, dtype=pl.List(kind))
    texts = pl.Series(fact, given, dtype=pl.String)
    known = [*random.sample(PRODUCTS, len(PRODUCTS)), " kopi "]
    numbered = pl.Enum([p for p in known if p in set(texts)] if random.random() < 0.5 else known)
    exact = [numbered, pl.Enum(PRODUCTS)] if fact == "product" else []
    if fact == "product" and " kopi " in set(texts):
        exact = [numbered]
    return texts.cast(random.choice([pl.String, pl.Categorical, *exact]))


def _person(random: Random, near: dict[str, list[Any]], missing: float) -> dict[str, Any]:
    """A third of its values stand at or beside a threshold of the document."""
    found: dict[str, Any] = {}
    for fact in [*BOOLEANS, *NUMBERS, *GIVEN_DAYS, *TEXTS, *LISTS, "product"]:
        if random.random() < missing:
            if random.random() < 0.5:
                found[fact] = None
        elif fact in LISTS:
            members = range(random.choice([0, 1, 1, 2, 3]))
            found[fact] = [_value(random, LISTS[fact], near.get(fact, [])) for _ in members]
            if found[fact] and random.random() < 0.2:
                found[fact] += found[fact]
        else:
            found[fact] = _value(random, fact, near.get(fact, []))
            if fact in TEXTS and random.random() < 0.2:
                found[fact] = random.choice(ODD_TEXTS)
    return found


def _value(random: Random, kind: str, near: list[Any]) -> Any:
    if near and random.random() < 0.3:
        return random.choice(near)
    if kind in BOOLEANS:
        return random.random() < 0.5
    if kind == "precise" and random.random() < 0.3:
        return random.choice(SMALL_STEPS)
    if kind in DECIMALS:
        return random.choice([*FRACTIONS, random.randint(-12, 12)])
    if kind in NUMBERS or kind == "number":
        return random.choice([*WHOLE, random.randint(-12, 12)])
    if kind in GIVEN_DAYS or kind == "date":
        return str(random.choice([*DAYS, date(2024, 1, 1) + timedelta(random.randint(0, 900))]))
    if kind == "product":
        return random.choice([*PRODUCTS, " kopi "])
    return random.choice(CHANNELS if kind == "choice" else WORDS)


def _near(text: str) -> dict[str, list[Any]]:
    """Values at and beside the literals that a document compares each fact with."""
    found: dict[str, list[Any]] = {}
    for leaf in leaves(json.loads(text)):
        for operand in leaf["operands"]:
            found.setdefault(leaf["fact"], []).extend(_beside(leaf["fact"], operand))
    return found


def _beside(fact: str, operand: Any) -> Iterator[Any]:
    if isinstance(operand, bool | dict):
        return
    yield operand
    if isinstance(operand, int):
        yield from (n for n in (operand - 1, operand + 1) if abs(n) <= 10**15)
    elif fact in GIVEN_DAYS or LISTS.get(fact) == "date":
        day = date.fromisoformat(operand)
        yield from (str(n) for n in _neighbours(day) if 1900 <= n.year <= 2199)


def _neighbours(day: date) -> list[date]:
    return [day - timedelta(1), day + timedelta(1)]


def leaves(part: Any) -> Iterator[dict[str, Any]]:
    """Every comparison in a document's JSON data: fact, operator and operands."""
    if isinstance(part, list):
        for item in part:
            yield from leaves(item)
    elif isinstance(part, dict):
        operators = [key for key in part if key != "fact"]
        if "fact" in part and not {"when", "choose", "plus", "minus"} & set(operators):
            operands = part[operators[0]]
            listed = operands if isinstance(operands, list) else [operands]
            yield {"fact": part["fact"], "operator": operators[0], "operands": listed}
        else:
            for item in part.values():
                yield from leaves(item)
