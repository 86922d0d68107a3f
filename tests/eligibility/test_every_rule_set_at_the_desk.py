"""Every shipped rule set can be asked and answered at the desk, and computed again."""

import pytest

from intranet.cases.codes import Purpose
from intranet.cases.opening import ItemAsked
from intranet.database import db, transaction
from intranet.eligibility import queries, recomputing
from intranet.programmes.models import Field, Programme
from rules import library, vocabulary
from tests.eligibility import stories


def asks_by(rule_set):
    """A request for a programme that this rule set decides."""
    with transaction():
        programme = Programme(
            code=f"by-{rule_set}",
            name=library.load(rule_set).document.title.id,
            field=Field.OTHER,
            rule_set=rule_set,
            standard_days=5,
        )
        db.session.add(programme)
    return ItemAsked(programme, Purpose.OTHER)


def typed(fact):
    """An answer to any question, as a browser sends it."""
    return {
        "boolean": "yes",
        "integer": "2027",
        "money": "1000000",
        "date": "2020-01-01",
        "choice": next(iter(fact.options), ""),
        "list": next(iter(fact.options), ""),
    }[fact.type]


@pytest.mark.parametrize("name", library.names())
def test_every_question_of_a_rule_set_is_answered_at_the_desk(browser, clerk, name):
    case = stories.opens_case(stories.roaster(), asks_by(name), by=clerk)
    [item] = case.items
    prefix = "item-1-fact_"
    for _round in range(4):
        page = browser.get(f"/eligibility/cases/{case.uuid}")
        asked = {
            field["name"].removeprefix(prefix) for field in page.soup.select(f"[name^={prefix}]")
        }
        if not asked:
            break
        answers = {prefix + fact: typed(vocabulary.shipped().facts[fact]) for fact in asked}
        page = browser.post(f"/eligibility/items/{item.uuid}/facts", answers, htmx=True)
        assert page.status == 200, page.text("[role=alert]")

    decision = queries.current_decision(item)
    assert decision.outcome.value in {"eligible", "ineligible"}
    assert [differences for _name, differences in recomputing.verify() if differences] == []
