"""What was measured to break durable-rules when used the documented way does not break us."""

from __future__ import annotations

import json

import pytest

from rules.canonical import as_data
from rules.network.compiled import Network, rule_set_json
from rules.network.engine import Program

from .documents import TODAY, criterion, outcome, rule_set

YES, NO, UNKNOWN = "eligible", "ineligible", "undetermined"


def test_facts_with_colliding_hashes_stay_apart():
    assert outcome({"fact": "liquid", "at_least": 5}, costarring=10) == UNKNOWN
    assert outcome({"fact": "liquid", "at_least": 5}, costarring=10, liquid=4) == NO


def test_facts_called_id_and_sid_are_facts_like_others():
    assert outcome({"fact": "id", "is": 7}, id=7) == YES
    assert outcome({"fact": "sid", "is": "s1"}, sid="s1") == YES


@pytest.mark.parametrize(
    ("limit", "given", "expected"),
    [("ab", "ab", YES), ("ab", "ab ", YES), ("ab", "ab!", NO), ("5", "5", YES), ("true", "1", NO)],
)
def test_texts_are_equal_only_when_they_are(limit, given, expected):
    assert outcome({"fact": "village", "is": limit}, village=given) == expected


@pytest.mark.parametrize("length", [65_535, 65_536, 65_539])
def test_long_texts_are_not_equal_by_accident(length):
    same, other = "x" * length, "x" * (length - 1) + "y"
    when = {"fact": "village", "is": {"fact": "hamlet"}}

    assert outcome(when, village=same, hamlet=same) == YES
    assert outcome(when, village=same, hamlet=other) == NO


@pytest.mark.parametrize("text", ["\0", "a\0b", 'a"b\\c', "☕😀", "\n\t x", "{}", '"}],[', "null"])
def test_no_text_of_a_user_reaches_the_engine(text):
    when = {"any": [{"fact": "village", "is": text}, {"fact": "village", "is": "other"}]}

    assert outcome(when, village=text) == YES
    assert outcome(when, village=text + "x") == NO
    assert text not in rule_set_json(Network(rule_set(when).document).spread({})[0])


def test_a_large_number_does_not_drop_the_facts_after_it():
    when = {"all": [{"fact": name, "at_most": 10**15} for name in ("sales", "workers", "liquid")]}

    assert outcome(when, sales=10**15, workers=1e15, liquid=-(10**15)) == YES
    assert outcome(when, sales=1e15, workers=3) == UNKNOWN


def test_an_empty_income_grants_nothing():
    when = {"fact": "sales", "less_than": 10}

    assert outcome(when) == UNKNOWN
    assert outcome(when, sales=None) == UNKNOWN


def test_rules_of_negations_alone_neither_hang_nor_fire_by_mistake():
    assert outcome({"not": {"not": {"none": [{"fact": "licensed", "is": True}]}}}) == UNKNOWN
    assert outcome({"not": {"fact": "licensed", "present": True}}) == YES


def test_a_hundred_values_in_a_list_do_not_loop():
    when = {"fact": "sales", "one_of": list(range(100))}

    assert outcome(when, sales=99) == YES
    assert outcome(when, sales=100) == NO


def test_more_cases_than_the_engine_has_states():
    loaded = rule_set({"fact": "sales", "at_most": 1_500})

    decisions = loaded.decide([{"sales": number} for number in range(3_000)], on=TODAY)

    assert [d.outcome for d in decisions] == [YES] * 1_501 + [NO] * 1_499


def test_more_rule_sets_than_are_kept_warm():
    for limit in range(80):
        loaded = rule_set({"fact": "sales", "at_most": limit})
        assert loaded.decide({"sales": limit}, on=TODAY).outcome == YES
    assert rule_set({"fact": "sales", "at_most": 0}).decide({"sales": 1}, on=TODAY).outcome == NO


def test_only_bounded_integers_enter_the_engine():
    conditions = [
        {"fact": "margin", "between": ["0.1", {"fact": "precise"}]},
        {"fact": "tags", "contains_all": ["a", {"fact": "village"}]},
        {"fact": "started", "before": {"fact": "ended", "minus": {"months": 1}}},
        {"fact": "sales", "above_to": [-5, {"fact": "workers"}]},
    ]
    loaded = rule_set(*conditions)
    facts = {
        "margin": "9.99",
        "precise": "999999999999999.5",
        "tags": ["a"],
        "village": "b",
        "started": "2026-01-01",
        "ended": "2026-01-01",
        "sales": 10**15,
        "workers": -(10**15),
    }
    known = loaded.known(facts, TODAY)

    for node in Network(loaded.document).levels()[0]:
        fields = json.loads("{" + node.encoder({})(known, {}) + "}")
        assert all(type(value) is int and abs(value) <= 2 * 10**15 for value in fields.values())


def test_a_compiled_network_answers_again_and_again():
    loaded = rule_set({"fact": "sales", "at_most": 5}, {"fact": "workers", "present": False})
    program = Program(loaded.document, {})
    known = [loaded.known({"sales": sales}, TODAY) for sales in range(10)]

    outcomes = [[program.evaluate(case).outcome for case in known] for _ in range(200)]
    program.close()

    assert outcomes == [[YES] * 6 + [NO] * 4] * 200


def test_a_loaded_document_writes_itself_down_unchanged():
    loaded = rule_set(
        {
            "count_at_least": 1,
            "of": [{"fact": "started", "before": {"fact": "ended", "plus": {"days": 3}}}],
        }
    )

    assert as_data(loaded.document)["criteria"][0]["when"] == {
        "count_at_least": 1,
        "of": [{"fact": "started", "before": {"fact": "ended", "plus": {"days": 3}}}],
    }
    assert criterion({}, "x") == {"id": "x", "when": {}}
