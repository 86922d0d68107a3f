"""A roaster asks at the counter for a coffee grinder, and the ministry grants it.

From the proposal to the ministry's answer, to the handover, to the check a year later.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pypdf import PdfReader

from intranet import clock
from intranet.access import Role
from intranet.allocations import queries as allocations
from intranet.businesses.models import AidReceived
from intranet.database import db
from intranet.eligibility.models import Outcome
from intranet.eligibility.queries import current_decision
from intranet.equipment import aids
from intranet.equipment.models import AidStep
from intranet.letters import queries as letters
from intranet.letters.models import Letter, LetterStatus
from tests import factories
from tests.eligibility import stories

NOVEMBER = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # A Monday.
WORDS_OF_PROMISE = ("akan diberikan", "akan menerima", "pasti mendapat")


def pdf_text(page):
    assert page.headers["Content-Type"] == "application/pdf", page.status
    read = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(page.content)).pages)
    return " ".join(read.split())


def asks_at_the_counter():
    """The counter story's case: a loan and a grinder of the state budget, nothing handed in."""
    roaster = stories.roaster(name="Kopi Sangrai Argopuro", history_complete_since=date(2020, 1, 1))
    case = stories.opens_case(roaster, stories.loan(), stories.grinder())
    return allocations.open_application_of(case.items[1])


def aid_of(application):
    db.session.rollback()
    return aids.of_application(db.session.merge(application))


def signs(browser, letter_uuid):
    """The letter goes its way: an officer submits, a supervisor initials, the head signs."""
    for user, act in (
        (factories.user(role=Role.OFFICER), "submit"),
        (factories.user(role=Role.SUPERVISOR), "initial"),
        (factories.head_of_office(), "sign"),
    ):
        browser.sign_in(user)
        form = browser.get(f"/letters/{letter_uuid}").fields(f"form[action$='/{act}']")
        browser.post(f"/letters/{letter_uuid}/{act}", form)
    letter = letters.get(UUID(str(letter_uuid)), reader=factories.head_of_office())
    assert letter.status is LetterStatus.SIGNED
    return letter


def grinder_granted(browser, officer):
    """The first half of the story; answers the application, whose aid is granted since."""
    grinder = factories.equipment(name="Alat penggiling kopi 5 kg")
    factories.period("equipment-apbn")
    application = asks_at_the_counter()
    address = f"/equipment/aids/{aid_of(application).uuid}"

    # The request is on the worklist at once, and its proposal can be printed as far as known.
    browser.sign_in(officer)
    assert browser.get("/equipment/").text("#aids tbody th a") == [application.key]
    page = browser.get(address)
    assert page.text(".step-current") == ["2 Ditinjau"]
    assert page.says("Proposal bertanda tangan belum diterima.")
    use = "Menggiling kopi petani sekitar."
    chosen = page.fields("form[action$='/item']")
    page = browser.post(
        f"{address}/item", {**chosen, "item": str(grinder.uuid), "intended_use": use}
    )
    assert page.says("Alat yang diminta disimpan.")
    proposal = pdf_text(browser.get(f"{address}/proposal.pdf"))
    assert "1 (satu) unit" in proposal
    for told in ("Kopi Sangrai Argopuro", "1234567890123", use, "Rp120.000.000", "Rp7.500.000"):
        assert told in proposal, told
    person = db.session.merge(application).item.case.person
    assert person.nik not in proposal and person.nik[:4] in proposal

    # Handed in with a signature, it makes the request eligible.
    assert current_decision(application.item).outcome is Outcome.INELIGIBLE
    page = browser.post(f"{address}/proposal")
    assert page.says("Proposal bertanda tangan sudah diterima.")
    assert current_decision(db.session.merge(application).item).outcome is Outcome.ELIGIBLE

    # Without a visit nobody recommends; officers go there and bring a photo.
    refused = browser.post(f"{address}/recommendation")
    assert refused.status == 409 and refused.says("Tempat usahanya belum ditinjau.")
    visit = {
        **browser.get(f"{address}/visits/new").fields(),
        "visitors": "Petugas Satu, Penyuluh\nPetugas Dua, Analis",
        "findings": "Sangrai memakai wajan; menggiling di tetangga.",
        "has_power": "yes",
        "recommends": "yes",
        "captions": "Ruang produksi",
        "photos": (io.BytesIO(factories.PHOTO), "dapur.jpg"),
    }
    page = browser.post(f"{address}/visits/new", visit)
    assert page.says("Hasil tinjauan disimpan.") and page.has("#visits .photo-list a")
    photo = browser.get(page.link("Ruang produksi"))
    assert photo.headers["Content-Type"] == "image/jpeg"
    minutes = browser.get(page.link("Berita acara peninjauan"))
    assert "Petugas Dua, Analis" in pdf_text(minutes)
    assert len(PdfReader(io.BytesIO(minutes.content)).pages[-1].images) == 1

    # The recommendation, which promises nothing.
    page = browser.post(f"{address}/recommendation")
    letter_uuid = aid_of(application).recommendation.uuid
    for told in ("bukan penetapan penerima", "Alat penggiling kopi 5 kg", "Desa Tanjungrejo"):
        assert page.says(told), told
    assert aid_of(application).step is AidStep.VISITED
    signs(browser, letter_uuid)
    assert aid_of(application).step is AidStep.RECOMMENDED

    # Proposed to the ministry with its letter.
    browser.sign_in(officer)
    page = browser.post("/equipment/batches/new", ticked(browser.get("/equipment/batches/new")))
    batch_address = page.path
    assert page.text("#lines tbody td:first-child a") == [application.key]
    batch = aid_of(application).lines[0].batch
    letter = signs(browser, batch.letter.uuid)
    content = str(letter.content)
    assert "Kopi Sangrai Argopuro" in content and "7.500.000" in content
    assert person.nik not in content
    assert aid_of(application).step is AidStep.FORWARDED

    # It answers.
    browser.sign_in(officer)
    form = browser.get(browser.get(batch_address).link("Catat jawaban"))
    page = browser.post(
        form.path,
        {
            **form.fields(),
            "answer": "granted",
            "quantity": "1",
            "answered_on": "2026-11-23",
            "letter_number": "B-12/KUKM/XI/2026",
        },
    )
    assert page.says("Jawaban kementerian dicatat.")
    granted = aid_of(application)
    assert granted.step is AidStep.GRANTED
    assert granted.application.state.value == "open"
    page = browser.get(address)
    assert page.text(".step-current") == ["6 Alat datang"]
    assert not any(page.says(promise) for promise in WORDS_OF_PROMISE)
    return granted.application


def ticked(page):
    """The form of a new batch with everything that waits."""
    fields = page.fields()
    fields["chosen"] = [tag["value"] for tag in page.soup.select("input[name=chosen]")]
    return fields


def received_and_handed_over(browser, officer, application):
    """The second half: the machine comes, and is the roaster's once the minutes are signed."""
    browser.sign_in(officer)
    address = f"/equipment/aids/{aid_of(application).uuid}"
    page = sends(browser, f"{address}/results/before", monthly_sales="4 juta", jobs="2")
    assert page.says("Angka hasil usaha tersimpan.")
    page = sends(
        browser,
        f"{address}/procurement",
        supplier="CV Contoh Mesin",
        document="027/15/SPK/2026",
        make="Contoh GX-5",
        serials="GX5-2026-001",
    )
    assert page.text(".step-current") == ["7 Serah terima"]

    # The minutes rest on the ministry's answer, which Loket knows.
    page = browser.get(f"{address}/handover")
    assert page.says("surat kementerian Nomor B-12/KUKM/XI/2026 tanggal 23 November 2026")
    picked = page.soup.select_one("input[name=picked]")["value"]
    page = sends(browser, f"{address}/handover", picked=picked, witnesses="Saksi Contoh")
    letter = signs(browser, page.path.rpartition("/")[2])
    text = pdf_text(browser.get(f"/letters/{letter.uuid}/letter.pdf"))
    person = db.session.merge(application).item.case.person
    for told in ("PIHAK KESATU", "PIHAK KEDUA", person.name, "GX5-2026-001", "Rp7.500.000,00"):
        assert told in text, told
    assert "B-12/KUKM/XI/2026" in text and person.nik not in text
    done = aid_of(application)
    assert done.step is AidStep.HANDED_OVER
    assert done.application.state.value == "awarded"
    received = db.session.query(AidReceived).one()
    assert (received.source, received.received_on) == (letter.number, date(2026, 11, 23))


def idle_a_year_later(browser, officer, application):
    browser.sign_in(officer)
    aid = aid_of(application)
    assert browser.get("/").says("Pemeriksaan alat bantuan")
    page = browser.get("/equipment/checks")
    assert len(page.text("#due tbody tr")) == 3 and page.says("Kopi Sangrai Argopuro")
    page = sends(
        browser,
        page.link("Catat pemeriksaan"),
        condition="idle",
        remark="Mesin belum dipasang.",
        next_step="Dijadwalkan pendampingan pemasangan.",
    )
    assert page.says("Menganggur") and page.says("bulan ke-24, 23 November 2028")
    assert aid.step is AidStep.HANDED_OVER

    # The same person asks again: the rules say no, and the office from when.
    factories.period("equipment-apbn")
    roaster = db.session.merge(application).business
    case = stories.opens_case(roaster, stories.grinder())
    stories.hands_in(case, "Proposal")
    second = allocations.open_application_of(case.items[0])
    decision = current_decision(second.item)
    assert decision.outcome is Outcome.INELIGIBLE
    unmet = [one["id"] for one in decision.answer["criteria"] if one["result"] == "unmet"]
    assert unmet == ["not_twice"]
    for there in (
        f"/equipment/of-case/{case.uuid}",
        f"/equipment/aids/{aid_of(second).uuid}",
    ):
        told = browser.get(there)
        assert told.says("Bantuan alat sejenis sudah diterima pada 23 November 2026."), there
        assert told.says("Dapat diajukan kembali mulai 24 November 2028 (jeda 2 tahun)."), there


def sends(browser, address, **changes):
    return browser.post(address, {**browser.get(address).fields(), **changes})


@pytest.mark.on_both_databases
def test_the_grinder_from_the_counter_to_the_check_a_year_later(browser, officer):
    with clock.stopped_at(NOVEMBER):
        application = grinder_granted(browser, officer)

        told = browser.get(f"/equipment/of-case/{application.item.case.uuid}")
        assert told.says("Disetujui")
        assert db.session.query(Letter).count() == 2
        received_and_handed_over(browser, officer, application)
    with clock.stopped_at(NOVEMBER.replace(year=2027)):
        idle_a_year_later(browser, officer, application)
