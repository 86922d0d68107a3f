"""A supervisor sees who a draft lets in and whom it keeps out, tries a figure, takes the list."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.audit.models import JournalEntry
from intranet.businesses.models import SizeClass
from intranet.database import db
from intranet.people.models import Sex
from intranet.rulebook import queries
from intranet.rulebook.models import RuleVersion
from intranet.whatif import snapshot
from tests import factories
from tests.browser import Browser
from tests.core.test_hostile_input import TEXTS
from tests.whatif import stories


def shop(sales, **changes):
    owner = factories.person(sex=Sex.FEMALE, name=changes.pop("owner_name", "Bu Contoh"))
    return factories.business(
        annual_sales=sales, size_class=SizeClass.SMALL, owner=owner, **changes
    )


@pytest.fixture
def register(app):
    """Three businesses: of 1, 5 and 9 milliard rupiah a year; KUR's ceiling is 4.8."""
    return [shop(1_000_000_000), shop(5_000_000_000), shop(9_000_000_000)]


def impact(browser, draft, **query):
    return browser.get(f"/rules/drafts/{draft.uuid}/impact", **query)


def test_raising_the_ceiling_shows_who_is_no_longer_stopped_by_it(browser, supervisor, register):
    draft = stories.draft(turnover_ceiling=6_000_000_000)

    page = impact(browser, draft)

    assert page.text("[role=status]")[0] == "1 usaha menjadi berpeluang, 0 tidak lagi berpeluang."
    assert page.text("#who tbody th") == [f"{register[1].name} Bu Contoh"]
    assert page.text("#by-criterion tbody tr")[0] == (
        "Omzet setahun paling banyak Rp6.000.000.000 2 1 1 1 0"
    )
    assert page.says("Potret register")
    assert page.text("#by-sex .chart-label") == ["Perempuan"]
    assert page.text("#by-class .chart-label") == ["Kecil"]
    assert page.text("#by-subdistrict tbody tr") == ["Wuluhan 1 0 1 2 3"]


def test_a_figure_is_tried_without_changing_the_draft(browser, supervisor, register):
    draft = stories.draft(turnover_ceiling=6_000_000_000)

    page = browser.get(
        f"/rules/drafts/{draft.uuid}/impact", htmx=True, turnover_ceiling="500.000.000"
    )

    assert not page.has("h1")
    assert page.text("[role=status]")[0] == "0 usaha menjadi berpeluang, 1 tidak lagi berpeluang."
    assert page.text("#who tbody th") == [f"{register[0].name} Bu Contoh"]
    assert "turnover_ceiling=500.000.000" in page.link("Unduh CSV")
    db.session.refresh(draft)
    assert draft.content["parameters"]["turnover_ceiling"]["values"][0]["value"] == 6_000_000_000


@pytest.mark.parametrize("typed", ["empat miliar", "-", "9" * 40, "1,5"])
def test_a_figure_that_cannot_be_read_is_told_and_the_drafts_is_taken(
    browser, supervisor, register, typed
):
    draft = stories.draft(turnover_ceiling=6_000_000_000)

    page = impact(browser, draft, turnover_ceiling=typed)

    assert page.says("tidak dapat dicoba, jadi dihitung dengan 6.000.000.000")
    assert page.has("#try-turnover_ceiling[aria-invalid]")
    assert page.text("[role=status]")[0].startswith("1 usaha")


def test_one_wrong_figure_does_not_spoil_another(browser, supervisor, register):
    page = impact(
        browser, stories.draft(), turnover_ceiling="6000000000", minimum_owner_age_years="x"
    )

    assert page.text("[role=status]")[0].startswith("1 usaha menjadi berpeluang")
    assert page.says("Umur pemilik paling sedikit: “x” tidak dapat dicoba")


def test_past_applicants_beside_the_quota(browser, supervisor):
    stories.applicant()
    large = stories.applicant(sales=900_000_000)
    draft = stories.draft(turnover_ceiling=500_000_000)

    page = impact(browser, draft, **{"look-at": "applicants", "quota-of": "6"})

    assert page.says("1 pemohon untuk kuota 6, dulu 2.")
    assert page.text("#who tbody th a") == [large.number]
    assert page.says("Kopi 900000000")


def test_a_confidential_case_is_counted_and_not_named(browser, officer, app):
    case = stories.applicant(sales=900_000_000)
    case.is_confidential = True
    db.session.commit()
    draft = stories.draft(turnover_ceiling=500_000_000)

    page = impact(browser, draft, **{"look-at": "applicants"})

    assert page.says("1 tidak lagi memenuhi syarat")
    assert not page.says("Kopi 900000000")


def test_the_list_is_taken_along_and_that_is_journalled(browser, supervisor, register):
    register[1].name = "=SUM(A1)"
    db.session.commit()
    draft = stories.draft(turnover_ceiling=6_000_000_000)

    page = browser.get(impact(browser, draft).link("Unduh CSV"))

    lines = page.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(";'=SUM(A1);Bu Contoh;")
    assert "Omzet setahun paling banyak Rp6.000.000.000" in lines[1]
    entry = db.session.query(JournalEntry).filter_by(action="rule_impact_exported").one()
    assert (entry.subject_uuid, entry.details["rows"]) == (draft.uuid, 1)


def test_a_draft_that_cannot_be_read_says_so(browser, supervisor):
    draft = stories.draft(turnover_ceiling="empat miliar")

    page = impact(browser, draft)

    assert page.status == 200
    assert page.says("Rancangan belum dapat dibaca")
    summary = browser.get(f"/rules/drafts/{draft.uuid}/impact/summary", htmx=True)
    assert summary.says("belum dapat dihitung")
    assert browser.get(f"/rules/drafts/{draft.uuid}/impact.csv").status == 404


def test_an_empty_register_says_what_to_do(browser, supervisor):
    page = impact(browser, stories.draft())

    assert page.says("Register masih kosong")
    assert impact(browser, stories.draft(), **{"look-at": "applicants"}).says(
        "Belum ada permohonan yang diputuskan dengan aturan ini."
    )


def test_a_rule_about_products_tells_what_the_register_can_answer(browser, supervisor, register):
    page = impact(browser, stories.draft("parcel-curation"))

    assert page.says("Aturan ini memutuskan tentang satu produk")


def test_every_rule_set_is_reckoned(browser, supervisor, register):
    for name in queries.names():
        for over in ("register", "applicants"):
            page = impact(browser, stories.draft(name), **{"look-at": over})
            assert page.status == 200, name
            assert not page.has(".notice-bad"), name


def test_whatever_stands_in_the_address_is_answered(browser, supervisor, register):
    for query in (
        {"look-at": "x", "count-by": "y", "show-who": "z"},
        {"page-no": "0"},
        {"page-no": "9999999"},
        {"as-of": "2027-13-01"},
        {"as-of": "1900-01-01"},
        {"quota-of": "-1"},
        {"count-by": "eligible", "show-who": "losses"},
        *({"turnover_ceiling": text, "as-of": text, "page-no": text} for text in TEXTS.values()),
    ):
        assert impact(browser, stories.draft(), **query).status == 200


def test_names_come_page_by_page(browser, supervisor):
    for number in range(27):
        shop(5_000_000_000 + number)
    draft = stories.draft(turnover_ceiling=6_000_000_000)

    first = impact(browser, draft)
    second = browser.get(first.link("Berikutnya").partition("#")[0])

    assert [len(page.text("#who tbody th")) for page in (first, second)] == [25, 2]
    assert not set(first.text("#who tbody th a")) & set(second.text("#who tbody th a"))


def test_two_versions_beside_one_another(browser, auditor, register):
    factories.rule_version("kur", without=["turnover_within_ceiling"])

    page = browser.get("/rules/kur/impact", **{"from": "1", "to": "2"})

    assert page.text("[role=status]")[0] == "2 usaha menjadi berpeluang, 0 tidak lagi berpeluang."
    assert not page.has("main form[method=post]")  # An auditor takes no snapshot.
    back = browser.get("/rules/kur/impact", **{"from": "2", "to": "1"})
    assert back.says("0 usaha menjadi berpeluang, 2 tidak lagi berpeluang.")
    short = browser.get("/rules/kur/impact", htmx=True, **{"from": "1", "to": "2"})
    assert short.says("Dari 3 usaha: 2 menjadi berpeluang")
    for wrong in ({"from": "9"}, {"to": "x"}):
        assert browser.get("/rules/kur/impact", **wrong).status == 404
    assert browser.get("/rules/nothing/impact").status == 404


def test_a_new_snapshot_on_request(browser, head, register):
    draft = stories.draft(turnover_ceiling=6_000_000_000)
    impact(browser, draft)
    shop(5_500_000_000)
    assert impact(browser, draft).says("Register sudah berubah sejak itu.")

    page = browser.post("/rules/snapshot", back=f"/rules/drafts/{draft.uuid}/impact")

    assert page.text("[role=status]")[0].startswith("2 usaha")
    assert snapshot.newest().rows == 4
    assert browser.post("/rules/snapshot", back="https://example.org/").path == "/rules/"


def test_a_file_lost_between_two_looks_is_taken_again(browser, supervisor, register):
    draft = stories.draft(turnover_ceiling=6_000_000_000)
    impact(browser, draft)
    snapshot.newest().path.unlink()

    assert impact(browser, draft).text("[role=status]")[0].startswith("1 usaha")


def test_whoever_approves_sees_it_in_short(app, register):
    draft = stories.draft(turnover_ceiling=6_000_000_000)
    browser = Browser(app)
    browser.sign_in(factories.user(role=Role.HEAD))

    page = browser.get(f"/rules/drafts/{draft.uuid}/impact/summary", htmx=True)

    assert page.says("Dari 3 usaha: 1 menjadi berpeluang, 0 tidak lagi berpeluang.")
    assert page.says("Omzet setahun paling banyak Rp6.000.000.000: +1")
    assert db.session.query(RuleVersion).filter_by(rule_set="kur").count() == 1
