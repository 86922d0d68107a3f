"""What the rules say about the items of a case, and when they are asked again."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from intranet import clock
from intranet.audit.models import JournalEntry
from intranet.businesses.models import (
    AidKind,
    AidReceived,
    Licence,
    LicenceKind,
    MarketEvidence,
    MarketEvidenceKind,
    ProductCategory,
    SizeClass,
)
from intranet.cases import course
from intranet.cases.codes import Status
from intranet.database import db, transaction
from intranet.eligibility import queries, register_values, services
from intranet.eligibility.models import Decision, Outcome
from rules import vocabulary
from tests import factories
from tests.eligibility import stories


def unmet(decision):
    return [
        criterion["id"]
        for criterion in decision.answer["criteria"]
        if criterion["result"] == "unmet" and not criterion["advisory"]
    ]


def advice(item):
    return next(one for one in queries.current_decisions([item])[item.id] if one.is_advice)


def test_a_roaster_who_is_not_fostered_is_not_yet_eligible_and_is_told_what_to_do(app):
    case = stories.opens_case(stories.roaster())

    decision = queries.current_decision(case.items[0])

    assert decision.outcome is Outcome.INELIGIBLE
    assert unmet(decision) == ["is_fostered"]
    remedy = next(c["remedy"] for c in decision.answer["criteria"] if c["id"] == "is_fostered")
    assert remedy["where"] == "Loket dinas"
    assert remedy["takes_days"] == 7
    assert decision.engine.startswith("durable-rules")
    assert decision.answer["reference_agrees"] is True


def test_becoming_fostered_makes_the_open_case_eligible(app):
    business = stories.roaster()
    case = stories.opens_case(business)
    before = queries.current_decision(case.items[0])

    stories.becomes_fostered(business)

    after = queries.current_decision(case.items[0])
    assert after.outcome is Outcome.ELIGIBLE
    assert after.sources["is_fostered"]["kind"] == "fostering"
    assert not before.is_current
    assert queries.earlier_decisions(after) == [before]


def test_forty_million_is_advised_as_kur_mikro(app):
    case = stories.opens_case(stories.roaster(), stories.loan(40_000_000))

    kur = advice(case.items[0])

    assert kur.answer["outputs"]["kur_product"] == [{"row": "mikro", "product": "KUR Mikro"}]


def test_equipment_waits_for_the_proposal(app):
    business = stories.roaster(started_on=date(2022, 3, 1), history_complete_since=date(2021, 1, 1))
    case = stories.opens_case(business, stories.grinder())
    assert unmet(queries.current_decision(case.items[0])) == ["proposal"]

    stories.hands_in(case, "Proposal")

    decision = queries.current_decision(case.items[0])
    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.sources["proposal_present"]["detail"] == "Proposal permohonan alat"
    assert decision.facts["equipment_aid_received"] == 0


def test_aid_before_the_history_is_complete_is_unknown_and_never_zero(app):
    business = stories.roaster(started_on=date(2015, 1, 1), history_complete_since=date(2021, 1, 1))
    case = stories.opens_case(business, stories.grinder())

    stories.hands_in(case, "Proposal")

    decision = queries.current_decision(case.items[0])
    assert decision.outcome is Outcome.UNDETERMINED
    assert "equipment_aid_received" not in decision.facts
    assert decision.answer["missing"] == ["equipment_aid_received", "last_equipment_aid_on"]


def test_the_last_aid_on_a_complete_record_is_known_and_of_the_count_the_least(app):
    business = stories.roaster(started_on=date(2015, 1, 1), history_complete_since=date(2021, 1, 1))
    db.session.add(
        AidReceived(
            business=business,
            kind=AidKind.EQUIPMENT,
            what="Penggiling kopi 10 kg",
            received_on=date(2026, 2, 1),
            source="BAST",
        )
    )
    db.session.commit()
    with clock.stopped_at(datetime(2026, 11, 3, 3, tzinfo=UTC)):
        case = stories.opens_case(business, stories.grinder())

    decision = queries.current_decision(case.items[0])

    assert decision.facts["last_equipment_aid_on"] == "2026-02-01"
    assert decision.sources["last_equipment_aid_on"]["kind"] == "history"
    assert decision.facts["equipment_aid_received"] == 1
    assert decision.sources["equipment_aid_received"]["kind"] == "recorded"


def test_a_statement_answers_only_what_no_register_knows(app):
    business = stories.roaster(is_fostered=False)
    case = stories.opens_case(business, stories.loan(), stories.grinder())

    stories.states(case.items[0], is_fostered=True, had_commercial_credit=False)

    decision = queries.current_decision(case.items[0])
    assert decision.facts["is_fostered"] is False
    kur = advice(case.items[0])
    assert kur.facts["had_commercial_credit"] is False
    assert kur.sources["had_commercial_credit"]["kind"] == "statement"


def test_an_answer_can_be_taken_back(app):
    case = stories.opens_case(stories.roaster(size_class=None))
    item = case.items[0]
    stories.states(item, size_class="mikro")
    assert queries.current_decision(item).facts["size_class"] == "mikro"

    with transaction():
        services.take_back_fact(item, "size_class", by=factories.user())

    assert "size_class" not in queries.current_decision(item).facts


def test_a_large_business_is_sent_elsewhere(app):
    case = stories.opens_case(stories.roaster(size_class=SizeClass.LARGE, is_fostered=True))

    assert unmet(queries.current_decision(case.items[0])) == ["not_large"]


def test_a_business_of_another_regency_is_not_ours(app):
    case = stories.opens_case(stories.roaster(village_code="35.08.01.2001"))

    assert "in_regency" in unmet(queries.current_decision(case.items[0]))


def test_a_person_without_business_is_asked_everything(app):
    case = stories.opens_case(factories.person(), stories.loan())

    decision = queries.current_decision(case.items[0])

    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.answer["missing"] == [
        "business_in_regency",
        "is_fostered",
        "has_nib",
        "size_class",
    ]


def test_a_licence_that_ran_out_is_known_to_have_run_out(app):
    business = stories.roaster()
    for kind, expires in ((LicenceKind.PIRT, date(2020, 1, 1)), (LicenceKind.HALAL, None)):
        db.session.add(Licence(business=business, kind=kind, number="1", expires_on=expires))
    db.session.commit()

    decision = queries.current_decision(
        stories.opens_case(business, stories.asks("marketing-help")).items[0]
    )

    assert decision.facts["has_pirt_or_md"] is False
    assert decision.facts["halal_certificate_valid"] is True
    assert unmet(decision) == ["product_licence"]


def test_orders_on_record_are_evidence_of_a_market(app):
    business = stories.roaster()
    db.session.add(
        MarketEvidence(
            business=business,
            kind=MarketEvidenceKind.ORDER,
            dated_on=date(2026, 1, 2),
            description="Pesanan kedai",
        )
    )
    db.session.commit()

    facts = queries.current_decision(stories.opens_case(business).items[0]).facts

    assert facts["market_evidence"] is True


def test_nothing_is_decided_again_while_nothing_changed(app):
    business = stories.roaster()
    case = stories.opens_case(business)
    before = db.session.query(Decision).count()

    stories.changes(business, description="Sangrai rumahan")

    assert db.session.query(Decision).count() == before
    assert queries.current_decision(case.items[0]) is not None


def test_closed_cases_keep_their_decisions(app):
    business = stories.roaster()
    case = stories.opens_case(business)
    with transaction():
        case.status = Status.CANCELLED
    assert case.status in course.CLOSED

    stories.becomes_fostered(business)

    assert queries.current_decision(case.items[0]).outcome is Outcome.INELIGIBLE


def test_a_service_without_rules_is_left_to_the_officer(app):
    case = stories.opens_case(stories.roaster(), stories.asks("legality-help"))

    assert queries.current_decisions(case.items) == {case.items[0].id: []}


def test_each_decision_stands_in_the_journal_of_its_case(app):
    case = stories.opens_case(stories.roaster())

    entry = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.action == "decision_taken", JournalEntry.case_uuid == case.uuid)
        .order_by(JournalEntry.sequence)
    ).first()

    assert entry.details["rule_set"] == "bank-linkage"
    assert entry.details["outcome"] == "ineligible"
    assert entry.details["digest"].startswith("sha256:")


def test_every_kind_of_product_in_the_register_is_known_to_the_rules():
    options = vocabulary.shipped().facts["product_category"].options

    assert set(register_values.RULES_CATEGORY) == set(ProductCategory)
    assert set(register_values.RULES_CATEGORY.values()) <= set(options)


def test_every_size_class_is_known_to_the_rules():
    options = vocabulary.shipped().facts["size_class"].options

    assert {size.value for size in SizeClass} == set(options)


def test_months_are_counted_whole():
    assert register_values.full_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert register_values.full_months(date(2026, 1, 15), date(2026, 7, 15)) == 6
    assert register_values.full_months(date(2026, 1, 15), date(2026, 7, 14)) == 5
