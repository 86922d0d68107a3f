"""Delivery and checks in a real browser: an officer in the field, with a phone."""

from __future__ import annotations

from intranet.access import Role
from tests import factories


def test_an_officer_records_a_check_on_a_phone(visitor):
    officer = factories.user_with_password(role=Role.OFFICER)
    aid = factories.handed_over_aid(serials=("GX5-2026-0001",))
    delivered = factories.delivered_aid()
    visitor.sign_in(officer.username, factories.PASSWORD)
    page = visitor.page
    for path in (f"/equipment/aids/{delivered.uuid}/handover", "/equipment/checks"):
        visitor.go(path)

    page.set_viewport_size({"width": 360, "height": 800})
    visitor.go(f"/equipment/aids/{aid.uuid}")
    page.get_by_role("link", name="Catat pemeriksaan").click()
    visitor.look()
    page.get_by_label("Keadaan alat").select_option("idle")
    page.get_by_label("GX5-2026-0001").check()
    page.get_by_role("button", name="Simpan pemeriksaan").click()
    visitor.look()
    visitor.sees("Tulis apa yang dilakukan atas keadaan ini")
    page.get_by_label("Tindak lanjut").fill("Dibantu memasang mesinnya.")
    page.get_by_role("button", name="Simpan pemeriksaan").click()
    visitor.sees("Hasil pemeriksaan tersimpan.")
    visitor.look()
    for path in ("/equipment/use", "/equipment/results"):
        visitor.go(path)
