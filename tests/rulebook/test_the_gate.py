"""Nothing gets into force that its approver did not read, or that cannot decide from its day."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.rulebook import approving, drafting, editing, publishing, queries, replacing
from intranet.rulebook.views import listing
from rules import library
from tests import factories
from tests.rulebook.editor import ids, started, stepped
from tests.rulebook.versions import published

NIK = "3509123456780001"


def supervisor():
    return factories.user(role=Role.SUPERVISOR)


def day(number):
    return office.today() + timedelta(days=number)


def changed(draft, path, value, by):
    with transaction():
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, path, value),
            path=path,
            seen=draft.revision,
            by=by,
        )


def sent(draft, by, *, holds_from=1, holds_until=None):
    with transaction():
        approving.submit(
            draft,
            reason="Perbup baru",
            basis="Perbup 7/2027",
            holds_from=day(holds_from),
            holds_until=holds_until,
            by=by,
        )
    return draft


@pytest.fixture
def author(app):
    return supervisor()


@pytest.fixture
def draft(author):
    made = factories.draft("bank-linkage", by=author)
    changed(made, "basis[0]", "Perbup 7/2027", author)
    return made


def approve_form(browser, draft):
    browser.sign_in(supervisor())
    return browser.get(f"/rules/drafts/{draft.uuid}/review").fields("#answer form")


def approves(browser, draft, form):
    return browser.post(f"/rules/drafts/{draft.uuid}/approve", form)


def test_what_changed_after_it_was_read_is_not_approved(browser, draft, author):
    sent(draft, author)
    form = approve_form(browser, draft)
    with transaction():
        approving.withdraw(draft, by=author)
    changed(draft, "basis[0]", "Sesuatu yang lain", author)
    sent(draft, author)

    page = approves(browser, draft, form)

    assert page.status == 422
    assert page.says("tidak sama dengan yang Anda baca")
    assert page.says("Sesuatu yang lain")
    assert approves(browser, draft, page.fields("#answer form")).path.endswith("/versions/2")


def test_another_reason_or_end_is_read_first_too(browser, draft, author):
    sent(draft, author)
    form = approve_form(browser, draft)
    with transaction():
        approving.withdraw(draft, by=author)
    sent(draft, author, holds_until=day(5))

    assert approves(browser, draft, form).status == 422


def test_a_version_approved_meanwhile_is_told_with_what_would_be_undone(browser, draft, author):
    sent(draft, author)
    form = approve_form(browser, draft)
    published("bank-linkage", lambda data: data["basis"].append("Perbup sela 8/2027"))

    page = approves(browser, draft, form)

    assert page.status == 422
    assert page.says("Rancangan ini disusun dari versi 1, bukan dari versi 2")
    assert page.says("Yang berubah dari versi 2")
    assert page.says("Perbup sela 8/2027")
    approves(browser, draft, page.fields("#answer form"))
    assert "Perbup sela 8/2027" in str(queries.version("bank-linkage", 3).changes)


def test_a_version_to_come_that_would_never_hold_is_named(browser, draft, author):
    published("bank-linkage", holds_from=day(10))
    sent(draft, author)
    browser.sign_in(supervisor())

    page = browser.get(f"/rules/drafts/{draft.uuid}/review")

    assert page.says("Versi 2 tidak akan pernah berlaku")
    assert page.says("Yang berubah dari versi 1")


def test_what_changed_is_told_beside_the_version_that_held_before(browser, draft, author):
    """Not beside the newest one, which held for a time and is over."""
    for_a_time = published(
        "bank-linkage",
        lambda data: data["basis"].append("Hanya sementara"),
        holds_from=day(-9),
        holds_until=day(-1),
    )
    sent(draft, author)

    approves(browser, draft, approve_form(browser, draft))

    version = queries.version("bank-linkage", for_a_time.number + 1)
    assert "Hanya sementara" not in str(version.changes)
    assert "Perbup 7/2027" in str(version.changes)


def test_a_day_on_which_another_version_would_be_replaced_is_not_taken(browser, draft, author):
    published("bank-linkage", holds_from=day(10))
    sent(draft, author, holds_from=2)

    page = approves(
        browser, draft, approve_form(browser, draft) | {"holds_from": day(20).isoformat()}
    )

    assert page.status == 422
    assert page.says("mengganti atau mendahului versi lain daripada yang Anda baca")


def test_a_version_for_a_time_never_begins_after_its_end(browser, draft, author):
    sent(draft, author, holds_until=day(5))

    page = approves(
        browser, draft, approve_form(browser, draft) | {"holds_from": day(6).isoformat()}
    )

    assert page.status == 422
    assert page.says("mendahului hari mulai berlaku")


def test_a_figure_without_a_value_on_the_first_day_stops_the_draft(browser, author):
    kur = factories.draft("kur", by=author)

    def later(data):
        text = json.loads(json.dumps(data))
        text["parameters"]["turnover_ceiling"]["values"][0]["from"] = "2031-01-01"
        for example in text["examples"]:
            example["date"] = "2031-06-01"
        return text

    with transaction():
        drafting.replace_whole(kur, later(kur.content), seen=0, by=author)
    browser.sign_in(author)
    place = f"/rules/drafts/{kur.uuid}"

    page = browser.post(f"{place}/submit", reason="x", basis="y", holds_from=day(1).isoformat())

    assert page.status == 422
    assert page.says("baru ada nilainya sejak 1 Januari 2031")
    assert browser.get(f"{place}/review/meaning").status == 200


def test_the_journal_names_everybody_who_wrote_it(browser, draft, author):
    other = supervisor()
    changed(draft, "basis[0]", "Perbup 9/2027", other)
    sent(draft, author)

    approves(browser, draft, approve_form(browser, draft))

    [entry] = db.session.query(JournalEntry).filter_by(action="rule_version_published")
    assert entry.details["writers"] == sorted([str(author.uuid), str(other.uuid)])
    assert entry.details["replaces"] == 1


def test_only_who_wrote_a_draft_takes_it_back(browser, draft, author):
    sent(draft, author)
    browser.sign_in(supervisor())

    browser.post(f"/rules/drafts/{draft.uuid}/withdraw")

    assert queries.draft(draft.uuid).status.value == "submitted"


def test_of_many_who_approve_at_once_one_does(app, draft, author):
    sent(draft, author)
    approvers = [supervisor() for _number in range(4)]
    for one in approvers:
        db.session.refresh(one)
        db.session.expunge(one)
    uuid, seal, tomorrow = draft.uuid, replacing.seal(draft), day(1)
    db.session.rollback()

    def approve(by):
        with app.app_context():
            try:
                judged = publishing.judge(
                    queries.draft(uuid), seen=seal, holds_from=tomorrow, by=by
                )
                with transaction():
                    publishing.publish(judged, by=by)
            except drafting.DraftClosed:
                return False
            finally:
                db.session.remove()
        return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(approve, approvers))
    db.session.rollback()

    assert sorted(done) == [False, False, False, True]
    assert [one.number for one in queries.versions("bank-linkage")] == [2, 1]


@pytest.mark.parametrize("field", ["reason", "basis"])
def test_no_identity_number_goes_into_the_journal_with_a_draft(browser, draft, author, field):
    browser.sign_in(author)
    said = {"reason": "x", "basis": "y", "holds_from": day(1).isoformat(), field: NIK}

    page = browser.post(f"/rules/drafts/{draft.uuid}/submit", said)

    assert page.status == 422
    assert draft.is_open


def test_no_identity_number_goes_into_the_journal_with_what_to_mend(browser, draft, author):
    sent(draft, author)
    browser.sign_in(supervisor())

    page = browser.post(f"/rules/drafts/{draft.uuid}/send-back", why=f"Lihat {NIK}")

    assert page.status == 422


@pytest.mark.parametrize("place", ["/rules/drafts/{}/file", "/rules/import"])
def test_a_file_with_an_identity_number_is_refused(browser, draft, author, place):
    browser.sign_in(author)
    text = library.path("bank-linkage").read_text().replace("Kebijakan dinas", f"Surat {NIK}", 1)

    page = browser.post(place.format(draft.uuid), file=(io.BytesIO(text.encode()), "a.yaml"))

    assert page.status == 422
    assert page.says("Hapus NIK atau nomor KK dari berkas ini")


@pytest.mark.parametrize(
    "address",
    [
        "kur/versions/99999999999999999999",
        "kur/versions/99999999999999999999.pdf",
        "%00",
        "%00/compare",
    ],
)
def test_a_number_too_long_for_the_database_is_no_version(browser, supervisor, address):
    assert browser.get(f"/rules/{address}").status == 404


def test_nobody_undoes_what_somebody_else_did_unseen(browser, author):
    browser.sign_in(author)
    kur = factories.draft("kur", by=author)
    changed(kur, "basis[0]", "Perbup 1/2027", author)
    seen = kur.revision
    changed(kur, "criteria[0].source", "Perbup 2/2027", supervisor())

    page = browser.post(f"/rules/drafts/{kur.uuid}/step", act="undo", seen=str(seen))

    assert page.status == 409
    assert editing.at(kur.content, "criteria[0].source") == "Perbup 2/2027"


def test_the_same_step_sent_twice_is_taken_once(browser, supervisor, monkeypatch):
    """The second is read before the first is taken, as when a button is pressed twice."""
    address = started(browser)
    first, second, *_others = ids(address)
    step = {"path": "criteria[0]", "name": first}
    read = listing.page_of

    def read_while_the_other_is_taken(*args):
        page = read(*args)
        monkeypatch.setattr(listing, "page_of", read)
        stepped(browser, address, "remove", **step)
        return page

    monkeypatch.setattr(listing, "page_of", read_while_the_other_is_taken)
    page = stepped(browser, address, "remove", **step)

    assert page.status == 422
    assert ids(address)[0] == second
