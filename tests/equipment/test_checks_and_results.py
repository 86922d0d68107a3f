"""What became of the machine: checks when they are due, and what the business sells with it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from intranet import clock
from intranet.access import Role
from intranet.businesses.switching.models import OtherAgencyRecipient
from intranet.database import db, transaction
from intranet.equipment import checking, results
from intranet.equipment.models import PlannedCheck, ResultMoment, UseCheck, UseResult
from intranet.equipment.results import Figures
from intranet.office import queries as office
from tests import factories

NOVEMBER = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def checks(browser, aid, **changes):
    address = f"/equipment/aids/{aid.uuid}/checks/new"
    return browser.post(address, {**browser.get(address).fields(), **changes})


def test_months_are_counted_to_the_same_day_or_the_months_last(app):
    assert checking.months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert checking.months_after(date(2026, 11, 23), 3) == date(2027, 2, 23)
    assert checking.months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert checking.months_after(date(2026, 1, 31), 24) == date(2028, 1, 31)


def test_what_is_due_is_told_and_a_check_settles_it(browser, officer):
    with clock.stopped_at(NOVEMBER):
        browser.sign_in(officer)
        aid = factories.handed_over_aid(serials=("GX5-001",))
        assert browser.get("/equipment/checks").says("Tidak ada pemeriksaan yang jatuh tempo")

    with clock.stopped_at(NOVEMBER + timedelta(days=200)):  # 11 June 2027: two checks are past.
        browser.sign_in(officer)
        page = browser.get("/equipment/checks")
        assert page.text("#due tbody tr td:nth-of-type(3)") == [
            "23 Februari 2027 bulan ke-3",
            "23 Mei 2027 bulan ke-6",
        ]
        assert page.text("#due .badge-pill") == ["Lewat", "Lewat"]
        assert browser.get("/").says("Pemeriksaan alat bantuan")

        refused = checks(browser, aid, condition="idle")
        assert refused.status == 422 and refused.says("Tulis apa yang dilakukan atas keadaan ini")
        photo = (io.BytesIO(factories.PHOTO), "alat.jpg")
        page = checks(
            browser,
            aid,
            condition="idle",
            remark="Listrik diputus.",
            next_step="Dibantu mengurus sambungan listrik.",
            serials="GX5-001",
            photos=photo,
        )
        assert page.says("Hasil pemeriksaan tersimpan.") and page.says("Menganggur")
        assert page.says("Pemeriksaan berikutnya: bulan ke-12, 23 November 2027.")
        assert browser.get(page.link("Foto 1")).headers["Content-Type"] == "image/jpeg"
        assert browser.get("/equipment/checks").says("Tidak ada pemeriksaan yang jatuh tempo")

        found = browser.get("/equipment/use").text("#figures tbody td")
        assert found == ["1", "0", "1", "0", "0", "0", "0"]  # Handed over, in use, idle, …


def test_a_serial_number_of_another_machine_is_not_seen_here(browser, officer):
    aid = factories.handed_over_aid(serials=("GX5-001",))

    page = checks(browser, aid, condition="in_use", serials="OTHER")

    assert page.status == 422 and page.says("Pilih dari daftar")
    assert db.session.scalars(select(UseCheck)).all() == []


def test_a_check_sent_twice_is_one_check(browser, officer):
    aid = factories.handed_over_aid()
    address = f"/equipment/aids/{aid.uuid}/checks/new"
    form = {**browser.get(address).fields(), "condition": "in_use"}

    for _ in range(2):
        assert browser.post(address, form).says("Dipakai")

    assert len(db.session.scalars(select(UseCheck)).all()) == 1
    assert db.session.scalars(select(PlannedCheck.check_id)).all() == [None] * 4


def test_a_strangers_confidential_case_is_its_number_alone(browser, officer):
    aid = factories.handed_over_aid()
    with transaction():
        case = db.session.merge(aid).application.item.case
        case.is_confidential, case.division_code = True, "umkm"
    stranger = factories.user(role=Role.OFFICER, division_code="koperasi")
    name = aid.application.business.name

    with clock.stopped_at(clock.now() + timedelta(days=100)):
        browser.sign_in(stranger)
        page, home = browser.get("/equipment/checks"), browser.get("/")
    assert page.says(f"{aid.application.key} · Rahasia") and not page.says(name)
    assert home.says(aid.application.key) and not home.says(name)
    browser.sign_in(stranger)
    listed = browser.get("/equipment/results")
    assert listed.says(f"{aid.application.key} · Rahasia") and not listed.says(name)
    assert browser.get(f"/equipment/aids/{aid.uuid}/checks/new").status == 404


def test_results_count_only_those_of_whom_both_figures_are_known(browser, officer):
    told = [
        # Sales before and after, jobs before and after.
        (4_000_000, 6_000_000, 2, 3),
        (3_000_000, 4_000_000, 1, None),
        (None, 9_000_000, None, 4),
    ]
    for before, after, jobs, jobs_after in told:
        aid = factories.handed_over_aid()
        with transaction():
            keep(aid, ResultMoment.BEFORE, before, jobs)
            keep(aid, ResultMoment.SIX_MONTHS, after, jobs_after)

    page = browser.get("/equipment/results")

    rows = page.text("#changes tbody tr")
    assert rows[0].startswith("Penjualan per bulan +Rp1.500.000 2 dari 3 penerima")
    assert "belum dapat dihitung 0 dari 3 penerima" in rows[0]
    assert rows[1].startswith("Tenaga kerja +1 1 dari 3 penerima")
    assert rows[2].startswith("Tempat pemasaran belum dapat dihitung")


def keep(aid, moment, sales, jobs):
    figures = Figures(office.today(), monthly_sales=sales, jobs=jobs)
    results.record(aid, moment, figures, version=None, by=factories.user(role=Role.OFFICER))


def test_figures_are_corrected_and_two_officers_do_not_overwrite_each_other(browser, officer):
    aid = factories.handed_over_aid()
    address = f"/equipment/aids/{aid.uuid}/results/before"
    form = browser.get(address).fields()
    empty = browser.post(address, form)
    assert empty.status == 422 and empty.says("Isi paling sedikit satu angka di atas")

    page = browser.post(address, {**form, "monthly_sales": "4 juta", "jobs": "2"})
    assert page.says("Rp4.000.000")
    late = {**form, "once": "01900000-0000-7000-8000-00000000000c", "monthly_sales": "5 juta"}
    page = browser.post(address, late)

    assert page.status == 409 and page.says("Orang lain menyimpan angka ini")
    assert page.fields()["monthly_sales"] == "5 juta"
    page = browser.post(address, {**page.fields(), "monthly_sales": "5 juta"})
    assert page.says("Rp5.000.000")
    assert db.session.scalars(select(UseResult.monthly_sales)).all() == [5_000_000]


def test_what_other_agencies_gave_is_told_where_their_lists_say_so(browser, officer):
    aid = factories.aid()
    business = aid.application.business
    for agency, nib in (("Dinas Pertanian", business.nib), ("Dinas Sosial", "9999999999999")):
        given_elsewhere(agency, nib)

    page = browser.get(f"/equipment/aids/{aid.uuid}")

    assert page.says("Tercatat menerima Mesin pengupas kopi dari Dinas Pertanian tahun 2025.")
    assert not page.says("Dinas Sosial")


def given_elsewhere(agency, nib):
    form = {"nib": nib, "agency": agency, "what": "Mesin pengupas kopi", "year": 2025}
    of = factories.history()
    db.session.add(
        OtherAgencyRecipient(list=of, name="Warga Contoh", name_key="warga contoh", **form)
    )
    db.session.commit()
