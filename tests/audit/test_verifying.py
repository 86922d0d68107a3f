import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from intranet import words
from intranet.audit import services as audit
from intranet.database import db, transaction
from tests import databases

words.name_actions({"done": "Berbuat {what}"})


def journalled(number):
    with transaction():
        for what in range(number):
            entry = audit.record("done", by=None, what=what)
        return audit.fingerprint(entry)


def behind_its_back(*statements):
    """What somebody with the database's password could do."""
    if db.engine.dialect.name == "sqlite":
        drop = ["DROP TRIGGER journal_refuses_update", "DROP TRIGGER journal_refuses_delete"]
    else:
        drop = ["DROP TRIGGER journal_only_grows ON journal"]
    db.session.rollback()
    with Session(db.engine) as session:
        for statement in [*drop, *statements]:
            session.execute(text(statement))
        session.commit()


def verify(app, *arguments):
    result = app.test_cli_runner().invoke(args=["audit", "verify", *arguments])
    return result.exit_code, result.output.splitlines()


def last():
    return audit.head().sequence


def test_a_whole_journal_tells_its_head(app):
    head = journalled(3)

    assert verify(app) == (0, [f"The journal is whole. Its head is {head}"])
    assert verify(app, "--head", head)[0] == 0


@pytest.mark.tampers
def test_a_changed_entry_is_named(app):
    journalled(3)
    number = last() - 1

    behind_its_back(f"UPDATE journal SET subject_kind = 'people' WHERE sequence = {number}")

    code, lines = verify(app)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"Entry {number} (done")


@pytest.mark.tampers
def test_a_deleted_entry_is_named(app):
    journalled(3)
    number = last() - 1

    behind_its_back(f"DELETE FROM journal WHERE sequence = {number}")

    code, lines = verify(app)
    assert code == 1
    assert lines[0].startswith(f"Entry {number} is missing")


@pytest.mark.tampers
def test_two_entries_that_changed_places_are_named(app):
    journalled(3)
    second, third = last() - 1, last()

    behind_its_back(
        f"UPDATE journal SET sequence = -1 WHERE sequence = {second}",
        f"UPDATE journal SET sequence = {second} WHERE sequence = {third}",
        f"UPDATE journal SET sequence = {third} WHERE sequence = -1",
    )

    code, lines = verify(app)
    assert code == 1
    assert any(line.startswith(f"Entry {second} ") for line in lines)
    assert any(line.startswith(f"Entry {third} ") for line in lines)


def test_a_tail_cut_off_is_seen_with_the_fingerprint_kept_outside(app):
    head = journalled(3)

    behind_its_back(f"DELETE FROM journal WHERE sequence = {last()}")

    assert verify(app)[0] == 0, "alone, a shorter journal looks whole"
    code, lines = verify(app, "--head", head)
    assert code == 1
    assert lines == [f"The journal has no entry {head}: its end was cut off or rewritten."]


def test_every_column_of_an_entry_is_protected(app):
    journalled(1)
    number = last()
    changes = {
        "at": "'2020-01-01 00:00:00.000000'",
        "actor_uuid": "'01900000000070008000000000000000'",
        "action": "'seen'",
        "subject_kind": "'people'",
        "subject_uuid": "'01900000000070008000000000000000'",
        "case_uuid": "'01900000000070008000000000000000'",
        "details_json": "'{}'",
        "previous_mac": "'00'",
        "mac": "'00'",
    }
    behind_its_back()

    for column, value in changes.items():
        with Session(db.engine) as session:
            kept = session.execute(
                text(f"SELECT {column} FROM journal WHERE sequence = {number}")
            ).scalar()
            session.execute(
                text(f"UPDATE journal SET {column} = {value} WHERE sequence = {number}")
            )
            session.commit()
        db.session.rollback()
        assert verify(app)[0] == 1, column
        with Session(db.engine) as session:
            session.execute(
                text(f"UPDATE journal SET {column} = :kept WHERE sequence = {number}"),
                {"kept": kept},
            )
            session.commit()
        db.session.rollback()

    assert verify(app)[0] == 0


@pytest.mark.tampers
def test_a_mac_that_is_no_longer_one_is_named(app):
    journalled(3)
    number = last() - 1

    behind_its_back(f"UPDATE journal SET mac = 'é' || substr(mac, 2) WHERE sequence = {number}")

    code, lines = verify(app)
    assert code == 1
    assert lines[0].startswith(f"Entry {number} (done")


@pytest.mark.skipif(databases.KIND != "sqlite", reason="PostgreSQL refuses such a value itself")
@pytest.mark.parametrize(
    "spoilt", ["actor_uuid = 'x'", "at = 'yesterday'", "details_json = CAST(X'C328' AS TEXT)"]
)
@pytest.mark.tampers
def test_an_entry_that_can_no_longer_be_read_is_named(app, spoilt):
    journalled(3)
    number = last() - 1

    behind_its_back(f"UPDATE journal SET {spoilt} WHERE sequence = {number}")

    code, lines = verify(app)
    assert code == 1
    assert lines[0] == f"Entry {number} was changed and can no longer be read."
