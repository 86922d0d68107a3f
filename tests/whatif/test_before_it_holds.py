"""A version that the engine cannot decide with does not hold; what it changes is kept with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet import moments
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import approving, editing, replacing
from intranet.rulebook.checking import check
from intranet.whatif import services, snapshot
from rules import reference
from tests import factories
from tests.whatif import stories


def about_to_hold(draft):
    impact = {}
    moments.publish(
        "rules_about_to_hold", draft=draft, rule_set=check(draft).rule_set, impact=impact
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

    with transaction():
        version = approving.approve(
            draft,
            seen=replacing.seal(draft),
            holds_from=tomorrow,
            by=factories.user(role=Role.SUPERVISOR),
        )

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


def test_an_evaluator_that_disagrees_refuses_the_version(app, monkeypatch):
    case = stories.applicant()
    draft = stories.draft()
    rule_set = check(draft).rule_set
    evaluate = reference.evaluate

    def contrary(document, facts, numbers):
        found = evaluate(document, facts, numbers)
        return reference.Evaluation(
            "ineligible", found.leaves, found.groups, found.derived, found.rows
        )

    monkeypatch.setattr("rules.rule_set.evaluate", contrary)

    with pytest.raises(services.ReplayFailed):
        services.replay_with_engine(rule_set, office.today())
    with pytest.raises(approving.Refused) as told:
        about_to_hold(draft)
    assert case.number in told.value.why
    assert "menjawab berbeda" in told.value.why


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
