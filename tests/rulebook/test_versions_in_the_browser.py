"""Comparing, renewing a figure, and what home tells: as a browser shows them, wide and narrow."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from intranet.access import Role
from intranet.database import db
from intranet.office import queries as office
from tests import factories
from tests.rulebook.versions import figure, published

NARROW = 360


def test_a_figure_that_runs_out_is_followed_from_home_to_a_draft_by_keyboard(visitor):
    soon = (office.today() + timedelta(days=10)).isoformat()
    published("kur", figure("turnover_ceiling", value=3_000_000_000, until=soon))
    user = factories.user_with_password(role=Role.SUPERVISOR)
    visitor.sign_in(user.username, factories.PASSWORD)
    db.session.rollback()
    page = visitor.page

    visitor.look(width=NARROW)
    page.get_by_role("link", name="Batas omzet setahun").press("Enter")
    visitor.look()
    page.locator(".notice").get_by_role("link", name="Usulkan angka baru").press("Enter")
    visitor.look(width=1280)
    page.get_by_label("Angka baru").press_sequentially("5000000000")
    expect(page.get_by_label("Angka baru")).to_have_value("5.000.000.000")
    page.get_by_label("Angka baru").press("Enter")
    visitor.look(width=NARROW)
    page.get_by_label("Berlaku sejak").fill((office.today() + timedelta(days=11)).isoformat())
    page.get_by_label("Sumber", exact=True).fill("Permenko 9/2027 Pasal 3")
    page.get_by_label("Sumber", exact=True).press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Kirim untuk disetujui")
    visitor.look()


def test_versions_stand_beside_one_another_and_below_one_another(visitor):
    published("kur", figure("turnover_ceiling", value=3_000_000_000))
    user = factories.user_with_password(role=Role.AUDITOR)
    visitor.sign_in(user.username, factories.PASSWORD)
    db.session.rollback()
    page = visitor.go("/rules/kur")

    page.get_by_role("button", name="Bandingkan").press("Enter")

    expect(page.get_by_text("Hasil: memenuhi syarat pada versi lama")).to_be_visible()
    visitor.look()
    old, new = page.locator(".pair-differs").first.locator("> div").all()
    assert old.bounding_box()["y"] == new.bounding_box()["y"]
    visitor.look(width=NARROW)
    assert old.bounding_box()["y"] < new.bounding_box()["y"]
    expect(new.locator(".pair-version")).to_have_css("position", "static")
