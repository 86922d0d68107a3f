"""The rule sets that come with the product decide what their sources say."""

from __future__ import annotations

from datetime import date

import pytest

import rules
from rules import library, vocabulary
from rules.document import Leaf, Literal, leaves_of

NAMES = ["bank-linkage", "equipment-apbd", "equipment-apbn", "kur", "legality"]
TODAY = date(2026, 3, 1)

ROASTER = {
    "business_in_regency": True,
    "has_nib": True,
    "is_fostered": False,
    "size_class": "mikro",
    "annual_sales": 300_000_000,
    "business_age_months": 12,
    "product_category": "minuman",
    "owner_age_years": 35,
    "had_commercial_credit": False,
    "applies_as_group": False,
    "amount": 40_000_000,
    "requested_equipment": "penggiling_kopi",
    "equipment_aid_received": 0,
}


def test_the_first_rule_sets_are_shipped():
    assert set(NAMES) <= set(library.names())
    with pytest.raises(KeyError):
        library.load("../vocabulary")


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize("name", library.names())
def test_every_example_is_decided_as_it_says(name, engine):
    results = rules.run_examples(library.load(name), engine)

    assert results
    assert {
        result.example.name.id: result.differences for result in results if not result.passes
    } == {}


@pytest.mark.parametrize("name", library.names())
def test_each_criterion_is_shown_met_and_unmet(name):
    rule_set = library.load(name)

    assert rules.criteria_not_shown(rule_set, rules.run_examples(rule_set, "reference")) == {}


@pytest.mark.parametrize("name", library.names())
def test_each_criterion_tells_in_two_languages_what_to_do(name):
    for criterion in library.load(name).document.criteria:
        assert criterion.source
        assert criterion.says is not None and criterion.says.en
        assert criterion.remedy is not None and criterion.remedy.says.en
        assert criterion.remedy.where is not None
        assert criterion.remedy.papers


@pytest.mark.parametrize("name", library.names())
def test_each_threshold_is_shown_at_below_and_above(name):
    """Money and counts that a parameter limits appear in examples at the limit and beside it."""
    document = library.load(name).document
    for criterion in document.criteria:
        for leaf in leaves_of(criterion.when):
            if leaf.operator not in ("at_most", "at_least", "above_to") or isinstance(
                leaf.operands[-1], Literal
            ):
                continue
            limit = document.parameters[next(leaf.parameters_read())].figures[-1].value
            names = [leaf.parameters_read()]
            seen = {example.facts.get(leaf.fact) for example in document.examples}
            limits = [document.parameters[word].figures[-1].value for word in names[0]] or [limit]
            for value in limits:
                assert {value - 1, value, value + 1} <= seen, (leaf.fact, value)


def test_figures_nobody_verified_are_marked():
    document = library.load("kur").document

    unverified = {
        name for name, p in document.parameters.items() if not all(f.verified for f in p.figures)
    }

    assert unverified == {"minimum_business_age_months", "minimum_owner_age_years"}
    cooldown = library.load("equipment-apbd").document.parameters["repeat_aid_cooldown_years"]
    assert not cooldown.figures[0].verified


def test_a_new_coffee_roaster_may_borrow_forty_million_as_kur_mikro_without_a_tax_number():
    decision = library.load("kur").decide(ROASTER, on=TODAY)

    assert decision.outcome == "eligible"
    assert decision.outputs["kur_product"] == [{"row": "mikro", "product": "KUR Mikro"}]


def test_the_roaster_lacks_a_proposal_for_the_grinder():
    rule_set = library.load("equipment-apbn")

    asked = rule_set.decide(ROASTER, on=TODAY)
    without = rule_set.decide({**ROASTER, "proposal_present": False}, on=TODAY)
    with_proposal = rule_set.decide({**ROASTER, "proposal_present": True}, on=TODAY)

    assert asked.missing == ["proposal_present"]
    assert rule_set.question("proposal_present").text.startswith("Apakah proposal")
    assert [f.id for f in without.criteria if f.result == "unmet"] == ["proposal"]
    assert without.as_dict()["criteria"][3]["remedy"]["takes_days"] == 7
    assert [c.leaf.fact for c in without.change or ()] == ["proposal_present"]
    assert with_proposal.outcome == "eligible"
    assert with_proposal.outputs["equipment"][0]["item"] == "Alat penggiling kopi"


def test_a_bank_hears_of_fostered_businesses_only():
    rule_set = library.load("bank-linkage")

    stranger = rule_set.decide(ROASTER, on=TODAY)
    fostered = rule_set.decide({**ROASTER, "is_fostered": True}, on=TODAY)

    assert [f.id for f in stranger.criteria if f.result == "unmet"] == ["is_fostered"]
    assert fostered.outcome == "eligible"
    assert fostered.missing == []
    assert fostered.points == 20


def test_an_incomplete_history_waits_for_an_officer():
    facts = {**ROASTER, "proposal_present": True, "equipment_aid_received": None}

    decision = library.load("equipment-apbn").decide(facts, on=TODAY)

    assert decision.outcome == "undetermined"
    assert decision.missing == ["equipment_aid_received", "last_equipment_aid_on"]


def test_the_desk_can_ask_for_every_fact_in_two_languages():
    for name, fact in vocabulary.shipped().facts.items():
        indonesian, english = rules.question(name), rules.question(name, "en")
        assert indonesian.text.endswith("?") and english.text.endswith("?")
        assert fact.question is not None and fact.question.en
        assert (not indonesian.options) == (fact.item_type != "choice")
    equipment = dict(rules.question("requested_equipment").options)
    assert equipment["penggiling_kopi"] == "Penggiling kopi"
    assert rules.question("decision_date").source == "computed"


def test_no_rule_decides_by_what_is_merely_absent():
    for name in library.names():
        for criterion in library.load(name).document.criteria:
            assert all(leaf.operator != "present" for leaf in leaves_of(criterion.when))
            assert all(isinstance(leaf, Leaf) for leaf in leaves_of(criterion.when))
