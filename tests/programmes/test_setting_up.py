"""A supervisor makes a programme without any code, and changes it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.cases.models import Case
from intranet.database import db
from intranet.eligibility import queries as eligibility
from intranet.programmes import queries
from intranet.programmes.models import ChoiceMethod, Counted, Programme
from tests import factories
from tests.browser import Browser

ASKED = {
    "name": "Bantuan etalase",
    "kind": "service",
    "field": "pemasaran",
    "papers": "KTP\nNIB\n\nFoto tempat usaha",
    "standard_days": "7",
    "basis_kind": "rpjmd",
    "basis": "Prioritas 3: pemasaran produk lokal",
    "funding_source": "apbd",
    "rule_set": "legality",
    "letter_kind": "",
    "choice": "first_come",
    "counted": "business",
    "reserve": "5",
    "offer_days": "10",
    "aid_kind": "other",
    "cooldown_years": "3",
}


def edit(browser: Browser, programme: Programme, **changes):
    """Open the form, change something, and send it."""
    address = f"/programmes/{programme.uuid}/edit"
    return browser.post(address, browser.get(address).fields("main form"), **changes)


def test_a_new_programme_is_asked_for_the_same_day_and_rules_decide(browser, supervisor):
    page = browser.post(
        "/programmes/new", browser.get("/programmes/new").fields("main form"), **ASKED
    )

    assert page.text("h1") == ["Bantuan etalase"]
    assert page.says("Prioritas RPJMD: Prioritas 3: pemasaran produk lokal")
    assert page.text("#sharing li") == [
        "Siapa yang lebih dulu memenuhi syarat, lebih dulu mendapat tempat.",
        "Satu tempat untuk satu usaha, berapa pun produknya.",
        "Daftar cadangan paling banyak 5.",
        "Tawaran dijawab dalam 10 hari kerja; sesudah itu tempat beralih.",
        "Penerima boleh meminta lagi setelah 3 tahun.",
    ]
    made = queries.by_code("bantuan-etalase")
    assert made.papers == ["KTP", "NIB", "Foto tempat usaha"]

    business = factories.eligible_business()
    desk = browser.get("/cases/new", business=business.uuid)
    assert "Bantuan etalase" in desk.text("option")
    browser.post(
        f"/cases/new?business={business.uuid}",
        desk.fields("main form[data-keep]"),
        **{"items-0-programme": str(made.uuid), "items-0-purpose": "alat"},
    )
    item = db.session.scalars(select(Case)).one().items[0]
    assert item.programme == made
    assert eligibility.current_decision(item).rule_set == "legality"


def test_a_form_sent_twice_makes_one_programme(browser, supervisor):
    sent = browser.get("/programmes/new").fields("main form") | ASKED

    first, second = browser.post("/programmes/new", sent), browser.post("/programmes/new", sent)

    assert first.path == second.path
    number = select(func.count(Programme.id)).where(Programme.name == ASKED["name"])
    assert db.session.scalar(number) == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Isi nama layanan"),
        ("name", "STUDI BANDING", "Sudah ada layanan dengan nama ini"),
        ("standard_days", "0", "Isi angka dari 1 sampai 365"),
        ("rule_set", "no-such-rules", "Pilih salah satu dari daftar"),
        ("advice_rule_sets", "legality", "tidak perlu dipilih lagi sebagai saran"),
        ("choice", "none", "Kosongkan isian ini, atau pilih cara membagi tempat"),
        ("choice", "by-whim", "Pilih salah satu dari daftar"),
        ("aid_kind", "", "Pilih juga sebagai apa pemberiannya dicatat"),
        ("papers", "KTP\nktp", "Tulis setiap berkas sekali saja"),
        ("basis", "NIK 3509111205800000", "Hapus NIK"),
    ],
)
def test_wrong_answers_are_told_at_their_field(browser, supervisor, field, typed, told):
    sent = browser.get("/programmes/new").fields("main form") | ASKED | {field: typed}

    page = browser.post("/programmes/new", sent)

    assert page.status == 422
    assert any(told in error for error in page.text(".question .error")), page.text(".error")
    assert db.session.scalar(select(func.count(Programme.id)).where(Programme.position > 17)) == 0


def test_points_need_rules_that_give_them(browser, supervisor):
    sent = browser.get("/programmes/new").fields("main form") | ASKED
    page = browser.post("/programmes/new", sent, choice="ranking", rule_set="")

    assert page.status == 422
    assert page.says("dari aturan itulah nilai setiap pemohon")


def test_names_alike_get_codes_of_their_own(browser, supervisor):
    for name in ("Bantuan: etalase!", "Bantuan etalase", "???"):
        sent = browser.get("/programmes/new").fields("main form") | ASKED
        assert browser.post("/programmes/new", sent, name=name).status == 200

    codes = set(db.session.scalars(select(Programme.code)))
    assert codes >= {"bantuan-etalase", "bantuan-etalase-2", "layanan"}


def test_who_saves_after_a_colleague_is_told_and_loses_nothing(browser, supervisor):
    programme = factories.programme("training")
    address = f"/programmes/{programme.uuid}/edit"
    mine = browser.get(address).fields("main form") | {"description": "Dua hari di balai desa"}
    edit(browser, programme, standard_days="20")

    page = browser.post(address, mine)

    assert page.status == 409
    assert page.says("Layanan Pelatihan kewirausahaan diubah: standar layanan")
    assert page.fields("main form")["description"] == "Dua hari di balai desa"
    assert browser.post(address, page.fields("main form")).status == 200
    db.session.refresh(programme)
    assert (programme.description, programme.standard_days) == ("Dua hari di balai desa", 14)


def test_how_places_are_shared_out_stays_while_somebody_waits(browser, supervisor):
    period = factories.period(places=6)
    factories.application()
    programme = period.programme

    page = edit(browser, programme, choice="draw", counted="product", description="Baru")

    assert page.status == 422
    assert [
        error for error in page.text(".question .error") if "1 permohonan masih terbuka" in error
    ]
    assert len(page.text(".error-summary li")) == 2
    db.session.refresh(programme)
    assert (programme.choice, programme.counted) == (ChoiceMethod.RANKING, Counted.BUSINESS)
    assert edit(browser, programme, description="Baru").status == 200
    assert programme.description == "Baru"


def test_who_waits_is_decided_by_the_rules_that_the_programme_asks_now(browser, supervisor):
    item = factories.case(asks=("training",)).items[0]
    assert eligibility.current_decision(item) is None

    page = edit(browser, item.programme, rule_set="legality")

    assert page.says("Legalitas dasar usaha")
    assert eligibility.current_decision(item).rule_set == "legality"
    edit(browser, item.programme, rule_set="")
    assert eligibility.current_decision(item) is None


def test_a_closed_programme_is_not_offered_until_it_is_opened_again(browser, supervisor):
    programme = factories.programme("training")
    page = browser.get(f"/programmes/{programme.uuid}")

    page = browser.post(f"/programmes/{programme.uuid}/close", version=programme.version)
    assert page.says("Layanan ini ditutup")
    assert "Pelatihan kewirausahaan" not in browser.get("/cases/new").text("option")
    stale = browser.post(f"/programmes/{programme.uuid}/close", version="1")
    assert stale.says("Orang lain baru saja mengubah layanan ini.")

    db.session.refresh(programme)
    browser.post(f"/programmes/{programme.uuid}/reopen", version=programme.version)

    assert programme in queries.active()
    acts = list(
        db.session.scalars(
            select(JournalEntry.action)
            .where(JournalEntry.subject_uuid == programme.uuid)
            .order_by(JournalEntry.sequence)
        )
    )
    assert acts == ["programme_closed", "programme_reopened"]


def test_only_supervisors_set_programmes_up(app):
    programme, period = factories.programme(), factories.period("training")
    for role in (Role.FRONT_DESK, Role.OFFICER, Role.HEAD, Role.AUDITOR):
        browser = Browser(app)
        browser.sign_in(factories.user(role=role))

        assert browser.get(f"/programmes/{programme.uuid}").status == 200
        page = browser.get(f"/programmes/periods/{period.uuid}")
        assert page.status == 200 and not page.has("a[href$='/edit'], a[href$='/end']")
        for address in (
            "/programmes/new",
            f"/programmes/{programme.uuid}/edit",
            f"/programmes/{programme.uuid}/periods/new",
            f"/programmes/periods/{period.uuid}/confirm-budget",
        ):
            assert browser.get(address).status == 403
            assert browser.post(address, ASKED).status == 403
