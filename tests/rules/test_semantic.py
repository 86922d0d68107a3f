"""Two versions: whom they treat differently, or proof that they treat everybody alike."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import rules
from rules import library
from rules.comparison.semantic import compare

from .documents import TODAY, VOCABULARY, document, parameter, rule_set
from .generated import applicants, documents

DOCUMENTS = int(os.environ.get("RULES_DOCUMENTS", "12"))
COFFEE = {"fact": "product", "is": "kopi"}


def at_most(number):
    return {"fact": "sales", "at_most": number}


def test_a_lower_ceiling_has_losers_and_no_winners():
    semantic = compare(rule_set(COFFEE, at_most(50)), rule_set(COFFEE, at_most(30)), TODAY)

    lost = semantic.between("eligible", "ineligible")
    assert lost.facts["product"] == "kopi"
    assert 30 < lost.facts["sales"] <= 50
    assert lost.says.en == (
        "The outcome: eligible in the old version, not eligible yet in the new one."
    )
    assert semantic.same_outcome is False
    # Who is not a coffee business was refused before; whose product is open was undetermined.
    assert {(d.before, d.after) for d in semantic.differences} == {
        ("eligible", "ineligible"),
        ("undetermined", "ineligible"),
    }


def test_the_reverse_has_winners():
    semantic = compare(rule_set(at_most(30)), rule_set(at_most(50)), TODAY)

    won = semantic.between("ineligible", "eligible")
    assert 30 < won.facts["sales"] <= 50


def test_the_same_in_other_words_is_proved_to_be_the_same():
    old = rule_set({"not": {"any": [{"fact": "sales", "more_than": 9}, {"not": COFFEE}]}})
    new = rule_set({"fact": "sales", "less_than": 10}, {"fact": "product", "one_of": ["kopi"]})

    semantic = compare(old, new, TODAY)

    assert semantic.same_outcome is True
    assert (semantic.differences, semantic.same, semantic.undecided) == ((), ("outcome",), ())


def test_a_missing_fact_can_be_the_only_difference():
    old = rule_set({"any": [COFFEE, {"not": COFFEE}]})
    new = rule_set({"fact": "product", "present": True})

    semantic = compare(old, new, TODAY)

    (difference,) = semantic.differences
    assert (difference.before, difference.after) == ("undetermined", "ineligible")
    assert difference.facts == {}


def test_figures_are_those_of_the_day():
    def version(number):
        later = {"from": "2027-01-01", "value": number, "source": "Perbup"}
        now = {"from": "2020-01-01", "value": 5, "source": "Perbup"}
        return rule_set(
            at_most({"parameter": "limit"}), parameters={"limit": parameter(now, later)}
        )

    assert compare(version(6), version(7), TODAY).same_outcome is True
    assert compare(version(6), version(7), date(2027, 1, 1)).same_outcome is False
    with pytest.raises(rules.NotYetInForce):
        compare(version(6), version(7), date(2019, 1, 1))


def test_tables_and_derived_facts_of_the_same_name_are_compared():
    def version(number):
        rows = [{"id": "small", "when": at_most(number)}, {"id": "rest", "when": COFFEE}]
        choose = [{"value": "s", "when": at_most(number)}]
        return rule_set(
            COFFEE,
            tables=[{"id": "t", "hit": "first", "rows": rows}],
            derived=[
                {"fact": "small", "when": at_most(number)},
                {"fact": "size", "choose": choose, "otherwise": "l"},
            ],
        )

    semantic = compare(version(30), version(50), TODAY)

    found = {d.what: (d.before, d.after) for d in semantic.differences}
    assert set(found) == {"tables.t", "derived.small", "derived.size"}
    assert found["derived.small"] == (False, True)
    assert found["derived.size"] == ("l", "s")
    assert ("tables.t", ["rest"], ["small"]) in [
        (d.what, d.before, d.after) for d in semantic.differences
    ]
    assert semantic.same == ("outcome",)
    assert compare(version(30), version(30), TODAY).same == (
        "outcome",
        "tables.t",
        "derived.small",
        "derived.size",
    )


def test_facts_of_different_types_cannot_be_compared():
    other = VOCABULARY.replace("sales: {type: money", "sales: {type: text")
    old = rules.load(document(criteria=[{"id": "a", "when": at_most(3)}]), VOCABULARY)
    new = rules.load(document(criteria=[{"id": "a", "when": {"fact": "sales", "is": "x"}}]), other)

    semantic = compare(old, new, TODAY)

    assert (semantic.incomparable, semantic.same_outcome) == (("sales",), None)


def test_only_options_of_both_versions_are_compared():
    fewer = VOCABULARY.replace(', tepung: {id: Tepung, en: Flour}, "tidak": {id: Tidak}', "")
    old = rule_set({"fact": "product", "is_not": "tepung"})
    new = rules.load(document(criteria=[{"id": "a", "when": COFFEE}]), fewer)

    assert compare(old, new, TODAY).same_outcome is True


def test_what_the_time_does_not_suffice_for_is_undecided():
    semantic = compare(rule_set(at_most(3)), rule_set(at_most(4)), TODAY, together=0)

    assert (semantic.same_outcome, semantic.undecided) == (None, ("outcome",))


def test_a_shipped_rule_set_with_another_figure():
    text = library.path("kur").read_text()
    old, new = rules.load(text), rules.load(text.replace("value: 50_000_000", "value: 40_000_000"))

    semantic = compare(old, new, TODAY)

    lost = semantic.between("eligible", "ineligible")
    assert new.decide(lost.facts, TODAY, "reference").outcome == "ineligible"
    assert old.decide(lost.facts, TODAY, "reference").outcome == "eligible"
    assert 40_000_000 < lost.facts["amount"] <= 50_000_000
    assert semantic.between("ineligible", "eligible") is None
    assert semantic.as_dict("en")["same_outcome"] is False


EDITS = [
    ('"all"', '"any"'),
    ('"at_least"', '"more_than"'),
    ('"is"', '"is_not"'),
    ('"none_of"', '"one_of"'),
    ('"value": 10', '"value": 11'),
    ("true", "false"),
    ('"contains_any"', '"contains_all"'),
    ('"advisory": true', '"advisory": false'),
    ("c0", "c9"),
]


@settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(
    documents(),
    st.sampled_from(EDITS),
    st.lists(applicants(), min_size=40, max_size=40),
)
def test_what_is_said_of_two_versions_is_true_of_applicants(text, edit, people):
    old, new = rules.load(text, VOCABULARY), rules.load(text.replace(*edit), VOCABULARY)

    semantic = compare(old, new, TODAY, each=5, together=60)

    assert semantic.undecided == ()
    for person in people:
        before, after = (v.decide(person, TODAY, "reference") for v in (old, new))
        if "outcome" in semantic.same:
            assert before.outcome == after.outcome
        elif before.outcome != after.outcome:
            assert semantic.between(before.outcome, after.outcome)
        for table, rows in before.evaluation.rows.items():
            assert rows == after.evaluation.rows[table] or f"tables.{table}" not in semantic.same
        for fact, value in before.derived.items():
            assert value == after.derived[fact] or f"derived.{fact}" not in semantic.same
    for difference in semantic.differences:
        decided = [v.decide(difference.facts, TODAY, "reference") for v in (old, new)]
        if difference.what == "outcome":
            assert [d.outcome for d in decided] == [difference.before, difference.after]
