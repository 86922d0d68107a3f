"""The way of a programme's money on a screen: an officer books it, the auditor takes the papers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from intranet.access import Role
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories


def test_an_officer_books_and_the_auditor_takes_the_dossier_along(visitor):
    period = factories.period(
        places=2,
        choice=ChoiceMethod.FIRST_COME,
        budget=60_000_000,
        ceiling=10_000_000,
        confirmed_on=office.today(),
        confirmed_basis="DPA Contoh 1",
    )
    first, *_others = [factories.application() for _each in range(3)]
    factories.proposal(estimate=25_000_000)
    officer = factories.user_with_password(role=Role.OFFICER)
    auditor = factories.user_with_password(role=Role.AUDITOR)

    visitor.sign_in(officer.username, factories.PASSWORD)
    page = visitor.go(f"/allocations/periods/{period.uuid}/spending")
    page.get_by_role("link", name=f"Catat {first.key}").click()
    visitor.look()
    page.get_by_label("Jumlah").fill("12.000.000")
    page.get_by_label("Untuk apa?").fill("Uji laboratorium contoh")
    page.get_by_role("button", name="Catat").click()
    page.get_by_text("di atas pagu per penerima").first.wait_for()
    visitor.look()
    page.get_by_label("Jumlah").fill("7.500.000")
    page.get_by_role("button", name="Catat").click()
    page.get_by_text("Rp2.500.000 di bawah pagu").wait_for()
    visitor.look()
    visitor.look(width=360)

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/sign-in**")
    visitor.sign_in(auditor.username, factories.PASSWORD)
    visitor.go("/reports/")
    visitor.look(width=1280)
    visitor.go(f"/reports/needs?budget=apbd-{office.today().year + 1}")
    visitor.look(width=360)
    page = visitor.go(f"/reports/dossiers/{period.uuid}")
    visitor.look(width=1280)
    with page.expect_download() as download:
        page.get_by_role("link", name="Susun satu PDF").click()

    content = Path(download.value.path()).read_bytes()
    words = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Berkas" in words and period.name in words
