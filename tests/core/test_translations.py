"""English: every string has it whole, the switch turns pages, and paper stays Indonesian."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from pypdf import PdfReader

from intranet import LANGUAGES, clock
from intranet.access import Role
from intranet.audit import services as audit
from intranet.audit.models import JournalEntry
from intranet.businesses.history import AidDetails, record_aid
from intranet.businesses.models import AidKind
from intranet.config import PROJECT_ROOT
from intranet.database import db, transaction
from tests import factories

pytestmark = pytest.mark.apart_from_the_database

TRANSLATIONS = PROJECT_ROOT / "intranet" / "translations"
# As `make translations` names them.
KEYWORDS = parse_keywords(
    [
        *["_", "_l", "gettext", "lazy_gettext", "ngettext:1,2"],
        *["_lp:1c,2", "pgettext:1c,2", "lazy_pgettext:1c,2"],
    ]
)
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
NINE_FIFTEEN = datetime(2026, 11, 21, 2, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def in_the_code() -> Catalog:
    """Every string that stands in the code and the templates."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    strings = Catalog()
    for folder in ("intranet", "templates"):
        found = extract_from_dir(PROJECT_ROOT / folder, methods, options, KEYWORDS)
        for _file, _line, text, _comments, context in found:
            strings.add(text, context=context)
    return strings


@pytest.fixture(scope="module", params=[one for one in LANGUAGES if one != "id"])
def translated(request) -> Catalog:
    with (TRANSLATIONS / request.param / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=request.param)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """A text in singular and plural, or as it is."""
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDERS.findall(text))


def test_every_string_is_translated(in_the_code, translated):
    def lacks(message: Message) -> bool:
        found = translated.get(message.id, message.context)
        return found is None or not all(forms(found.string))

    missing = [message.id for message in in_the_code if message.id and lacks(message)]

    assert not missing, "run `make translations` and translate these"


def test_nothing_is_translated_that_the_code_no_longer_says(in_the_code, translated):
    gone = [m.id for m in translated if m.id and not in_the_code.get(m.id, m.context)]

    assert not gone, "run `make translations`"


def test_no_translation_is_a_guess(translated):
    assert [message.id for message in translated if message.id and message.fuzzy] == []


def test_both_languages_have_the_same_placeholders(translated):
    wrong = [
        (message.id, text)
        for message in translated
        if message.id
        for text in forms(message.string)
        if text and placeholders(text) != placeholders(forms(message.id)[0])
    ]

    assert not wrong


def test_the_catalogue_names_no_place_of_this_machine():
    for catalogue in TRANSLATIONS.rglob("*.po"):
        written = catalogue.read_text()
        assert "#: " not in written
        assert "POT-Creation-Date" not in written


def switch(browser, language: str, *, back_to: str):
    return browser.post("/language", language=language, next=back_to)


def test_the_switch_turns_the_first_page_to_english_and_back(browser, clerk):
    assert browser.get("/").text("h1") == ["Beranda"]

    page = switch(browser, "en", back_to="/")

    assert page.soup.html["lang"] == "en"
    assert page.text("h1") == ["Home"]
    assert page.text(".language button") == ["Bahasa Indonesia"]

    page = switch(browser, "id", back_to="/")

    assert page.soup.html["lang"] == "id"
    assert page.text("h1") == ["Beranda"]
    assert page.text(".language button") == ["English"]


def test_a_case_and_the_rules_about_it_are_read_in_english(browser, clerk):
    with clock.stopped_at(NINE_FIFTEEN):
        case = factories.case(by=clerk)

    page = switch(browser, "en", back_to=f"/cases/{case.uuid}")

    assert page.path == f"/cases/{case.uuid}"
    assert page.soup.html["lang"] == "en"
    assert "Asked for" in page.text("h2")
    assert page.says("21 November 2026 at 09:15 WIB")
    assert page.says("Rp40.000.000")

    page = browser.get(f"/eligibility/cases/{case.uuid}")

    assert page.text("h1") == [f"Eligibility {case.number}"]
    assert page.says("The business is fostered by the office")
    assert page.says("Register as a fostered business")
    assert "Which size class" in page.text(".facts-form")[0]


def test_equipment_is_chosen_in_english_and_printed_in_indonesian(browser, clerk):
    case = factories.case(by=clerk, asks=("equipment-apbn",))

    page = switch(browser, "en", back_to=f"/cases/{case.uuid}")

    assert page.says("Equipment · Coffee grinder")
    receipt = PdfReader(io.BytesIO(browser.get(f"/cases/{case.uuid}/receipt.pdf").content))
    assert "Penggiling kopi" in receipt.pages[0].extract_text()


def test_the_receipt_stays_indonesian(browser, clerk):
    case = factories.case(by=clerk)
    switch(browser, "en", back_to="/")

    receipt = PdfReader(io.BytesIO(browser.get(f"/cases/{case.uuid}/receipt.pdf").content))

    text = " ".join(" ".join(page.extract_text() for page in receipt.pages).split())
    assert receipt.trailer["/Root"]["/Lang"].startswith("id")
    assert "Tanda terima permohonan" in text
    assert "datang langsung" in text
    assert "Tambah modal" in text
    assert "Yang masih perlu dilengkapi" in text


def test_the_message_to_the_applicant_stays_indonesian(browser, clerk):
    case = factories.case(by=clerk)

    page = switch(browser, "en", back_to=f"/cases/{case.uuid}")

    [message] = page.text("#message")
    assert message.startswith("Yth. Bapak/Ibu")
    assert "Target tanggapan kami:" in message


def test_the_letter_on_screen_says_that_it_is_indonesian(browser, officer):
    letter = factories.letter()

    page = switch(browser, "en", back_to=f"/letters/{letter.uuid}")

    assert page.soup.html["lang"] == "en"
    assert page.soup.select_one("#letter")["lang"] == "id"


def test_the_journal_is_written_in_indonesian_whatever_the_actor_reads(app):
    business, officer = factories.business(), factories.user(role=Role.OFFICER)
    aid = AidDetails(AidKind.EQUIPMENT, "Mesin giling", date(2024, 5, 1), "APBD 2024")

    with app.test_request_context() as request:
        request.session["language"] = "en"
        with transaction():
            record_aid(business, aid, by=officer)

    entry = audit.head()
    assert isinstance(entry, JournalEntry)
    assert entry.details["kind"] == "Bantuan alat"
    db.session.rollback()
