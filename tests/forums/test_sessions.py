"""A session from its plan to its close, who sat at the table, and two who plan the same number."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.formatting import long_date
from intranet.forums.models import ForumSeries, ForumSession, OfficialPresent, Scribe, SessionStatus
from intranet.forums.sessions import running
from intranet.office import queries as office
from intranet.office.models import SigningCapacity
from intranet.words import sentence
from tests import factories as make
from tests.browser import Browser

WULUHAN, AMBULU = "35.09.11", "35.09.12"
TANJUNGREJO = "35.09.11.2006"


def series() -> ForumSeries:
    return db.session.scalars(select(ForumSeries)).one()


def sessions() -> list[ForumSession]:
    db.session.rollback()
    return list(db.session.scalars(select(ForumSession).order_by(ForumSession.number)))


def journalled() -> list[str]:
    """What the journal says about forums, in the order of time."""
    db.session.rollback()
    found = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.action.startswith("session_", autoescape=True))
        .order_by(JournalEntry.sequence)
    )
    return [sentence(entry.action, entry.details) for entry in found]


def plan(browser, **changes):
    page = browser.get("/forums/new")
    filled = {
        "number": "6",
        "subdistrict": WULUHAN,
        "village": TANJUNGREJO,
        "place": "Balai Desa Tanjungrejo",
        "held_on": office.today().isoformat(),
        "starts_at": "09.00",
        "agenda": "Sambutan, lalu aspirasi warga.",
    }
    return browser.post("/forums/new", {**page.fields(), **filled, **changes})


def act(browser, page, label):
    """Press the button with this label on the session's page."""
    for number, form in enumerate(page.soup.select("main form")):
        if label in form.get_text(" "):
            form["id"] = f"act-{number}"
            return browser.post(form["action"], page.fields(f"#act-{number}"))
    raise AssertionError(f"no button {label!r}")


def test_session_six_is_planned_opened_and_closed(browser, officer):
    page = plan(browser)
    assert page.text("h1") == ["J-HUR 6"]
    assert page.says("Balai Desa Tanjungrejo")
    assert page.says("Tanjungrejo, Kecamatan Wuluhan")
    assert page.says("Direncanakan")

    page = act(browser, page, "Buka sesi")
    assert page.says("Berlangsung")
    make.aspiration(session=sessions()[0], by=db.session.get(User, officer.id))
    page = act(browser, browser.get(page.path), "Tutup sesi")

    assert page.says("Ditutup")
    assert page.says("J-HUR 6/001")
    (held,) = sessions()
    assert held.opened_at <= held.closed_at
    assert journalled() == [
        f"Sesi J-HUR 6 di Wuluhan direncanakan untuk {long_date(held.held_on)}",
        "Sesi J-HUR 6 dibuka",
        "Sesi J-HUR 6 ditutup dengan 1 aspirasi",
    ]


def test_the_next_number_is_offered_and_the_first_may_be_any(browser, officer):
    assert browser.get("/forums/new").fields()["number"] == "1"
    plan(browser, number="6")

    assert browser.get("/forums/new").fields()["number"] == "7"


def test_a_number_is_given_once_in_a_series_and_nothing_typed_is_lost(browser, officer):
    plan(browser)

    page = plan(browser, place="Pendopo Ambulu", subdistrict=AMBULU, village="")

    assert page.status == 422
    assert page.says("Nomor 6 sudah dipakai sesi di Wuluhan")
    assert page.says("Pakai 7")
    assert page.fields()["place"] == "Pendopo Ambulu"
    assert len(sessions()) == 1


def test_two_who_plan_the_same_number_get_one_session_and_a_sentence(app):
    planners = [make.user(role=Role.OFFICER).id for _ in range(4)]

    def try_it(planner: int) -> str:
        with app.app_context():
            try:
                with transaction():
                    running.plan(
                        a_plan(place=f"Balai {planner}"), by=db.session.get_one(User, planner)
                    )
                return "planned"
            except running.NumberTaken:
                return "taken"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(planners)) as rooms:
        told = sorted(rooms.map(try_it, planners))

    assert told == ["planned", "taken", "taken", "taken"]
    assert [one.number for one in sessions()] == [6]
    assert journalled() == [
        f"Sesi J-HUR 6 di Wuluhan direncanakan untuk {long_date(office.today())}"
    ]


def a_plan(**changes) -> running.Plan:
    defaults = {
        "series": series(),
        "number": 6,
        "subdistrict_code": WULUHAN,
        "village_code": None,
        "place": "Balai Desa Tanjungrejo",
        "held_on": office.today(),
        "starts_at": time(9),
        "agenda": "",
    }
    return running.Plan(**{**defaults, **changes})


def test_sent_twice_it_is_one_session(browser, officer):
    filled = browser.get("/forums/new").fields()

    for _ in range(2):
        page = plan(browser, once=filled["once"])

    assert page.text("h1") == ["J-HUR 6"]
    assert len(sessions()) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"number": ""}, "Isi nomor urut sesi"),
        ({"number": "0"}, "Isi angka dari 1"),
        ({"subdistrict": ""}, "Pilih kecamatan"),
        ({"subdistrict": "35.08.01"}, "Pilih kecamatan dari daftar"),
        ({"subdistrict": AMBULU}, "Tanjungrejo ada di Kecamatan Wuluhan"),
        ({"village": "35.09.99.2001"}, "Pilih desa atau kelurahan dari daftar"),
        ({"place": " "}, "Isi tempat"),
        ({"held_on": ""}, "Isi tanggal sesi"),
        ({"held_on": "2026-02-31"}, "Isi tanggal yang ada di kalender"),
        ({"starts_at": "25.00"}, "Isi jam, misalnya 09.00"),
        ({"starts_at": ""}, "Isi jam mulai"),
        ({"series": "x"}, "Pilih forum dari daftar"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_place(browser, officer, wrong, told):
    page = plan(browser, **wrong)

    assert page.status == 422
    assert told in " ".join(page.text(".error")), page.text(".error")
    assert sessions() == []


def test_a_session_waits_for_its_day(browser, officer):
    tomorrow = office.today() + timedelta(days=1)
    page = plan(browser, held_on=tomorrow.isoformat())
    assert not page.says("Buka sesi")

    page = browser.post(f"{page.path}/open", version="1")

    assert page.status == 409
    assert page.says("Harinya belum tiba")
    assert sessions()[0].status is SessionStatus.PLANNED


def test_the_first_entry_of_the_day_opens_the_session_with_a_trace(app):
    session = make.forum_session(number=6, status=SessionStatus.PLANNED)

    make.aspiration(session=session)

    assert sessions()[0].status is SessionStatus.LIVE
    assert sessions()[0].opened_at is not None
    assert "Sesi J-HUR 6 dibuka" in journalled()


def test_a_change_is_saved_and_told(browser, officer):
    page = plan(browser)
    edit = browser.get(page.link("Ubah rencana"))

    page = browser.post(edit.path, {**edit.fields(), "place": "Pendopo", "village": ""})

    assert page.says("Pendopo")
    assert journalled()[-1] == "Sesi J-HUR 6 diubah: desa/kelurahan, tempat"


def test_saving_what_did_not_change_leaves_no_trace(browser, officer):
    edit = browser.get(plan(browser).link("Ubah rencana"))

    assert browser.post(edit.path, edit.fields()).text("h1") == ["J-HUR 6"]

    assert len(journalled()) == 1
    assert sessions()[0].version == 1


def test_two_who_change_the_same_session_lose_nothing(browser, officer):
    edit = browser.get(plan(browser).link("Ubah rencana"))
    browser.post(edit.path, {**edit.fields(), "place": "Pendopo"})

    page = browser.post(edit.path, {**edit.fields(), "agenda": "Lain"})

    assert page.status == 409
    assert page.says("baru saja mengubah sesi ini")
    assert page.fields()["agenda"] == "Lain"
    assert sessions()[0].place == "Pendopo"
    again = browser.post(edit.path, page.fields())
    assert again.status == 200
    assert sessions()[0].agenda == "Lain"


def test_what_labels_carry_is_fixed_once_the_session_was_opened(browser, officer):
    page = act(browser, plan(browser), "Buka sesi")
    edit = browser.get(page.link("Ubah rencana"))
    assert "number" not in edit.fields()

    page = browser.post(edit.path, {**edit.fields(), "number": "9"})
    assert sessions()[0].number == 6

    later = (office.today() + timedelta(days=1)).isoformat()
    page = browser.post(edit.path, {**browser.get(edit.path).fields(), "held_on": later})
    assert page.status == 422
    assert page.says("sudah dibuka")


def test_a_session_called_off_says_why_and_keeps_its_number(browser, officer):
    page = plan(browser)
    form = browser.get(page.link("Batalkan sesi"))
    assert browser.post(form.path, form.fields()).status == 422

    page = browser.post(form.path, {**form.fields(), "reason": "Banjir di Wuluhan"})

    assert page.says("Tidak jadi")
    assert page.says("Banjir di Wuluhan")
    assert journalled()[-1] == "Sesi J-HUR 6 tidak jadi: Banjir di Wuluhan"
    page = plan(browser)
    assert page.status == 422


def test_what_was_said_is_never_called_off(browser, officer):
    page = act(browser, plan(browser), "Buka sesi")
    make.aspiration(session=sessions()[0])
    assert not browser.get(page.path).says("Batalkan sesi")

    page = browser.post(f"{page.path}/call-off", version="2", reason="Hujan")

    assert page.status == 409
    assert page.says("Sudah ada aspirasi yang dicatat")
    assert sessions()[0].status is SessionStatus.LIVE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SessionStatus.CLOSED, SessionStatus.LIVE),
        (SessionStatus.MINUTED, SessionStatus.LIVE),
        (SessionStatus.CALLED_OFF, SessionStatus.PLANNED),
    ],
)
def test_a_session_is_opened_again_with_a_reason(browser, officer, before, after):
    session = make.forum_session(number=6, status=before)
    form = browser.get(browser.get(f"/forums/{session.uuid}").link("Buka kembali"))
    assert browser.post(form.path, form.fields()).says("Tulis alasannya")

    page = browser.post(form.path, {**form.fields(), "reason": "Satu warga terlewat"})

    assert sessions()[0].status is after
    assert page.says("Satu warga terlewat")
    assert journalled()[-1] == "Sesi J-HUR 6 dibuka kembali: Satu warga terlewat"


@pytest.mark.parametrize(
    ("status", "acts"),
    [
        (SessionStatus.PLANNED, {"open", "call-off"}),
        (SessionStatus.LIVE, {"close", "call-off"}),
        (SessionStatus.CLOSED, {"reopen"}),
        (SessionStatus.MINUTED, {"reopen"}),
        (SessionStatus.CALLED_OFF, {"reopen"}),
    ],
)
def test_each_status_allows_its_acts_and_no_other(browser, officer, status, acts):
    session = make.forum_session(status=status)

    for act in {"open", "close", "reopen", "call-off"}:
        browser.post(f"/forums/{session.uuid}/{act}", version="1", reason="Sebab")
        now = sessions()[0]
        assert (now.status is not status) is (act in acts), act
        now.status = status
        db.session.flush()
        db.session.execute(ForumSession.__table__.update().values(version=1))
        db.session.commit()


def test_the_officials_position_is_that_of_the_day(browser, officer):
    day = date(2022, 3, 18)
    before = make.official(
        name="Arif Contoh, M.M.",
        position="Kepala Dinas Koperasi dan Usaha Mikro",
        capacity=SigningCapacity.PLT,
        holds_from=date(2021, 1, 1),
        holds_until=date(2022, 12, 31),
    )
    after = make.official(name="Bayu Contoh", holds_from=date(2023, 1, 1))
    session = make.forum_session(held_on=day, status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/officials"
    page = browser.get(here)
    offered = " ".join(page.text("select option"))
    assert "Arif Contoh" in offered
    assert "Bayu Contoh" not in offered

    sent = {**page.fields(), "rows-0-official": str(before.uuid), "add_row": "1"}
    page = browser.post(here, sent)
    assert sessions()[0].officials == []
    sent = page.fields()
    assert sent["rows-0-official"] == str(before.uuid)
    sent |= {
        "rows-1-name": "Bupati Contoh",
        "rows-1-position": "Bupati Jember",
        "rows-1-agency": "Pemerintah Kabupaten Jember",
        "presides": "rows-1",
    }
    page = browser.post(here, sent)

    assert page.says("Plt. Kepala Dinas Koperasi dan Usaha Mikro")
    present = sessions()[0].officials
    assert [(one.name, one.position, one.presides) for one in present] == [
        ("Arif Contoh, M.M.", "Plt. Kepala Dinas Koperasi dan Usaha Mikro", False),
        ("Bupati Contoh", "Bupati Jember", True),
    ]
    assert after.id not in {one.official_id for one in present}

    # What the office calls the post later does not reach back.
    with transaction():
        db.session.get_one(type(before), before.id).position = "Kepala Dinas Lain"
    page = browser.get(here)
    browser.post(here, page.fields() | {"presides": "rows-0"})
    first = sessions()[0].officials[0]
    assert first.position == "Plt. Kepala Dinas Koperasi dan Usaha Mikro"
    assert first.presides
    assert journalled()[-1] == f"Pejabat yang hadir di {sessions()[0].name} dicatat: 2 orang"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"rows-0-name": "Bupati Contoh"}, "Isi jabatannya pada hari itu"),
        ({"rows-0-position": "Bupati"}, "Isi nama pejabat"),
        ({"rows-0-official": "x"}, "Pilih pejabat dari daftar"),
    ],
)
def test_a_row_that_is_half_filled_is_asked_about(browser, officer, rows, told):
    session = make.forum_session(status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/officials"

    page = browser.post(here, browser.get(here).fields() | rows)

    assert page.status == 422
    assert told in " ".join(page.text(".error"))
    assert db.session.query(OfficialPresent).count() == 0


def test_nobody_sits_at_the_table_twice(browser, officer):
    head = office.officials()[0]
    session = make.forum_session(status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/officials"
    page = browser.post(here, browser.get(here).fields() | {"add_row": "1"})

    sent = page.fields() | {
        "rows-0-official": str(head.uuid),
        "rows-1-official": str(head.uuid),
    }
    page = browser.post(here, sent)

    assert page.status == 422
    assert "sudah ada di atas" in " ".join(page.text(".error"))


def test_whoever_is_picked_is_not_typed(browser, officer):
    """The screen hides the typed fields then; what was left in them is nobody."""
    session = make.forum_session(status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/officials"
    picked = {"rows-0-official": str(office.officials()[0].uuid), "rows-0-name": "Salah Ketik"}

    browser.post(here, browser.get(here).fields() | picked)

    assert [one.name for one in sessions()[0].officials] == ["Kepala Contoh, S.E."]


def test_a_row_is_taken_away(browser, officer):
    session = make.forum_session(status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/officials"
    row = {"rows-0-name": "Camat Contoh", "rows-0-position": "Camat Wuluhan"}
    browser.post(here, browser.get(here).fields() | row)
    page = browser.get(here)
    assert page.fields()["rows-0-name"] == "Camat Contoh"

    page = browser.post(here, page.fields() | {"remove_row": "rows-0"})
    browser.post(here, page.fields())

    assert sessions()[0].officials == []


def test_scribes_are_named_from_those_who_may_write(browser, officer):
    desk = make.user(name="Rina Contoh")
    make.user(name="Auditor Contoh", role=Role.AUDITOR)
    session = make.forum_session(status=SessionStatus.PLANNED)
    here = f"/forums/{session.uuid}/scribes"
    page = browser.get(here)
    assert page.says("Rina Contoh")
    assert not page.says("Auditor Contoh")

    page = browser.post(here, page.fields(), scribes=str(desk.uuid))

    assert page.says("Rina Contoh")
    (scribe,) = db.session.scalars(select(Scribe)).all()
    assert scribe.user_id == desk.id
    assert browser.post(here, browser.get(here).fields(), scribes="x").status == 422


def test_who_wrote_stays_a_scribe(browser, officer):
    desk = make.user(name="Rina Contoh")
    session = make.forum_session()
    make.aspiration(session=session, by=desk)
    here = f"/forums/{session.uuid}/scribes"

    sent = {k: v for k, v in browser.get(here).fields().items() if k != "scribes"}
    browser.post(here, sent)

    assert [one.user_id for one in db.session.scalars(select(Scribe))] == [desk.id]


@pytest.mark.parametrize("part", ["edit", "officials", "scribes"])
def test_what_the_minutes_were_made_from_stays(browser, officer, part):
    session = make.forum_session(status=SessionStatus.MINUTED)
    here = f"/forums/{session.uuid}/{part}"

    page = browser.get(here)
    assert page.status == 409
    assert page.says("Notula sesi ini sudah dibuat")
    assert not page.has("main form")
    page = browser.post(here, version="1", place="Lain")

    assert page.status == 409
    assert sessions()[0].version == 1


def test_entries_are_masked_and_read_page_by_page(browser, app):
    session = make.forum_session(number=6)
    division = make.user(role=Role.OFFICER, division_code="koperasi")
    for number in range(27):
        make.aspiration(session=session, by=division, speaker=f"Warga Contoh Ke-{number + 1}")
    make.aspiration(
        session=session,
        by=division,
        speaker="Rahasia Sekali",
        words="Jangan sebut nama saya.",
        is_confidential=True,
        division_code="koperasi",
    )
    browser.sign_in(make.user(role=Role.OFFICER, division_code="umkm"))

    first = browser.get(f"/forums/{session.uuid}")
    second = browser.get(first.link("Berikutnya"))

    assert first.says("Warga Contoh Ke-25")
    assert not first.says("Warga Contoh Ke-26")
    assert second.says("Warga Contoh Ke-27")
    assert second.says("Penyampai dirahasiakan")
    for page in (first, second):
        assert not page.says("Rahasia Sekali")
        assert not page.says("Jangan sebut nama")
    assert re.search(r"28 aspirasi", " ".join(first.soup.get_text(" ").split()))


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.AUDITOR, Role.HEAD])
def test_who_only_reads_is_offered_no_act(app, role):
    browser = Browser(app)
    browser.sign_in(make.user(role=role))
    session = make.forum_session()

    page = browser.get(f"/forums/{session.uuid}")

    assert page.status == 200
    for words in ("Tutup sesi", "Ubah rencana", "Batalkan sesi"):
        assert not page.says(words)
    assert not browser.get("/forums/").says("Rencanakan sesi")


def test_the_journal_holds(app):
    assert list(audit.verify()) == []
