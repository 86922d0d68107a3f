"""The rule sets that come with the product decide what their sources say."""

from __future__ import annotations

from datetime import date

import pytest

import rules
from rules import library, vocabulary
from rules.document import Leaf, leaves_of
from rules.verification import verify

NAMES = [
    "bank-linkage",
    "bpom-subsidy",
    "bpum-2021",
    "e-katalog",
    "equipment-apbd",
    "equipment-apbn",
    "food-licence-route",
    "halal-self-declare",
    "kur",
    "legality",
    "marketplace",
    "parcel-curation",
    "study-visit",
    "trademark-recommendation",
]
UNVERIFIED = {
    "bpom-subsidy": {"cooldown_years"},
    "equipment-apbd": {"repeat_aid_cooldown_years"},
    "equipment-apbn": {"repeat_aid_cooldown_years"},
    "food-licence-route": {"short_shelf_life_days"},
    "halal-self-declare": {"sales_ceiling", "capital_ceiling", "most_outlets"},
    "kur": {"minimum_business_age_months", "minimum_owner_age_years"},
    "parcel-curation": {"two_week_capacity_needed"},
}
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


def test_fourteen_rule_sets_are_shipped():
    assert library.names() == NAMES
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
def test_figures_nobody_verified_are_marked(name):
    document = library.load(name).document

    unverified = {
        word
        for word, one in document.parameters.items()
        if not all(f.verified for f in one.figures)
    }

    assert unverified == UNVERIFIED.get(name, set())


@pytest.mark.parametrize("name", library.names())
def test_verification_finds_nothing_to_mend(name):
    """What is left of KUR: no decision before its figures, and no product for what is no loan."""
    report = verify(library.load(name))

    found = {finding.kind for finding in report.findings}

    assert found == ({"first_day", "gap_ineligible"} if name == "kur" else set())
    assert {finding.severity for finding in report.findings} <= {"note"}


def test_what_the_office_itself_sets_is_called_its_policy():
    for name in library.names():
        text = library.path(name).read_text(encoding="utf-8").casefold()
        assert "kebijakan lokal" not in text


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


def test_the_bpom_quota_is_no_criterion():
    """Who comes after the six of the year is eligible, and waits."""
    document = library.load("bpom-subsidy").document

    assert document.subject == "business"
    assert set(document.parameters) == {"cooldown_years"}


def test_who_never_joined_a_study_visit_comes_first_but_without_legality_nobody_comes():
    rule_set = library.load("study-visit")
    facts = {**ROASTER, "product_category": "batik", "study_visits_attended": 0}

    newcomer = rule_set.decide(facts, on=TODAY)
    again = rule_set.decide({**facts, "study_visits_attended": 3}, on=TODAY)
    unlicensed = rule_set.decide({**facts, "has_nib": False}, on=TODAY)

    assert newcomer.outcome == again.outcome == "eligible"
    assert newcomer.points > again.points
    assert unlicensed.outcome == "ineligible"


def test_the_desk_asks_only_what_the_food_route_still_needs():
    rule_set = library.load("food-licence-route")
    asked = ["food_kinds_outside_pirt", "production_site", "production_technology"]

    nothing = rule_set.decide({"product_category": "makanan"}, on=TODAY)
    apart = rule_set.decide(
        {"product_category": "makanan", "production_site": "terpisah"}, on=TODAY
    )

    assert nothing.missing == [*asked, "shelf_life_days"]
    assert apart.missing == []
    assert apart.outputs["licence_route"][0]["licence"] == "BPOM MD"


def test_bpum_is_closed():
    rule_set = library.load("bpum-2021")

    decision = rule_set.decide(ROASTER, on=TODAY)

    assert "programme_open" in [f.id for f in decision.criteria if f.result == "unmet"]
    assert decision.outputs["bpum_amount"][0]["amount"] == "Program ditutup"


def test_a_disputed_halal_ceiling_only_warns():
    document = library.load("halal-self-declare").document

    for criterion in document.criteria:
        parameters = {name for leaf in leaves_of(criterion.when) for name in leaf.parameters_read()}
        assert criterion.advisory or not parameters


def test_a_thousand_packs_are_written_with_the_separator_of_the_language():
    decision = library.load("parcel-curation").decide({"two_week_capacity": 999}, on=TODAY)
    capacity = next(one for one in decision.criteria if one.id == "capacity")

    assert "1.000 kemasan" in capacity.says.id
    assert "1,000 packs" in capacity.says.en
