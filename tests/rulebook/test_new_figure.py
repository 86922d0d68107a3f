"""A figure is renewed on its own, as a small draft."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.office import queries as office
from intranet.rulebook import queries
from intranet.rulebook.models import DraftStatus
from tests.rulebook.versions import published

PLACE = "/rules/kur/figures/turnover_ceiling/new"


def day(number):
    return (office.today() + timedelta(days=number)).isoformat()


def answers(**changes):
    return {
        "value": "5 miliar",
        "since": day(30),
        "until": "",
        "source": "Permenko 9/2027 Pasal 3",
        **changes,
    }


def open_drafts():
    return queries.drafts(DraftStatus.OPEN)


def test_every_figure_offers_a_new_value_to_who_edits_rules(browser, supervisor):
    page = browser.get("/rules/kur")

    links = page.soup.select("#figures td.actions a")
    assert len(links) == 7
    assert links[0]["href"] == PLACE


def test_others_are_not_offered_it_and_may_not(browser, auditor):
    assert not browser.get("/rules/kur").has("#figures td.actions")
    assert browser.get(PLACE).status == 403


def test_a_new_value_becomes_a_draft_that_is_ready_to_be_sent(browser, supervisor):
    page = browser.get(PLACE)
    assert page.says("Rp4.800.000.000 sejak 5 Januari 2026")

    page = browser.post(PLACE, **answers(until=day(395)))

    [draft] = open_drafts()
    assert page.path == f"/rules/drafts/{draft.uuid}/submit"
    assert draft.content["parameters"]["turnover_ceiling"]["values"][1] == {
        "from": day(30),
        "until": day(395),
        "value": 5_000_000_000,
        "source": "Permenko 9/2027 Pasal 3",
        "verified": False,
    }
    assert len(draft.steps) == 1
    assert page.text("#changes li")
    fields = page.fields("main form[method=post]")
    assert fields["reason"].startswith("Batas omzet setahun menjadi Rp5.000.000.000 sejak ")
    assert fields["basis"] == "Permenko 9/2027 Pasal 3"
    assert fields["holds_from"] == day(30)


def test_a_verified_value_carries_no_flag(browser, supervisor):
    browser.post(PLACE, **answers(verified="y"))

    [draft] = open_drafts()
    assert "verified" not in draft.content["parameters"]["turnover_ceiling"]["values"][1]


def test_it_can_be_sent_as_it_is(browser, supervisor):
    page = browser.post(PLACE, **answers())
    [draft] = open_drafts()

    page = browser.post(page.path, **page.fields("main form[method=post]"))

    assert page.says("Menunggu persetujuan")
    assert queries.draft(draft.uuid).holds_from.isoformat() == day(30)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"value": ""}, "value", "Isi angka baru"),
        ({"value": "banyak"}, "value", "Isi jumlah rupiah dengan angka"),
        ({"value": "-5"}, "value", "tanpa tanda minus"),
        ({"value": "1" * 17}, "value", "terlalu besar"),
        ({"since": ""}, "since", "Isi tanggal mulai berlaku"),
        ({"since": "31/02/2027"}, "since", "kalender"),
        ({"since": "2026-01-05"}, "since", "sudah ada nilai Rp4.800.000.000"),
        ({"since": "2025-01-05"}, "since", "tidak akan pernah dipakai"),
        ({"until": "2026-01-01"}, "until", "sesudah tanggal mulai berlaku"),
        ({"since": "2026-02-01", "until": "2026-03-01"}, "until", "sudah lewat"),
        ({"source": " "}, "source", "Tulis sumber angka ini"),
        ({"source": "3509112345670001"}, "source", "Hapus NIK"),
        ({"source": "a\u0000b"}, "source", "karakter yang tidak terlihat"),
    ],
)
def test_bad_input_is_told_at_its_field(browser, supervisor, changes, field, told):
    page = browser.post(PLACE, **answers(**changes))

    assert page.status == 422
    [error] = page.text(f"#{field}-error")
    assert told in error
    assert page.says("1 isian perlu diperbaiki")
    assert open_drafts() == []


@pytest.mark.parametrize("typed", ["6,5", "enam", "²"])
def test_a_whole_number_is_asked_where_the_unit_asks_it(browser, supervisor, typed):
    place = "/rules/kur/figures/minimum_business_age_months/new"

    page = browser.post(place, **answers(value=typed))

    assert page.status == 422
    assert "Isi angka bulat" in page.text("#value-error")[0]
    assert "bulan" in page.text(".input-group-text")


def test_the_same_form_sent_twice_makes_one_draft(browser, supervisor):
    sent = answers(once=browser.get(PLACE).fields("main form[method=post]")["once"])

    first, second = browser.post(PLACE, **sent), browser.post(PLACE, **sent)

    assert first.path == second.path
    assert len(open_drafts()) == 1


def test_the_draft_starts_from_the_version_that_will_hold_then(browser, supervisor):
    published(
        "kur",
        lambda data: data["title"].update(id="KUR baru"),
        holds_from=office.today() + timedelta(days=20),
    )
    assert browser.get(PLACE).says("Versi 2 sudah disetujui dan akan berlaku")

    browser.post(PLACE, **answers(since=day(20)))
    browser.post(PLACE, **answers(since=day(19)))

    assert [one.based_on.number for one in open_drafts()] == [1, 2]


def test_a_figure_that_the_version_of_that_day_lacks_is_refused(browser, supervisor):
    def drop(data):
        del data["parameters"]["minimum_owner_age_years"]
        data["criteria"] = [one for one in data["criteria"] if "owner_age" not in str(one)]
        data["examples"] = []

    published("kur", drop, holds_from=office.today() + timedelta(days=20))

    page = browser.post(
        "/rules/kur/figures/minimum_owner_age_years/new", **answers(value="18", since=day(20))
    )

    assert "Versi 2" in page.text("#since-error")[0]
    assert open_drafts() == []


def test_a_figure_that_does_not_exist_is_not_found(browser, supervisor):
    assert browser.get("/rules/kur/figures/nonsense/new").status == 404
    assert browser.get("/rules/nonsense/figures/turnover_ceiling/new").status == 404
