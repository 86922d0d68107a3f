"""The demo's password: shown once, kept nowhere, given anew on request; never in a real office."""

from __future__ import annotations

import re

from sqlalchemy import select

from intranet.accounts import passwords
from intranet.accounts.models import SignedInBrowser, User
from intranet.audit import services as audit
from intranet.database import db
from intranet.operations import setting_up
from intranet.operations.demo import USERNAMES
from tests.operations.test_first_day import ANSWERS

FIRST_START = ("demo", "load", "--if-empty", "--businesses=3", "--cases=0")
NEW = "sebelas gajah duduk"


def run(machine, *words):
    return machine.test_cli_runner().invoke(args=list(words))


def shown_password(output):
    found = re.search(r"Password: (\S+)", output)
    return found[1] if found else None


def fits_every_account(machine, password):
    with machine.app_context():
        staff = db.session.scalars(select(User)).all()
        return all(passwords.is_right(password, one.password_hash) for one in staff)


def test_the_first_start_shows_accounts_and_password_once(machine, empty_config):
    first = run(machine, *FIRST_START)
    later = run(machine, *FIRST_START)

    password = shown_password(first.output)
    assert fits_every_account(machine, password)
    assert later.exit_code == 0
    assert password not in later.output
    assert "demo password" in later.output
    assert all(name in answer.output for name in USERNAMES for answer in (first, later))
    kept = [path for path in empty_config.data_folder.rglob("*") if path.is_file()]
    assert not [path for path in kept if password.encode() in path.read_bytes()]


def test_a_random_password_is_made_on_request(machine):
    before = shown_password(run(machine, *FIRST_START).output)

    answer = run(machine, "demo", "password")

    assert answer.exit_code == 0
    assert shown_password(answer.output) != before
    assert fits_every_account(machine, shown_password(answer.output))


def test_a_password_that_was_given_is_not_repeated(machine):
    run(machine, *FIRST_START)

    answer = run(machine, "demo", "password", NEW)

    assert NEW not in answer.output
    assert fits_every_account(machine, NEW)


def test_whoever_was_signed_in_is_signed_out_and_the_journal_says_so(machine):
    run(machine, *FIRST_START)
    with machine.app_context():
        clerk = db.session.scalars(select(User).where(User.username == "loket")).one()
        browser = SignedInBrowser(user=clerk, token_hash=b"x", agent="", address="")
        db.session.add(browser)
        db.session.commit()
        uuid = browser.uuid

    run(machine, "demo", "password", NEW)

    with machine.app_context():
        ended = db.session.scalars(select(SignedInBrowser).where(SignedInBrowser.uuid == uuid))
        assert not ended.one().is_alive
        assert audit.head().action == "demo_password_set"
        assert list(audit.verify()) == []


def test_a_real_office_is_left_as_it_is(machine):
    run(machine, *ANSWERS)

    start, password = run(machine, *FIRST_START), run(machine, "demo", "password", NEW)

    assert (start.exit_code, start.output) == (0, "")
    assert password.exit_code == 1
    assert "no demo office here" in password.output
    with machine.app_context():
        admin = setting_up.ADMINISTRATOR.username
        found = db.session.scalars(select(User).where(User.username == admin)).one()
        assert found.password_hash is None


def test_no_office_at_all_has_no_demo_password(machine):
    assert run(machine, "demo", "password").exit_code == 1
