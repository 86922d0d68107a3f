"""A draft is sent by one person, judged by another, and holds from its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.office import queries as office
from intranet.office.models import SigningCapacity
from intranet.rulebook import approving, drafting, editing, queries, replacing
from tests import factories


def tomorrow():
    return office.today() + timedelta(days=1)


def draft(author, *, sent=False):
    with transaction():
        made = drafting.start(queries.versions("bank-linkage")[0], by=author)
        drafting.take_step(
            made,
            lambda data: editing.changed(data, "basis[0]", "Perbup 7/2027"),
            path="basis[0]",
            seen=0,
            by=author,
        )
        if sent:
            approving.submit(
                made,
                reason="Perbup baru",
                basis="Perbup 7/2027",
                holds_from=tomorrow(),
                holds_until=None,
                by=author,
            )
    return made


def test_a_supervisor_sends_a_draft_with_its_reason(browser, supervisor):
    made = draft(supervisor)

    page = browser.get(f"/rules/drafts/{made.uuid}/submit")
    assert page.says("Perbup 7/2027")
    page = browser.post(
        f"/rules/drafts/{made.uuid}/submit",
        reason="Perbup baru",
        basis="Perbup 7/2027",
        holds_from=tomorrow().isoformat(),
    )

    assert page.says("Menunggu persetujuan")
    assert page.says("Anda ikut menyusun rancangan ini")
    assert not page.has("#answer")


def test_a_day_that_has_begun_is_refused_at_the_field(browser, supervisor):
    made = draft(supervisor)

    page = browser.post(
        f"/rules/drafts/{made.uuid}/submit",
        reason="Perbup baru",
        basis="Perbup 7/2027",
        holds_from=office.today().isoformat(),
    )

    assert page.status == 422
    assert page.says("Pilih besok atau sesudahnya")
    assert page.says("Perbup baru")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD])
def test_another_supervisor_or_the_head_approves(app, browser, role):
    made = draft(factories.user(role=Role.SUPERVISOR), sent=True)
    browser.sign_in(factories.user(role=role))

    page = browser.get(f"/rules/drafts/{made.uuid}/review")
    assert page.says("Perbup 7/2027")
    page = browser.post(
        f"/rules/drafts/{made.uuid}/approve",
        holds_from=tomorrow().isoformat(),
        seen=replacing.seal(made),
    )

    assert page.path == "/rules/bank-linkage/versions/2"
    assert queries.version_on("bank-linkage", tomorrow()).number == 2


def test_an_author_never_approves_their_own(browser, supervisor):
    made = draft(supervisor, sent=True)

    page = browser.post(
        f"/rules/drafts/{made.uuid}/approve",
        holds_from=tomorrow().isoformat(),
        seen=replacing.seal(made),
    )

    assert page.status == 422
    assert page.says("Orang lain yang menyetujuinya")
    assert queries.version_on("bank-linkage", tomorrow()).number == 1


@pytest.mark.parametrize(
    ("role", "status"), [(Role.FRONT_DESK, 403), (Role.OFFICER, 422), (Role.AUDITOR, 403)]
)
def test_nobody_else_approves_or_sends_back(browser, role, status):
    made = draft(factories.user(role=Role.SUPERVISOR), sent=True)
    browser.sign_in(factories.user(role=role))
    place = f"/rules/drafts/{made.uuid}"

    answers = [
        browser.post(
            f"{place}/approve", holds_from=tomorrow().isoformat(), seen=replacing.seal(made)
        ),
        browser.post(f"{place}/send-back", why="Tidak"),
    ]

    assert [answer.status for answer in answers] == [status, status]
    assert queries.draft(made.uuid).status.value == "submitted"


def test_a_named_deputy_stands_in_for_the_head_on_the_days_of_the_appointment(browser, app):
    made = draft(factories.user(role=Role.SUPERVISOR), sent=True)
    deputy = factories.user(role=Role.OFFICER)
    factories.official(
        user=deputy,
        capacity=SigningCapacity.PLH,
        may_sign=True,
        holds_from=office.today(),
        holds_until=office.today(),
    )
    browser.sign_in(deputy)

    page = browser.post(
        f"/rules/drafts/{made.uuid}/approve",
        holds_from=tomorrow().isoformat(),
        seen=replacing.seal(made),
    )

    assert page.path == "/rules/bank-linkage/versions/2"


def test_a_deputy_whose_days_are_over_does_not(app):
    made = draft(factories.user(role=Role.SUPERVISOR), sent=True)
    deputy = factories.user(role=Role.OFFICER)
    factories.official(
        user=deputy,
        capacity=SigningCapacity.PLH,
        may_sign=True,
        holds_from=date(2026, 1, 1),
        holds_until=office.today() - timedelta(days=1),
    )

    assert approving.obstacle(made, deputy, on=office.today()) is not None


def test_a_draft_is_sent_back_with_what_to_mend(browser, app):
    author = factories.user(role=Role.SUPERVISOR)
    made = draft(author, sent=True)
    browser.sign_in(factories.user(role=Role.SUPERVISOR))

    browser.post(f"/rules/drafts/{made.uuid}/send-back", why="Sumbernya belum ada")
    browser.sign_in(author)

    page = browser.get(f"/rules/drafts/{made.uuid}/review")
    assert page.says("Dikembalikan untuk diperbaiki")
    assert page.says("Sumbernya belum ada")


def test_an_author_takes_a_draft_back(browser, supervisor):
    made = draft(supervisor, sent=True)

    browser.post(f"/rules/drafts/{made.uuid}/withdraw")

    assert queries.draft(made.uuid).is_open


def test_an_old_version_is_put_back_as_a_draft_that_another_approves(browser, supervisor):
    factories.rule_version("bank-linkage", without=["is_fostered"])

    page = browser.post("/rules/bank-linkage/versions/1/restore")

    assert page.says("Yang berubah dari versi 2")
    assert page.says("binaan")


def test_who_is_decided_differently_is_told_with_an_example(browser, supervisor):
    with transaction():
        made = drafting.start(queries.versions("bank-linkage")[0], by=supervisor)
        drafting.take_step(
            made,
            lambda data: editing.changed(data, "criteria[1].advisory", True),
            path="criteria[1].advisory",
            seen=0,
            by=supervisor,
        )

    page = browser.get(f"/rules/drafts/{made.uuid}/review/meaning")

    [told] = page.text("#meaning")
    assert "belum memenuhi syarat pada versi lama, memenuhi syarat pada versi baru" in told
    assert "Usaha binaan dinas: tidak" in told


def test_who_is_decided_differently_is_asked_for_the_day_of_the_new_figure(browser, supervisor):
    with transaction():
        made = drafting.start(queries.versions("kur")[0], by=supervisor)
        place = "parameters.turnover_ceiling.values"
        new = {
            "from": (office.today() + timedelta(days=90)).isoformat(),
            "value": 2_500_000_000,
            "source": "Peraturan baru",
        }
        drafting.take_step(
            made, lambda data: editing.added(data, place, new), path=place, seen=0, by=supervisor
        )

    page = browser.get(f"/rules/drafts/{made.uuid}/review/meaning")

    assert page.says("memenuhi syarat pada versi lama, belum memenuhi syarat pada versi baru")
