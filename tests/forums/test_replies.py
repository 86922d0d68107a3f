"""Letters about what was said at a forum: to who spoke, and to the agency that can help."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.eligibility.cards import answer_of
from intranet.eligibility.queries import current_decision
from intranet.forums.follow_up import answering, promising, wish_states
from intranet.forums.follow_up.answering import Answer
from intranet.forums.follow_up.wish_states import WishState
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import AspirationReply, ResponseKind
from intranet.forums.papers import replies
from intranet.letters import printing
from intranet.letters import queries as letters
from intranet.letters.models import Letter, LetterStatus
from intranet.office import queries as office
from tests import factories as make
from tests.browser import Browser
from tests.eligibility.stories import asks, opens_case, roaster

HEAD = "Kepala Contoh, S.E."


def answer(kind: ResponseKind, words: str, **more) -> Answer:
    return Answer(kind=kind, responder=HEAD, words=words, **more)


DONE = answer(ResponseKind.ANSWERED, "Bisa bergabung ke marketplace binaan")
NO = answer(ResponseKind.NOT_POSSIBLE, "belum ada tempat pelatihan di kecamatan ini")
PROPOSED = answer(
    ResponseKind.PROPOSED,
    "Anggaran 2026 sudah ditetapkan.",
    budget=Budget(2027, BudgetStage.REVISED_APBD),
)
REFERRED = answer(
    ResponseKind.REFERRED,
    "Jalan adalah urusan dinas lain.",
    agency="Dinas Pekerjaan Umum",
    due_on=date(2027, 1, 15),
)


def said(*answers: Answer | None, session=None, **changes):
    """An aspiration with a wish for each answer."""
    wishes = tuple(
        Wish(f"Permintaan nomor {number}", make.topic(), given)
        for number, given in enumerate(answers, start=1)
    )
    return make.aspiration(session=session, wishes=wishes, **changes)


def draft(browser, aspiration):
    return browser.post(f"/forums/aspirations/{aspiration.uuid}/reply")


def letter_to(aspiration) -> Letter:
    return db.session.scalars(
        select(Letter)
        .join(AspirationReply, AspirationReply.letter_id == Letter.id)
        .where(AspirationReply.aspiration_id == aspiration.id)
        .order_by(Letter.id.desc())
    ).first()


def text(letter) -> str:
    return printing.on_paper(letter).text()


def test_a_reply_says_what_became_of_each_wish(browser, officer):
    aspiration = said(DONE, PROPOSED, REFERRED, None, speaker="Sumartini Contoh")

    page = draft(browser, aspiration)

    letter = letter_to(aspiration)
    assert page.path == f"/letters/{letter.uuid}"
    assert letter.kind == "aspiration_followed_up"
    assert letter.subject == f"Tanggapan atas Aspirasi dengan Nomor Registrasi {aspiration.label}"
    assert letter.addressee == [
        "Yth. Sdr. Sumartini Contoh",
        "di Desa Tanjungrejo, Kecamatan Wuluhan",
    ]
    told = text(letter)
    for sentence in (
        "Menindaklanjuti aspirasi yang Saudara sampaikan pada Jember Hadir untuk Rakyat",
        "1. Permintaan nomor 1: Bisa bergabung ke marketplace binaan.",
        "2. Permintaan nomor 2: Anggaran 2026 sudah ditetapkan. Usulan Saudara akan kami upayakan "
        "untuk diusulkan dalam pembahasan Perubahan APBD Tahun Anggaran 2027.",
        "kami teruskan kepada Dinas Pekerjaan Umum dan perkembangannya kami sampaikan paling "
        "lambat tanggal 15 Januari 2027.",
        "4. Permintaan nomor 4: masih kami telaah dan akan kami sampaikan kemudian.",
        "Demikian disampaikan, atas partisipasi Saudara diucapkan terima kasih.",
    ):
        assert sentence in told, sentence
    assert "keberatan" not in told


def test_a_refusal_says_why_and_how_to_object(browser, officer):
    aspiration = said(NO, speaker="Warga Contoh")

    draft(browser, aspiration)

    letter = letter_to(aspiration)
    assert letter.kind == "aspiration_not_met"
    told = text(letter)
    assert "permohonan Saudara belum dapat kami penuhi" in told
    assert "1. Permintaan nomor 1: belum ada tempat pelatihan di kecamatan ini." in told
    assert "keberatan kepada Kepala Dinas Koperasi dan Usaha Mikro paling lambat 21 (dua" in told


def test_a_reply_names_what_the_rules_still_ask(browser, officer):
    case = opens_case(roaster(has_nib=False, nib=None), asks("marketplace"), by=officer)
    aspiration = said(DONE)
    with transaction():
        case.division_code = aspiration.division_code = "umkm"
        aspiration.items[0].case_item = case.items[0]
    outsider = make.user(role=Role.OFFICER, division_code="koperasi")
    unmet = [one for one in answer_of(current_decision(case.items[0])).deciding if one.remedy]

    draft(browser, aspiration)

    letter = letter_to(aspiration)
    assert "Agar dapat kami proses lebih lanjut, Saudara perlu melengkapi" in text(letter)
    assert unmet
    for finding in unmet:
        assert f"{finding.says}: {finding.remedy['text']}"[:60] in text(letter)
    assert letter.is_confidential, "what the rules say of a case is not for every reader"
    assert replies.reply_to(aspiration, by=outsider).lists["steps"] == []


def test_nothing_is_written_to_who_was_not_answered(browser, officer):
    aspiration = said(None)

    page = draft(browser, aspiration)

    assert page.status == 409
    assert page.says("Belum ada butir yang dijawab")
    assert letter_to(aspiration) is None


def test_one_reply_at_a_time_unless_it_was_given_up(browser, officer):
    aspiration = said(DONE)
    draft(browser, aspiration)
    first = letter_to(aspiration)

    again = draft(browser, aspiration)
    assert again.status == 409
    assert again.link(first.subject) == f"/letters/{first.uuid}"
    first.status = LetterStatus.VOID
    db.session.commit()

    assert draft(browser, aspiration).status == 200
    assert letter_to(aspiration) is not first


def test_a_form_sent_twice_drafts_one_letter(browser, officer):
    aspiration = said(DONE)
    key = "01900000-0000-7000-8000-00000000000b"

    pages = [
        browser.post(f"/forums/aspirations/{aspiration.uuid}/reply", once=key) for _ in range(2)
    ]

    assert pages[0].path == pages[1].path
    assert len(db.session.scalars(select(AspirationReply)).all()) == 1


def test_a_draft_is_worded_anew_from_what_was_answered_since(browser, officer):
    aspiration = said(NO)
    draft(browser, aspiration)
    letter = letter_to(aspiration)
    with transaction():
        answering.respond(
            aspiration.items[0], PROPOSED, given_on=date(2026, 11, 23), at_session=False, by=officer
        )
    page = browser.get(f"/letters/{letter.uuid}")

    redrafted = browser.post(
        page.link("Perbaiki konsep"), browser.get(page.link("Perbaiki konsep")).fields()
    )

    assert redrafted.says("Konsep surat disusun ulang")
    assert letter.kind == "aspiration_followed_up"
    assert "Perubahan APBD Tahun Anggaran 2027" in text(letter)


def test_what_was_kept_or_refused_since_is_told(app):
    officer = make.user(role=Role.OFFICER)
    kept, refused = said(PROPOSED), said(PROPOSED)
    with transaction():
        promising.keep(kept.items[0].promise, "Studi banding 12 orang ke Malang", by=officer)
        promising.refuse(refused.items[0].promise, "Pagu tidak mencukupi", by=officer)

    assert "sudah kami laksanakan. Studi banding 12 orang ke Malang." in str(
        replies.reply_to(kept, by=officer).lists
    )
    draft_of_refused = replies.reply_to(refused, by=officer)
    assert draft_of_refused.kind.key == "aspiration_not_met"
    assert "Permintaan nomor 1: Pagu tidak mencukupi." in str(draft_of_refused.lists)


def test_an_answer_after_a_refusal_is_what_counts(app):
    officer = make.user(role=Role.OFFICER)
    aspiration = said(PROPOSED)
    with transaction():
        promising.refuse(aspiration.items[0].promise, "Pagu tidak mencukupi", by=officer)
        later = office.today() + timedelta(days=1)
        answering.respond(aspiration.items[0], DONE, given_on=later, at_session=False, by=officer)

    drafted = replies.reply_to(aspiration, by=officer)

    assert drafted.lists["answers"] == ["Permintaan nomor 1: Bisa bergabung ke marketplace binaan."]
    assert wish_states.with_code(aspiration.check_code).wishes[0].state is WishState.ANSWERED


def test_one_wish_of_two_that_cannot_be_met_says_so_and_how_to_object(app):
    officer = make.user(role=Role.OFFICER)

    drafted = replies.reply_to(said(DONE, NO), by=officer)

    assert drafted.kind.key == "aspiration_followed_up"
    assert drafted.lists["answers"][1] == (
        "Permintaan nomor 2: belum dapat kami penuhi, dengan pertimbangan: belum ada tempat "
        "pelatihan di kecamatan ini."
    )
    assert "keberatan" in drafted.values["objection"]


CONFIDENTIAL = {"is_confidential": True, "division_code": "umkm", "speaker": "Rahasia Sekali"}


def test_a_letter_to_who_spoke_in_confidence_is_for_those_who_may_know(app):
    drafter = make.user(role=Role.OFFICER, division_code="umkm")
    aspiration = said(DONE, **CONFIDENTIAL)
    with transaction():
        letter = replies.draft_reply(aspiration, by=drafter)
        letter_uuid = letter.uuid
    sees = {
        (role, division): bool(
            db.session.scalars(letters.visible_to(reader).where(Letter.uuid == letter_uuid)).all()
        )
        for role in Role
        for division in ("umkm", "koperasi", None)
        for reader in [make.user(role=role, division_code=division)]
    }

    assert sees == {
        (role, division): role in {Role.HEAD, Role.AUDITOR}
        or (role is not Role.ADMINISTRATOR and division == "umkm")
        for role, division in sees
    }
    stranger = Browser(app)
    stranger.sign_in(make.user(role=Role.SUPERVISOR, division_code="koperasi"))
    for path in (
        f"/letters/{letter_uuid}",
        f"/letters/{letter_uuid}/letter.pdf",
        f"/forums/letters/{letter_uuid}/redraft",
    ):
        assert stranger.get(path).status == 404
    for path in (
        "/letters/?status=draft",
        f"/forums/aspirations/{aspiration.uuid}/papers",
        f"/forums/{aspiration.session.uuid}/replies",
    ):
        page = stranger.get(path)
        assert page.status == 200
        assert not page.says("Rahasia Sekali")
        assert str(letter_uuid) not in page.content.decode()


def test_who_may_not_know_the_speaker_drafts_no_reply(browser, app):
    browser.sign_in(make.user(role=Role.OFFICER, division_code="koperasi"))
    aspiration = said(DONE, **CONFIDENTIAL)

    for page in (
        browser.get(f"/forums/aspirations/{aspiration.uuid}/reply"),
        draft(browser, aspiration),
    ):
        assert page.status == 409
        assert not page.says("Rahasia Sekali")
    assert letter_to(aspiration) is None


def test_all_replies_of_a_session_are_drafted_at_once(browser, officer):
    session = make.forum_session()
    ready = [said(DONE, session=session), said(PROPOSED, NO, session=session)]
    said(None, session=session)
    secret = said(DONE, session=session, **{**CONFIDENTIAL, "division_code": "koperasi"})
    before = browser.get(f"/forums/{session.uuid}/replies")

    after = browser.post(f"/forums/{session.uuid}/replies")

    assert [before.says(one.label) for one in ready] == [True, True]
    assert after.says("2 konsep surat disusun.")
    assert after.says("Tidak ada aspirasi yang menunggu surat tanggapan.")
    assert all(letter_to(one) is not None for one in ready)
    assert letter_to(secret) is None
    assert browser.post(f"/forums/{session.uuid}/replies").says("0 konsep surat disusun.")


def test_a_wish_is_passed_on_to_another_agency(browser, officer):
    aspiration = said(DONE, REFERRED, speaker="Sumartini Contoh", business_as_told="Keripik Tin")
    wish = aspiration.items[1]
    address = f"/forums/items/{wish.uuid}/referral-letter"
    form = browser.get(address)

    page = browser.post(address, form.fields(), cc="Bupati Jember")

    letter = letter_to(aspiration)
    assert page.path == f"/letters/{letter.uuid}"
    assert letter.addressee == ["Yth. Kepala Dinas Pekerjaan Umum", "di Jember"]
    assert letter.cc == ["Bupati Jember"]
    told = text(letter)
    for words in (
        "menjadi kewenangan Dinas Pekerjaan Umum",
        "penyampai : Sumartini Contoh",
        "alamat : Desa Tanjungrejo, Kecamatan Wuluhan",
        "nama usaha : Keripik Tin",
        "isi aspirasi : Permintaan nomor 2",
        "paling lambat tanggal 15 Januari 2027",
    ):
        assert words in told, words
    assert browser.get(address).status == 409
    assert draft(browser, aspiration).status == 200, "a reply to the speaker is another letter"


def test_a_referral_does_not_name_who_spoke_in_confidence(browser, officer):
    aspiration = said(REFERRED, business_as_told="Warung Rahasia", **CONFIDENTIAL)
    address = f"/forums/items/{aspiration.items[0].uuid}/referral-letter"

    browser.post(address, browser.get(address).fields())

    told = text(letter_to(aspiration))
    assert "dirahasiakan atas permintaan penyampai" in told
    assert "Rahasia Sekali" not in told
    assert "Tanjungrejo" not in told.replace("Balai Desa Tanjungrejo", "")
    assert "Warung Rahasia" not in told


def test_a_referral_is_worded_anew_with_its_addressee(browser, officer):
    aspiration = said(REFERRED)
    address = f"/forums/items/{aspiration.items[0].uuid}/referral-letter"
    browser.post(address, browser.get(address).fields())
    letter = letter_to(aspiration)
    redraft = f"/forums/letters/{letter.uuid}/redraft"
    form = browser.get(redraft).fields()

    browser.post(redraft, form, addressee="Camat Wuluhan", town="Wuluhan")
    refused = browser.post(redraft, form, addressee="Orang Lain")

    assert letter.addressee == ["Yth. Camat Wuluhan", "di Wuluhan"]
    assert refused.says("Surat ini berubah setelah Anda membukanya")


def test_a_wish_that_nobody_referred_is_not_passed_on(browser, officer):
    aspiration = said(DONE)

    page = browser.get(f"/forums/items/{aspiration.items[0].uuid}/referral-letter")

    assert page.status == 409
    assert page.says("tidak sedang dirujuk")


def test_drafting_is_journalled(browser, officer):
    aspiration = said(DONE)

    draft(browser, aspiration)

    actions = db.session.scalars(select(JournalEntry.action).order_by(JournalEntry.id.desc()))
    assert {"letter_drafted", "aspiration_letter_drafted"} <= set(actions.fetchmany(2))


def test_the_page_of_papers_leads_to_the_letters(browser, officer):
    aspiration = said(DONE, REFERRED)
    address = f"/forums/aspirations/{aspiration.uuid}/papers"

    page = browser.get(address)

    assert page.link("Surat tanggapan") == f"/forums/aspirations/{aspiration.uuid}/reply"
    assert page.link("Dinas Pekerjaan Umum").endswith("/referral-letter")
    draft(browser, aspiration)
    letter = letter_to(aspiration)
    assert browser.get(address).link("Tanggapan atas aspirasi") == f"/letters/{letter.uuid}"
