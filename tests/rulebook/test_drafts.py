"""A draft is changed step by step by several hands, undone, approved by another person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import approving, drafting, editing, queries
from intranet.rulebook.models import DraftStatus
from tests import factories
from tests.rulebook.versions import approved

CEILING = "parameters.turnover_ceiling.values[0].value"


def supervisor():
    return factories.user(role=Role.SUPERVISOR)


def draft(by, rule_set="kur"):
    with transaction():
        return drafting.start(queries.versions(rule_set)[0], by=by)


def types(draft, path, value, by, seen=None):
    with transaction():
        return drafting.take_step(
            draft,
            lambda data: editing.changed(data, path, value),
            path=path,
            seen=draft.revision if seen is None else seen,
            by=by,
        )


def sends(draft, by):
    with transaction():
        approving.submit(
            draft,
            reason="Permenko baru",
            basis="Permenko 9/2027",
            holds_from=office.today() + timedelta(days=1),
            holds_until=None,
            by=by,
        )


def approves(draft, by):
    return approved(draft, by)


def harmless_change(draft, by):
    types(draft, "basis[0]", "Permenko Perekonomian 9/2027", by)


def test_a_draft_begins_with_the_text_of_its_version(app):
    kur = draft(supervisor())

    assert editing.at(kur.content, CEILING) == 4_800_000_000
    assert kur.based_on.number == 1


def test_two_supervisors_change_different_places_of_one_draft(app):
    one, other = supervisor(), supervisor()
    kur = draft(one)

    types(kur, CEILING, 5_000_000_000, one, seen=0)
    types(kur, "criteria[0].source", "Perbup 1/2027", other, seen=0)

    assert editing.at(kur.content, CEILING) == 5_000_000_000
    assert editing.at(kur.content, "criteria[0].source") == "Perbup 1/2027"


def test_nobody_overwrites_what_they_have_not_seen(app):
    one, other = supervisor(), supervisor()
    kur = draft(one)
    types(kur, CEILING, 5_000_000_000, one, seen=0)

    with pytest.raises(drafting.ChangedMeanwhile) as told:
        types(kur, CEILING, 6_000_000_000, other, seen=0)

    assert told.value.step.actor == one.uuid
    assert editing.at(kur.content, CEILING) == 5_000_000_000


def test_an_entry_that_was_moved_meanwhile_is_not_hit_at_its_old_place(app):
    one, other = supervisor(), supervisor()
    kur = draft(one)
    with transaction():
        drafting.take_step(
            kur,
            lambda data: editing.moved(data, "criteria[0]", 1),
            path="criteria",
            seen=0,
            by=one,
        )

    with pytest.raises(drafting.ChangedMeanwhile):
        types(kur, "criteria[0].source", "Perbup", other, seen=0)


def test_steps_are_undone_one_by_one(app):
    by = supervisor()
    kur = draft(by)
    before = kur.content
    types(kur, CEILING, 5_000_000_000, by)
    types(kur, CEILING, 6_000_000_000, by)

    with transaction():
        drafting.undo(kur, by=by)
    assert editing.at(kur.content, CEILING) == 5_000_000_000
    with transaction():
        drafting.undo(kur, by=by)
    assert kur.content == before
    with pytest.raises(drafting.NothingToUndo), transaction():
        drafting.undo(kur, by=by)


def test_what_is_typed_on_at_one_place_is_one_step(app):
    one, other = supervisor(), supervisor()
    kur = draft(one)
    before = kur.content

    def typing(value, by=one):
        with transaction():
            drafting.take_step(
                kur,
                lambda data: editing.changed(data, CEILING, value),
                path=CEILING,
                seen=kur.revision,
                by=by,
                typed=True,
            )

    typing(5)
    typing(50)
    typing(500)
    assert (len(kur.steps), kur.revision) == (1, 3)
    typing(600, other)
    assert len(kur.steps) == 2

    with transaction():
        drafting.undo(kur, by=other)
    assert editing.at(kur.content, CEILING) == 500
    with transaction():
        drafting.undo(kur, by=one)
    assert kur.content == before


def test_another_person_approves_and_it_holds_from_its_day(app):
    author, approver = supervisor(), supervisor()
    kur = draft(author)
    harmless_change(kur, author)
    sends(kur, author)

    version = approves(kur, approver)

    today = office.today()
    assert queries.version_on("kur", today).number == 1
    assert queries.version_on("kur", today + timedelta(days=1)) == version
    assert (version.author, version.approver) == (author.uuid, approver.uuid)
    assert kur.status is DraftStatus.PUBLISHED
    [entry] = db.session.query(JournalEntry).filter_by(action="rule_version_published")
    assert entry.details["author"] == str(author.uuid)
    assert entry.details["changes"]


def test_whoever_had_a_hand_in_it_does_not_approve_it(app):
    author, helper = supervisor(), supervisor()
    kur = draft(author)
    harmless_change(kur, helper)
    sends(kur, author)

    for somebody in (author, helper):
        with pytest.raises(approving.SameHand):
            approves(kur, somebody)


def test_a_draft_with_a_failing_example_is_not_sent(app):
    author = supervisor()
    kur = draft(author)
    types(kur, CEILING, 1_000, author)

    with pytest.raises(approving.NotReady) as told:
        sends(kur, author)

    assert told.value.checked.failing


def test_a_draft_that_cannot_be_read_is_not_sent(app):
    author = supervisor()
    kur = draft(author)
    types(kur, CEILING, "empat miliar", author)

    with pytest.raises(approving.NotReady) as told:
        sends(kur, author)

    assert told.value.checked.problems_at(CEILING)


def test_a_version_never_holds_for_a_day_that_has_begun(app):
    author = supervisor()
    kur = draft(author)

    with pytest.raises(approving.DayIsPast), transaction():
        approving.submit(
            kur, reason="x", basis="", holds_from=office.today(), holds_until=None, by=author
        )


def test_a_draft_sent_back_is_open_again(app):
    author, approver = supervisor(), supervisor()
    kur = draft(author)
    harmless_change(kur, author)
    sends(kur, author)

    with transaction():
        approving.send_back(kur, why="Sumbernya belum ada", by=approver)

    assert kur.is_open
    assert kur.answer == "Sumbernya belum ada"
    with pytest.raises(drafting.DraftClosed):
        approves(kur, approver)


def test_an_old_version_is_put_back_through_the_same_gate(app):
    author, approver = supervisor(), supervisor()
    factories.rule_version("bank-linkage", without=["is_fostered"])
    with transaction():
        back = drafting.start(queries.version("bank-linkage", 1), by=author, restoring=True)
    sends(back, author)

    version = approves(back, approver)

    assert (version.number, version.restores) == (3, 1)
    assert version.document == queries.version("bank-linkage", 1).document
