import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from intranet import words
from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from tests import factories

words.name_actions({"test_act": "Sesuatu {what} dilakukan"})


def journalled(number):
    clerk = factories.user()
    with transaction():
        for n in range(number):
            audit.record("test_act", by=clerk, subject=clerk, what=n)


def test_an_untouched_journal_has_no_fault(app):
    journalled(3)

    assert list(audit.verify()) == []


@pytest.mark.parametrize("change", ["UPDATE journal SET action = 'x'", "DELETE FROM journal"])
def test_the_database_refuses_to_change_the_journal(app, change):
    journalled(2)

    with pytest.raises(DBAPIError, match="only grows"):
        db.session.execute(text(change))
    db.session.rollback()


@pytest.mark.tampers
def test_one_changed_byte_is_found_and_named(app):
    journalled(3)
    second = db.session.scalars(
        select(JournalEntry.sequence)
        .where(JournalEntry.action == "test_act")
        .order_by(JournalEntry.sequence)
    ).all()[1]
    db.session.rollback()  # What is read afterwards is read anew.
    drop = (
        "DROP TRIGGER journal_refuses_update"
        if db.engine.dialect.name == "sqlite"
        else "DROP TRIGGER journal_only_grows ON journal"
    )
    with Session(db.engine) as session:
        session.execute(text(drop))
        session.execute(
            text("UPDATE journal SET details_json = '{\"what\": 7}' WHERE sequence = :second"),
            {"second": second},
        )
        session.commit()

    faults = list(audit.verify())

    assert len(faults) == 1
    assert faults[0].startswith(f"Entry {second} (test_act")


def test_a_tail_cut_off_is_found_by_the_fingerprint_kept_outside(app):
    journalled(2)

    assert list(audit.verify(expected_head="9-abcdefabcdef")) == [
        "The journal has no entry 9-abcdefabcdef: its end was cut off or rewritten."
    ]


def test_an_identity_number_typed_into_a_detail_is_masked(app):
    clerk = factories.user()
    with transaction():
        entry = audit.record("test_act", by=clerk, what="NIK 3509115205800001")

    assert entry.details["what"] == "NIK 3509••••••••0001"
    assert list(audit.verify()) == []


def test_the_digits_of_a_fingerprint_stay_as_they_are(app):
    clerk, fingerprint = factories.user(), "8b02102fc3914463939769697b12be54"
    with transaction():
        entry = audit.record("test_act", by=clerk, what=fingerprint)

    assert entry.details["what"] == fingerprint
