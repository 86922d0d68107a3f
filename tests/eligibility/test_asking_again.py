"""Who received equipment not long ago is told why not, and from when they may ask again."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from pypdf import PdfReader

from intranet import clock
from intranet.businesses.models import AidKind, AidReceived
from intranet.cases import receipts
from intranet.database import db
from intranet.eligibility.models import Outcome
from intranet.eligibility.queries import current_decision
from tests import factories
from tests.eligibility import stories

MARCH = datetime(2027, 3, 2, 2, tzinfo=UTC)
FROM = "12 Januari 2029"


def received(business, on, what="Alat penggiling kopi 5 kg", kind=AidKind.EQUIPMENT):
    db.session.add(
        AidReceived(business=business, kind=kind, what=what, received_on=on, source="BAST 1/2027")
    )
    db.session.commit()


def asks_for_a_grinder(business):
    """The case, its proposal handed in."""
    case = stories.opens_case(business, stories.grinder())
    stories.hands_in(case, "Proposal")
    return case


def decided(case):
    return current_decision(case.items[0])


def test_aid_on_record_is_enough_though_the_history_is_not_declared_complete(browser, officer):
    business = stories.roaster()
    assert business.history_complete_since is None
    received(business, date(2027, 1, 11))

    with clock.stopped_at(MARCH):
        case = asks_for_a_grinder(business)
        browser.sign_in(officer)
        page = browser.get(f"/eligibility/cases/{case.uuid}")

        decision = decided(case)
        assert decision.outcome is Outcome.INELIGIBLE
        assert decision.facts["equipment_aid_received"] == 1
        assert page.says(f"Dapat diajukan lagi mulai {FROM}.")
        assert page.says("paling sedikit, menurut catatan terakhir 11 Januari 2027")
        with browser.app.test_request_context():
            [missing] = [one for one in receipts.missing(case) if "alat sejenis" in (one.why or "")]
        assert FROM in missing.why
        sheet = browser.get(f"/eligibility/decisions/{decision.uuid}/print.pdf")
        pages = PdfReader(io.BytesIO(sheet.content)).pages
        told = " ".join("\n".join(one.extract_text() for one in pages).split())
        assert f"Dapat diajukan lagi mulai {FROM}" in told


def test_on_that_day_nothing_is_certain_any_more(app):
    """Whether something was received since, which is on no record, has to be asked."""
    business = stories.roaster()
    received(business, date(2027, 1, 11))

    with clock.stopped_at(datetime(2029, 1, 11, 20, tzinfo=UTC)):  # The 12th at the office.
        decision = decided(asks_for_a_grinder(business))

    assert decision.outcome is Outcome.UNDETERMINED
    assert "last_equipment_aid_on" not in decision.facts
    assert decision.answer["missing"] == ["last_equipment_aid_on"]


def test_other_equipment_on_record_says_nothing_of_this_kind(app):
    business = stories.roaster()
    received(business, date(2027, 1, 11), what="Mesin jahit")

    with clock.stopped_at(MARCH):
        decision = decided(asks_for_a_grinder(business))

    assert decision.outcome is Outcome.UNDETERMINED
    assert "equipment_aid_received" not in decision.facts


def test_a_history_declared_complete_says_the_count_itself(app):
    business = stories.roaster(history_complete_since=date(2020, 1, 1))
    received(business, date(2024, 5, 6))
    received(business, date(2027, 1, 11))

    with clock.stopped_at(MARCH):
        decision = decided(asks_for_a_grinder(business))

    assert decision.facts["equipment_aid_received"] == 2
    assert decision.sources["equipment_aid_received"]["kind"] == "history"
    assert decision.outcome is Outcome.INELIGIBLE


def test_the_same_owners_other_business_is_another_subject(app):
    owner = factories.person()
    received(stories.roaster(owner=owner, name="Kopi Pertama"), date(2027, 1, 11))

    with clock.stopped_at(MARCH):
        second = stories.roaster(owner=owner, name="Kopi Kedua", nib="1234567890124")
        decision = decided(asks_for_a_grinder(second))

    assert "equipment_aid_received" not in decision.facts
