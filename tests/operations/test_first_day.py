"""A real office's first day, and what is refused afterwards."""

from __future__ import annotations

import re
import stat

from intranet.access import Role
from intranet.accounts.models import Invitation, User
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.places.models import Region
from intranet.programmes import queries as programmes

ANSWERS = [
    "init",
    "--regency=33.16",
    "--government=PEMERINTAH KABUPATEN BLORA",
    "--name=Dinas Perdagangan, Koperasi, dan UKM",
    "--seat=Blora",
    "--address=Jalan Contoh Nomor 2, Blora",
    "--unit=33.16.410",
]


def run(app, *words, given=None):
    return app.test_cli_runner().invoke(args=[*words], input=given)


def test_an_office_is_set_up_with_its_places_services_and_keys(machine, empty_config):
    answer = run(machine, *ANSWERS)

    assert answer.exit_code == 0, answer.output
    assert stat.S_IMODE(empty_config.keys_file.stat().st_mode) == 0o600
    with machine.app_context():
        assert office.current().name == "Dinas Perdagangan, Koperasi, dan UKM"
        assert not office.current().is_demo
        assert db.session.query(Region).filter(Region.code.like("33.16.__")).count() == 16
        assert {division.code for division in office.divisions()} >= {"umkm", "koperasi"}
        assert programmes.active()
        assert not list(audit.verify())


def test_the_administrator_gets_a_link_that_works_once(machine):
    answer = run(machine, *ANSWERS)

    link = re.search(r"https://loket\.example\.go\.id(/invitation/\S+)", answer.output)
    assert link is not None, answer.output
    with machine.app_context():
        user = db.session.query(User).one()
        assert (user.username, user.role, user.password_hash) == (
            "admin",
            Role.ADMINISTRATOR,
            None,
        )
        assert db.session.query(Invitation).one().used_at is None
    assert machine.test_client().get(link[1]).status_code == 200


def test_what_was_not_said_is_asked(machine):
    answer = run(machine, "init", given="35.09\n\n\n\nJalan Contoh Nomor 1\n35.09.410\n")

    assert answer.exit_code == 0, answer.output
    with machine.app_context():
        assert office.current().government == "PEMERINTAH KABUPATEN JEMBER"
        assert office.current().seat == "Jember"


def test_a_second_office_is_refused_and_changes_nothing(machine, empty_config):
    run(machine, *ANSWERS)
    keys = empty_config.keys_file.read_bytes()

    for words in (ANSWERS, ["demo", "load", "--businesses=1"]):
        answer = run(machine, *words)
        assert answer.exit_code == 1
        assert "already holds an office" in answer.output

    assert empty_config.keys_file.read_bytes() == keys
    with machine.app_context():
        assert office.current().seat == "Blora"


def test_a_regency_that_does_not_exist_leaves_no_trace(machine, empty_config):
    answer = run(machine, "init", "--regency=3509")

    assert answer.exit_code == 1
    assert "such as 35.09" in answer.output
    assert not empty_config.keys_file.exists()


def test_an_interrupted_beginning_can_be_begun_again(machine):
    run(machine, "init", "--regency=35.09", given="\n")  # The terminal was closed.

    assert run(machine, *ANSWERS).exit_code == 0


def test_nothing_is_served_before_there_is_an_office(machine):
    answer = run(machine, "serve", "--port=0")

    assert answer.exit_code == 1
    assert "There is no office yet" in answer.output
