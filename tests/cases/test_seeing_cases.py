"""Who sees which case, and finding it again."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from intranet import clock
from intranet.access import Role
from intranet.cases import queries, waiting
from intranet.cases.codes import Status
from intranet.cases.models import Case
from intranet.cases.queries import Wanted
from intranet.cases.waiting import Kind
from intranet.database import db
from tests import factories


def seen_by(role: Role, **changes: object) -> list[str]:
    reader = factories.user(role=role, **changes)
    found = db.session.scalars(queries.visible_to(reader).order_by(Case.id))
    return [case.number for case in found]


def in_division(case: Case, code: str) -> Case:
    case.division_code = code
    db.session.commit()
    return case


def test_officers_see_their_division_and_what_nobody_has_yet(app):
    ours = in_division(factories.case(), "umkm")
    theirs = in_division(factories.case(), "koperasi")
    nobodys = factories.case()

    assert seen_by(Role.OFFICER, division_code="umkm") == [ours.number, nobodys.number]
    assert seen_by(Role.OFFICER, division_code="koperasi") == [theirs.number, nobodys.number]
    assert seen_by(Role.OFFICER, division_code=None) == [nobodys.number]


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.SUPERVISOR, Role.HEAD, Role.AUDITOR])
def test_others_see_every_case_that_is_not_confidential(app, role):
    cases = [in_division(factories.case(), "koperasi"), factories.case()]

    assert seen_by(role) == [case.number for case in cases]


def test_administrator_sees_no_case(app, browser, administrator):
    case = factories.case()

    assert seen_by(Role.ADMINISTRATOR) == []
    assert browser.get(f"/cases/{case.uuid}").status == 403


def test_confidential_case_is_for_few(app):
    receiver = factories.user()
    case = factories.case(by=receiver, is_confidential=True, division_code="umkm")

    assert seen_by(Role.FRONT_DESK) == []
    assert seen_by(Role.OFFICER, division_code="koperasi") == []
    assert seen_by(Role.SUPERVISOR, division_code="koperasi") == []
    for role in (Role.HEAD, Role.AUDITOR):
        assert seen_by(role) == [case.number]
    assert seen_by(Role.OFFICER, division_code="umkm") == [case.number]
    assert queries.get(case.uuid, reader=receiver) == case


def test_case_out_of_sight_looks_as_if_it_does_not_exist(browser, officer):
    case = in_division(factories.case(), "koperasi")
    item = case.items[0]

    for path in (
        f"/cases/{case.uuid}",
        f"/cases/{case.uuid}/receipt.pdf",
        f"/cases/{case.uuid}/dispose",
        f"/cases/{case.uuid}/act/verify",
        f"/cases/items/{item.uuid}/refer",
        f"/cases/items/{item.uuid}/correct",
    ):
        assert browser.get(path).status == 404
    assert browser.get("/cases/", q=case.number).says("Tidak ada kasus yang cocok.")


def test_case_is_found_by_number_name_and_business(browser, clerk):
    business = factories.business(name="Kopi O'Brien 100%")
    case = factories.case(business=business)
    factories.case()

    for text in (case.number, business.owner.name, "o'brien", "100%"):
        page = browser.get("/cases/", q=text)
        assert page.text("tbody th a") == [case.number], text


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"; --', "\0", "x" * 5000, "🙏"])
def test_any_text_can_be_searched_for(browser, clerk, text):
    factories.case()

    assert browser.get("/cases/", q=text).status == 200


def test_search_answers_htmx_with_the_table_alone(browser, clerk):
    factories.case()

    page = browser.get("/cases/", htmx=True, q="LKT")

    assert page.has("#cases") and not page.has("h1")


def test_filters_narrow_the_list(browser, clerk):
    case = factories.case(by=clerk)
    other = in_division(factories.case(), "koperasi")
    other.status = Status.RETURNED
    other.target_on -= timedelta(days=400)
    late = factories.case()
    late.target_on -= timedelta(days=400)
    db.session.commit()

    def numbers(**filters: str) -> list[str]:
        return browser.get("/cases/", **filters).text("tbody th a")

    assert numbers(status="dikembalikan") == [other.number]
    assert numbers(division="koperasi") == [other.number]
    assert numbers(mine="1") == [case.number]
    assert numbers(overdue="1") == [late.number]
    assert len(numbers(channel="in_person")) == 3
    assert numbers(channel="forum") == []
    assert len(numbers(status="tidak-ada", channel="?")) == 3


def test_list_is_read_page_by_page_in_both_directions(browser, clerk, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_LENGTH", 2)
    business = factories.business()
    newest_first = [factories.case(business=business).number for _ in range(5)][::-1]

    first = browser.get("/cases/")
    assert first.text("tbody th a") == newest_first[:2]
    assert not first.has("a[rel=prev]")

    second = follow(browser, first, "next")
    third = follow(browser, second, "next")
    assert third.text("tbody th a") == newest_first[4:]
    assert not third.has("a[rel=next]")

    back = follow(browser, third, "prev")
    assert back.text("tbody th a") == newest_first[2:4]


def follow(browser, page, direction: str):
    address = urlsplit(page.soup.select_one(f"a[rel={direction}]")["href"])
    return browser.get(address.path, **dict(parse_qsl(address.query)))


def test_page_of_a_business_shows_its_cases(browser, clerk):
    business = factories.business()
    case = factories.case(business=business)
    factories.case()

    page = browser.get(f"/cases/of-business/{business.uuid}", htmx=True)
    assert page.text("tbody th a") == [case.number]
    assert browser.get(f"/cases/of-business/{business.uuid}").has("h1")


def waits(user) -> dict[Kind, int]:
    return {one.kind: one.count for one in waiting.waiting_for(user)}


def test_first_page_knows_what_waits_for_an_officer(app):
    officer = factories.user(role=Role.OFFICER)
    late, assigned, fresh = factories.case(), factories.case(), factories.case()
    late.target_on = clock.now().date() - timedelta(days=30)
    in_division(assigned, "umkm").officer = officer
    assigned.status = Status.DISPOSED
    db.session.commit()

    found = waits(officer)

    assert found[Kind.OVERDUE] == 1
    assert found[Kind.ASSIGNED] == 1
    assert found[Kind.TO_VERIFY] == 2
    assert found[Kind.DUE_TODAY] == 0
    assert [c.number for c in waiting.waiting_for(officer)[2].cases] == [late.number, fresh.number]


def test_nothing_waits_for_an_administrator(app):
    factories.case()

    assert waiting.waiting_for(factories.user(role=Role.ADMINISTRATOR)) == []


def test_wanted_nothing_is_wanted_everything(app):
    case = factories.case()

    found = queries.search(Wanted(), reader=factories.user())

    assert found.cases == [case] and found.newer is None and found.older is None
