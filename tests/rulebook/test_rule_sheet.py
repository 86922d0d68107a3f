"""A version on paper: everything that its page says, in a PDF that reads back."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.office import queries as office
from intranet.office.models import Paper
from intranet.rulebook import documents, queries
from intranet.rulebook.pages import RuleSetPage
from tests import factories
from tests.rulebook.versions import figure, published

pytestmark = pytest.mark.apart_from_the_database


def sheet(browser, name, number=1):
    answer = browser.client.get(f"/rules/{name}/versions/{number}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.data))


def bare(text):
    return "".join(text.split())


def text_of(reader):
    return bare("\n".join(page.extract_text() for page in reader.pages))


def test_the_sheet_holds_every_criterion_and_every_figure(browser, clerk):
    version = queries.versions("kur")[0]

    text = text_of(sheet(browser, "kur"))

    page = RuleSetPage(documents.loaded(version.document), office.today())
    for criterion in page.document.criteria:
        assert bare(page.says(criterion)) in text
    for one in page.figure_rows():
        assert bare(one.title) in text
        assert bare(one.value) in text
        assert bare(one.source) in text
    assert text.count(bare("(belum diverifikasi)")) == 2
    assert bare(version.document.digest) in text


def test_each_shipped_set_takes_one_page_of_either_paper(browser, clerk):
    for paper in Paper:
        with transaction():
            office.current().paper = paper
        assert {len(sheet(browser, name).pages) for name in queries.names()} == {1}


def test_it_names_author_approver_reason_and_the_page_it_leads_to(browser, clerk):
    author = factories.user(role=Role.SUPERVISOR, name="Sri Penyusun")
    approver = factories.user(role=Role.SUPERVISOR, name="Budi Penyetuju")
    published(
        "kur",
        figure("turnover_ceiling", value=3_000_000_000, source="Permenko 9/2027"),
        author=author.uuid,
        approver=approver.uuid,
        reason="Menyesuaikan Permenko 9/2027",
        basis="Permenko 9/2027",
        holds_from=date(2026, 11, 1),
        holds_until=date(2099, 12, 31),
    )

    text = text_of(sheet(browser, "kur", 2))

    for told in (
        "Omzet setahun paling banyak Rp3.000.000.000",
        "Sri Penyusun",
        "Budi Penyetuju",
        "Menyesuaikan Permenko 9/2027",
        "berlaku sejak 1 November 2026 sampai 31 Desember 2099",
        "/rules/kur/versions/2",
    ):
        assert bare(told) in text


def test_it_is_tagged_official_and_on_the_office_s_paper(browser, clerk):
    reader = sheet(browser, "legality")
    assert round(float(reader.pages[0].mediabox.height)) == round(330 / 25.4 * 72)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert b"pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert bare(office.current().government.upper()) in text_of(reader)
    with transaction():
        office.current().paper = Paper.A4

    assert round(float(sheet(browser, "legality").pages[0].mediabox.height)) == 842


def test_it_is_indonesian_whatever_the_reader_s_language(browser, clerk):
    with browser.client.session_transaction() as session:
        session["language"] = "en"

    assert bare("Omzet setahun paling banyak Rp4.800.000.000") in text_of(sheet(browser, "kur"))


def test_a_version_that_does_not_exist_has_none(browser, clerk):
    assert browser.get("/rules/kur/versions/9.pdf").status == 404


def test_the_page_of_a_version_leads_to_its_own_sheet(browser, clerk):
    published("kur")

    page = browser.get("/rules/kur/versions/1")

    assert page.link("Lembar aturan") == "/rules/kur/versions/1.pdf"
