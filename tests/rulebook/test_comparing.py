"""Any two versions beside one another, and an old one put back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.office import queries as office
from intranet.rulebook import history, queries
from intranet.rulebook.history import Standing
from tests.rulebook.versions import figure, published


def with_ceiling(value, **fields):
    return published("kur", figure("turnover_ceiling", value=value), **fields)


def without_first_criterion(data):
    del data["criteria"][0]
    data["examples"] = []


def test_versions_are_compared_in_sentences_and_side_by_side(browser, clerk):
    with_ceiling(3_000_000_000)

    page = browser.get("/rules/kur/compare?from=1&to=2")

    assert any("Rp3.000.000.000" in text for text in page.text("#changes li"))
    [criterion, figures] = page.text(".pair-differs")
    assert "Omzet setahun paling banyak Rp4.800.000.000" in criterion
    assert "Omzet setahun paling banyak Rp3.000.000.000" in criterion
    assert "berbeda" in figures
    assert len(page.text(".pairs > .pair")) > 10


def test_what_only_one_version_has_stands_in_its_column(browser, clerk):
    published("bank-linkage", without_first_criterion)

    page = browser.get("/rules/bank-linkage/compare?from=1&to=2")

    [gone] = page.text(".pair-differs")
    assert gone.endswith("Tidak ada dalam versi ini.")
    page = browser.get("/rules/bank-linkage/compare?from=2&to=1")
    assert page.text(".pair-differs > div:first-child") == ["Versi 2 Tidak ada dalam versi ini."]


def test_who_is_decided_differently_is_asked_for_after_the_page(browser, clerk):
    with_ceiling(3_000_000_000)
    page = browser.get("/rules/kur/compare?from=1&to=2")
    place = page.link("Siapa yang diputus berbeda?")

    fragment = browser.get(place)

    assert place == "/rules/kur/compare/meaning?from=1&to=2"
    assert fragment.says("memenuhi syarat pada versi lama, belum memenuhi syarat pada versi baru")


def test_versions_that_are_alike_are_proved_to_be(browser, clerk):
    published("bank-linkage", lambda data: data["title"].update(id="Rujukan ke bank"))

    page = browser.get("/rules/bank-linkage/compare/meaning?from=1&to=2")

    assert page.says("Terbukti: tidak ada pemohon yang hasilnya berbeda")


def test_the_same_version_twice_is_said_so(browser, clerk):
    page = browser.get("/rules/kur/compare?from=1&to=1")

    assert page.status == 200
    assert page.says("Kedua pilihan adalah versi yang sama")
    assert not page.has("#side-by-side")


@pytest.mark.parametrize(
    "query", ["from=1&to=9", "from=0&to=1", "from=x&to=1", "from=1&to=-1", "from=²&to=1"]
)
def test_versions_that_do_not_exist_are_not_found(browser, clerk, query):
    assert browser.get(f"/rules/kur/compare?{query}").status == 404
    assert browser.get(f"/rules/kur/compare/meaning?{query}").status == 404


def test_a_rule_set_that_does_not_exist_is_not_found(browser, clerk):
    assert browser.get("/rules/nonsense/compare").status == 404


def test_the_history_offers_the_comparison(browser, clerk):
    assert not browser.get("/rules/kur").has(".compare-form")
    with_ceiling(3_000_000_000)

    page = browser.get("/rules/kur")

    assert page.fields(".compare-form") == {"from": "1", "to": "2"}


def test_an_old_version_is_offered_to_be_put_back(browser, supervisor):
    with_ceiling(3_000_000_000)

    assert not browser.get("/rules/kur/versions/2").has(".rule-return")
    assert browser.get("/rules/kur/versions/1").has(".rule-return")
    page = browser.post("/rules/kur/versions/1/restore")

    assert page.says("Yang berubah dari versi 2")
    assert page.says("Rp4.800.000.000")


def test_who_does_not_edit_rules_is_not_offered_it(browser, auditor):
    with_ceiling(3_000_000_000)

    assert not browser.get("/rules/kur/versions/1").has(".rule-return")


def test_a_version_to_come_is_told_from_one_that_another_overtook(browser, supervisor):
    today = office.today()
    with_ceiling(3_000_000_000, holds_from=today + timedelta(days=60))
    assert browser.get("/rules/kur").text("#versions td:last-child") == ["akan berlaku", "berlaku"]
    # The one in force can be kept from giving way.
    assert browser.get("/rules/kur").has(".rule-return")
    assert not browser.get("/rules/kur/versions/2").has(".rule-return")

    with_ceiling(2_000_000_000, holds_from=today + timedelta(days=30))

    states = browser.get("/rules/kur").text("#versions td:last-child")
    assert states == ["akan berlaku", "didahului versi lain", "berlaku"]
    page = browser.get("/rules/kur/versions/2")
    assert page.says("Versi 2 tidak jadi berlaku")
    assert page.has(".rule-return")


def test_after_a_version_for_a_time_the_one_before_is_to_come_again(app, supervisor):
    today = office.today()
    with_ceiling(3_000_000_000, holds_until=today + timedelta(days=10))
    versions = queries.versions("kur")

    standings = [history.standing(one, versions, today) for one in versions]

    assert standings == [Standing.IN_FORCE, Standing.TO_COME]
    later = today + timedelta(days=11)
    assert [history.standing(one, versions, later) for one in versions] == [
        Standing.PAST,
        Standing.IN_FORCE,
    ]
