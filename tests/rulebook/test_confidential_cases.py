"""What the rule book learns from cases never tells of a confidential one."""

from __future__ import annotations

import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.eligibility import examples
from intranet.eligibility import queries as eligibility
from intranet.rulebook import queries
from tests import factories
from tests.eligibility import stories


@pytest.fixture
def decision(app):
    case = stories.opens_case(stories.roaster(), by=factories.user())
    with transaction():
        case.is_confidential, case.division_code = True, "umkm"
    return eligibility.current_decision(case.items[0])


def test_an_example_of_an_open_case_sent_twice_begins_one_draft(browser, supervisor):
    case = stories.opens_case(stories.roaster())
    place = f"/eligibility/decisions/{eligibility.current_decision(case.items[0]).uuid}/example"
    form = browser.get(place).fields() | {"draft": "new"}

    assert browser.post(place, form).path == browser.post(place, form).path
    assert len(queries.drafts_of("bank-linkage")) == 1


def test_no_example_is_made_of_a_confidential_case(browser, supervisor, decision):
    place = f"/eligibility/decisions/{decision.uuid}"
    assert browser.get(place).status == 200  # The division in charge reads it.

    assert not browser.get(place).says("Jadikan contoh")
    page = browser.post(f"{place}/example", name="Belum binaan", draft="new")

    assert page.path == place
    assert page.says("Perkara ini rahasia. Faktanya tidak dijadikan contoh")
    assert queries.drafts_of("bank-linkage") == []


def test_nor_by_whoever_was_asked_before_it_became_confidential(app, decision):
    with pytest.raises(examples.IsConfidential), transaction():
        examples.add(decision, None, name="x", by=factories.user(role=Role.SUPERVISOR))
    assert queries.drafts_of("bank-linkage") == []


def test_to_those_who_may_not_see_it_such_a_decision_is_not_there(browser, decision):
    browser.sign_in(factories.user(role=Role.SUPERVISOR, division_code="lain"))

    page = browser.post(f"/eligibility/decisions/{decision.uuid}/example", name="x", draft="new")

    assert page.status == 404
