"""Who holds a slip learns how far the wishes are, and nobody's name or words."""

from __future__ import annotations

from datetime import date

import pytest

from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import transaction
from intranet.forums.follow_up import promising
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import ResponseKind
from tests import factories as make


def answered(kind: ResponseKind, **more) -> Answer:
    return Answer(kind=kind, responder="Pejabat Contoh", words="Ucapan pejabat", **more)


@pytest.fixture
def aspiration(app):
    topic = make.topic("Studi banding")
    due = {"due_on": date(2027, 2, 1)}
    return make.aspiration(
        speaker="Sumartini Contoh",
        words="Kata-kata yang diucapkan",
        phone="081234567890",
        business_as_told="Keripik Rahasia",
        wishes=(
            Wish("Permintaan satu", topic),
            Wish("Permintaan dua", topic, answered(ResponseKind.ANSWERED)),
            Wish("Permintaan tiga", topic, answered(ResponseKind.IN_PROCESS, **due)),
            Wish(
                "Permintaan empat",
                topic,
                answered(ResponseKind.REFERRED, agency="Dinas Perindustrian", **due),
            ),
            Wish(
                "Permintaan lima",
                topic,
                answered(ResponseKind.PROPOSED, budget=Budget(2027, BudgetStage.REVISED_APBD)),
            ),
            Wish("Permintaan enam", topic, answered(ResponseKind.NOT_POSSIBLE)),
        ),
    )


def test_each_wish_has_its_state_and_until_when(browser, aspiration):
    page = browser.get(f"/aspiration/{aspiration.check_code}")

    assert page.status == 200
    assert page.text("h1") == [f"Aspirasi {aspiration.label}"]
    assert page.text(".panel .badge-pill") == [
        "Belum dijawab",
        "Sudah dijawab",
        "Sedang dikerjakan dinas",
        "Diteruskan ke instansi lain",
        "Diupayakan masuk anggaran",
        "Belum dapat dipenuhi",
    ]
    for told in (
        "Studi banding",
        "Kecamatan Wuluhan",
        "1 Februari 2027",
        "Dinas Perindustrian",
        "P-APBD 2027",
        "30 Juni 2027",
    ):
        assert page.says(told), told


def test_it_tells_no_name_and_no_words(browser, aspiration):
    content = browser.get(f"/aspiration/{aspiration.check_code}").content.decode()

    for hidden in (
        "Sumartini",
        "diucapkan",
        "0812",
        "Keripik",
        "Tanjungrejo",
        "Permintaan satu",
        "Ucapan pejabat",
        "Pejabat Contoh",
        str(aspiration.uuid),
    ):
        assert hidden not in content, hidden


def test_a_promise_that_was_kept_or_refused_says_so(browser, aspiration):
    by = make.user()
    with transaction():
        promising.keep(aspiration.items[2].promise, "Selesai", by=by)
        promising.refuse(aspiration.items[4].promise, "Pagu kurang", by=by)

    states = browser.get(f"/aspiration/{aspiration.check_code}").text(".panel .badge-pill")

    assert (states[2], states[4]) == ("Sudah terwujud", "Belum dapat dipenuhi")


@pytest.mark.parametrize(
    "code", ["tidak-ada-kode-ini", "x", "a" * 500, "%00", "%27%20OR%201=1", "🙂", "..%2f..%2fetc"]
)
def test_an_unknown_code_gets_a_clear_sentence(browser, code):
    page = browser.get(f"/aspiration/{code}")

    assert page.status == 404
    if page.path.count("/") == 2:
        assert page.says("Tidak ada aspirasi dengan kode ini.")


def test_search_engines_are_asked_to_stay_away(browser, aspiration):
    page = browser.get(f"/aspiration/{aspiration.check_code}")

    assert page.has("meta[name=robots][content*=noindex]")


def test_a_promise_kept_without_a_word_of_answer_is_told(browser):
    owed = make.promise()
    with transaction():
        promising.keep(owed, "Sudah dikerjakan.", by=make.user())
    page = browser.get(f"/aspiration/{owed.item.aspiration.check_code}")
    assert page.status == 200
    assert page.says("Sudah terwujud")
