import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from intranet import clock, words
from intranet.access import Role
from intranet.audit import queries
from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.audit.queries import Filter
from intranet.database import db, transaction
from tests import factories

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08.00 in Jember.

words.name_actions({"seen": "Melihat NIK {what}", "done": "Berbuat {what}"})


class FakeCase:
    __tablename__ = "cases"

    def __init__(self, uuid):
        self.uuid = uuid


def journalled(action, *, by=None, at=MORNING, **options):
    with clock.stopped_at(at), transaction():
        audit.record(action, by=by, **{"what": 1} | options)


def rows(page):
    return page.text("#entries tbody th")


def test_the_auditor_reads_newest_first_who_did_what(browser, auditor):
    clerk = factories.user(name="Sari Dewi")
    journalled("done", by=clerk, what="satu")
    journalled("done", by=clerk, what="dua")

    page = browser.get("/audit/")

    assert rows(page)[:2] == ["Berbuat dua done", "Berbuat satu done"]
    assert page.text("#entries tbody tr:first-child td")[1] == "Sari Dewi"
    assert page.says("23 November 2026 pukul 08.00 WIB")


def test_an_act_of_nobody_signed_in_says_so(browser, auditor):
    journalled("done")

    assert browser.get("/audit/").text("#entries tbody tr:first-child td")[1] == "Tanpa akun"


def test_whose_data_did_somebody_see_between_two_moments(browser, auditor):
    suspect, other = factories.user(), factories.user()
    seen, unseen = factories.person(), factories.person()
    for hour, by, person in [(0, suspect, unseen), (2, suspect, seen), (3, other, unseen)]:
        journalled("seen", by=by, subject=person, at=MORNING + timedelta(hours=hour))
    journalled("done", by=suspect, at=MORNING + timedelta(hours=2))
    journalled("seen", by=suspect, subject=seen, at=MORNING + timedelta(hours=2, minutes=30))

    page = browser.get(
        "/audit/",
        actor=str(suspect.uuid),
        action="seen",
        since="2026-11-23T10:00",
        until="2026-11-23T11:00",
    )

    assert page.text("#entries .result-count") == ["2 entri tentang 1 catatan yang berbeda"]
    assert len(rows(page)) == 2
    assert page.link("Buka catatan") == f"/people/{seen.uuid}"


def test_a_record_that_the_auditor_may_not_open_has_no_link(browser, auditor):
    journalled("seen", subject=factories.user())

    assert not browser.get("/audit/", action="seen").has("#entries tbody a")


def test_the_last_minute_asked_for_is_included(browser, auditor):
    journalled("seen", at=MORNING + timedelta(seconds=59))

    assert len(rows(browser.get("/audit/", action="seen", until="2026-11-23T08:00"))) == 1
    assert not rows(browser.get("/audit/", action="seen", until="2026-11-23T07:59"))


def test_one_record_is_followed_by_its_uuid(browser, auditor):
    person = factories.person()
    journalled("seen", subject=person)
    journalled("seen", subject=factories.person())

    assert len(rows(browser.get("/audit/", about=str(person.uuid)))) == 1


def test_one_case_is_followed_by_its_number(app):
    case, other = FakeCase(factories.uuid7()), FakeCase(factories.uuid7())
    journalled("case_opened", case=case, number="LKT-2026-000001")
    journalled("case_opened", case=other, number="LKT-2026-000011")
    journalled("done", case=case)

    found = queries.page(Filter(case_number="LKT-2026-000001")).rows

    assert [row.action for row in found] == ["done", "case_opened"]
    assert not queries.page(Filter(case_number="LKT-2026-00000%")).rows


@pytest.mark.parametrize(
    "asked",
    [
        {"actor": "nobody"},
        {"actor": "01900000-0000-7000-8000-000000000000"},
        {"action": "made up"},
        {"since": "31/02/2026"},
        {"since": "0001-01-01T00:00"},
        {"since": "2026-11-23T10:00", "until": "2026-11-23T09:00"},
        {"about": "x" * 5000},
        {"about": "a\0b"},
    ],
)
def test_a_filter_that_cannot_be_read_is_told_at_its_field(browser, auditor, asked):
    page = browser.get("/audit/", **asked)

    assert page.status == 422
    assert page.has(".error-summary")


@pytest.mark.parametrize("about", ["LKT-2026-999999", "'; --", "😀", "%", "ꦱ"])
def test_a_search_for_what_is_not_there_says_so(browser, auditor, about):
    page = browser.get("/audit/", about=about)

    assert page.status == 200
    assert page.says("Tidak ada entri yang cocok")


def test_the_journal_is_turned_page_by_page_both_ways(browser, auditor):
    for number in range(queries.PER_PAGE * 2 + 5):
        journalled("done", what=number)
    first = browser.get("/audit/", action="done")

    second = browser.get(first.link("Lebih lama"))
    third = browser.get(second.link("Lebih lama"))
    back = browser.get(browser.get(third.link("Lebih baru")).link("Lebih baru"))

    assert rows(first)[0] == "Berbuat 104 done"
    assert rows(second)[0] == "Berbuat 54 done"
    assert rows(third)[-1] == "Berbuat 0 done"
    assert "Lebih lama" not in third.text("#entries nav")[0]
    assert rows(back) == rows(first)


def test_turning_the_page_swaps_the_entries_alone(browser, auditor):
    page = browser.get("/audit/", htmx=True)

    assert page.has("#entries")
    assert not page.has("h1")


def test_the_export_holds_what_was_asked_for_and_is_journalled(browser, auditor):
    journalled("done", by=auditor, what="=HYPERLINK(1)")
    journalled("seen")

    answer = browser.get("/audit/journal.csv", action="done")

    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["perbuatan"], row["oleh"]) for row in table] == [("done", auditor.name)]
    assert answer.headers["Content-Disposition"] == "attachment; filename=jejak-audit.csv"
    entry = db.session.query(JournalEntry).order_by(JournalEntry.sequence.desc()).first()
    assert entry.action == "journal_exported"
    assert entry.actor_uuid == auditor.uuid
    assert entry.details == {"entries": 1, "filter": {"action": "done"}}


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(browser, auditor):
    journalled("done", by=factories.user(name="=1+1"))

    assert b";'=1+1;" in browser.get("/audit/journal.csv").content


def test_an_export_of_many_entries_is_complete(browser, auditor, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 10)
    for number in range(25):
        journalled("done", what=number)

    answer = browser.get("/audit/journal.csv", action="done")

    assert len(answer.content.decode().splitlines()) == 26


def test_a_filter_that_cannot_be_read_exports_nothing(browser, auditor):
    assert browser.get("/audit/journal.csv", since="kemarin").status == 422


def test_the_timeline_of_a_case_is_oldest_first_with_names(app):
    case = FakeCase(factories.uuid7())
    clerk = factories.user(name="Sari", role=Role.FRONT_DESK)
    journalled("done", by=clerk, case=case, what="satu")
    journalled("done", case=FakeCase(factories.uuid7()))
    journalled("done", by=clerk, case=case, what="dua")

    with app.test_request_context():
        found = [(row.actor_name, row.sentence) for row in queries.timeline_of(case.uuid)]

    assert found == [("Sari", "Berbuat satu"), ("Sari", "Berbuat dua")]
