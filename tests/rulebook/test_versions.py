"""A version decides from its day on; cases opened before finish under the rules of their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intranet.database import transaction
from intranet.eligibility import queries as eligibility
from intranet.eligibility import services as deciding
from intranet.eligibility.models import Outcome
from intranet.office import queries as office
from intranet.rulebook import queries, services
from tests import factories
from tests.eligibility import stories

FIRST = date(2026, 1, 1)


def outcome_of(item):
    with transaction():
        deciding.decide_again(item.case, by=factories.user())
    return eligibility.current_decision(item).outcome


def test_the_newest_version_whose_days_include_the_day_holds(app):
    factories.rule_version("bank-linkage", holds_from=FIRST)
    factories.rule_version("bank-linkage", holds_from=date(2027, 1, 1))

    found = [
        queries.version_on("bank-linkage", day).number
        for day in (date(2025, 12, 31), FIRST, date(2026, 12, 31), date(2027, 1, 1))
    ]

    assert found == [1, 2, 2, 3]


def test_after_a_version_for_a_time_the_one_before_holds_again(app):
    factories.rule_version("bank-linkage", holds_from=FIRST, holds_until=date(2026, 1, 31))

    found = [
        queries.version_on("bank-linkage", day).number
        for day in (date(2026, 1, 31), date(2026, 2, 1))
    ]

    assert found == [2, 1]


def test_a_rule_set_that_the_office_lacks_is_told(app):
    with pytest.raises(queries.NoSuchRuleSet):
        queries.version_on("nonsense", FIRST)


def test_the_office_s_own_versions_stay_when_a_release_brings_new_rule_sets(app):
    factories.rule_version("bank-linkage", holds_from=FIRST)

    with transaction():
        added = services.install_shipped()

    assert added == []
    assert queries.version_on("bank-linkage", FIRST).number == 2


def test_a_case_finishes_under_the_rules_of_the_day_it_was_opened(app):
    business = stories.roaster()  # Not fostered, so not eligible for a referral.
    [item] = stories.opens_case(business).items
    today = office.today()
    factories.rule_version(
        "bank-linkage", holds_from=today + timedelta(days=1), without=["is_fostered"]
    )

    assert outcome_of(item) is Outcome.INELIGIBLE
    with transaction():
        item.rules_as_of = today + timedelta(days=1)
    assert outcome_of(item) is not Outcome.INELIGIBLE


def test_the_page_tells_which_version_holds_and_which_follows(browser, auditor):
    tomorrow = office.today() + timedelta(days=1)
    factories.rule_version("bank-linkage", holds_from=tomorrow, reason="Jalur baru")

    rows = browser.get("/rules/bank-linkage").text("#versions tbody tr")

    assert rows[0].startswith("2 sejak")
    assert "Jalur baru" in rows[0]
    assert rows[0].endswith("akan berlaku")
    assert rows[1].startswith("1 sejak awal")
    assert rows[1].endswith("berlaku")
    assert browser.get("/rules/bank-linkage/versions/2").says("Versi 2 mulai berlaku")
    assert browser.get("/rules/bank-linkage/versions/3").status == 404
