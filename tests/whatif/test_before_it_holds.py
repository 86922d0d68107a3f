"""A version that the engine cannot decide with does not hold; what it changes is kept with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet import moments
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import approving, editing
from intranet.rulebook.checking import check
from intranet.whatif import services, snapshot
from rules import reference
from tests import factories
from tests.rulebook.versions import approved
from tests.whatif import stories


def about_to_hold(draft, by=None):
    impact = {}
    moments.publish(
        "rules_about_to_hold",
        draft=draft,
        rule_set=check(draft).rule_set,
        holds_from=office.today() + timedelta(days=1),
        by=by or factories.user(role=Role.HEAD),
        impact=impact,
    )
    return impact


def test_what_it_changes_is_kept_with_the_version_and_in_the_journal(app):
    stories.applicant()
    snapshot.take()
    author = factories.user(role=Role.SUPERVISOR)
    draft = stories.draft(by=author)
    stories.step(
        draft, "basis[0]", lambda data: editing.changed(data, "basis[0]", "Permenko 9/2027"), author
    )
    tomorrow = office.today() + timedelta(days=1)
    with transaction():
        approving.submit(
            draft, reason="Baru", basis="", holds_from=tomorrow, holds_until=None, by=author
        )

    version = approved(draft, factories.user(role=Role.SUPERVISOR))

    assert version.impact["replayed"] == 1
    assert version.impact["register"]["rows"] == 1
    assert version.impact["applicants"]["now"]["eligible"] == 1
    entry = db.session.query(JournalEntry).filter_by(action="rule_version_published").one()
    assert entry.details["impact"] == version.impact


def test_an_impact_is_counts_alone(app):
    case = stories.applicant(sales=900_000_000)
    snapshot.take()

    told = str(about_to_hold(stories.draft(turnover_ceiling=500_000_000)))

    assert "'losses': 1" in told
    for secret in (case.person.name, case.business.name, case.number, str(case.uuid)):
        assert secret not in told


@pytest.fixture
def disagreeing(app, monkeypatch):
    """A case about which the evaluators do not agree."""
    case = stories.applicant()
    evaluate = reference.evaluate

    def contrary(document, facts, numbers):
        found = evaluate(document, facts, numbers)
        return reference.Evaluation(
            "ineligible", found.leaves, found.groups, found.derived, found.rows
        )

    monkeypatch.setattr("rules.rule_set.evaluate", contrary)
    yield case
    monkeypatch.undo()


def test_an_evaluator_that_disagrees_refuses_the_version(app, disagreeing):
    draft = stories.draft()

    with pytest.raises(services.ReplayFailed):
        services.replay_with_engine(check(draft).rule_set, office.today())
    with pytest.raises(approving.Refused) as told:
        about_to_hold(draft)
    assert disagreeing.number in told.value.why
    assert "menjawab berbeda" in told.value.why


def test_a_refusal_names_a_confidential_case_only_to_who_may_read_it(app, disagreeing):
    draft, case = stories.draft(), disagreeing
    with transaction():
        case.is_confidential, case.division_code = True, "umkm"

    def told(by):
        with pytest.raises(approving.Refused) as refused:
            about_to_hold(draft, by)
        return refused.value.why

    in_charge = factories.user(role=Role.SUPERVISOR)
    assert case.number in told(in_charge)
    other = told(factories.user(role=Role.SUPERVISOR, division_code="lain"))
    assert case.number not in other
    assert "satu perkara rahasia" in other


def test_a_refusal_names_no_case_of_another_division_to_a_deputy(app, disagreeing):
    draft, case = stories.draft(), disagreeing
    with transaction():
        case.division_code = "umkm"
    deputy = factories.user(role=Role.OFFICER, division_code="lain")

    with pytest.raises(approving.Refused) as refused:
        about_to_hold(draft, deputy)

    assert case.number not in refused.value.why
    assert "tidak dapat Anda baca" in refused.value.why


def test_a_table_with_two_answers_for_somebody_refuses_the_version(app):
    stories.applicant()
    by = factories.user()
    draft = stories.draft()
    path = "tables[0].rows[0].when"
    wide = {"fact": "amount", "at_most": 900_000_000}
    stories.step(draft, path, lambda data: editing.changed(data, path, wide), by)

    with pytest.raises(approving.Refused) as told:
        about_to_hold(draft)

    assert "tabel kur_product memberi lebih dari satu jawaban" in told.value.why


def test_everybody_is_asked_in_parts(app, monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    for _ in range(3):
        stories.applicant()

    assert services.replay_with_engine(check(stories.draft()).rule_set, office.today()) == 3
