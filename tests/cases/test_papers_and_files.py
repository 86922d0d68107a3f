"""What applicants hand in, and the receipt they take home."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from intranet import clock, pdf
from intranet.audit import services as audit
from intranet.cases import receipts
from intranet.cases.codes import PaperState
from intranet.cases.receipts import MissingThing
from intranet.config import MEGABYTE
from intranet.pdf import process
from tests import factories

FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(content, "JPEG")
    return content.getvalue()


def send(browser, case, content: bytes, name: str = "foto.jpg", title: str = "Foto usaha"):
    file = (io.BytesIO(content), name)
    return browser.post(f"/cases/{case.uuid}/attachments", {"title": title, "file": file})


def mark(browser, case, **changes: str):
    form = browser.get(f"/cases/{case.uuid}").fields("form[action$='/papers']")
    names = {paper.title: f"paper_{paper.uuid.hex}" for paper in case.papers}
    marked = {names.get(title, title): state for title, state in changes.items()}
    return browser.post(f"/cases/{case.uuid}/papers", {**form, **marked})


def test_clerk_marks_what_was_handed_in(browser, clerk):
    case = factories.case(by=clerk)

    page = mark(browser, case, KTP="original_seen", further="Surat dari kepala desa")

    assert page.says("Daftar berkas tersimpan.")
    states = {paper.title: paper.state for paper in case.papers}
    assert states["KTP"] is PaperState.ORIGINAL_SEEN
    assert states["Surat dari kepala desa"] is PaperState.COPY_RECEIVED


def test_mark_that_does_not_exist_gets_a_sentence(browser, clerk):
    case = factories.case(by=clerk)

    page = mark(browser, case, KTP="dicium")

    assert page.status == 422 and page.says("Pilih salah satu dari daftar")


def test_photo_is_kept_encrypted_and_downloaded_as_attachment(browser, clerk, config):
    case = factories.case(by=clerk)

    page = send(browser, case, photo())
    download = browser.get(page.link("Foto usaha"))

    assert download.content.startswith(b"\xff\xd8")
    assert download.headers["Content-Disposition"].startswith("attachment")
    kept = [path for path in (config.data_folder / "files").rglob("*") if path.is_file()]
    assert kept and all(b"\xff\xd8\xff" not in path.read_bytes()[:40] for path in kept)
    assert audit.timeline(case.uuid)[-1].action == "attachment_downloaded"


def test_pdf_called_jpg_is_taken_as_what_it_is(browser, clerk):
    case = factories.case(by=clerk)

    page = send(browser, case, b"%PDF-1.7\n...", name="ktp.jpg")

    assert page.says("ktp.pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "foto.jpg"),
        (b"", "kosong.pdf"),
        (b"GIF89a....", "foto.gif"),
    ],
)
def test_file_that_cannot_be_taken_gets_a_sentence_at_the_field(browser, clerk, content, name):
    case = factories.case(by=clerk)

    page = send(browser, case, content, name)

    assert page.status == 422 and page.has("#file-error")
    assert case.attachments == []


def test_photo_of_forty_megabytes_gets_a_sentence_at_the_field(browser, clerk):
    case = factories.case(by=clerk)

    page = send(browser, case, b"\xff\xd8\xff" + bytes(40 * MEGABYTE))

    assert page.status == 422
    assert "lebih besar dari 15 MB" in page.text("#file-error")[0]


def test_attachment_without_file_or_name_says_what_to_do(browser, clerk):
    case = factories.case(by=clerk)

    page = browser.post(f"/cases/{case.uuid}/attachments")

    assert page.status == 422 and page.has("#file-error") and page.has("#title-error")


def test_identity_number_in_a_file_name_is_not_kept(browser, clerk):
    case = factories.case(by=clerk)

    page = send(browser, case, photo(), name="3509110101800000.jpg")

    assert "3509110101800000" not in page.content.decode()


def test_note_is_written_under_its_writers_name(browser, clerk):
    case = factories.case(by=clerk)

    page = browser.post(f"/cases/{case.uuid}/notes", text="Pemohon akan kembali Senin.")

    event = page.text(".timeline-list li")[0]
    assert "Pemohon akan kembali Senin." in event and clerk.name in event
    assert browser.post(f"/cases/{case.uuid}/notes").status == 422


def test_note_sent_twice_is_written_once(browser, clerk):
    case = factories.case(by=clerk)
    sent = browser.get(f"/cases/{case.uuid}").fields("#timeline form") | {"text": "Sekali saja"}

    browser.post(f"/cases/{case.uuid}/notes", sent)
    browser.post(f"/cases/{case.uuid}/notes", sent)

    assert [note.text for note in case.notes] == ["Sekali saja"]


def test_receipt_tells_what_was_handed_in_and_what_is_missing(browser, clerk):
    with clock.stopped_at(FRIDAY):
        case = factories.case(by=clerk, asks=("bank-referral", "equipment-apbn"))
        mark(browser, case, KTP="original_seen")

        answer = browser.get(f"/cases/{case.uuid}/receipt.pdf")

    assert answer.status == 200 and answer.content.startswith(b"%PDF")
    document = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert "LKT-2026-000001" in text
    assert "20 November 2026 pukul 10.00 WIB" in text
    assert case.person.name in text and clerk.name in text
    assert "Asli dilihat" in text and "Kartu keluarga" in text
    assert "14 hari kerja sesudah 20 November 2026." in text
    assert "21 November 2026 (Sabtu)" in text
    assert "UU 27/2022" in text and "tidak dipungut biaya" in text
    assert f"/status/{case.check_code}" in text.replace(" ", "")
    printed_at = audit.timeline(case.uuid)[-2]
    assert audit.fingerprint(printed_at) in text
    assert case.person.nik not in text
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_receipt_is_journalled(browser, clerk):
    case = factories.case(by=clerk)

    browser.get(f"/cases/{case.uuid}/receipt.pdf")

    entry = audit.timeline(case.uuid)[-1]
    assert (entry.action, entry.actor_uuid) == ("receipt_printed", clerk.uuid)


def test_a_receipt_that_cannot_be_printed_costs_nothing_but_the_receipt(
    browser, clerk, monkeypatch
):
    case = factories.case(by=clerk)
    pdf.stop()
    monkeypatch.setattr(process, "RENDERER", Path("/nowhere/renderer.py"))

    page = browser.get(f"/cases/{case.uuid}/receipt.pdf")

    assert page.status == 503
    assert page.says("Tanda terima belum dapat dicetak")
    assert page.says(case.number)


def test_what_the_rules_found_missing_stands_beside_the_papers(app, monkeypatch):
    case = factories.case()
    found = MissingThing("KTP", where="Dispendukcapil", days=3, why="Belum ada KTP")
    monkeypatch.setattr(receipts, "missing_providers", [lambda _case: [found]])

    missing = receipts.missing(case)

    assert [thing.title for thing in missing].count("KTP") == 1
    assert next(thing for thing in missing if thing.title == "KTP") == found


def test_message_to_the_applicant_is_ready_to_send(browser, clerk):
    business = factories.business(owner=factories.person(name="Siti", phone="+6281234567890"))
    case = factories.case(by=clerk, business=business)

    page = browser.get(f"/cases/{case.uuid}")

    text = page.soup.select_one("#message").get_text()
    assert "Yth. Bapak/Ibu Siti," in text and case.number in text
    assert "1. KTP" in text
    link = page.link("Buka WhatsApp")
    assert link.startswith("https://wa.me/6281234567890?text=Yth.%20Bapak")
    assert business.owner.nik not in text
