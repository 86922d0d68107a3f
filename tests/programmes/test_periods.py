"""What a programme offers in a year: its period, stages, clusters, budget and end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from intranet import clock
from intranet.access import Role
from intranet.allocations.ledger import quotas
from intranet.allocations.models import Application, ApplicationState
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes import cluster_terms, queries, stages
from intranet.programmes.cluster_terms import Terms
from intranet.programmes.models import ChoiceMethod, FundingSource, ProgrammePeriod
from tests import factories
from tests.browser import Browser, Page


def answer(browser: Browser, address: str, **changes) -> Page:
    """Open a form, change something, and send it."""
    return browser.post(address, browser.get(address).fields("main form"), **changes)


def test_next_years_period_is_made_from_this_years(browser, supervisor):
    this_year = factories.period("study-visit", places=20, year=2024, ceiling=5_000_000)
    this_year.opens_on, this_year.closes_on = date(2024, 2, 29), date(2024, 6, 30)
    batik, closed = factories.cluster(name="Batik"), factories.cluster(name="Tembikar")
    with transaction():
        stages.add_usual(this_year, by=supervisor)
        cluster_terms.set_terms(
            this_year,
            {batik: Terms(2, 4, True), closed: Terms(1)},
            seen_version=this_year.version,
            by=supervisor,
        )
        this_year.stages[2].ends_on = date(2024, 5, 31)
        closed.is_active = False
    address = f"/programmes/{this_year.programme.uuid}/periods/new"
    shown = browser.get(address).fields("main form")
    assert (shown["year"], shown["opens_on"], shown["closes_on"]) == (
        "2025",
        "2025-02-28",
        "2025-06-30",
    )
    assert (shown["ceiling"], shown["budget"]) == ("5.000.000", "")

    page = browser.post(address, shown)

    assert page.text("h1") == ["Studi banding 2025"]
    made = queries.period_of(this_year.programme, 2025)
    assert [one.name for one in made.stages] == list(stages.USUAL)
    assert made.stages[2].ends_on == date(2025, 5, 31)
    assert [(t.cluster, t.floor, t.ceiling, t.is_hard) for t in made.cluster_terms] == [
        (batik, 2, 4, True)
    ]
    assert quotas.of_period(made) is None
    taken = browser.post(address, browser.get(address).fields("main form"), year="2025")
    assert taken.status == 422
    assert taken.says("Periode tahun dan gelombang ini sudah ada")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"closes_on": "2020-01-01"}, "Pilih hari yang sama dengan hari pertama atau sesudahnya"),
        ({"opens_on": "31/02/2026"}, "Isi tanggal yang ada di kalender"),
        ({"opens_on": "2016-01-01"}, "jauh dari tahun anggaran"),
        ({"closes_on": "2099-01-01"}, "jauh dari tahun anggaran"),
        ({"budget": "1 juta", "ceiling": "2 juta"}, "Isi paling banyak sebesar anggarannya"),
        ({"budget": "banyak"}, "Isi jumlah rupiah dengan angka"),
        ({"year": "26"}, "Isi angka dari 2000 sampai 2100"),
        ({"wave": ""}, "Isi gelombang ke berapa"),
    ],
)
def test_a_period_that_cannot_be_is_told_at_its_field(browser, supervisor, changes, told):
    programme = factories.programme("training")

    page = answer(browser, f"/programmes/{programme.uuid}/periods/new", **changes)

    assert page.status == 422
    assert any(told in error for error in page.text(".question .error")), page.text(".error")
    assert queries.last_period(programme) is None


def test_a_period_changed_meanwhile_is_not_overwritten(browser, supervisor):
    period = factories.period("training")
    address = f"/programmes/periods/{period.uuid}/edit"
    mine = browser.get(address).fields("main form") | {"budget": "75 juta"}
    assert answer(browser, address, ceiling="2 juta").status == 200

    page = browser.post(address, mine)

    assert page.status == 409
    assert page.says("diubah: batas per penerima")
    assert page.fields("main form")["budget"] == "75 juta"
    db.session.refresh(period)
    assert (period.budget, period.ceiling) == (None, 2_000_000)


def test_stages_are_added_ordered_dated_and_ticked_off(browser, supervisor):
    period = factories.period("training")
    address = f"/programmes/periods/{period.uuid}/stages"
    browser.post(f"/programmes/periods/{period.uuid}/usual-stages")
    page = answer(browser, address, name="Serah terima", starts_on="01/12/2026")
    assert page.text("tbody th")[-1] == "Serah terima"

    last = period.stages[-1]
    browser.post(f"/programmes/stages/{last.uuid}/up")
    browser.post(f"/programmes/stages/{period.stages[0].uuid}/up")  # It is the first already.
    browser.post(f"/programmes/stages/{period.stages[0].uuid}/done")
    yesterday = office.today() - timedelta(days=1)
    answer(browser, f"/programmes/stages/{period.stages[1].uuid}/edit", ends_on=str(yesterday))
    browser.post(f"/programmes/stages/{period.stages[2].uuid}/remove")

    rows = browser.get(f"/programmes/periods/{period.uuid}").text("#stages tbody tr")
    assert [row.split()[0] for row in rows] == [
        "Koordinasi",
        "Usulan",
        "Hasil",
        "Serah",
        "Pembelian",
    ]
    assert "selesai" in rows[0] and "terlambat" in rows[1] and "belum" in rows[2]
    db.session.refresh(period)
    assert [one.position for one in period.stages] == [1, 2, 3, 4, 5]
    wrong = answer(
        browser,
        f"/programmes/stages/{last.uuid}/edit",
        starts_on="2026-05-02",
        ends_on="2026-05-01",
    )
    assert wrong.status == 422 and wrong.says("Pilih hari yang sama dengan hari mulai")


def test_clusters_have_floors_and_ceilings_that_can_be(browser, supervisor):
    period = factories.period("study-visit")
    batik, kopi = factories.cluster(name="Batik"), factories.cluster(name="Kopi")
    address = f"/programmes/periods/{period.uuid}/clusters"
    first, second = f"c{batik.uuid.hex}", f"c{kopi.uuid.hex}"
    mine = browser.get(address).fields("main form")

    page = browser.post(address, mine, **{f"{first}-floor": "4", f"{first}-ceiling": "3"})
    assert page.status == 422
    assert page.says("Isi paling banyak 3, atau naikkan batas atasnya")
    assert page.has(f"#{first}-floor[aria-invalid=true]")

    given = {f"{first}-floor": "2", f"{first}-is_hard": "y", f"{second}-floor": "1"}
    page = browser.post(address, mine, **given)
    rows = page.text("#clusters tbody tr")
    assert rows[0] == "Batik 2 tidak dibatasi wajib"
    assert rows[1] == "Kopi 1 tidak dibatasi diupayakan"
    assert rows[2] == "Jumlah paling sedikit 3"

    stale = browser.post(address, mine, **{f"{first}-floor": "9"})
    assert stale.status == 409 and stale.says("Jatah 2 klaster pada Studi banding")
    answer(browser, address, **{f"{second}-floor": "0"})
    db.session.refresh(period)
    assert [(term.cluster, term.floor) for term in period.cluster_terms] == [(batik, 2)]


def test_a_budget_is_confirmed_by_a_document_and_taken_back_with_a_reason(browser, supervisor):
    period = factories.period("bpom-subsidy", budget=50_000_000)
    page = browser.get(f"/programmes/periods/{period.uuid}")
    assert "menunggu kepastian APBD" in page.text(".badges")[0]

    confirm = f"/programmes/periods/{period.uuid}/confirm-budget"
    tomorrow = office.today() + timedelta(days=1)
    early = answer(browser, confirm, document="", confirmed_on=str(tomorrow))
    assert early.status == 422
    assert early.says("Isi nomor dokumen yang memastikan anggaran")
    assert early.says("Pilih hari ini atau sebelumnya")
    page = answer(
        browser, confirm, document="DPA 2.17.01/2026", confirmed_on="05/01/2026", budget="60 juta"
    )

    assert page.says("Dipastikan dengan dokumen DPA 2.17.01/2026 tanggal 5 Januari 2026.")
    assert "menunggu kepastian" not in page.text(".badges")[0]
    assert (period.budget, period.awaits_budget) == (60_000_000, False)
    assert browser.get(confirm).status == 409
    other = answer(browser, f"/programmes/periods/{period.uuid}/edit", funding_source="apbn")
    assert other.status == 422 and other.says("Tarik kembali dulu kepastian anggarannya")

    back = f"/programmes/periods/{period.uuid}/take-budget-back"
    assert answer(browser, back, reason="").status == 422
    page = answer(browser, back, reason="Anggaran digeser dalam P-APBD")
    assert "menunggu kepastian APBD" in page.text(".badges")[0]
    told = [entry.details for entry in db.session.scalars(_about(period))]
    assert told[-1]["reason"] == "Anggaran digeser dalam P-APBD"
    assert told[-1]["document"] == "DPA 2.17.01/2026"


def test_only_the_regencys_budget_is_confirmed_here(browser, supervisor):
    period = factories.period("equipment-apbn")

    page = browser.get(f"/programmes/periods/{period.uuid}/confirm-budget")

    assert page.status == 409
    assert page.says("Periode ini tidak dibiayai APBD")
    assert not browser.get(f"/programmes/periods/{period.uuid}").has("#budget")


def test_when_a_period_ends_who_has_no_place_waits_no_longer(browser, supervisor):
    period = factories.period(places=1, choice=ChoiceMethod.FIRST_COME)
    placed, waiting = factories.application(), factories.application()
    address = f"/programmes/periods/{period.uuid}/end"
    assert answer(browser, address, reason="").status == 422

    page = answer(browser, address, reason="Semua tempat sudah diberikan")

    assert page.says("Periode ini diakhiri pada")
    assert (placed.state, waiting.state) == (ApplicationState.OPEN, ApplicationState.ENDED)
    assert period.ended_on == office.today()
    told = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "application_ended")
    ).one()
    assert told.subject_uuid == waiting.uuid and told.case_uuid == waiting.item.case.uuid
    for name in ("edit", "stages", "clusters", "end", "confirm-budget"):
        late = browser.get(f"/programmes/periods/{period.uuid}/{name}")
        assert late.status == 409 and late.says("Periode ini sudah diakhiri"), name
    stage = factories.stage(period=period)
    assert browser.post(f"/programmes/stages/{stage.uuid}/done").status == 409


def test_a_period_does_not_end_while_somebody_is_being_chosen(browser, supervisor):
    period = factories.round(applicants=1).period
    waiting = db.session.scalars(select(Application)).one()

    page = answer(browser, f"/programmes/periods/{period.uuid}/end", reason="Sudah cukup")

    assert page.status == 409
    assert page.says("Pemilihan periode ini belum selesai.")
    db.session.refresh(period)
    assert period.ended_on is None and waiting.state is ApplicationState.OPEN


def test_the_first_page_tells_what_is_not_ready(browser):
    in_june, in_october = (datetime(2026, month, 5, 3, tzinfo=UTC) for month in (6, 10))
    sign_in = factories.user(role=Role.SUPERVISOR)
    browser.sign_in(sign_in)
    with clock.stopped_at(in_june):
        factories.period("training")
        factories.period("equipment-apbd")
        card = _card(browser)
        assert "belum ada periode" not in card
        assert "Bantuan alat usaha (APBD) 2026 menunggu kepastian APBD" in card
        assert "Bantuan alat usaha (APBD) 2026 kuota belum ditetapkan" in card
        assert "Pelatihan kewirausahaan 2026" not in card

    with clock.stopped_at(in_october):
        assert "Pelatihan kewirausahaan belum ada periode 2027" in _card(browser)
        factories.period("training", year=2027)
        card = _card(browser)
        assert "Pelatihan kewirausahaan belum ada" not in card
        assert "Bantuan alat usaha (APBD) belum ada periode 2027" in card


def test_the_period_of_a_programme_pays_from_where_it_says(browser, supervisor):
    period = factories.period("training")

    page = answer(browser, f"/programmes/periods/{period.uuid}/edit", funding_source="p_apbd")

    assert "menunggu kepastian APBD" in page.text(".badges")[0]
    assert period.funding_source is FundingSource.REVISED_APBD


def _about(period: ProgrammePeriod):
    return (
        select(JournalEntry)
        .where(JournalEntry.subject_uuid == period.uuid)
        .order_by(JournalEntry.sequence)
    )


def _card(browser: Browser) -> str:
    found = browser.get("/").soup.find(id="card-programmes-to-prepare")
    assert found is not None
    return " ".join(found.get_text(" ").split())
