"""Proving, years later, that a decision is what the rules said."""

import pytest
from sqlalchemy import text

from intranet.database import db
from intranet.eligibility import queries, recomputing
from tests import factories
from tests.eligibility import stories


def verify(app):
    return app.test_cli_runner().invoke(args=["decisions", "verify"])


def decided(by=None):
    case = stories.opens_case(stories.roaster(), stories.loan(), stories.grinder(), by=by)
    return queries.current_decision(case.items[0])


def change(decision, column, value):
    db.session.execute(
        text(f"UPDATE decisions SET {column} = :value WHERE id = :id"),
        {"value": value, "id": decision.id},
    )
    db.session.commit()


def test_untouched_decisions_come_out_the_same(app):
    decided()

    result = verify(app)

    assert result.exit_code == 0
    assert "3 decisions computed again: no difference." in result.output


@pytest.mark.tampers
def test_a_tampered_outcome_is_found_and_named(app):
    decision = decided()
    change(decision, "outcome", "eligible")

    result = verify(app)

    assert result.exit_code == 1
    line = result.output.splitlines()[0]
    assert str(decision.uuid) in line
    assert decision.item.case.number in line
    assert "bank-linkage" in line
    assert "outcome" in result.output
    assert "1 of 3 decisions differ." in result.output


@pytest.mark.tampers
def test_a_tampered_answer_is_found_and_named(app):
    decision = decided()
    answer = {**decision.answer, "criteria": decision.answer["criteria"][1:]}
    decision.answer = answer
    db.session.commit()

    result = verify(app)

    assert result.exit_code == 1
    assert "criterion in_regency: stored null, reference says met" in result.output


@pytest.mark.tampers
def test_tampering_with_facts_and_answer_alike_is_still_seen_in_the_journal(app):
    decision = decided()
    decision.sources = {**decision.sources, "has_nib": {"kind": "document", "on": None}}
    db.session.commit()

    result = verify(app)

    assert result.exit_code == 1
    assert "the journal says" in result.output


@pytest.mark.tampers
def test_a_changed_rule_document_is_found(app):
    decision = decided()
    decision.document.document = decision.document.document.replace(
        "takes_days: 7", "takes_days: 8"
    )
    db.session.commit()

    result = verify(app)

    assert result.exit_code == 1
    assert "document: stored sha256:" in result.output


@pytest.mark.tampers
def test_a_rule_document_that_no_longer_loads_is_found(app):
    decision = decided()
    decision.document.document = "rule_set: [broken\n"
    db.session.commit()

    assert "refused" in verify(app).output


def test_the_decision_page_proves_that_it_comes_out_the_same(browser, clerk):
    decision = decided(by=clerk)
    page = browser.get(f"/eligibility/decisions/{decision.uuid}")
    assert page.says("Usaha terdaftar sebagai binaan dinas")
    assert page.says("Usaha binaan dinas tidak")
    assert page.says(decision.document.digest)

    page = browser.post(f"/eligibility/decisions/{decision.uuid}/recompute")

    assert page.text("#recomputed .notice-title") == ["Sama"]


@pytest.mark.tampers
def test_the_decision_page_names_what_differs(browser, clerk):
    decision = decided(by=clerk)
    change(decision, "outcome", "eligible")

    page = browser.post(f"/eligibility/decisions/{decision.uuid}/recompute", htmx=True)

    assert page.text(".notice-title") == ["Berbeda"]
    assert "outcome" in page.text("th[scope=row]")
    assert not page.has("h1")


def test_the_texts_a_decision_was_taken_under_can_be_downloaded(browser, auditor):
    decision = decided()
    page = browser.get(f"/eligibility/decisions/{decision.uuid}")

    text_ = browser.get(page.link("Unduh naskah aturan"))
    words = browser.get(page.link("Unduh daftar fakta"))

    assert text_.content.decode() == decision.document.document
    assert "is_fostered" in words.content.decode()
    assert "attachment" in text_.headers["Content-Disposition"]


def test_differences_are_told_part_by_part(app):
    decision = decided()

    assert recomputing.recompute(decision) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"item_id": "other"},
        {"rule_set": "kur"},
        {"is_advice": True},
        {"engine": "reference"},
        {"asked_by": None},
        {"decided_at": "2020-01-01 00:00:00.000000+00:00"},
    ],
    ids=lambda changed: next(iter(changed)),
)
@pytest.mark.tampers
def test_whatever_else_is_changed_about_a_decision_is_found(app, changed):
    decision = decided(by=factories.user())
    [(column, value)] = changed.items()
    change(decision, column, decision.item.case.items[1].id if value == "other" else value)

    result = verify(app)

    assert result.exit_code == 1
    assert f"{decision.uuid}" in result.output
    assert "fingerprint" in result.output


@pytest.mark.tampers
def test_an_overtaken_decision_cannot_be_made_current_again(app):
    decision = decided()
    stories.states(decision.item, market_evidence=True)
    change(decision, "is_current", True)

    assert "is_current: stored yes" in verify(app).output


@pytest.mark.tampers
def test_a_decision_that_was_taken_away_is_missed(app):
    decision = decided()
    uuid = decision.uuid
    db.session.delete(decision)
    db.session.commit()

    result = verify(app)

    assert result.exit_code == 1
    assert f"{uuid} decision: stored none" in result.output


@pytest.mark.tampers
def test_a_decision_that_can_no_longer_be_read_is_named(app):
    decision = decided()
    row = decision.id
    change(decision, "outcome", "perhaps")

    result = verify(app)

    assert result.exit_code == 1
    assert f"Decision in row {row} row: stored unreadable" in result.output
