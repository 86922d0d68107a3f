"""The supervisor takes a list over with mouse and keyboard, on a wide screen and on a phone."""

from __future__ import annotations

from intranet.access import Role
from tests import factories
from tests.businesses.lists import csv_of

PHONE, DESK = 360, 1280


def test_a_list_is_settled_and_taken(visitor):
    user = factories.user_with_password(role=Role.SUPERVISOR)
    known = factories.business(name="Kripik Tempe Contoh")
    chosen = factories.business(name="Kopi Lereng Contoh")
    factories.business(name="Kopi Lereng Contoh")
    rows = csv_of(
        ("Warga Contoh", known.owner.nik, "", "", "Pelatihan pengemasan produk", "2023"),
        ("", "", "Kopi Lereng Contoh", "", "Hibah mesin penggiling", "12/05/2022"),
        ("Warga Contoh", "3509", "", "", "Pelatihan", "31/02/2023"),
    )
    visitor.sign_in(user.username, factories.PASSWORD)
    page = visitor.go("/businesses/histories")
    visitor.look(width=PHONE)
    visitor.look(width=DESK)
    page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": "penerima lama.csv", "mimeType": "text/csv", "buffer": rows}
    )

    page.get_by_role("button", name="Periksa daftar").click()
    page.get_by_label("Usaha untuk baris 3").select_option(str(chosen.uuid))
    visitor.look(width=PHONE)
    visitor.look(width=DESK)
    page.get_by_role("button", name="Simpan pilihan").click()
    visitor.sees("Pilihan disimpan.")
    page.get_by_role("link", name="Perlu diperbaiki").click()
    visitor.sees("NIK harus 16 angka.")
    visitor.look()
    page.get_by_role("button", name="Catat 2 baris").click()

    visitor.sees("Daftar ini sudah diambil ke dalam register.")
    visitor.look(width=PHONE)
    page = visitor.go(f"/businesses/{chosen.uuid}")
    assert page.locator("#aid").get_by_text("Hibah mesin penggiling").is_visible()
