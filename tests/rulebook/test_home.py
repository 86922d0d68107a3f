"""What the first page tells about rules, and whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.office import queries as office
from intranet.office.models import SigningCapacity
from intranet.rulebook import approving, drafting, editing, expiry, queries
from tests import factories
from tests.rulebook.versions import figure, published


def days(number):
    return office.today() + timedelta(days=number)


def sent(author):
    with transaction():
        draft = drafting.start(queries.versions("bank-linkage")[0], by=author)
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, "basis[0]", "Perbup 7/2027"),
            path="basis[0]",
            seen=0,
            by=author,
        )
        approving.submit(
            draft,
            reason="Perbup baru",
            basis="Perbup 7/2027",
            holds_from=days(1),
            holds_until=None,
            by=author,
        )
    return draft


def author():
    return factories.user(role=Role.SUPERVISOR, name="Sri Penyusun")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD])
def test_approvers_are_told_of_drafts_that_wait_for_them(app, browser, role):
    draft = sent(author())
    browser.sign_in(factories.user(role=role))

    page = browser.get("/")

    [card] = page.text("#card-rules-to-judge")
    assert "diajukan Sri Penyusun" in card
    assert page.link("bank") == f"/rules/drafts/{draft.uuid}/review"


def test_whose_hand_is_in_a_draft_is_not_asked_to_judge_it(app, browser):
    writer, helper = author(), factories.user(role=Role.SUPERVISOR)
    draft = sent(writer)
    with transaction():
        approving.withdraw(draft, by=writer)
        drafting.take_step(
            draft,
            lambda data: editing.changed(data, "basis[0]", "Perbup 8/2027"),
            path="basis[0]",
            seen=draft.revision,
            by=helper,
        )
        approving.submit(
            draft, reason="Baru", basis="Perbup", holds_from=days(1), holds_until=None, by=writer
        )

    for user in (writer, helper):
        browser.sign_in(user)
        assert not browser.get("/").has("#card-rules-to-judge")


def test_a_deputy_is_told_while_something_waits(app, browser):
    deputy = factories.user(role=Role.OFFICER)
    factories.official(
        user=deputy,
        capacity=SigningCapacity.PLH,
        may_sign=True,
        holds_from=office.today(),
        holds_until=office.today(),
    )
    browser.sign_in(deputy)
    assert not browser.get("/").says("rancangan aturan")

    sent(author())

    assert browser.get("/").has("#card-rules-to-judge")


def test_an_author_sees_drafts_in_hand_and_why_one_came_back(app, browser):
    writer = author()
    draft = sent(writer)
    browser.sign_in(writer)
    assert not browser.get("/").has("#card-rules-in-hand")

    with transaction():
        judge = factories.user(role=Role.SUPERVISOR)
        approving.send_back(draft, why="Sumbernya belum ada", by=judge)

    [card] = browser.get("/").text("#card-rules-in-hand")
    assert "dikembalikan: Sumbernya belum ada" in card
    browser.sign_in(judge)
    assert not browser.get("/").has("#card-rules-in-hand")


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.OFFICER, Role.AUDITOR])
def test_others_are_told_nothing_about_drafts_or_figures(app, browser, role):
    sent(author())
    browser.sign_in(factories.user(role=role))

    told = " ".join(browser.get("/").text(".home-card h2, .home-clear"))

    assert "ancangan aturan" not in told
    assert "ngka aturan" not in told
    assert "Angka" not in told


@pytest.mark.parametrize(
    ("left", "told", "on_page"),
    [
        (60, "60 hari lagi", "Angka segera habis masa berlakunya"),
        (0, "hari ini hari terakhirnya", "Angka segera habis masa berlakunya"),
        (-5, "masih dipakai sampai diganti", "Angka sudah habis masa berlakunya"),
    ],
)
def test_a_figure_that_ends_is_told_on_home_and_on_its_page(
    browser, supervisor, left, told, on_page
):
    published("kur", figure("turnover_ceiling", until=days(left).isoformat()))

    [card] = browser.get("/").text("#card-figures-expiring")
    page = browser.get("/rules/kur")

    assert "Batas omzet setahun" in card
    assert told in card
    assert page.text(".notice-title") == [on_page]
    assert page.link("Usulkan angka baru") == "/rules/kur/figures/turnover_ceiling/new"


def test_a_figure_that_ends_later_is_not_told_yet(browser, supervisor):
    published("kur", figure("turnover_ceiling", until=days(61).isoformat()))

    assert not browser.get("/").has("#card-figures-expiring")
    assert browser.get("/rules/kur").text(".notice-title") == []


def followed(on):
    def change(data):
        first = data["parameters"]["turnover_ceiling"]["values"][0]
        first["until"] = days(10).isoformat()
        next_ = {"from": on.isoformat(), "value": 5_000_000_000, "source": "Permenko 9/2027"}
        data["parameters"]["turnover_ceiling"]["values"] = [first, next_]

    return change


def test_a_figure_with_a_successor_is_not_told_unless_days_lie_between(app):
    published("kur", followed(days(11)))
    assert expiry.everywhere(office.today()) == []

    published("kur", followed(days(12)))

    assert [one.days_left for one in expiry.everywhere(office.today())] == [10]


def test_a_successor_in_a_version_to_come_counts(app):
    published("kur", figure("turnover_ceiling", until=days(10).isoformat()))
    assert len(expiry.everywhere(office.today())) == 1

    published("kur", figure("turnover_ceiling", until=days(400).isoformat()), holds_from=days(5))

    assert expiry.everywhere(office.today()) == []


def test_the_desk_is_not_stopped_by_an_expired_figure_and_sees_no_offer_to_change(browser, clerk):
    published("kur", figure("turnover_ceiling", until=days(-1).isoformat()))

    page = browser.get("/rules/kur")

    assert page.says("Angka itu tetap dipakai sampai diganti")
    assert "sudah habis" in page.text("#figures .badges")
    assert "Usulkan angka baru" not in " ".join(page.text("a"))
