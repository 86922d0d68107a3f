"""A place on screen: the quota is set, the next in line is offered a place and takes it up."""

from __future__ import annotations

from intranet.access import Role
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from tests import factories


def test_a_supervisor_sets_the_quota_and_gives_the_place(app, visitor):
    supervisor = factories.user_with_password(role=Role.SUPERVISOR)
    certain = {"confirmed_on": office.today(), "choice": ChoiceMethod.FIRST_COME}
    period = factories.period("bpom-subsidy", offer_days=10, **certain)
    first, second = factories.application(), factories.application()
    page = visitor.page
    visitor.sign_in(supervisor.username, factories.PASSWORD)

    visitor.go("/allocations/")
    visitor.sees("belum ditetapkan")
    page.get_by_role("link", name=period.name).click()
    page.get_by_role("link", name="Tetapkan kuota").first.click()
    page.get_by_label("Jumlah tempat").fill("1")
    page.get_by_label("Dasar atau alasan").fill("DPA dinas tahun ini")
    page.get_by_role("button", name="Simpan kuota").click()
    visitor.sees("Kuota disimpan.")
    page.get_by_text("1 kejadian").click()
    visitor.look(width=360)
    visitor.look(width=1280)

    visitor.go(f"/cases/{first.item.case.uuid}")
    visitor.sees("Didaftarkan pada")
    visitor.look(width=360)
    visitor.look(width=1280)
    page.locator("#places-of-case").get_by_role("link", name=period.name).click()
    visitor.look(width=360)
    visitor.look(width=1280)
    page.get_by_role("link", name="Tempat 1").click()
    page.get_by_text("hari dilewati").click()
    visitor.look()
    for act, then in (
        ("Tawarkan", "Tempat ditawarkan."),
        ("Calon penerima bersedia", "Kesediaan calon penerima dicatat."),
        ("Berikan", "Tempat diberikan."),
    ):
        page.get_by_role("button", name=act).click()
        visitor.sees(then)
        visitor.look()
    visitor.look(width=360)

    visitor.go(f"/businesses/{first.business.uuid}")
    visitor.sees("Sudah pernah menerima:")
    visitor.go(f"/allocations/periods/{period.uuid}/applications")
    visitor.sees("Menunggu ke-1")
    visitor.sees(second.key)
    visitor.look(width=360)
