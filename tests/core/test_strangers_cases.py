"""Whatever belongs to a case that one may not see answers as if it did not exist."""

from __future__ import annotations

import io

import pytest

from intranet.access import Role
from intranet.allocations import queries as applications
from intranet.allocations.ledger import seats
from intranet.audit import services as audit
from intranet.cases import moving
from intranet.cases import services as cases
from intranet.cases.codes import StatementBasis
from intranet.database import db, transaction
from intranet.eligibility import queries as eligibility
from intranet.office import queries as office
from tests import factories
from tests.browser import Browser
from tests.core.walking import UNSAFE, path_to, routes

# The arguments of addresses that name something of a case.
OF_A_CASE = (
    "case_uuid",
    "item_uuid",
    "letter_uuid",
    "decision_uuid",
    "attachment_uuid",
    "referral_uuid",
    "application_uuid",
    "seat_uuid",
)


def belongings(*, is_confidential: bool):
    """A case of the UMKM division with all that may hang on one: its UUIDs by argument."""
    factories.period("study-visit", places=1)
    asks = ("bank-referral", "study-visit")
    letter = factories.letter(
        about=factories.verified_case(
            asks=asks, division_code="umkm", is_confidential=is_confidential
        )
    )
    item, case, officer = letter.item, letter.item.case, factories.user(role=Role.OFFICER)
    with transaction():
        attachment = cases.attach(
            case,
            title="KTP",
            content=b"x",
            name="ktp.pdf",
            media_type="application/pdf",
            by=officer,
        )
        cases.state_facts(item, {"market_evidence": (True, StatementBasis.DOCUMENT)}, by=officer)
        referral = moving.refer_item(
            item,
            agency="Disperindag",
            reason="Dibina dinas itu.",
            follow_up_on=office.today(),
            seen_version=case.version,
            by=officer,
        )
        application = applications.open_application_of(case.items[1])
        found = [case, item, letter, eligibility.current_decision(item), attachment, referral]
        found += [application, seats.take(application, by=officer)]
        return dict(zip(OF_A_CASE, [one.uuid for one in found], strict=True))


@pytest.mark.parametrize(
    ("role", "is_confidential"),
    [
        (Role.OFFICER, False),
        (Role.OFFICER, True),
        (Role.FRONT_DESK, True),
        (Role.SUPERVISOR, True),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_what_belongs_to_a_strangers_case_is_not_there(app, role, is_confidential):
    uuids = belongings(is_confidential=is_confidential)
    stranger = factories.user(role=role, division_code="koperasi")
    browser = Browser(app)
    browser.sign_in(stranger)
    before, leaks, asked = audit.head().sequence, [], 0

    for method, path, rule in routes(app):
        if not rule.arguments & set(OF_A_CASE):
            continue
        address = path_to(app, rule, uuids.__getitem__)
        data = {"csrf_token": browser.csrf_token(), "file": (io.BytesIO(b"x"), "x.pdf")}
        answer = browser._open(method, address, data=data if method in UNSAFE else None)
        asked += 1
        if answer.status not in {403, 404}:
            leaks.append((method, path, answer.status))
    new = browser.get("/banks/referrals/new", item=str(uuids["item_uuid"]))

    assert not leaks
    assert new.status in {403, 404}
    assert asked > 25
    assert audit.head().sequence == before


def test_a_strangers_case_stands_in_no_list(app):
    uuids = belongings(is_confidential=True)
    db.session.rollback()
    browser = Browser(app)
    browser.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))

    for path in ("/", "/cases/", "/letters/", "/search?q=LKT", "/cases/?q=LKT"):
        page = browser.get(path)
        for uuid in uuids.values():
            assert str(uuid) not in page.content.decode()
