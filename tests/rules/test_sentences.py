"""A generated sentence says what its condition asks, and nothing that another one says."""

from __future__ import annotations

import json
import os
import re
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import rules
from rules import sentences
from rules.canonical import condition as as_data
from rules.document import Group, leaves_of
from rules.loading.conditions import OPERATORS
from rules.sentences import condition_sentence
from rules.words import lowered

from .documents import TODAY, VOCABULARY, criterion, document, parameter
from .generated import documents

quickly = settings(
    max_examples=int(os.environ.get("RULES_DOCUMENTS", "25")),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
PARAMETERS = {
    "limit": {**parameter(10), "title": {"id": "Batas", "en": "Limit"}},
    "other": {**parameter(10), "title": {"id": "Batas lain", "en": "Other limit"}},
    "span": {**parameter(10, unit="years"), "title": {"id": "Jeda", "en": "Span"}},
}


def everything(loaded):
    for criterion_ in loaded.document.criteria:
        yield criterion_.when
    for derived in loaded.document.derived:
        yield from derived.conditions()
    for table in loaded.document.tables:
        yield from (row.when for row in table.rows)


def groups_of(condition):
    if isinstance(condition, Group):
        yield condition
        for member in condition.members:
            yield from groups_of(member)


def said(loaded, condition):
    edition = loaded._edition(TODAY)
    return condition_sentence(loaded.document, condition, edition.figures)


def assert_told_apart(loaded, conditions):
    """No two that mean something different read the same, in either language."""
    for language in ("id", "en"):
        meanings: dict[str, str] = {}
        for condition in conditions:
            sentence = said(loaded, condition).in_language(language)
            meaning = json.dumps(as_data(condition), sort_keys=True)
            assert meanings.setdefault(sentence, meaning) == meaning, sentence
            assert not re.search(
                r"[{}_]|\bNone\b(?! of)|Decimal|Literal|\bTrue\b|\bFalse\b", sentence
            ), sentence


@quickly
@given(documents())
def test_no_two_comparisons_of_a_document_read_the_same(text):
    loaded = rules.load(text, VOCABULARY)

    assert_told_apart(loaded, [leaf for c in everything(loaded) for leaf in leaves_of(c)])


def operand_kinds(family: str, fact: str) -> list[object]:
    literals = {
        "boolean": [True, False],
        "number": [0, 1, -1, 10, 1_000, 10_000, 1_000_000, 10**15],
        "date": ["2026-01-01", "2026-01-10", "2026-10-01", "2025-01-01"],
        "text": ["Hamlet", "Dusun", "10", "a", "a”, “b", "b", "; ", "ya", "yes"],
        "choice": ["kopi", "tepung"],
        "list": ["pasar", "daring"],
    }[family]
    if fact == "margin":
        literals = ["0.1", "0.01", "1", "10", "1.5", "-0.5"]
    references = {
        "boolean": [{"fact": "member"}, {"fact": "licensed"}],
        "number": [{"fact": "workers"}, {"parameter": "limit"}, {"parameter": "other"}],
        "date": [
            {"fact": "ended"},
            {"fact": "decision_date"},
            *(
                {"fact": "ended", way: {unit: amount}}
                for way, unit, amount in product(
                    ("plus", "minus"),
                    ("years", "months", "days"),
                    (0, 1, 10, {"parameter": "span"}),
                )
            ),
        ],
        "text": [{"fact": "hamlet"}, {"fact": "village"}],
        "choice": [{"fact": "product"}],
        "list": [],
    }[family]
    return [*literals, *references]


FACTS = {
    "licensed": "boolean",
    "sales": "number",
    "margin": "number",
    "started": "date",
    "village": "text",
    "product": "choice",
    "channels": "list",
}


@pytest.mark.parametrize("fact", FACTS)
def test_every_test_with_every_kind_of_operand_has_a_sentence_of_its_own(fact):
    family = FACTS[fact]
    operands = operand_kinds(family, fact)
    tests: list[dict[str, object]] = [{"present": True}, {"present": False}]
    for operator in OPERATORS[family]:
        if operator in ("between", "above_to"):
            tests += [{operator: [a, b]} for a, b in product(operands[:5], operands[-4:])]
        elif operator in ("one_of", "none_of") or operator.startswith("contains_"):
            tests += [{operator: [one]} for one in operands]
            tests += [{operator: [a, b]} for a, b in product(operands[:5], operands[:5]) if a != b]
        else:
            tests += [{operator: one} for one in operands]
    leaves = []
    for begin in range(0, len(tests), 60):
        rows = [
            criterion({"fact": fact, **test}, f"c{n}")
            for n, test in enumerate(tests[begin : begin + 60])
        ]
        loaded = rules.load(document(criteria=rows, parameters=PARAMETERS), VOCABULARY)
        leaves += [c.when for c in loaded.document.criteria]
        assert_told_apart(loaded, [])
    # Parameters and labels are the same in all of them.
    labels = rules.load(
        document(
            criteria=[
                criterion({"fact": name, "present": True}, name)
                for name in [*FACTS, "workers", "hamlet", "member", "ended", "decision_date"]
            ]
            + [
                criterion(
                    {"any": [{"fact": "sales", "is": {"parameter": p}} for p in PARAMETERS]}, "p"
                )
            ],
            parameters=PARAMETERS,
        ),
        VOCABULARY,
    )
    assert_told_apart(labels, leaves)


def test_groups_of_the_same_members_read_differently():
    a, b = {"fact": "licensed", "is": True}, {"fact": "village", "is": "x"}
    c = {"fact": "sales", "at_most": 5}
    shapes = [
        {"all": [a, b]},
        {"any": [a, b]},
        {"none": [a, b]},
        {"not": {"all": [a, b]}},
        {"not": {"any": [a, b]}},
        {"any": [{"not": a}, b]},
        {"all": [{"not": a}, b]},
        {"count_at_least": 1, "of": [a, b]},
        {"count_at_least": 2, "of": [a, b]},
        {"not": {"none": [a, b]}},
        {"none": [{"all": [a, b]}]},
        {"none": [{"any": [a, b]}]},
        {"all": [{"any": [a, b]}, c]},
        {"any": [a, {"all": [b, c]}]},
        {"any": [{"all": [a, b]}, c]},
        {"all": [a, {"any": [b, c]}]},
        {"all": [a, b, c]},
        {"any": [a, b, c]},
        {"not": {"not": {"all": [a, b]}}},
        {"not": {"all": [{"not": a}, b]}},
    ]
    loaded = rules.load(
        document(criteria=[criterion(when, f"c{n}") for n, when in enumerate(shapes)]), VOCABULARY
    )

    assert_told_apart(loaded, [criterion_.when for criterion_ in loaded.document.criteria])


@quickly
@given(documents())
def test_no_two_groups_of_a_document_read_the_same(text):
    loaded = rules.load(text, VOCABULARY)
    # A group of one alone reads as its member.
    groups = [
        group
        for condition in everything(loaded)
        for group in groups_of(condition)
        if all(len(g.members) > 1 or g.kind == "not" for g in groups_of(group))
    ]
    for language in ("id", "en"):
        meanings: dict[str, str] = {}
        for group in groups:
            sentence = said(loaded, group).in_language(language)
            meaning = json.dumps(as_data(group), sort_keys=True)
            assert meanings.setdefault(sentence, meaning) == meaning, sentence


def test_every_operator_and_group_has_words_in_both_languages():
    operators = {op for fitting in OPERATORS.values() for op in fitting}

    for language in ("id", "en"):
        assert set(sentences.TESTS[language]) == operators
        assert len(set(sentences.TESTS[language].values())) == len(operators)
        assert set(sentences.GROUPS[language]) == {"all", "any", "none", "not", "count_at_least"}


@pytest.mark.parametrize(
    ("text", "within_a_sentence"),
    [
        ("Memiliki NIB", "memiliki NIB"),
        ("Usaha binaan dinas", "usaha binaan dinas"),
        ("NIB atau SKU", "NIB atau SKU"),
        ("Surat Keterangan Usaha (SKU)", "Surat Keterangan Usaha (SKU)"),
        ("", ""),
    ],
)
def test_a_text_within_a_sentence_begins_small_unless_it_is_a_name(text, within_a_sentence):
    assert lowered(text) == within_a_sentence
