"""The minutes of a session say what the log says: every word, in order, the same for ever."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from intranet import clock, files
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums.follow_up import answering
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import (
    Aspiration,
    Minutes,
    OfficialPresent,
    ResponseKind,
    SessionStatus,
)
from intranet.forums.papers import minutes
from intranet.office.models import Office
from intranet.office.models import Paper as PaperSize
from tests import factories as make
from tests.browser import Browser
from tests.forums.papers import bare, pdf_of, sheets_of, stands_in_order, text_of

HEAD = "Kepala Contoh, S.E."
EVENING = datetime(2022, 3, 18, 3, 0, tzinfo=UTC)

HOSTILE = [
    ("<b>Bu Sri</b> & 'Pak' \"Budi\"", "=cmd|' /C calc'!A0 <script>alert(1)</script>"),
    ("Mbah \u202eterbalik\u202c Karto", "السلام عليكم pak kepala dinas"),
    ("Kata" + "panjang" * 25, "Kopi 🙂 ꦲꦤꦕꦫꦏ {{ 7*7 }} {speaker} %s"),
    ("Bu Rini\u200b", "- butir satu\n- butir dua\n\n+62 dan @admin\tselesai"),
]


def proposed(words: str) -> Answer:
    return Answer(
        kind=ResponseKind.PROPOSED,
        responder=HEAD,
        responder_position="Kepala Dinas Koperasi dan Usaha Mikro",
        words=words,
        budget=Budget(2022, BudgetStage.REVISED_APBD),
    )


def answered(words: str) -> Answer:
    return Answer(kind=ResponseKind.ANSWERED, responder=HEAD, words=words)


def wuluhan(**changes):
    """Session 6, Wuluhan, 18 March 2022: one speaker with two wishes, both answered."""
    with clock.stopped_at(EVENING):
        session = make.forum_session(number=6, agenda="Dialog dengan warga", starts_at=time(9, 30))
        scribe = make.user(name="Pencatat Contoh")
        presides = OfficialPresent(
            session=session,
            name="Bupati Contoh",
            position="Bupati Jember",
            agency="Pemerintah Kabupaten Jember",
            presides=True,
            position_in_list=1,
        )
        head = OfficialPresent(
            session=session,
            name=HEAD,
            position="Kepala Dinas Koperasi dan Usaha Mikro",
            position_in_list=2,
        )
        db.session.add_all([presides, head])
        db.session.commit()
        make.aspiration(
            session=session,
            by=scribe,
            speaker="Sumartini Contoh",
            words="Kami minta difasilitasi dari dinas terkait tentang studi banding, karena "
            "selama ini kami belum pernah keluar",
            wishes=(
                Wish(
                    "Pemasaran produk keripik",
                    make.topic("Pemasaran"),
                    answered("Bisa bergabung ke marketplace binaan, legalitas dipenuhi dulu."),
                ),
                Wish(
                    "Ikut studi banding",
                    make.topic("Studi banding"),
                    proposed("Anggaran 2022 sudah disahkan; diusahakan dalam P-APBD."),
                ),
            ),
            **changes,
        )
    return session


def close(session):
    session.status = SessionStatus.CLOSED
    db.session.commit()


def make_minutes(browser, session, **fields):
    return browser.post(f"/forums/{session.uuid}/minutes", fields)


def path_of(session, edition=1, ending="pdf"):
    return f"/forums/{session.uuid}/minutes/{edition}.{ending}"


def log_of(session) -> list[str]:
    """Every word of the log, in the order in which it was written down."""
    told = []
    for aspiration in sorted(session_aspirations(session), key=lambda one: one.number):
        village = aspiration.village.name if aspiration.village else aspiration.village_as_told
        told += [aspiration.label, aspiration.speaker, village, aspiration.words]
        for item in aspiration.items:
            told += [item.topic.name, item.request]
            for response in item.responses:
                told += [response.responder, response.responder_position, response.words]
            told += [f"{promise.budget.name}" for promise in item.promises if promise.budget]
    return [as_printed(one) for one in told if one]


def session_aspirations(session):
    return db.session.scalars(select(Aspiration).where(Aspiration.session_id == session.id))


def as_printed(text: str) -> str:
    """What paper can show: no mark that turns the writing, a code for a sign without font."""
    for mark in "\u202e\u202c\u200b":
        text = text.replace(mark, "")
    return text.replace("🙂", "[U+1F642]")


def test_minutes_as_pdf_say_every_word_of_the_log_in_order(browser, officer):
    session = wuluhan()
    for speaker, words in HOSTILE:
        make.aspiration(
            session=session,
            speaker=speaker,
            words=words,
            village=None,
            village_as_told=f"Kecamatan lain: {words}",
            wishes=tuple(
                Wish(f"{number}. {words}", make.topic("Lainnya"), answered(f"Jawab {words}"))
                for number in range(2)
            ),
        )
    close(session)

    page = make_minutes(browser, session)

    assert page.status == 200
    text = text_of(pdf_of(browser, path_of(session)))
    assert stands_in_order(log_of(session), without_feet(text, session)) is None
    for told in (
        "BERITA ACARA",
        "J-HUR 6",
        "Jember Hadir untuk Rakyat",
        "Balai Desa Tanjungrejo",
        "Kecamatan Wuluhan",
        "pukul 09.30 WIB",
        "Dialog dengan warga",
        "Bupati Contoh",
        "Pencatat Contoh",
    ):
        assert bare(told) in bare(text), told


def without_feet(text, session):
    """The words of all pages, without what stands at the foot of each."""
    fingerprint = db.session.scalars(select(Minutes.fingerprint)).first()
    lines = text.splitlines()
    return "\n".join(line for line in lines if fingerprint not in line)


@pytest.mark.parametrize("size", list(PaperSize))
def test_minutes_are_tagged_archival_and_on_the_office_s_paper(browser, officer, size):
    session = wuluhan()
    db.session.scalars(select(Office)).one().paper = size
    close(session)
    make_minutes(browser, session)

    reader = pdf_of(browser, path_of(session))

    root = reader.trailer["/Root"]
    assert b'pdfaid:part="3"' in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    height = round(float(reader.pages[0].mediabox.height) * 25.4 / 72)
    assert height == (330 if size is PaperSize.F4 else 297)
    kept = db.session.scalars(select(Minutes)).one()
    for number, page in enumerate(reader.pages, start=1):
        assert kept.fingerprint in page.extract_text()
        assert f"{number} / {len(reader.pages)}" in page.extract_text()


def test_the_same_bytes_come_for_ever(browser, officer):
    session = wuluhan()
    close(session)
    make_minutes(browser, session)
    first = {ending: browser.client.get(path_of(session, 1, ending)).data for ending in ENDINGS}
    make.aspiration(session=session, speaker="Datang Belakangan")

    assert {
        ending: browser.client.get(path_of(session, 1, ending)).data for ending in ENDINGS
    } == first
    assert "Datang Belakangan" not in text_of(pdf_of(browser, path_of(session)))


ENDINGS = ("pdf", "xlsx")


def test_the_spreadsheet_has_its_types_and_no_formula(browser, officer):
    session = wuluhan()
    for speaker, words in HOSTILE:
        make.aspiration(session=session, speaker=speaker, words=words)
    promise = next(session_aspirations(session)).items[1].promise
    promise.estimate = 75_000_000
    close(session)
    make_minutes(browser, session)

    content = browser.client.get(path_of(session, 1, "xlsx")).data

    sheets = sheets_of(content)
    head, *rows = sheets["Aspirasi"]
    first, second = (dict(zip(head, row, strict=True)) for row in rows[:2])
    assert (first["Nomor"], first["Butir"], second["Butir"]) == (1, 1, 2)
    assert second["Penyampai"] == "Sumartini Contoh"
    assert second["Permintaan"] == "Ikut studi banding"
    assert second["Tanggal jawaban"] == date(2022, 3, 18)
    assert second["Perkiraan (Rp)"] == 75_000_000
    assert second["Anggaran"] == "P-APBD 2022"
    assert first["Dicatat pukul"] == time(10, 0)
    assert {row[head.index("Ucapan")] for row in rows} >= {words for _, words in HOSTILE}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                assert "<f>" not in xml
                assert 'state="frozen"' in xml
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()


def test_a_session_is_minuted_by_its_minutes_and_needs_to_be_closed(browser, officer):
    session = wuluhan()

    refused = make_minutes(browser, session)

    assert refused.status == 409
    assert refused.says("Tutup sesi ini lebih dahulu")
    assert db.session.scalars(select(Minutes)).first() is None
    close(session)
    make_minutes(browser, session)
    assert session.status is SessionStatus.MINUTED


def test_a_further_edition_needs_a_reason(browser, officer):
    session = wuluhan()
    close(session)
    make_minutes(browser, session)
    make.aspiration(session=session, speaker="Warga Terlambat")

    refused = make_minutes(browser, session, after="1")
    made = make_minutes(browser, session, after="1", reason="Satu formulir kertas tertinggal.")

    assert refused.status == 422
    assert refused.says("Tulis mengapa edisi baru diperlukan")
    assert made.says("Satu formulir kertas tertinggal.")
    assert "Warga Terlambat" in text_of(pdf_of(browser, path_of(session, 2)))
    assert bare("edisi 2") in bare(text_of(pdf_of(browser, path_of(session, 2))))
    assert "Warga Terlambat" not in text_of(pdf_of(browser, path_of(session, 1)))


def test_two_who_make_an_edition_at_once_make_one(browser, officer):
    session = wuluhan()
    close(session)
    make_minutes(browser, session)

    again = make_minutes(browser, session)

    assert again.status == 409
    assert again.says("Edisi 1 sudah dibuat")
    assert len(db.session.scalars(select(Minutes)).all()) == 1


def test_what_is_written_down_while_the_minutes_are_made_is_not_left_out(
    browser, officer, monkeypatch
):
    session = wuluhan()
    close(session)
    prepare = minutes.prepare

    def meanwhile(*arguments, **more):
        made = prepare(*arguments, **more)
        make.aspiration(session=session, speaker="Warga Terlambat")
        return made

    monkeypatch.setattr(minutes, "prepare", meanwhile)
    refused = make_minutes(browser, session)

    assert refused.status == 409
    assert refused.says("Catatan sesi berubah ketika notula disusun")
    assert db.session.scalars(select(Minutes)).first() is None
    assert session.status is SessionStatus.CLOSED


def test_what_came_after_an_edition_is_told(browser, supervisor):
    session = wuluhan()
    close(session)
    make_minutes(browser, session)
    assert browser.get(f"/forums/{session.uuid}/minutes").says("Tidak ada perubahan sejak edisi 1")
    scribe, officer = session.scribes[0].user, make.user(role=Role.OFFICER)
    late = make.aspiration(session=session, by=scribe, speaker="Warga Terlambat")
    with transaction():
        first = next(session_aspirations(session))
        answering.respond(
            first.items[0],
            answered("Sudah didaftarkan."),
            given_on=date(2022, 4, 1),
            at_session=False,
            by=officer,
        )
        first.speaker = "Sumartini Contoh binti Karto"
    page = browser.get(f"/forums/{session.uuid}/minutes")

    assert page.says("3 perubahan sejak edisi 1")
    for told in (
        f"{late.label}: dicatat sesudah edisi ini",
        f"{first.label}: keterangannya dibetulkan",
        f"{first.label} butir 1: 1 jawaban baru",
    ):
        assert page.says(told), told


def test_who_spoke_in_confidence_stands_masked_in_both(browser, officer):
    session = make.forum_session()
    make.aspiration(
        session=session,
        speaker="Rahasia Sekali",
        words="Ucapan yang menunjuk orangnya",
        business_as_told="Warung Rahasia",
        is_confidential=True,
        division_code="umkm",
        phone="081200000000",
        wishes=(Wish("Minta perlindungan", make.topic("Lainnya"), answered("Akan dijaga.")),),
    )
    make.aspiration(session=session, speaker="Terbuka Saja", phone="081299999999")
    close(session)
    make_minutes(browser, session)

    text = bare(text_of(pdf_of(browser, path_of(session))))
    content = browser.client.get(path_of(session, 1, "xlsx")).data
    table = str(sheets_of(content))
    frozen = str(db.session.scalars(select(Minutes)).one().content)

    for paper in (text, table, frozen):
        for hidden in ("Rahasia Sekali", "menunjuk orangnya", "Warung Rahasia", "0812"):
            assert bare(hidden) not in bare(paper), hidden
        assert bare("Minta perlindungan") in bare(paper)
        assert bare("Akan dijaga.") in bare(paper)
        assert bare("Terbuka Saja") in bare(paper)
    assert bare("Penyampai dirahasiakan") in text


def test_making_and_every_download_are_journalled(browser, officer):
    session = wuluhan()
    close(session)
    make_minutes(browser, session)
    for ending in ENDINGS:
        browser.get(path_of(session, 1, ending))

    found = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action.like("minutes_%")).order_by(JournalEntry.id)
    ).all()

    assert [entry.action for entry in found] == [
        "minutes_made",
        "minutes_downloaded",
        "minutes_downloaded",
    ]
    assert {entry.actor_uuid for entry in found} == {officer.uuid}
    pdf = db.session.scalars(select(Minutes)).one().pdf
    assert pdf.sha256 in found[0].details_json
    assert files.read(pdf).startswith(b"%PDF")


def test_only_who_runs_forums_makes_minutes_and_strangers_see_none(app):
    session = wuluhan()
    close(session)
    for role in (Role.FRONT_DESK, Role.AUDITOR, Role.HEAD):
        browser = Browser(app)
        browser.sign_in(make.user(role=role))
        assert make_minutes(browser, session).status == 403
        assert browser.get(f"/forums/{session.uuid}/minutes").status == 200
        assert browser.get(path_of(session)).status == 404
    browser.sign_in(make.user(role=Role.ADMINISTRATOR))
    assert browser.get(f"/forums/{session.uuid}/minutes").status == 403


def test_a_guest_whose_agency_was_not_told_is_not_said_to_be_of_this_office(browser, officer):
    session = make.forum_session(
        status=SessionStatus.CLOSED,
        officials=[
            OfficialPresent(
                name="Bupati Contoh", position="Bupati Jember", presides=True, position_in_list=1
            )
        ],
    )

    make_minutes(browser, session)

    told = text_of(pdf_of(browser, path_of(session)))
    present = told[told.index("B. Pejabat") : told.index("C. Aspirasi")]
    assert "Bupati Jember" in present
    assert "Dinas Koperasi" not in present


def test_a_session_that_said_nothing_has_minutes_that_say_so(browser, officer):
    session = make.forum_session(status=SessionStatus.CLOSED)

    make_minutes(browser, session)

    assert "Tidak ada aspirasi yang disampaikan." in text_of(pdf_of(browser, path_of(session)))
