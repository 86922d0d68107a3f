"""Seeing a full identity number needs a reason; the open case is offered as one."""

from __future__ import annotations

from intranet.audit import services as audit
from tests import factories


def test_the_open_case_is_the_reason_offered(browser, officer):
    case = factories.case(by=officer)

    page = browser.get(f"/people/{case.person.uuid}")

    assert page.has(f"[value='Melayani kasus {case.number}']")


def test_the_full_number_is_shown_once_and_stands_on_the_case_in_the_journal(browser, officer):
    case = factories.case(by=officer)
    page = browser.get(f"/people/{case.person.uuid}")
    form = next(
        form for form in page.soup.select("main form") if "/reveal" in form.get("action", "")
    )
    sent = {field["name"]: field.get("value", "") for field in form.select("[name]")}

    shown = browser.post(f"/people/{case.person.uuid}/reveal", sent)

    assert shown.says(case.person.nik) or case.person.nik in shown.content.decode()
    assert "identity_revealed" in [entry.action for entry in audit.timeline(case.uuid)]


def test_a_confidential_case_is_not_offered_as_a_reason(browser, officer):
    case = factories.case(by=officer, is_confidential=True, division_code="umkm")

    page = browser.get(f"/people/{case.person.uuid}")

    assert case.number not in page.content.decode()
