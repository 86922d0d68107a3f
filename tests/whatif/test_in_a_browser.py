"""The slider moves the number, and the page is drawn anew while it moves."""

from __future__ import annotations

from intranet.access import Role
from intranet.whatif import snapshot, taking
from tests import factories
from tests.whatif import stories


def test_the_slider_is_moved_by_keyboard_and_the_focus_stays(visitor):
    user = factories.user_with_password(role=Role.SUPERVISOR)
    for sales in (1_000_000_000, 5_000_000_000, 7_000_000_000):
        factories.business(annual_sales=sales, name=f"Toko {sales}")
    draft = stories.draft(turnover_ceiling=6_000_000_000)
    visitor.sign_in(user.username, factories.PASSWORD)
    page = visitor.go(f"/rules/drafts/{draft.uuid}/impact")
    visitor.sees("1 usaha menjadi berpeluang, 0 tidak lagi berpeluang.")
    slider = page.get_by_label("Geser: Batas omzet setahun")

    slider.focus()
    page.keyboard.press("End")

    visitor.sees("2 usaha menjadi berpeluang, 0 tidak lagi berpeluang.")
    assert page.get_by_label("Batas omzet setahun", exact=True).input_value() == "12.000.000.000"
    assert slider.evaluate("one => one === document.activeElement")
    assert "turnover_ceiling=12.000.000.000" in page.url
    visitor.look()

    page.get_by_label("Batas omzet setahun", exact=True).fill("900.000.000")
    visitor.sees("0 usaha menjadi berpeluang, 1 tidak lagi berpeluang.")
    visitor.look(width=360)


def test_the_page_follows_a_snapshot_that_is_being_taken_until_it_can_count(visitor, monkeypatch):
    user = factories.user_with_password(role=Role.SUPERVISOR)
    factories.business(annual_sales=5_000_000_000)
    draft = stories.draft(turnover_ceiling=6_000_000_000)
    path = snapshot.folder() / taking.PROGRESS
    monkeypatch.setattr(taking, "AT_ONCE", 0)
    monkeypatch.setattr(taking, "start", lambda total: None)
    taking._tell(path, 0, 1)
    visitor.sign_in(user.username, factories.PASSWORD)

    visitor.go(f"/rules/drafts/{draft.uuid}/impact")

    visitor.sees("0 dari 1")
    taking._tell(path, 1, 1)
    visitor.sees("1 dari 1")
    snapshot.take()
    path.unlink()
    visitor.sees("1 usaha menjadi berpeluang, 0 tidak lagi berpeluang.")
    visitor.look()
