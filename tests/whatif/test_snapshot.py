"""A snapshot of the register: the same facts as at the desk, no names, taken when it is due."""

from __future__ import annotations

import json
import os
import stat
from datetime import date, timedelta

import polars as pl
import pytest

from intranet import clock
from intranet.audit import services as audit
from intranet.businesses.models import (
    AidKind,
    AidReceived,
    LicenceKind,
    MarketEvidence,
    MarketEvidenceKind,
    ProductCategory,
    SizeClass,
)
from intranet.cases.codes import Purpose
from intranet.cases.opening import ItemAsked
from intranet.database import db, transaction
from intranet.eligibility import facts, register_values
from intranet.office import queries as office
from intranet.people.models import Sex
from intranet.programmes import queries as programmes
from intranet.whatif import snapshot, taking
from tests import factories
from tests.eligibility import stories

LONG_AGO = date(2015, 1, 1)


def aid(business, kind, what="Bantuan", on=date(2024, 5, 1)):
    db.session.add(
        AidReceived(business=business, kind=kind, what=what, received_on=on, source="Arsip")
    )
    db.session.commit()


def varied():
    """Businesses that differ in everything that a fact is made of."""
    bare = factories.business(
        category=None,
        capital=None,
        annual_sales=None,
        started_on=None,
        owner=factories.person(nik=None),
    )
    elsewhere = factories.business(village_code="35.08.01.2001", has_nib=False, has_npwp=False)
    rich = factories.business(
        nib="1234567890123",
        npwp="012345678901234",
        size_class=SizeClass.SMALL,
        is_leading=True,
        is_fostered=True,
        category=ProductCategory.FARMING,
        cluster=factories.cluster(),
        started_on=date(2020, 1, 31),
        history_complete_since=LONG_AGO,
        owner=factories.person(
            sex=Sex.FEMALE, born_on=date(1990, 12, 31), is_married=True, is_public_servant=False
        ),
    )
    factories.licence(business=rich, expires_on=date(2020, 1, 1))
    factories.licence(business=rich, kind=LicenceKind.BPOM, expires_on=None)
    factories.licence(business=rich, kind=LicenceKind.HALAL, expires_on=date(2021, 1, 1))
    factories.licence(business=elsewhere, kind=LicenceKind.TRADEMARK)
    for kind in (AidKind.BPOM_SUBSIDY, AidKind.TRAINING, AidKind.STUDY_VISIT):
        aid(rich, kind)
    aid(rich, AidKind.BPOM_SUBSIDY, on=office.today() + timedelta(days=9))
    given = factories.business(history_complete_since=LONG_AGO)
    aid(given, AidKind.EQUIPMENT, "Penggiling kopi")
    partly = factories.business(history_complete_since=date(2024, 1, 1))
    aid(partly, AidKind.BPOM_SUBSIDY, on=date(2025, 2, 3))
    aid(partly, AidKind.TRAINING)
    begins = factories.business(started_on=office.today() + timedelta(days=40))
    for dated_on, whose in ((date(2026, 1, 2), given), (office.today() + timedelta(9), partly)):
        db.session.add(
            MarketEvidence(
                business=whose,
                kind=MarketEvidenceKind.ORDER,
                dated_on=dated_on,
                description="Pesanan",
            )
        )
    db.session.commit()
    return [bare, elsewhere, rich, given, partly, begins]


def rows():
    frame = pl.read_parquet(snapshot.take().path)
    return {row["_key"]: row for row in frame.iter_rows(named=True)}


def test_the_snapshot_says_of_every_business_what_the_desk_is_told(app):
    there = varied()
    training = ItemAsked(programmes.by_code("consultation"), Purpose.OTHER)
    known = {}
    for business in there:
        item = stories.opens_case(business, training).items[0]
        told = facts.of_item(item, office.today())
        known[str(business.uuid)] = {
            fact: one.value for fact, one in told.items() if fact in register_values.FACTS
        }

    found = {
        key: {
            fact: value.isoformat() if isinstance(value, date) else value
            for fact, value in row.items()
            if not fact.startswith("_") and value is not None
        }
        for key, row in rows().items()
    }

    assert found == known
    told = {fact for of_one in known.values() for fact in of_one}
    # The last aid of the same kind is known only of what somebody asks for.
    assert told == set(register_values.FACTS) - {"last_equipment_aid_on"}


def test_it_holds_what_people_are_counted_by_and_nothing_that_names_them(app):
    there = varied()
    rich = there[2]

    found = rows()[str(rich.uuid)]

    assert {name: value for name, value in found.items() if name.startswith("_")} == {
        "_key": str(rich.uuid),
        "_subdistrict": "35.09.11",
        "_cluster": rich.cluster.name,
        "_class": "kecil",
        "_sex": "female",
    }
    content = snapshot.newest().path.read_bytes()
    for secret in (rich.name, rich.owner.name, rich.nib, rich.owner.nik, rich.npwp):
        assert secret.encode() not in content


def test_only_its_owner_reads_it_and_nothing_unfinished_is_left(app):
    factories.business()
    second = snapshot.take()

    assert stat.S_IMODE(second.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(snapshot.folder().stat().st_mode) == 0o700
    assert sorted(file.name for file in snapshot.folder().iterdir()) == sorted(
        [second.file, snapshot.NOTE]
    )


def test_a_register_that_changed_is_noticed_and_reading_it_is_no_change(app):
    business = factories.business()
    taken = snapshot.take()
    assert snapshot.is_current(taken)

    with transaction():
        audit.record("identity_revealed", by=factories.user(), subject=business.owner, reason="x")
    assert snapshot.is_current(taken)
    with transaction():
        audit.record("business_corrected", by=factories.user(), subject=business, fields="Nama")
    assert not snapshot.is_current(taken)

    again = snapshot.take()
    factories.licence(business=business)
    assert not snapshot.is_current(again)


def test_a_snapshot_serves_for_a_while_and_never_on_another_day(app):
    factories.business()
    first = taking.ready().snapshot
    factories.business()

    state = taking.ready()
    assert (state.snapshot, state.is_current) == (first, False)
    with clock.stopped_at(clock.now() + taking.GOOD_FOR):
        later = taking.ready().snapshot
        assert later.rows == 2
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert taking.ready().snapshot.day == office.today() > later.day


@pytest.mark.parametrize("damage", ["gone", "cut", "other", "note"])
def test_a_missing_or_damaged_file_is_replaced(app, damage):
    factories.business()
    taken = snapshot.take()
    if damage == "gone":
        taken.path.unlink()
    elif damage == "cut":
        taken.path.write_bytes(taken.path.read_bytes()[:-9])
    elif damage == "other":
        content = bytearray(taken.path.read_bytes())
        content[len(content) // 2] ^= 1
        taken.path.write_bytes(bytes(content))
    else:
        (snapshot.folder() / snapshot.NOTE).write_text('{"file": 7}')

    assert snapshot.newest() is None
    assert taking.ready().snapshot.rows == 1


def test_an_empty_register_has_a_snapshot_too(app):
    assert taking.ready().snapshot.rows == 0


def test_a_large_register_is_photographed_by_a_process_of_its_own(app, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 0)
    factories.business()

    state = taking.ready()

    assert state.snapshot is None
    assert state.progress == taking.Progress(0, 1)
    assert taking.ready().snapshot is None  # And does not begin another one.
    [child] = [one for one in taking._children if one.poll() is None]
    assert child.wait(60) == 0
    state = taking.ready()
    assert (state.snapshot.rows, state.progress) == (1, None)


def test_how_far_it_has_come_is_told_until_it_is_silent(app):
    path = snapshot.folder() / taking.PROGRESS
    taking._tell(path, 5_000, 60_000)

    assert taking.progress() == taking.Progress(5_000, 60_000)
    path.write_text("{")
    assert taking.progress() is None
    path.write_text(json.dumps({"done": 1, "total": 2}))

    os.utime(path, (0, 0))
    assert taking.progress() is None


def test_an_older_one_stays_while_somebody_may_read_it_and_goes_later(app):
    factories.business()
    older = snapshot.take().path
    factories.business()
    unfinished = snapshot.folder() / ".being-written.parquet"
    unfinished.touch()

    newer = snapshot.take().path

    assert older.exists() and unfinished.exists()
    for file in (older, unfinished):
        os.utime(file, (0, 0))
    snapshot.take()
    assert not older.exists() and not unfinished.exists()
    assert newer.exists()
