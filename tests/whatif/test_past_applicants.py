"""Those who asked before are decided by another text, with the facts of their day."""

from __future__ import annotations

from datetime import date

from intranet.office import queries as office
from intranet.rulebook import documents, queries
from intranet.rulebook.checking import check
from intranet.whatif import applicants
from tests import factories
from tests.whatif import stories


def replayed(draft, on=None):
    return applicants.replay(check(draft).rule_set, on or office.today())


def test_who_loses_and_by_which_criterion(app):
    stories.applicant()
    stories.applicant(sales=900_000_000)
    found = replayed(stories.draft(turnover_ceiling=500_000_000))

    counted = applicants.impact(found, "eligible")

    assert (counted.rows, counted.gains, counted.losses) == (2, 0, 1)
    assert counted.before["eligible"] == 2
    assert counted.now == {"eligible": 1, "ineligible": 1, "undetermined": 0, "ambiguous": 0}
    [moved] = applicants.movers(found, "eligible", who="losses")
    assert (moved.was, moved.now, moved.by) == (
        "eligible",
        "ineligible",
        ("turnover_within_ceiling",),
    )
    [criterion] = [one for one in counted.criteria if one.losses]
    assert (criterion.id, criterion.stopped_before, criterion.stopped_now) == (
        "turnover_within_ceiling",
        0,
        1,
    )
    assert criterion.alone_now == 1


def test_who_gains_where_a_criterion_falls_away(app):
    stories.applicant(had_commercial_credit=True)
    by = factories.user()
    draft = stories.draft()
    number = [one["id"] for one in draft.content["criteria"]].index("no_commercial_credit")
    stories.without(draft, number, by)

    counted = applicants.impact(replayed(draft), "eligible")

    assert (counted.gains, counted.losses) == (1, 0)
    [criterion] = [one for one in counted.criteria if one.gains]
    assert (criterion.id, criterion.stopped_before, criterion.stopped_now) == (
        "no_commercial_credit",
        1,
        None,
    )
    assert counted.becoming(True) == 1
    groups = {one.value: one for one in counted.groups["_subdistrict"]}
    assert (groups["35.09.11"].before, groups["35.09.11"].now, groups["35.09.11"].gains) == (
        0,
        1,
        1,
    )
    assert counted.groups["_class"][0].value == "mikro"


def test_the_unknown_stand_in_nobodys_way_where_the_possible_are_counted(app):
    stories.applicant(sales=None)
    draft = stories.draft(turnover_ceiling=1_000)

    possible = applicants.impact(replayed(draft), "possible")

    assert (possible.rows, possible.losses, possible.possible("now")) == (1, 0, 1)


def test_a_figure_of_the_future_is_reckoned_as_though_it_had_held(app):
    stories.applicant()
    draft = stories.draft()
    figures = "parameters.turnover_ceiling.values"
    later = {"from": "2027-01-01", "value": 1_000, "source": "Permenko 9/2027"}

    def add(data):
        data = {**data, "parameters": {**data["parameters"]}}
        ceiling = data["parameters"]["turnover_ceiling"]
        data["parameters"]["turnover_ceiling"] = {**ceiling, "values": [*ceiling["values"], later]}
        return data

    stories.step(draft, figures, add, factories.user())

    assert applicants.impact(replayed(draft), "eligible").losses == 0
    assert applicants.impact(replayed(draft, date(2027, 1, 1)), "eligible").losses == 1


def test_what_nobody_was_asked_then_is_told(app):
    stories.applicant()
    draft = stories.draft()
    asks_more = {"id": "packed", "when": {"fact": "packaging_ready", "is": True}}
    stories.step(
        draft,
        "criteria",
        lambda data: {**data, "criteria": [*data["criteria"], asks_more]},
        factories.user(),
    )

    found = replayed(draft)

    assert found.never_asked == ("packaging_ready",)
    assert applicants.impact(found, "eligible").now["undetermined"] == 1


def test_the_same_text_changes_nothing_for_anybody(app):
    stories.applicant()
    stories.applicant(amount=600_000_000)
    stories.applicant(sales=None)
    same = documents.loaded(queries.versions("kur")[0].document)

    found = applicants.replay(same, office.today())

    for one in found.applicants:
        assert (one.was, one.before) == (one.now, one.after)
    assert {one.was for one in found.applicants} == {"eligible", "ineligible", "undetermined"}
