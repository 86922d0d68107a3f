"""Generated documents and applicants for the property tests, with the engine's hazards in them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from rules.loading.conditions import OPERATORS

BOOLEANS = ["licensed", "member"]
NUMBERS = ["sales", "workers", "liquid", "costarring", "id", "margin", "precise"]
DATES = ["started", "ended", "decision_date"]
TEXTS = ["village", "hamlet", "sid"]
LISTS = {"channels": "choice", "tags": "text", "years": "number", "visits": "date"}

WORDS = [
    "a",
    "ab",
    "ab!",
    "Café",
    "ꦗꦮ",
    "كوبي",
    "☕😀",
    "Ja'far",
    'a"b\\c',
    "5",
    "true",
    "null",
    "\0x",
]
DAYS = [
    date(1900, 1, 1),
    date(2024, 2, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2199, 12, 31),
]
WHOLE = [0, 1, -1, 5, 9, 10, 2**31, 2**53 % 10**15, 10**15, -(10**15)]
FRACTIONS = ["0.1", "0.10", "-3.14", "9.99", "10", "999999999999999"]
PRODUCTS, CHANNELS = ["kopi", "tepung", "tidak"], ["pasar", "daring", "toko"]
DERIVED = {"known_good": "boolean", "known_bad": "boolean", "size": "choice"}
SIZES = ["small", "medium", "large"]

wholes = st.sampled_from(WHOLE) | st.integers(-12, 12)
days = st.sampled_from(DAYS) | st.integers(0, 900).map(lambda n: date(2024, 1, 1) + timedelta(n))
words = st.sampled_from(WORDS)


def items(kind: str) -> st.SearchStrategy[Any]:
    return {
        "choice": st.sampled_from(CHANNELS),
        "text": words,
        "number": wholes,
        "date": days.map(str),
    }[kind]


def literals(fact: str) -> st.SearchStrategy[Any]:
    if fact in BOOLEANS or DERIVED.get(fact) == "boolean":
        return st.booleans()
    if fact in ("margin", "precise"):
        return st.sampled_from(FRACTIONS) | st.integers(-12, 12)
    if fact in NUMBERS:
        return wholes
    if fact in DATES:
        return days.map(str)
    if fact in LISTS:
        return items(LISTS[fact])
    return st.sampled_from(SIZES if fact == "size" else PRODUCTS if fact == "product" else WORDS)


def family(fact: str) -> str:
    for name, facts in (("number", NUMBERS), ("date", DATES), ("text", TEXTS), ("list", LISTS)):
        if fact in facts:
            return name
    return "boolean" if fact in BOOLEANS or DERIVED.get(fact) == "boolean" else "choice"


SHIFTS = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from(["plus", "minus"]),
        st.sampled_from(["years", "months", "days"]),
        st.sampled_from([0, 1, 2, 13, 400, 10**15]) | st.just({"parameter": "span"}),
    ),
)


@st.composite
def operands(draw: st.DrawFn, fact: str) -> Any:
    kind = LISTS.get(fact, family(fact))
    choice = draw(st.integers(0, 9))
    if kind == "number" and choice < 2:
        return {"parameter": draw(st.sampled_from(["limit", "rate", "span"]))}
    others = {"number": NUMBERS, "date": DATES, "text": TEXTS}.get(kind, [])
    if others and choice < 4:
        reference: dict[str, Any] = {"fact": draw(st.sampled_from(others))}
        shift = draw(SHIFTS) if kind == "date" else None
        if shift is not None:
            reference[shift[0]] = {shift[1]: shift[2]}
        return reference
    return draw(literals(fact))


@st.composite
def leaves(draw: st.DrawFn, facts: list[str], with_present: bool) -> dict[str, Any]:
    fact = draw(st.sampled_from(facts))
    presence = ["present"] if with_present else []
    operator = draw(st.sampled_from([*presence, *OPERATORS[family(fact)]]))
    if operator == "present":
        return {"fact": fact, operator: draw(st.booleans())}
    operand = operands(fact)
    if operator in ("between", "above_to"):
        return {"fact": fact, operator: [draw(operand), draw(operand)]}
    if operator in ("one_of", "none_of") or operator.startswith("contains_"):
        return {"fact": fact, operator: draw(st.lists(operand, min_size=1, max_size=4))}
    return {"fact": fact, operator: draw(operand)}


def conditions(facts: list[str], with_present: bool) -> st.SearchStrategy[dict[str, Any]]:
    def grow(members: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        some = st.lists(members, min_size=1, max_size=4)
        return st.one_of(
            some.map(lambda of: {"all": of}),
            some.map(lambda of: {"any": of}),
            some.map(lambda of: {"none": of}),
            members.map(lambda one: {"not": one}),
            some.map(lambda of: {"count_at_least": (len(of) + 1) // 2, "of": of}),
        )

    return st.recursive(leaves(facts, with_present), grow, max_leaves=6).filter(
        lambda c: depth(c) <= 6
    )


def depth(condition: dict[str, Any]) -> int:
    members = next((v for v in condition.values() if isinstance(v, list)), [])
    if "not" in condition:
        members = [condition["not"]]
    if "fact" in condition:
        return 1
    return 1 + max(depth(member) for member in members)


@st.composite
def documents(
    draw: st.DrawFn, with_present: bool = True, hits: tuple[str, ...] = ("first", "collect")
) -> str:
    """A rule set as JSON text, over the vocabulary of `documents.py`.

    With `unique` among the `hits` of its tables some applicants are ambiguous.
    """

    def condition(facts: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        return conditions(facts, with_present)

    given = [*BOOLEANS, *NUMBERS, *DATES, *TEXTS, *LISTS, "product"]
    derived: list[dict[str, Any]] = []
    if draw(st.booleans()):
        derived.append({"fact": "known_good", "when": draw(condition(given))})
        derived.append({"fact": "known_bad", "when": draw(condition([*given, "known_good"]))})
    if draw(st.booleans()):
        rows = [{"value": size, "when": draw(condition(given))} for size in SIZES[:2]]
        derived.append({"fact": "size", "choose": rows, "otherwise": "large"})
    facts = [*given, *(entry["fact"] for entry in derived)]
    criteria = [
        {"id": f"c{n}", "when": when, "advisory": draw(st.integers(0, 4)) == 0}
        for n, when in enumerate(draw(st.lists(condition(facts), min_size=1, max_size=4)))
    ]
    tables = [
        {
            "id": f"t{n}",
            "hit": hit,
            "rows": [
                {"id": f"r{m}", "when": when, "then": {"text": str(m)}}
                for m, when in enumerate(draw(st.lists(condition(facts), min_size=1, max_size=3)))
            ],
        }
        for n, hit in enumerate(draw(st.lists(st.sampled_from(hits), max_size=2)))
    ]
    points = [{"id": "p", "points": 3, "when": draw(condition(facts))}]
    whole = {
        "rule_set": "generated",
        "title": {"id": "x"},
        "subject": "business",
        "parameters": {
            name: {
                "title": {"id": name},
                "unit": "none",
                "values": [{"from": "2000-01-01", "value": value, "source": "x"}],
            }
            for name, value in {"limit": 10, "rate": 2.5, "span": 3}.items()
        },
        "derived": list(reversed(derived)),
        "criteria": criteria,
        "tables": tables,
        "priority": {"points": points},
    }
    return json.dumps(whole)


def applicants() -> st.SearchStrategy[dict[str, Any]]:
    """Facts about somebody, some of them missing."""
    lists = {fact: st.lists(items(kind), max_size=3) for fact, kind in LISTS.items()}
    single = {
        fact: literals(fact)
        for fact in [*BOOLEANS, *NUMBERS, "started", "ended", *TEXTS, "product"]
    }
    blank = st.sampled_from([" ", ""])
    texts = {fact: single[fact] | blank for fact in TEXTS}
    values = {**single, **texts, **lists}
    return st.fixed_dictionaries({}, optional={f: v | st.none() for f, v in values.items()})
