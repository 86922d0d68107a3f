"""A letter is signed: numbered, printed and stored in one go, or not at all."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from intranet import clock, pdf
from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.files import StoredFile
from intranet.letters import queries, signing
from intranet.letters.models import Letter, LetterStatus
from intranet.numbering import Counter
from intranet.office.models import Office, Official, SigningCapacity
from intranet.office.models import Paper as PaperSize
from intranet.pdf import process
from intranet.people.models import ConsentPurpose
from intranet.people.services import withdraw_consent
from tests import factories
from tests.letters.reading import bare, reader_of, text_of

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


@pytest.fixture
def signer(app, browser):
    user = factories.head_of_office()
    browser.sign_in(user)
    return user


def sign(browser, letter, **changes):
    sent = {"version": str(letter.version), **changes}
    return browser.post(f"/letters/{letter.uuid}/sign", sent)


def test_head_signs_and_the_letter_has_its_number_and_pdf(browser, signer):
    with clock.stopped_at(NOON):
        letter = factories.checked_letter()
        page = sign(browser, letter)

    assert page.says("Surat ditandatangani dan PDF-nya siap diunduh.")
    assert letter.number == "500.3.4/1/35.09.410/2026"
    assert page.text("h1") == ["Surat pengantar ke bank 500.3.4/1/35.09.410/2026"]
    assert letter.signatory["nip"] == "19700101 199503 1 000"
    assert letter.pdf is not None


def test_text_read_back_from_the_pdf_is_what_was_approved(browser, signer):
    business = factories.business(name="Kopi ꦲꦤꦕꦫꦏ D'Angkringan & Co", kbli="10761")
    letter = factories.checked_letter(about=factories.verified_case(business=business))

    sign(browser, letter)

    assert bare(letter.approved_text) in bare(text_of(letter))
    assert "Kopi ꦲꦤꦕꦫꦏ D'Angkringan & Co" in letter.approved_text


@pytest.mark.parametrize("size", [PaperSize.F4, PaperSize.A4])
def test_an_ordinary_letter_fits_on_one_page_of_either_paper(browser, signer, size):
    office = db.session.scalars(select(Office)).one()
    office.paper = size
    db.session.commit()
    letter = factories.checked_letter(cc=("Bupati Jember",))

    sign(browser, letter)

    pages = reader_of(letter).pages
    millimetres = [round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:]]
    assert len(pages) == 1
    assert millimetres == ([215, 330] if size is PaperSize.F4 else [210, 297])
    assert bare(letter.approved_text) in bare(text_of(letter))


def test_a_letter_of_two_pages_says_all_that_was_approved(browser, signer):
    many = tuple(f"Kepala Bagian Contoh yang Namanya Panjang Nomor {n}" for n in range(10))
    letter = factories.checked_letter(attachments=many, cc=many)

    sign(browser, letter)

    assert len(reader_of(letter).pages) == 2
    assert bare(letter.approved_text) in bare(text_of(letter))


def test_pdf_says_of_itself_that_it_is_tagged_and_archival(browser, signer):
    letter = factories.checked_letter()

    sign(browser, letter)

    root = reader_of(letter).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"


def test_no_letter_claims_a_certified_signature(browser, signer):
    letter = factories.checked_letter()

    sign(browser, letter)

    text = text_of(letter)
    assert "BSrE" not in text
    assert "sertifikat elektronik" not in text
    assert "kode verifikasi internal" in text


def test_letter_bears_the_fingerprint_of_its_own_signing(browser, signer):
    letter = factories.checked_letter()

    sign(browser, letter)

    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "letter_signed")
    ).one()
    assert letter.fingerprint == f"{entry.sequence}-{entry.mac[:12]}"
    assert letter.fingerprint in "".join(page.extract_text() for page in reader_of(letter).pages)


def test_a_deputy_signs_as_deputy_within_the_days(browser, app):
    deputy = factories.user(role=Role.HEAD, name="Wakil")
    db.session.add(
        Official(
            position="Kepala Dinas Koperasi dan Usaha Mikro",
            name="Wakil Contoh, M.Si.",
            capacity=SigningCapacity.PLH,
            may_sign=True,
            holds_from=date(2026, 11, 20),
            holds_until=date(2026, 11, 22),
            user=deputy,
        )
    )
    db.session.commit()
    browser.sign_in(deputy)
    with clock.stopped_at(NOON):
        letter, later = factories.checked_letter(), factories.checked_letter()
        sign(browser, letter)
    with clock.stopped_at(NOON + timedelta(days=2)):
        browser.sign_in(deputy)
        refused = sign(browser, later)

    assert "Plh. KEPALA DINAS KOPERASI DAN USAHA MIKRO," in letter.approved_text
    assert refused.status == 409
    assert refused.says("tidak tercatat sebagai pejabat yang berwenang menandatangani hari ini")
    assert later.status is LetterStatus.CHECKED


def test_drafter_does_not_sign(browser, signer):
    letter = factories.checked_letter()
    letter.drafted_by = signer.uuid
    db.session.commit()

    page = sign(browser, letter)

    assert page.status == 409
    assert page.says("Anda yang menyusun surat ini.")
    assert letter.number is None


def test_a_letter_without_initials_is_not_signed(browser, signer):
    letter = factories.letter()

    page = sign(browser, letter)

    assert page.status == 409
    assert letter.status is LetterStatus.DRAFT


def test_who_saw_another_version_looks_again_before_signing(browser, signer):
    letter = factories.checked_letter()

    page = sign(browser, letter, version=str(letter.version - 1))

    assert page.status == 409
    assert page.says("Surat ini berubah setelah Anda membukanya.")
    assert letter.number is None


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\x00"])
def test_a_form_without_a_version_signs_nothing(browser, signer, version):
    letter = factories.checked_letter()

    assert sign(browser, letter, version=version).status == 409
    assert letter.number is None


def test_a_renderer_that_dies_leaves_the_letter_unsigned_and_the_number_unused(
    browser, signer, monkeypatch
):
    letter = factories.checked_letter()
    pdf.render('<html lang="id"><title>x</title>')
    pid = process._renderer.process.pid
    before = process.Renderer.render

    def killed_at_work(self, message, *, seconds):
        os.kill(self.process.pid, signal.SIGKILL)
        return before(self, message, seconds=seconds)

    monkeypatch.setattr(process.Renderer, "render", killed_at_work)
    page = sign(browser, letter)
    monkeypatch.undo()

    assert page.status == 503
    assert page.says("PDF tidak dapat dibuat, sehingga surat belum ditandatangani")
    assert letter.status is LetterStatus.CHECKED
    assert letter.number is None
    assert db.session.scalars(select(StoredFile)).all() == []
    assert db.session.scalar(select(Counter.value).where(Counter.name.like("letter:%"))) is None
    assert not [
        entry
        for entry in db.session.scalars(select(JournalEntry))
        if entry.action == "letter_signed"
    ]

    sign(browser, letter)
    assert letter.sequence == 1
    assert process._renderer.process.pid != pid


def test_a_number_template_without_sequence_takes_no_number_twice(browser, signer):
    office = db.session.scalars(select(Office)).one()
    office.letter_number_template = "{class}/{unit}/{year}"
    db.session.commit()
    first, second = factories.checked_letter(), factories.checked_letter()

    sign(browser, first)
    page = sign(browser, second)

    assert page.status == 409
    assert page.says("Pola nomor surat menghasilkan nomor yang sudah dipakai.")
    assert second.number is None


def test_numbers_begin_anew_each_year(browser, signer):
    letters = []
    for moment in (NOON, NOON + timedelta(days=1), NOON + timedelta(days=60)):
        with clock.stopped_at(moment):
            browser.sign_in(signer)
            letters.append(factories.checked_letter())
            sign(browser, letters[-1])

    assert [letter.number.split("/")[1::2] for letter in letters] == [
        ["1", "2026"],
        ["2", "2026"],
        ["1", "2027"],
    ]


def test_eight_hands_signing_at_once_give_every_number_once(app):
    letters = [factories.checked_letter().uuid for _number in range(16)]
    signer_uuid, failures = factories.head_of_office().uuid, []
    db.session.rollback()

    def sign_some(mine):
        with app.app_context():
            for letter_uuid in mine:
                try:
                    with transaction():
                        head = factories.head_of_office()
                        assert head.uuid == signer_uuid
                        letter = queries.get_to_change(letter_uuid, reader=head)
                        signing.sign_letter(letter, version=letter.version, by=head)
                except Exception as failure:
                    failures.append(failure)
            db.session.remove()

    threads = [threading.Thread(target=sign_some, args=[letters[n::8]]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    signed = db.session.scalars(select(Letter).order_by(Letter.sequence)).all()
    assert [letter.sequence for letter in signed] == list(range(1, 17))
    assert len({letter.number for letter in signed}) == 16
    assert len({letter.check_code for letter in signed}) == 16


def test_the_same_letter_signed_twice_at_once_has_one_number(app):
    letter_uuid = factories.checked_letter().uuid
    version = db.session.scalars(select(Letter.version)).one()
    db.session.rollback()
    outcomes = []

    def sign_it():
        with app.app_context():
            try:
                with transaction():
                    head = factories.head_of_office()
                    letter = queries.get_to_change(letter_uuid, reader=head)
                    signing.sign_letter(letter, version=version, by=head)
                outcomes.append("signed")
            except signing.Refused:
                outcomes.append("refused")
            db.session.remove()

    threads = [threading.Thread(target=sign_it) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "refused", "refused", "signed"]
    assert db.session.scalars(select(Letter.sequence)).all() == [1]


def test_full_nik_is_on_paper_only(browser, signer):
    case = factories.verified_case()
    nik = case.person.nik
    letter = factories.checked_letter(about=case, nik_in_full=True, consent_given=True)

    page = sign(browser, letter)

    assert nik in bare(text_of(letter))
    assert nik not in letter.approved_text
    assert not page.says(nik)
    masked = f"{nik[:4]}••••••••{nik[-4:]}"
    assert bare(letter.approved_text.replace(masked, nik)) in bare(text_of(letter))
    kept = [str(letter.content), letter.subject, str(letter.steps)]
    kept += [entry.details_json for entry in db.session.scalars(select(JournalEntry))]
    assert not [text for text in kept if nik in text]


def test_consent_withdrawn_before_signing_keeps_the_nik_in_the_house(browser, signer):
    case = factories.verified_case()
    letter = factories.checked_letter(about=case, nik_in_full=True, consent_given=True)
    with transaction():
        withdraw_consent(case.person, ConsentPurpose.SHARE_WITH_BANK, by=signer)

    page = sign(browser, letter)

    assert page.status == 409
    assert page.says("Pemohon mencabut persetujuannya")
    assert letter.pdf is None


def test_a_signed_letter_declared_void_keeps_its_number(browser, signer):
    letter = factories.signed_letter()
    number = letter.number

    nothing = browser.post(f"/letters/{letter.uuid}/void", version=str(letter.version), remark=" ")
    page = browser.post(
        f"/letters/{letter.uuid}/void", version=str(letter.version), remark="Salah bank."
    )

    assert nothing.status == 422
    assert nothing.says("Tulis alasannya dalam satu kalimat")
    assert page.says("Salah bank.")
    assert letter.status is LetterStatus.VOID
    assert letter.number == number


def test_each_look_at_the_pdf_is_journalled(browser, signer):
    letter = factories.signed_letter()

    page = browser.get(f"/letters/{letter.uuid}/letter.pdf")

    assert page.content.startswith(b"%PDF")
    assert page.headers["Content-Type"] == "application/pdf"
    looks = [e for e in db.session.scalars(select(JournalEntry)) if e.action == "letter_downloaded"]
    assert [look.actor_uuid for look in looks] == [signer.uuid]


def test_a_letter_not_signed_yet_has_no_pdf(browser, signer):
    assert browser.get(f"/letters/{factories.letter().uuid}/letter.pdf").status == 404
