"""Many who write at once: the journal stays one chain, and nobody is turned away."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from sqlalchemy import func, select

from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.office import services as office_services
from intranet.people import services as people
from intranet.people.models import Person
from tests import factories

CLERKS = 8
ACTS_EACH = 6


def race(app, act: Callable[[int], None]) -> None:
    """`act` with the numbers of all clerks at the same time; the first failure is told."""

    def work(clerk: int) -> None:
        with app.app_context():
            try:
                act(clerk)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(CLERKS) as clerks:
        list(clerks.map(work, range(CLERKS)))
    db.session.rollback()  # What was read before the race is old.


def somebody():
    """A clerk whom all threads may name: loaded, and bound to no session."""
    clerk = factories.user()
    db.session.refresh(clerk)
    db.session.expunge(clerk)
    db.session.rollback()
    return clerk


def person_of(uuid: UUID) -> Person:
    return db.session.scalars(select(Person).where(Person.uuid == uuid)).one()


def test_the_journal_stays_one_chain_when_many_write_at_once(app):
    clerk = somebody()
    before = audit.head()
    written = before.sequence if before else 0

    def register(number: int) -> None:
        for attempt in range(ACTS_EACH):
            with transaction():
                details = people.PersonDetails(name=f"Warga {number} {attempt}")
                people.register(details, by=clerk)

    race(app, register)

    sequences = list(db.session.scalars(select(JournalEntry.sequence).order_by("sequence")))
    assert sequences == list(range(1, written + CLERKS * ACTS_EACH + 1))
    assert list(audit.verify()) == []


def test_an_act_that_breaks_off_leaves_no_gap_in_the_journal(app):
    clerk = somebody()

    class PowerFailure(Exception):
        pass

    def register(number: int) -> None:
        for attempt in range(ACTS_EACH):
            try:
                with transaction():
                    people.register(people.PersonDetails(name=f"Warga {number}"), by=clerk)
                    if attempt % 2:
                        raise PowerFailure
            except PowerFailure:
                pass

    race(app, register)

    assert db.session.scalar(select(func.count(Person.id))) == CLERKS * ACTS_EACH // 2
    assert list(audit.verify()) == []


def test_clerks_who_touch_the_same_records_in_another_order_wait_for_each_other(app):
    clerk = somebody()
    first, second = factories.person().uuid, factories.person().uuid
    db.session.rollback()

    def telephone(number: int) -> None:
        for attempt in range(ACTS_EACH):
            with transaction():
                for uuid in (first, second) if number % 2 else (second, first):
                    person = person_of(uuid)
                    details = people.PersonDetails(
                        name=person.name, nik=person.nik, phone=f"+628{number}{attempt:08}"
                    )
                    people.correct(person, details, version=person.version, by=clerk)

    race(app, telephone)

    assert person_of(first).version == person_of(second).version == 1 + CLERKS * ACTS_EACH
    assert list(audit.verify()) == []


def test_only_one_of_many_adds_a_division_of_one_code(app):
    administrator = somebody()
    refused = []

    def add(number: int) -> None:
        try:
            with transaction():
                office_services.add_division("umum", f"Bidang {number}", by=administrator)
        except office_services.AlreadyListed:
            refused.append(number)

    race(app, add)

    assert len(refused) == CLERKS - 1
    assert [one.code for one in office.all_divisions()].count("umum") == 1
