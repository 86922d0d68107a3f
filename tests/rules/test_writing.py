"""A document written as YAML is the same document when it is read again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import rules
from rules import library
from rules.writing import as_yaml, scalar
from tests.rules import documents, generated


@pytest.mark.parametrize("name", library.names())
def test_a_shipped_rule_set_written_again_has_the_same_digest_and_labels(name):
    rule_set = library.load(name)

    text = as_yaml(rule_set.document)

    assert rules.load(text).digest == rule_set.digest
    assert rules.load(text).document.facts == rule_set.document.facts
    assert as_yaml(rules.load(text).document) == text


@settings(max_examples=25, deadline=None)
@given(generated.documents())
def test_a_generated_document_written_again_has_the_same_digest(text):
    rule_set = rules.load(text, documents.VOCABULARY)

    again = rules.load(as_yaml(rule_set.document), documents.VOCABULARY)

    assert again.digest == rule_set.digest


@pytest.mark.parametrize(
    "text",
    ["no", "Null", "5", "0123", "12:30", "a: b", "a #b", "- a", " ", "{a}", "a\0\u2028☕\x85"],
)
def test_a_text_that_yaml_could_misread_stands_in_quotation_marks(text):
    assert scalar(text).startswith('"')


def test_what_is_zero_or_false_is_written():
    rule_set = documents.rule_set(
        {"fact": "licensed", "is": False},
        priority={"points": [{"id": "p", "points": 0, "when": {"fact": "workers", "is": 0}}]},
    )

    assert "{id: p, points: 0, when: {fact: workers, is: 0}}" in as_yaml(rule_set.document)
    assert "{fact: licensed, is: false}" in as_yaml(rule_set.document)


def test_the_text_is_as_a_person_would_type_it():
    rule_set = documents.rule_set(
        {"fact": "sales", "at_most": {"parameter": "limit"}},
        parameters={"limit": documents.parameter(15_000_000_000, unit="IDR")},
    )

    assert as_yaml(rule_set.document) == (
        "rule_set: sample\n"
        "title: {id: Contoh, en: Sample}\n"
        "subject: business\n"
        "\n"
        "parameters:\n"
        "  limit:\n"
        "    title: {id: Angka, en: Figure}\n"
        "    unit: IDR\n"
        "    values: [{from: 2020-01-01, value: 15_000_000_000, source: Perbup}]\n"
        "\n"
        "criteria:\n"
        "  - {id: c1, when: {fact: sales, at_most: {parameter: limit}}}\n"
    )
