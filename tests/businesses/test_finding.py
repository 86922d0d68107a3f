"""Likely matches at the counter, and where they lead."""

import pytest

from intranet.businesses import search_index
from intranet.database import transaction
from tests import factories


@pytest.fixture
def roaster(app):
    owner = factories.person(name="Sumartini")
    business = factories.business(owner=owner, name="Kopi Argopuro", is_fostered=True)
    with transaction():
        search_index.rebuild()
    return business


def test_a_misspelt_name_leads_to_a_new_case(browser, clerk, roaster):
    page = browser.post("/businesses/find", {"q": "sumrtini", "then": "/cases/new"})

    assert page.link("Kopi Argopuro") == f"/cases/new?business={roaster.uuid}"
    assert page.says("Sumartini · Tanjungrejo, Wuluhan")
    assert page.says("Binaan")


def test_somebody_without_business_leads_to_a_new_case_too(browser, clerk):
    person = factories.person(name="Joko")
    with transaction():
        search_index.rebuild()

    page = browser.get("/businesses/find", q="joko", then="/cases/new")

    assert page.link("Joko") == f"/cases/new?person={person.uuid}"


def test_nobody_fits_and_the_name_is_taken_along(browser, clerk, roaster):
    page = browser.get("/businesses/find", q="Wulandari", then="/cases/new")

    assert page.says("Tidak ada yang cocok.")
    assert page.link("Daftarkan orang dan usaha baru") == (
        "/businesses/new?name=Wulandari&then=/cases/new"
    )


def test_a_nik_finds_its_bearer_and_is_not_shown(browser, clerk, roaster):
    nik = roaster.owner.nik

    page = browser.post("/businesses/find", {"q": f"{nik[:6]} {nik[6:]}"})

    assert page.link("Kopi Argopuro") == f"/businesses/{roaster.uuid}"
    assert page.text(".found-list .code") == [f"{nik[:4]}••••••••{nik[-4:]}"]
    assert page.link("Daftarkan orang dan usaha baru") == "/businesses/new"


def test_the_box_is_shown_in_another_page_and_then_its_matches_alone(browser, clerk, roaster):
    box = browser.get("/businesses/find", htmx=True, then="/cases/new")
    response = browser.client.post(
        "/businesses/find",
        data={"q": "kopi", "then": "/cases/new", "csrf_token": browser.csrf_token()},
        headers={"HX-Request": "true", "HX-Target": "found"},
    )

    assert box.has("#find input[type=search]")
    assert not box.has("h1")
    assert b'id="found"' in response.data
    assert b"<form" not in response.data


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_matches_lead_nowhere_outside(browser, clerk, roaster, then):
    page = browser.get("/businesses/find", q="kopi", then=then)

    assert page.link("Kopi Argopuro") == f"/businesses/{roaster.uuid}"


def test_who_may_not_register_is_not_led_there(browser, head, roaster):
    assert not browser.get("/businesses/find", q="kopi").has(".found-new")
