"""The key that makes sending a form twice harmless belongs to one person's form."""

from __future__ import annotations

from sqlalchemy import func, select

from intranet.businesses.models import MarketEvidence
from intranet.database import db
from tests import factories

EVIDENCE = {"kind": "order", "dated_on": "2026-01-05", "description": "Pesanan 100 bungkus kopi"}
KEY = "01900000-0000-7000-8000-00000000000a"


def recorded() -> int | None:
    return db.session.scalar(select(func.count(MarketEvidence.id)))


def test_a_form_sent_twice_makes_one_record(browser, clerk):
    address = f"/businesses/{factories.business().uuid}/evidence/new"

    for _ in range(2):
        assert browser.post(address, EVIDENCE, once=KEY).status == 200

    assert recorded() == 1


def test_a_form_left_open_by_a_colleague_is_taken_from_the_next_clerk(browser):
    address = f"/businesses/{factories.business().uuid}/evidence/new"

    for clerk in (factories.user(), factories.user()):
        browser.sign_in(clerk)
        assert browser.post(address, EVIDENCE, once=KEY).status == 200

    assert recorded() == 2
