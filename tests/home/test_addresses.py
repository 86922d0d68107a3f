"""A NIK stands in no address: neither in the browser's history nor in anybody's log."""

from __future__ import annotations

import pytest

from tests import factories

NIK = "3509115205800000"


@pytest.mark.parametrize("written", [NIK, "3509 1152 0580 0000", "3509.11.520580.0000"])
@pytest.mark.parametrize("path", ["/search", "/businesses/", "/businesses/find", "/cases/"])
def test_a_nik_typed_into_an_address_is_left_out_of_the_next(browser, clerk, path, written):
    answer = browser.get(path, q=written, page="2")

    assert answer.status == 303
    assert answer.headers["Location"] == f"{path}?page=2"


def test_a_fragment_is_led_on_as_a_page(browser, clerk):
    answer = browser.get("/businesses/find", htmx=True, q=NIK)

    assert answer.status == 204
    assert answer.headers["HX-Redirect"] == "/businesses/find"


def test_the_reader_is_told_where_to_type_it(browser, clerk):
    browser.get("/search", q=NIK)

    assert browser.get("/search").says("Ketik NIK di kotak pencarian")


def test_the_quick_search_finds_by_nik_without_an_address(browser, clerk):
    person = factories.person(nik=NIK)

    answer = browser.post("/search", q=NIK)

    assert answer.path == "/search"
    assert answer.says(person.name)
    assert NIK not in answer.content.decode().replace(f'value="{NIK}"', "")


@pytest.mark.parametrize(
    "text",
    ["0812 3456 7890", "1234567890123", "500.3.4/123/35.09.410/2026", "LKT-2026-000001"],
)
def test_other_numbers_may_stand_in_an_address(browser, clerk, text):
    assert browser.get("/search", q=text).status == 200


def test_the_digits_of_a_uuid_are_no_nik(browser, clerk):
    uuid = "12345678-1234-1234-1234-123456789012"

    assert browser.get("/businesses/", after=uuid, cluster=uuid).status == 200


def test_the_journal_is_not_asked_for_a_nik(browser, auditor):
    answer = browser.get("/audit/journal.csv", about=NIK)

    assert answer.status == 303
    assert answer.headers["Location"] == "/audit/journal.csv"


@pytest.mark.parametrize("path", ["/cases/", "/businesses/"])
def test_lists_find_by_nik_and_push_no_address_that_holds_it(browser, clerk, path):
    case = factories.case(business=factories.business(owner=factories.person(nik=NIK)))
    factories.case()

    swapped = browser.post(path, {"q": "3509 1152 0580 0000"}, htmx=True)
    whole = browser.post(path, {"q": NIK})

    assert swapped.headers["HX-Push-Url"] == path
    for answer in (swapped, whole):
        assert len(answer.text("tbody tr")) == 1
        assert answer.says(case.business.name)


@pytest.mark.parametrize("path", ["/cases/", "/businesses/"])
def test_without_scripts_what_was_looked_for_has_an_address_to_come_back_to(browser, clerk, path):
    answer = browser._open(
        "POST", path, data={"csrf_token": browser.csrf_token(), "q": "kopi", "after": ""}
    )

    assert answer.status == 303
    assert answer.headers["Location"] == f"{path}?q=kopi"
