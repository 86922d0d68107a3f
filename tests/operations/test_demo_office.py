"""The synthetic office: small here, but made by the same steps as the full one."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from intranet import crypto
from intranet.access import Role
from intranet.accounts import passwords
from intranet.accounts.models import User
from intranet.allocations.models import Quota, Round, RoundState
from intranet.allocations.rounds import recomputing
from intranet.audit import services as audit
from intranet.banks.models import Bank
from intranet.budgets import queries as windows
from intranet.businesses import search
from intranet.businesses.models import Business, Cluster, Licence
from intranet.cases.models import Case
from intranet.crypto import Keyring
from intranet.database import db, transaction
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    ForumSession,
    Promise,
    PromiseKind,
    PromiseStanding,
    Response,
    ResponseKind,
    SessionStatus,
)
from intranet.office import queries as office
from intranet.operations import demo, setting_up
from intranet.operations.demo import businesses
from intranet.operations.demo.people import People
from intranet.people.models import Person
from intranet.places import queries as places
from tests.operations.conftest import app_on, empty_machine

FEW, CASES = 250, 8
PASSWORD = "contoh-untuk-uji"


def load(app, *words):
    return app.test_cli_runner().invoke(
        args=["demo", "load", f"--businesses={FEW}", f"--cases={CASES}", *words]
    )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    with empty_machine(tmp_path_factory.mktemp("demo")) as config, app_on(config) as app:
        answer = load(app, f"--password={PASSWORD}")
        assert answer.exit_code == 0, answer.output
        yield app


@pytest.fixture
def demo_office(loaded):
    """Read by several tests, changed by none."""
    keys = Keyring.load(loaded.config["LOKET"].keys_file)
    crypto.install(keys)
    with loaded.app_context():
        yield loaded
        db.session.remove()


def test_the_demo_has_jember_its_staff_banks_clusters_and_cases(demo_office):
    roles = {user.username: user.role for user in db.session.query(User)}

    assert office.current().is_demo
    assert len(places.villages_of("35.09")) == 248
    assert roles == {
        "loket": Role.FRONT_DESK,
        "verifikator": Role.OFFICER,
        "kabid": Role.SUPERVISOR,
        "kabid2": Role.SUPERVISOR,
        "kepala": Role.HEAD,
        "auditor": Role.AUDITOR,
        "admin": Role.ADMINISTRATOR,
    }
    assert all(
        user.is_demo and passwords.is_right(PASSWORD, user.password_hash)
        for user in db.session.query(User)
    )
    assert office.signatories(office.today())[0].user.username == "kepala"
    assert Counter(cluster.is_example for cluster in db.session.query(Cluster)) == {
        False: 3,
        True: 10,
    }
    assert db.session.query(Bank).count() == 4
    shared = {"bpom-subsidy", "study-visit"}
    asked = [case.items[0].programme.code for case in db.session.query(Case)]
    assert sum(code not in shared for code in asked) == CASES
    assert shared < set(asked)
    assert db.session.query(Business).count() == FEW


def test_the_demo_has_shared_out_places_and_a_visit_waits_for_the_head(demo_office):
    rounds = {one.period.programme.code: one.state for one in db.session.query(Round)}
    assert rounds == {"bpom-subsidy": RoundState.APPROVED, "study-visit": RoundState.PROPOSED}
    [bpom] = [one for one in db.session.query(Quota) if one.awarded]
    assert bpom.places == 6
    assert bpom.accepted
    assert [fault for one in db.session.query(Round) for fault in recomputing.faults(one)] == []


def test_nobody_in_the_demo_can_be_a_citizen(demo_office):
    for person in db.session.query(Person):
        assert re.fullmatch(r"3509\d{8}0000", person.nik)
        assert person.phone is None or person.phone.startswith("+6280000")
    for nib in db.session.scalars(select(Business.nib).where(Business.nib.is_not(None))):
        assert nib.startswith("00000")


def test_the_demo_is_plausible_and_can_be_searched(demo_office):
    classes = Counter(db.session.scalars(select(Business.size_class)))
    fostered = db.session.scalar(select(func.count()).where(Business.is_fostered))
    somebody = db.session.query(Business).first()

    assert classes["mikro"] > FEW * 0.85
    assert FEW * 0.1 < fostered < FEW * 0.27
    assert db.session.query(Licence).count() > FEW * 0.1
    assert somebody.id in {found.business_id for found in search.find(somebody.name, limit=300)}


def test_the_forums_of_the_demo_begin_with_session_six_at_wuluhan(demo_office):
    six = db.session.query(ForumSession).filter_by(number=6).one()
    (said,) = db.session.query(Aspiration).filter_by(session_id=six.id)
    marketing, visit = said.items

    assert (six.name, six.subdistrict.name, six.village.name) == (
        "J-HUR 6",
        "Wuluhan",
        "Tanjungrejo",
    )
    assert six.held_on == date(2022, 3, 18)
    assert said.speaker == "Sumarti Contoh"
    assert [one.kind for one in marketing.responses] == [ResponseKind.ANSWERED]
    assert [one.kind for one in visit.responses] == [ResponseKind.PROPOSED]
    first, latest = visit.promises
    assert (first.budget.name, first.standing) == ("P-APBD 2022", PromiseStanding.CARRIED_OVER)
    assert latest.standing is PromiseStanding.OPEN
    assert windows.window(latest.budget).is_open_on(office.today())


def test_the_forums_of_the_demo_have_something_of_everything(demo_office):
    statuses = Counter(db.session.scalars(select(ForumSession.status)))
    numbers = list(db.session.scalars(select(ForumSession.number).order_by(ForumSession.number)))
    wishes = db.session.query(AspirationItem).all()

    assert statuses == {
        SessionStatus.CLOSED: 5,
        SessionStatus.LIVE: 1,
        SessionStatus.PLANNED: 2,
        SessionStatus.CALLED_OFF: 1,
    }
    assert numbers == list(range(6, 15))
    assert 55 <= db.session.query(Aspiration).count() <= 65
    assert set(db.session.scalars(select(Response.kind))) == set(ResponseKind)
    assert set(db.session.scalars(select(Promise.kind))) == set(PromiseKind)
    assert set(db.session.scalars(select(Promise.standing))) == set(PromiseStanding)
    assert any(not wish.responses for wish in wishes)
    assert db.session.query(Aspiration).filter_by(is_confidential=True).count() > 1
    assert db.session.query(Aspiration).filter_by(came_late=True).count() == 2
    (double,) = db.session.query(Aspiration).filter(Aspiration.withdrawn_at.is_not(None))
    assert double.double_of.speaker == double.speaker


def test_a_session_of_the_demo_is_in_the_village_of_its_hall(demo_office):
    for session in db.session.query(ForumSession):
        assert session.village is not None, session.place
        assert session.place.endswith(f" {session.village.name}")
        assert session.village.code.startswith(f"{session.subdistrict_code}.")


def test_nobody_who_speaks_in_the_demo_can_be_a_citizen(demo_office):
    for said in db.session.query(Aspiration):
        owner = said.business.owner.name if said.business else None
        assert "contoh" in said.speaker.lower() or said.speaker == owner
        assert said.phone is None or said.phone.startswith("+6280000")


def test_the_journal_of_the_demo_is_whole_and_in_the_order_of_time(demo_office):
    entries = list(db.session.scalars(select(audit.JournalEntry).order_by("sequence")))

    assert not list(audit.verify())
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert entries[-1].action == "demo_loaded"


def test_a_random_password_is_printed_once_for_all_accounts(machine):
    answer = load(machine)

    password = re.search(r"^Password: (\S+)  \(shown only now\)$", answer.stdout, re.MULTILINE)[1]
    with machine.app_context():
        kept = db.session.query(User).filter_by(username="kepala").one().password_hash
        assert passwords.is_right(password, kept)
        assert passwords.weakness(password, username="kepala") is None


def test_a_load_that_is_interrupted_leaves_nothing_and_can_be_repeated(machine):
    @contextmanager
    def interrupted(what, total):
        if what == "Kasus":
            raise KeyboardInterrupt
        yield lambda rows: None

    with machine.app_context():
        setting_up.prepare(machine)
        with pytest.raises(KeyboardInterrupt), transaction():
            demo.load(
                password=PASSWORD, businesses=FEW, cases=CASES, seed=1, progress_of=interrupted
            )
        assert not office.has_data()
        assert db.session.query(Person).count() == 0
        db.session.remove()

    assert load(machine).exit_code == 0


def test_the_same_seed_makes_the_same_office(machine):
    def made():
        random = Random(7)
        villages, weights = ["35.09.11.2006", "35.09.12.2001"], [1, 2]
        now = datetime(2026, 11, 22, tzinfo=UTC)
        owners, _rows = People(random, villages, weights, now).make(50, uuid4())
        return [one.row for one in businesses.make(random, owners, {}, owners[0].uuid, now.date())]

    assert made() == made()


def test_as_many_people_as_the_register_has_get_a_nik_each(machine):
    people = People(Random(1), ["35.09.11.2006"], [1], datetime(2026, 11, 22, tzinfo=UTC))

    people.make(demo.BUSINESSES, uuid4())

    assert len(people.taken) == demo.BUSINESSES
