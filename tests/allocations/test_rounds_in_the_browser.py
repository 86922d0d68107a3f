"""The head decides on a telephone: from the card on the first page to the public result."""

from __future__ import annotations

from playwright.sync_api import expect

from intranet.access import Role
from intranet.allocations.ledger import seats
from intranet.database import db
from intranet.programmes.models import ChoiceMethod
from tests import factories
from tests.allocations import visits


def test_the_head_approves_on_a_telephone_and_anybody_sees_the_result(app, visitor):
    declared = visits.clusters(2)
    shared = visits.period(declared, places=1, choice=ChoiceMethod.SEQUENCE)
    [first, _second] = visits.applicants((1, 1), declared)
    round = visits.proposed(visits.frozen(shared))
    head = factories.user_with_password(role=Role.HEAD)
    address, name = f"/share/{round.uuid}", f"{shared.name}, putaran 1"
    page = visitor.page
    page.set_viewport_size({"width": 360, "height": 800})

    visitor.sign_in(head.username, factories.PASSWORD)
    page.get_by_role("link", name=name).click()
    visitor.look()
    page.get_by_role("link", name="Periksa dan setujui").click()
    visitor.look()
    page.get_by_role("button", name="Setujui hasil").click()
    expect(page.get_by_text("Hasil disetujui.")).to_be_visible()
    visitor.look()
    visitor.go(address)

    expect(page.get_by_role("row", name=first.key)).to_contain_text("Terpilih")
    db.session.rollback()
    assert seats.seat_of(first) is not None
