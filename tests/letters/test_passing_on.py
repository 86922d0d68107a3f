"""A letter goes from hand to hand: drafted, checked, sent back, and who may do what."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.database import db
from intranet.letters.models import Act, LetterStatus
from tests import factories


def act(browser, letter, what, **fields):
    return browser.post(f"/letters/{letter.uuid}/{what}", version=str(letter.version), **fields)


def test_officer_submits_a_supervisor_initials_the_head_signs(browser):
    officer, supervisor = factories.user(role=Role.OFFICER), factories.user(role=Role.SUPERVISOR)
    letter = factories.letter(by=officer)

    browser.sign_in(officer)
    submitted = act(browser, letter, "submit")
    browser.sign_in(supervisor)
    initialled = act(browser, letter, "initial")
    browser.sign_in(factories.head_of_office())
    signed = act(browser, letter, "sign")

    assert submitted.says("Konsep diajukan. Pemeriksa sekarang dapat memarafnya.")
    assert initialled.says("Paraf Anda dibubuhkan.")
    assert signed.says("Surat ditandatangani")
    assert [step.act for step in letter.steps] == [Act.SUBMIT, Act.INITIAL, Act.SIGN]
    actions = db.session.scalars(
        select(JournalEntry.action)
        .where(JournalEntry.subject_uuid == letter.uuid)
        .order_by(JournalEntry.sequence)
    ).all()
    assert actions == ["letter_drafted", "letter_submitted", "letter_initialled", "letter_signed"]


def test_every_step_stands_on_the_case_timeline(browser):
    letter = factories.signed_letter()

    entries = db.session.scalars(
        select(JournalEntry).where(JournalEntry.case_uuid == letter.item.case.uuid)
    ).all()

    assert {"letter_drafted", "item_referred_to_bank", "letter_signed"} <= {
        entry.action for entry in entries
    }


def test_drafter_does_not_initial_the_own_draft(browser, supervisor):
    letter = factories.letter(by=supervisor)
    act(browser, letter, "submit")

    page = act(browser, letter, "initial")

    assert page.status == 409
    assert page.says("Anda yang menyusun surat ini.")
    assert letter.status is LetterStatus.SUBMITTED


def test_nobody_initials_twice_and_three_initials_are_the_most(browser):
    letter = factories.checked_letter()
    first = factories.user(role=Role.SUPERVISOR)
    browser.sign_in(first)
    act(browser, letter, "initial")
    again = act(browser, letter, "initial")
    browser.sign_in(factories.user(role=Role.SUPERVISOR))
    act(browser, letter, "initial")
    browser.sign_in(factories.user(role=Role.SUPERVISOR))
    fourth = act(browser, letter, "initial")

    assert again.says("Anda sudah memaraf surat ini.")
    assert fourth.says("sudah memuat tiga paraf")
    assert len(letter.initials) == 3


def test_sent_back_with_a_remark_and_initialled_anew(browser):
    drafter = factories.user(role=Role.OFFICER)
    letter = factories.checked_letter(by=drafter)
    browser.sign_in(factories.head_of_office())

    silent = act(browser, letter, "send-back", remark="")
    sent = act(browser, letter, "send-back", remark="Tambahkan nomor NIB.")

    assert silent.status == 422
    assert sent.says("Tambahkan nomor NIB.")
    assert letter.status is LetterStatus.DRAFT
    browser.sign_in(drafter)
    act(browser, letter, "submit")
    assert letter.initials == []


def test_a_draft_given_up_has_no_number(browser, officer):
    letter = factories.letter(by=officer)

    page = act(browser, letter, "give-up", remark="Pemohon memilih bank lain sendiri.")

    assert page.says("Konsep ini tidak dilanjutkan")
    assert letter.status is LetterStatus.VOID
    assert letter.number is None


@pytest.mark.parametrize(
    ("role", "what", "status"),
    [
        (Role.FRONT_DESK, "submit", 403),
        (Role.FRONT_DESK, "initial", 403),
        (Role.OFFICER, "initial", 403),
        (Role.OFFICER, "sign", 403),
        (Role.SUPERVISOR, "sign", 403),
        (Role.HEAD, "submit", 403),
        (Role.AUDITOR, "sign", 403),
        (Role.ADMINISTRATOR, "void", 403),
    ],
)
def test_roles_do_only_their_part(browser, role, what, status):
    letter = factories.checked_letter()
    browser.sign_in(factories.user(role=role))

    assert act(browser, letter, what, remark="x").status == status
    assert letter.status is LetterStatus.CHECKED


def test_administrator_reads_no_letters(browser, administrator):
    letter = factories.letter()

    assert browser.get(f"/letters/{letter.uuid}").status == 403
    assert browser.get("/letters/").status == 403


def test_letter_about_a_confidential_case_is_not_there_for_others(browser):
    letter = factories.signed_letter()
    case = letter.item.case
    case.is_confidential, case.division_code = True, "koperasi"
    db.session.commit()
    browser.sign_in(factories.user(role=Role.FRONT_DESK))

    assert browser.get(f"/letters/{letter.uuid}").status == 404
    assert browser.get(f"/letters/{letter.uuid}/letter.pdf").status == 404
    assert browser.get("/letters/", status="signed").says("Belum ada surat")


def test_page_shows_the_letter_as_it_will_be_printed(browser, officer):
    letter = factories.letter(by=officer)

    page = browser.get(f"/letters/{letter.uuid}")

    assert page.text(".letter-government") == ["PEMERINTAH KABUPATEN JEMBER"]
    assert page.has(".letter-mark[data-mark=KONSEP]")
    assert page.says("Rp40.000.000,00 (empat puluh juta rupiah)")
    assert not page.has(".letter-code")
    assert not page.has("form[action$='/sign']")
    assert page.has("form[action$='/submit']")


def test_queue_opens_on_what_waits_for_the_reader(browser):
    factories.letter()
    factories.checked_letter()
    browser.sign_in(factories.head_of_office())

    page = browser.get("/letters/")

    assert page.text(".tabs [aria-current]") == ["Menunggu tanda tangan 1"]
    assert len(page.text("tbody tr")) == 1


def test_case_page_shows_its_letters(browser, officer):
    letter = factories.signed_letter()
    case_uuid = letter.item.case.uuid

    page = browser.get(f"/letters/of-case/{case_uuid}")
    fragment = browser.get(f"/letters/of-case/{case_uuid}", htmx=True)

    assert page.says(letter.number)
    assert fragment.has("#letters-of-case") and not fragment.has("h1")
    assert factories.case() and browser.get(f"/letters/of-case/{case_uuid}").status == 200


HOSTILE = [
    "{nik} {number}",
    "<script>alert(1)</script> & <b>tebal</b>",
    "{{ case.delete() }} {% for x in y %}",
    "'; DROP TABLE letters; --",
    "- NIK: 1234567890123456",
    '<img src="file:///etc/hostname"><link rel="attachment" href="file:///etc/passwd">',
    "مرحبا \u202etxt.exe 🙂 ꦲꦤꦕꦫꦏ",
    "O'Brien",
    "x" * 200,
    "kata " * 40,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_stands_in_a_name_is_printed_as_text(browser, name):
    from tests.letters.reading import bare, reader_of, text_of

    owner = factories.person(name=name)
    business = factories.business(owner=owner, name=name)
    letter = factories.checked_letter(about=factories.verified_case(business=business))
    browser.sign_in(factories.head_of_office())

    page = act(browser, letter, "sign")

    assert page.status == 200
    assert " ".join(name.split()) in letter.approved_text
    if name.isascii():
        assert bare(letter.approved_text) in bare(text_of(letter))
    assert not dict(reader_of(letter).attachments)
    assert not page.has(".letter script, .letter b, .letter img[src^='file']")
