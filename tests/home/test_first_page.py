"""What waits for each role, the search over everything, and the language."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.businesses import search_index
from intranet.database import transaction
from intranet.office import queries as office
from tests import factories


def told(page) -> str:
    return " ".join(page.text("#cards"))


@pytest.mark.parametrize(
    ("role", "of_concern", "of_no_concern"),
    [
        (Role.FRONT_DESK, ["yang Anda terima hari ini", "jatuh tempo hari ini"], ["paraf"]),
        (Role.OFFICER, ["sudah diverifikasi", "ditugaskan kepada Anda"], ["paraf"]),
        (Role.SUPERVISOR, ["menunggu paraf Anda", "lewat tenggat"], ["tanda tangan"]),
        (Role.AUDITOR, ["lewat tenggat", "Jejak audit"], ["terima hari ini", "langkah kedua"]),
        (Role.ADMINISTRATOR, ["langkah kedua", "Pengaturan kantor"], ["kasus", "surat yang"]),
    ],
)
def test_every_role_is_told_what_concerns_it(browser, role, of_concern, of_no_concern):
    browser.sign_in(factories.user(role=role))

    page = told(browser.get("/"))

    assert all(words in page for words in of_concern), page
    assert not any(words in page for words in of_no_concern), page


def test_the_head_is_told_of_letters_to_sign(browser):
    browser.sign_in(factories.head_of_office())

    assert "menunggu tanda tangan Anda" in told(browser.get("/"))


def test_only_who_opens_cases_is_offered_a_new_one(browser, clerk):
    assert browser.get("/").link("Kasus baru") == "/cases/new"

    browser.sign_in(factories.user(role=Role.AUDITOR))
    assert "Kasus baru" not in " ".join(browser.get("/").text(".page-actions a"))


def test_the_administrator_is_told_what_the_office_lacks(browser, administrator):
    assert "Isi nomor telepon untuk kop surat" in browser.get("/").text(".home-rows a")

    with transaction():
        office.current().phone = "(0331) 000000"

    assert "Isi nomor telepon untuk kop surat" not in browser.get("/").text(".home-rows a")


def test_the_menu_marks_where_one_is(browser, administrator):
    page = browser.get("/office/officials")

    assert page.text("#menu [aria-current=page]") == ["Pengaturan kantor"]
    assert "Kasus" not in page.text("#menu a")


def test_a_name_finds_the_business_and_the_letters_of_the_alphabet_find_nothing(browser, clerk):
    business = factories.business(name="Kopi Sangrai Lestari")
    with transaction():
        search_index.rebuild()

    page = browser.post("/search", q="kopi lestari")

    assert page.path == "/search"
    assert page.link("Kopi Sangrai Lestari") == f"/businesses/{business.uuid}"
    assert browser.get("/search", q="qqqqqq").says("Tidak ada yang cocok")


def test_a_nik_is_found_without_standing_in_an_address(browser, clerk):
    nik = factories.nik()
    person = factories.person(nik=nik, name="Sumartini")

    answer = browser.client.post("/search", data={"q": nik, "csrf_token": browser.csrf_token()})

    assert answer.status_code == 200
    assert str(person.uuid) in answer.text
    page = browser.client.get("/search", query_string={"q": nik})
    assert (page.status_code, page.headers["Location"]) == (303, "/search")


@pytest.mark.parametrize("text", ["\0", "😀", "%", "'", "a" * 5000, "\\", '"*', "ꦗꦮ", " "])
def test_any_text_can_be_searched(browser, clerk, text):
    assert browser.post("/search", q=text).status == 200


def test_the_administrator_is_offered_no_search_for_citizens(browser, administrator):
    assert not browser.get("/").has("[role=search]")
    assert browser.get("/search", q="Sumartini").status == 403


def test_the_language_changes_and_leads_back(browser, clerk):
    answer = browser.client.post(
        "/language",
        data={"language": "en", "next": "/cases/?q=a", "csrf_token": browser.csrf_token()},
    )

    assert answer.headers["Location"] == "/cases/?q=a"
    assert browser.get("/").soup.html["lang"] == "en"


@pytest.mark.parametrize("wrong", ["//evil.example", "/\\evil.example", "https://evil.example", ""])
def test_the_language_leads_nowhere_else(browser, clerk, wrong):
    answer = browser.client.post(
        "/language", data={"language": "xx", "next": wrong, "csrf_token": browser.csrf_token()}
    )

    assert answer.headers["Location"] == "/"
    assert browser.get("/").soup.html["lang"] == "id"
