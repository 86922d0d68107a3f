"""The pages about places: how they stand, who has them, and setting a quota."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select

from intranet.access import Role
from intranet.allocations.ledger import quotas, seats
from intranet.allocations.models import ApplicationState, SeatState
from intranet.audit.models import JournalEntry
from intranet.cases.models import Case
from intranet.database import db, transaction
from intranet.forums.log.taking_down import Wish
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod, Counted
from tests import factories
from tests.browser import Browser


def first_come(places: int | None = 6, **changes):
    """A period whose budget is certain: places may be offered."""
    confirmed = {"confirmed_on": office.today(), **changes}
    return factories.period(places=places, choice=ChoiceMethod.FIRST_COME, **confirmed)


def journalled(action: str) -> list[JournalEntry]:
    query = select(JournalEntry).where(JournalEntry.action == action)
    return list(db.session.scalars(query.order_by(JournalEntry.id)))


def cells(page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in page.soup.select("main tbody tr")
    ]


def test_all_periods_show_how_their_places_stand(browser, clerk):
    first_come(places=2)
    factories.period("study-visit")
    factories.period("halal-help")
    for _each in range(3):
        factories.application()

    rows = cells(browser.get("/allocations/"))

    by_name = {row[0]: row[1:] for row in rows}
    year = office.today().year
    bpom = by_name[f"Fasilitasi uji dan pendaftaran BPOM {year} APBD"]
    assert bpom == ["2", "0", "2", "0", "0", "0", "1"]
    assert by_name[f"Studi banding {year} APBD menunggu kepastian APBD"][0] == "belum ditetapkan"
    halal = f"Pendampingan sertifikat halal (pernyataan pelaku usaha) {year} Tanpa anggaran khusus"
    assert by_name[halal][0] == "tidak dibatasi"


def test_a_quota_is_set_changed_and_never_goes_below_what_is_taken(browser, supervisor):
    period = first_come(places=None)
    made = [factories.application() for _each in range(3)]
    address = f"/allocations/periods/{period.uuid}/quota"
    assert browser.get(address).says("Kuota belum ditetapkan.")

    browser.post(address, seen="", places="2", reason="DPA 2026")
    page = browser.post(address, seen="2", places="1", reason="Dipotong")
    assert page.status == 422
    assert page.says("2 tempat sudah terpakai. Isi paling sedikit 2")
    stale = browser.post(address, seen="6", places="9", reason="Ditambah")
    assert stale.status == 409
    assert stale.says("sekarang 2 tempat")
    assert stale.fields("form.narrow")["places"] == "9"
    assert stale.fields("form.narrow")["seen"] == "2"
    assert browser.post(address, seen="", places="", reason="").status == 422

    browser.post(address, seen="2", places="3", reason="Tambahan dari P-APBD")

    assert [seats.seat_of(one).number for one in made] == [1, 2, 3]
    shown = browser.get(f"/allocations/periods/{period.uuid}")
    assert shown.text("#changes li strong") == ["2 menjadi 3 tempat", "Ditetapkan 2 tempat"]
    assert shown.says("Tambahan dari P-APBD")


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.OFFICER, Role.HEAD, Role.AUDITOR])
def test_only_a_supervisor_sets_a_quota(app, role):
    period, browser = first_come(places=None), Browser(app)
    browser.sign_in(factories.user(role=role))

    answer = browser.post(f"/allocations/periods/{period.uuid}/quota", places="6", reason="x")

    assert answer.status == 403
    assert quotas.of_period(period) is None


def test_the_ledger_tells_who_has_each_place_and_its_story(browser, officer):
    period = first_come(places=2)
    made = [factories.application() for _each in range(3)]
    first = seats.seat_of(made[0])
    with transaction():
        seats.offer(first, lapses_on=office.today(), by=officer)

    page = browser.get(f"/allocations/periods/{period.uuid}")

    assert [row[0] for row in cells(page)] == ["1", "2"]
    assert cells(page)[0][2] == "Ditawarkan"
    assert made[0].key in cells(page)[0][1]
    assert page.text("#ledger tbody tr:first-child .badge-pill")[1:] == ["Disediakan", "Ditawarkan"]
    assert page.text("nav.tabs a")[:2] == ["Tempat", "Permohonan"]


def test_the_list_of_applications_hides_whom_the_reader_may_not_know(app, browser):
    period = first_come(places=1)
    factories.application()
    hidden = factories.application()
    hidden.item.case.is_confidential = True
    hidden.item.case.division_code = "umkm"
    db.session.commit()
    browser.sign_in(factories.user(role=Role.OFFICER, division_code="koperasi"))

    listed = browser.get(f"/allocations/periods/{period.uuid}/applications")
    answer = browser.get(f"/allocations/periods/{period.uuid}/applications.csv")

    name = hidden.business.name
    assert "Rahasia" in cells(listed)[1][1]
    assert hidden.key in cells(listed)[1][1]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[2][:3] == ["2", hidden.key, "Rahasia"]
    assert rows[1][3:8] == ["Memenuhi syarat", "", "", "", "1"]
    for page in (listed, answer, browser.get(f"/allocations/periods/{period.uuid}")):
        assert name not in page.content.decode()
    assert browser.get(f"/allocations/applications/{hidden.uuid}").status == 404
    workbook = browser.get(f"/allocations/periods/{period.uuid}/applications.xlsx")
    assert workbook.content[:2] == b"PK"
    assert len(journalled("applications_exported")) == 2


def test_a_case_tells_its_place_in_line_and_why_not(browser, clerk):
    without = factories.case(asks=("bpom-subsidy",), business=factories.eligible_business())
    address = f"/allocations/of-case/{without.uuid}"
    assert browser.get(address).says("Tidak ada periode yang menerima permohonan hari ini.")
    first_come(places=0)
    enter = f"/allocations/items/{without.items[0].uuid}/enter"

    entered = browser.post(enter)
    assert entered.says("Permohonan didaftarkan.")
    assert entered.says("Daftar tunggu, urutan 1")
    again = factories.case(asks=("bpom-subsidy",), business=without.business)
    page = browser.get(f"/allocations/of-case/{again.uuid}", htmx=True)

    assert page.says("Masih ada permohonan terbuka untuk program ini:")
    assert page.link(without.number).startswith("/allocations/applications/")
    assert not page.has("form")
    refused = browser.post(f"/allocations/items/{again.items[0].uuid}/enter")
    assert refused.status == 409
    assert refused.says("Masih ada permohonan terbuka")
    assert browser.get(address, htmx=True).says("urutan 1. Daftar tunggu, urutan 1")
    assert browser.post(enter).says("Daftar tunggu, urutan 1")  # Sent twice: led to the first.


def test_whoever_received_it_is_told_from_when_they_may_ask_again(browser, officer):
    first_come(places=3, cooldown_years=2)
    seat = factories.seat()
    seat_address = f"/allocations/seats/{seat.uuid}"
    browser.post(f"{seat_address}/award", version=str(seat.version))
    second = factories.case(asks=("bpom-subsidy",), business=seat.application.business)

    page = browser.get(f"/allocations/of-case/{second.uuid}", htmx=True)

    today = office.today()
    assert page.says("Baru dapat diajukan lagi mulai")
    assert page.says(str(today.year + 2))
    assert browser.post(f"/allocations/items/{second.items[0].uuid}/enter").status == 409
    history = browser.get(f"/allocations/of-business/{seat.application.business.uuid}", htmx=True)
    assert history.says("Sudah pernah menerima:")
    assert history.says(f"Loket: tempat 1 Fasilitasi uji dan pendaftaran BPOM {today.year}")
    assert history.says("Diberikan")


def test_a_product_is_named_before_it_is_entered(browser, clerk):
    first_come(places=2, counted=Counted.PRODUCT)
    case = factories.case(asks=("bpom-subsidy",), business=factories.eligible_business())
    enter = f"/allocations/items/{case.items[0].uuid}/enter"

    missing = browser.post(enter)
    assert missing.status == 422
    assert missing.says("Tulis nama produk atau kelompok yang diajukan")
    done = browser.post(enter, name="  Kopi   Lanang ")

    assert done.says("Kopi Lanang")
    assert done.says("Tempat 1")


def test_who_gives_up_leaves_the_place_to_the_next(browser, officer):
    first_come(places=1)
    made = [factories.application() for _each in range(2)]
    address = f"/allocations/applications/{made[0].uuid}"
    version = str(browser.get(address).fields("#withdraw form")["version"])

    assert browser.post(f"{address}/withdraw", version=version, reason="").status == 422
    stale = browser.post(f"{address}/withdraw", version="99", reason="Pindah")
    assert stale.status == 409
    assert stale.fields("#withdraw form")["reason"] == "Pindah"
    page = browser.post(f"{address}/withdraw", version=version, reason="Pindah ke kota")

    assert page.says("Permohonan tidak dilanjutkan.")
    assert made[0].state is ApplicationState.WITHDRAWN
    assert seats.seat_of(made[1]).state is SeatState.OFFERED
    again = browser.post(f"{address}/withdraw", version=str(made[0].version), reason="Pindah")
    assert again.status == 409


def test_a_wish_from_a_forum_takes_its_place_in_line(browser, officer):
    period = factories.period("study-visit", places=3)
    wishes = (Wish("Studi banding ke sentra keripik", factories.topic("Studi banding")),)
    spoken = factories.aspiration(wishes=wishes, business=factories.eligible_business())
    address = f"/forums/aspirations/{spoken.uuid}/case"

    browser.post(address, browser.get(address).fields())

    case = db.session.scalars(select(Case)).one()
    page = browser.get(f"/allocations/of-case/{case.uuid}", htmx=True)
    assert page.says(f"Didaftarkan pada {period.name} , urutan 1. Menunggu putaran seleksi")
    assert page.says("Menunggu kepastian APBD.")
    assert (
        f"/allocations/of-case/{case.uuid}" in browser.get(f"/cases/{case.uuid}").content.decode()
    )
