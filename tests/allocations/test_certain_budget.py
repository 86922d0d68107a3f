"""Nothing is eligible from a budget of the regency before that budget is certain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.cases.codes import Status
from intranet.cases.models import Item
from intranet.database import db, transaction
from intranet.eligibility import facts
from intranet.eligibility import queries as eligibility
from intranet.eligibility.models import Decision
from intranet.office import queries as office
from intranet.programmes import periods
from tests import factories

FACT = "apbd_budget_confirmed"


@pytest.fixture
def supervisor(app):
    return factories.user(role=Role.SUPERVISOR)


def known(item: Item):
    return facts.of_item(item, office.today()).get(FACT)


def confirm(period, by) -> None:
    with transaction():
        periods.confirm_budget(
            period,
            on=office.today(),
            document="DPA 1/2026",
            budget=None,
            seen_version=period.version,
            by=by,
        )


def take_back(period, by) -> None:
    with transaction():
        periods.take_budget_back(period, reason="Digeser", seen_version=period.version, by=by)


def finding(decision: Decision) -> str:
    """How the rule set judged that the budget is certain."""
    db.session.refresh(decision)
    judged = {one["id"]: one["result"] for one in decision.answer["criteria"]}
    return judged["budget_confirmed"]


def test_applicants_are_decided_again_when_the_budget_is_certain_or_not(app, supervisor):
    period = factories.period("equipment-apbd")
    item = factories.application("equipment-apbd").item
    assert finding(eligibility.current_decision(item)) == "unmet"
    assert known(item).source == {"kind": "period", "on": None, "detail": period.name}

    confirm(period, supervisor)
    assert finding(eligibility.current_decision(item)) == "met"
    assert known(item).source["on"] == office.today().isoformat()

    take_back(period, supervisor)
    assert finding(eligibility.current_decision(item)) == "unmet"


def test_whoever_reads_the_decision_sees_which_budget_it_was(browser, supervisor):
    browser.sign_in(supervisor)
    period = factories.period("equipment-apbd")
    item = factories.application("equipment-apbd").item
    decision = eligibility.current_decision(item)

    before = browser.get(f"/eligibility/decisions/{decision.uuid}")
    confirm(period, supervisor)
    decision = eligibility.current_decision(item)
    after = browser.get(f"/eligibility/decisions/{decision.uuid}")

    assert before.says("anggaran Bantuan alat usaha (APBD) 2026, belum dipastikan")
    assert after.says("anggaran Bantuan alat usaha (APBD) 2026, dipastikan")


def test_only_open_cases_are_decided_again(app, supervisor):
    period = factories.period("equipment-apbd")
    closed = factories.application("equipment-apbd").item
    never_entered = factories.case(asks=("equipment-apbd",)).items[0]
    decided = eligibility.current_decision(closed)
    closed.case.status = Status.DONE
    db.session.commit()

    confirm(period, supervisor)

    assert eligibility.current_decision(closed) is decided
    assert finding(eligibility.current_decision(never_entered)) == "met"


def test_it_is_unknown_where_the_regency_does_not_pay_or_nobody_set_a_period_up(app):
    without, central = (
        factories.case(asks=(code,)).items[0] for code in ("equipment-apbd", "equipment-apbn")
    )
    factories.period("equipment-apbn")

    assert known(without) is None
    assert known(central) is None


def test_an_application_keeps_to_the_budget_of_its_own_period(app, supervisor):
    today = office.today()
    last_year = factories.period("equipment-apbd", year=today.year - 1)
    item = factories.application("equipment-apbd").item
    confirm(last_year, supervisor)
    last_year.closes_on = today - timedelta(days=1)
    factories.period("equipment-apbd")

    assert known(item).value is True
    assert known(factories.case(asks=("equipment-apbd",)).items[0]).value is False
