"""A document is read as its author meant it, or refused with every mistake and its remedy."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

import rules
from rules.document import Leaf, Literal

from .documents import VOCABULARY, criterion, document, parameter, problems, rule_set

LEAF = {"fact": "licensed", "is": True}
YAML = """
rule_set: sample
title: {{id: Contoh}}
subject: business
criteria:
  - id: only
    when: {{fact: {fact}, {operator}: {value}}}
"""


def read(fact: str, operator: str, value: str) -> object:
    loaded = rules.load(YAML.format(fact=fact, operator=operator, value=value), VOCABULARY)
    leaf = loaded.document.criteria[0].when
    assert isinstance(leaf, Leaf)
    operands = [o.value for o in leaf.operands if isinstance(o, Literal)]
    return operands[0] if len(operands) == 1 else operands


@pytest.mark.parametrize(
    ("fact", "operator", "written", "meant"),
    [
        ("product", "is", "tidak", "tidak"),
        ("village", "is", "no", "no"),
        ("village", "is", "on", "on"),
        ("village", "is", "0123456", "0123456"),
        ("village", "is", "12:30", "12:30"),
        ("village", "is", "2026-01-01", "2026-01-01"),
        ("village", "is", '"true"', "true"),
        ("village", "is", "'  Café '", "Café"),
        ("village", "is", "Cafe\u0301", "Café"),
        ("workers", "is", "0123", 123),
        ("sales", "at_most", "15_000_000_000", 15_000_000_000),
        ("sales", "at_most", "-5", -5),
        ("workers", "at_least", "5.0", 5),
        ("margin", "at_least", "0.1", Decimal("0.10")),
        ("margin", "at_least", '"0.10"', Decimal("0.10")),
        ("started", "before", "2026-01-01", date(2026, 1, 1)),
        ("started", "before", '"2026-01-01"', date(2026, 1, 1)),
        ("licensed", "is", "true", True),
        ("licensed", "present", "false", False),
        ("workers", "between", "[1, 2]", [1, 2]),
        ("tags", "contains_any", "[no, '5']", ["no", "5"]),
    ],
)
def test_a_plain_scalar_means_what_the_vocabulary_asks(fact, operator, written, meant):
    assert read(fact, operator, written) == meant


@pytest.mark.parametrize(
    ("fact", "operator", "written", "complaint"),
    [
        ("licensed", "is", "yes", '"yes" is not a boolean: write true or false'),
        ("licensed", "is", '"true"', "is not true or false"),
        ("workers", "is", '"5"', "leave out the quotation marks"),
        ("workers", "is", "5.5", "has a fraction where a whole number is asked"),
        ("workers", "is", "1e99", "beyond ±10^15"),
        ("workers", "is", "1_000_000_000_000_001", "beyond ±10^15"),
        ("margin", "is", "0.101", "more than 2 digits behind the point"),
        ("margin", "is", ".inf", "is not a number"),
        ("started", "is", "2026-02-30", "is not a day of the calendar"),
        ("started", "is", "2200-01-01", "outside 1900 to 2199"),
        ("started", "is", "20260101", "is not a date: write YYYY-MM-DD"),
        ("product", "is", "kopy", 'did you mean "kopi"?'),
        ("village", "is", "null", "present: false"),
        ("village", "is", "' '", "present: false"),
        ("sales", "atmost", "5", 'did you mean "at_most"?'),
        ("sale", "at_most", "5", 'did you mean "sales"?'),
        ("village", "at_least", "5", "does not fit a text"),
        ("tags", "is", "x", "does not fit a list"),
        ("workers", "between", "[1]", "two ends are asked"),
        ("workers", "one_of", "[]", "the list is empty"),
        ("workers", "is", "{parameter: limt}", 'there is no parameter "limt"'),
        ("village", "is", "{parameter: limit}", "a parameter is a number"),
        ("village", "is", "{fact: workers}", "here a text is asked"),
        ("started", "is", "{fact: ended, plus: {year: 1}}", 'did you mean "years"?'),
        ("started", "is", "{fact: ended, plus: {years: -1}}", "not a whole number from 0 up"),
        ("workers", "is", "{fact: id, plus: {years: 1}}", "does not fit here"),
        ("tags", "contains_any", "[null]", "no value here"),
    ],
)
def test_a_wrong_value_is_refused_with_its_remedy(fact, operator, written, complaint):
    text = YAML.format(fact=fact, operator=operator, value=written)

    found = problems(text)

    assert len(found) == 1
    assert found[0].startswith("criteria[0].when")
    assert complaint in found[0]


def test_json_of_the_same_shape_is_the_same_rule_set():
    yaml = rules.load(YAML.format(fact="sales", operator="at_most", value="5_000"), VOCABULARY)

    loaded = rule_set({"fact": "sales", "at_most": 5000})
    same = rules.load(
        document(title={"id": "Contoh"}, criteria=[criterion({"fact": "sales", "at_most": 5000})]),
        VOCABULARY,
    )

    assert same.digest == yaml.digest
    assert loaded.digest != yaml.digest


def test_a_json_number_is_not_text_and_json_text_is_not_a_number():
    number = document(criteria=[criterion({"fact": "village", "is": 5})])
    text = document(criteria=[criterion({"fact": "workers", "is": "5"})])

    assert "is not text" in problems(number)[0]
    assert "is not a number" in problems(text)[0]


def test_several_mistakes_come_at_once():
    text = document(
        subject="firm",
        titel={"id": "x"},
        criteria=[
            criterion({"fact": "licenced", "is": True}, "a"),
            criterion({"all": [{"fact": "sales", "is": "x"}, {"fakt": 1}]}, "b"),
            criterion({"fact": "licensed", "is": True}, "b"),
        ],
    )

    found = problems(text)

    assert len(found) == 6
    assert any(line.startswith('titel: "titel" is not a key here') for line in found)
    assert any("criteria[1].when.all[1]" in line for line in found)
    assert any('criteria[2].id: "b" stands twice' in line for line in found)


EXAMPLE = {
    "name": {"id": "x"},
    "date": "2026-01-01",
    "facts": {},
    "outcome": "undetermined",
    "unknown": ["a"],
    "outputs": {"t": "r"},
}
TABLE = {"id": "t", "hit": "first", "rows": [{"id": "r", "when": {"fact": "good", "is": True}}]}
WHOLE = {
    "parameters": {"limit": parameter(5)},
    "derived": [{"fact": "good", "when": {"fact": "licensed", "is": True}}],
    "criteria": [
        criterion(
            {"fact": "sales", "at_most": {"parameter": "limit"}}, "a", says={"id": "Batas {limit}"}
        )
    ],
    "tables": [TABLE],
    "priority": {"tie_break": ["good"]},
    "examples": [EXAMPLE],
}


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"parameters": {"limit": parameter(5, unit="rupiah")}}, "parameters.limit.unit"),
        ({"parameters": []}, "parameters"),
        ({"parameters": None, "paramters": {"limit": parameter(5)}}, "paramters"),
        ({"derived": [{"fact": "good", "label": "Baik", "when": LEAF}]}, "derived[0].label"),
        ({"derived": [{"fakt": "good", "when": LEAF}]}, "derived[0].fakt"),
        ({"derived": None, "deriveds": WHOLE["derived"]}, "deriveds"),
        ({"criteria": [criterion({"fact": "sale", "is": 1}, "a")]}, "criteria[0].when.fact"),
        ({"criteria": [{"id": "a", "wen": LEAF}]}, "criteria[0].wen"),
        ({"criteria": [{"when": LEAF}]}, "criteria[0]"),
        ({"criteria": {"a": LEAF}}, "criteria"),
        ({"criteria": None, "criterias": WHOLE["criteria"]}, "criterias"),
        ({"tables": [{**TABLE, "hit": "one"}]}, "tables[0].hit"),
        ({"tables": [{**TABLE, "rows": [{"id": "r"}]}]}, "tables[0].rows[0]"),
        ({"tables": TABLE}, "tables"),
        ({"rule_set": "Sample"}, "rule_set"),
    ],
)
def test_what_only_follows_from_a_mistake_is_kept_back(parts, place, tmp_path):
    file = tmp_path / "sample.json"
    file.write_text(document(**{**WHOLE, **parts}))

    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(file, VOCABULARY)

    assert [problem.path for problem in refused.value.problems] == [place]


def test_mistakes_of_other_places_still_come_at_once():
    broken = {"parameters": {"limit": parameter(5, unit="rupiah")}}
    more = criterion({"fact": "workers", "at_most": {"parameter": "quota"}}, "b")
    example = {**EXAMPLE, "unmet": ["c"], "outputs": {"t": "rr"}}
    parts = {"criteria": [*WHOLE["criteria"], more], "examples": [example]}

    found = problems(document(**{**WHOLE, **broken, **parts}))

    assert [line.partition(": ")[0] for line in found] == [
        "parameters.limit.unit",
        "criteria[1].when.at_most.parameter",
        "examples[0].unmet[0]",
        "examples[0].outputs.t",
    ]
    assert problems(document(**WHOLE)) == []


def test_a_mistake_names_the_file_and_the_place_inside_it(tmp_path):
    file = tmp_path / "sample.json"
    file.write_text(document(criteria=[criterion({"fact": "licensed", "is": 1})]))

    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(file, VOCABULARY)

    assert str(refused.value).startswith(f"{file}:criteria[0].when.is: licensed is a boolean")


def test_the_id_of_a_rule_set_is_the_name_of_its_file(tmp_path):
    file = tmp_path / "other.json"
    file.write_text(document())

    with pytest.raises(rules.DocumentRefused, match="is not the file's name"):
        rules.load(file, VOCABULARY)


def nested(depth: int) -> dict[str, object]:
    return LEAF if depth == 1 else {"not": nested(depth - 1)}


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"title": None}, 'the key "title" is missing'),
        ({"rule_set": "Sample_1"}, "lower-case words joined by hyphens"),
        ({"title": "Contoh"}, "write a text as {id: Contoh}"),
        ({"title": {"en": "Sample"}}, 'the key "id" is missing'),
        ({"criteria": []}, "the list is empty"),
        ({"criteria": [criterion({"all": []})]}, "the list is empty"),
        ({"criteria": [criterion({"all": [LEAF], "any": [LEAF]})]}, "nothing beside it"),
        ({"criteria": [criterion({**LEAF, "is_not": False})]}, "has 2"),
        ({"criteria": [criterion({"count_at_least": 3, "of": [LEAF]})]}, "from 1 to 1"),
        ({"criteria": [criterion({"count_at_least": 0, "of": [LEAF]})]}, "from 1 to 1"),
        ({"criteria": [criterion({"all": [LEAF] * 15})]}, "at most 14"),
        ({"criteria": [criterion(nested(7))]}, "nested deeper than 6"),
        ({"criteria": [criterion(LEAF, f"c{n}") for n in range(61)]}, "at most 60"),
        ({"criteria": [criterion({"fact": "id", "one_of": list(range(101))})]}, "at most 100"),
        ({"criteria": [criterion(LEAF, says={"id": "{figur}"})]}, 'no parameter "figur"'),
        ({"derived": [{"fact": "sales", "when": LEAF}]}, "already a fact of the vocabulary"),
        ({"derived": [{"fact": "a", "when": {"fact": "a", "is": True}}]}, "from one another: a"),
        ({"derived": [{"fact": "a", "when": LEAF}, {"fact": "a", "when": LEAF}]}, "twice"),
        ({"derived": [{"fact": "a", "choose": [{"value": "x", "when": LEAF}]}]}, "otherwise"),
        ({"parameters": {"p": parameter()}}, "the list is empty"),
        ({"priority": {"tie_break": ["salez"]}}, 'did you mean "sales"?'),
        ({"tables": [{"id": "t", "hit": "one", "rows": []}]}, "use one of unique, first, collect"),
        (
            {"tables": [{"id": "t", "hit": "first", "rows": [{"id": "r", "when": LEAF}] * 2}]},
            '"r" stands twice',
        ),
        (
            {
                "parameters": {
                    "p": parameter(
                        {"from": "2020-01-01", "value": 1, "source": "a"},
                        {"from": "2020-01-01", "value": 2, "source": "b"},
                    )
                }
            },
            "two values begin on 2020-01-01",
        ),
        (
            {
                "examples": [
                    {
                        "name": {"id": "x"},
                        "date": "2026-01-01",
                        "facts": {"decision_date": "2026-01-01"},
                        "outcome": "eligible",
                    }
                ]
            },
            "can be given",
        ),
    ],
)
def test_a_document_outside_the_language_is_refused(parts, complaint):
    found = problems(document(**parts))

    assert any(complaint in line for line in found), found


def test_limits_of_a_document_are_reached_but_not_passed():
    group = {"all": [LEAF] * 10}
    full = [criterion(group, f"c{number}") for number in range(20)]

    assert problems(document(criteria=full)) == []
    assert any(
        "201 conditions" in line
        for line in problems(document(criteria=[*full, criterion(LEAF, "x")]))
    )
    assert problems(document(criteria=[criterion(nested(6))])) == []


def test_a_derived_choice_knows_its_own_values():
    derived = [{"fact": "size", "choose": [{"value": "small", "when": LEAF}], "otherwise": "large"}]
    text = document(derived=derived, criteria=[criterion({"fact": "size", "is": "smal"})])

    assert 'did you mean "small"?' in problems(text)[0]


def test_a_vocabulary_is_checked_like_a_rule_set():
    vocabulary = """
facts:
  a: {type: bool, label: {id: A}, source: register}
  b: {type: choice, label: {id: B}, source: register}
  c: {type: decimal, label: {id: C}, source: elsewhere, scale: 2}
  decision_date: {type: date, label: {id: D}, source: case}
"""
    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(document(), vocabulary)

    found = [f"{problem.path}: {problem.message}" for problem in refused.value.problems]
    assert len(found) == 4
    assert found[0].startswith('facts.a.type: "bool" is not known here; did you mean "boolean"?')


def test_the_digest_depends_on_the_vocabulary_entries_that_are_used():
    text = document(criteria=[criterion(LEAF)])

    first = rules.load(text, VOCABULARY)
    unused = rules.load(text, VOCABULARY.replace("id: Pekerja", "id: Buruh"))
    used = rules.load(text, VOCABULARY.replace("id: Berizin", "id: Ada izin"))

    assert unused.digest == first.digest
    assert used.digest != first.digest
    assert json.loads(document())["rule_set"] == first.id
