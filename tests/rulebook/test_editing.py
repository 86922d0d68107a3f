"""Steps that change the text of a draft."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from intranet.rulebook import editing
from rules import canonical

NIB = {"fact": "has_nib", "is": True}
SKU = {"fact": "has_business_statement_letter", "is": True}


def kur():
    return json.loads(json.dumps(canonical.as_data(rules.library.load("kur").document)))


def draft(**changes):
    return {"criteria": [{"id": "a", "when": NIB}, {"id": "b", "when": SKU}], **changes}


def test_a_value_is_changed_and_the_original_stays():
    before = kur()
    path = "parameters.turnover_ceiling.values[0].value"

    after = editing.changed(before, path, 5_000_000_000)

    assert editing.at(after, path) == 5_000_000_000
    assert editing.at(before, path) == 4_800_000_000


def test_either_of_two_papers_is_enough():
    step = editing.grouped(draft(), "criteria[0].when", "any")
    step = editing.added(step, "criteria[0].when.any", SKU)

    assert step["criteria"][0]["when"] == {"any": [NIB, SKU]}
    step = editing.removed(step, "criteria[0].when.any[1]")
    assert editing.ungrouped(step, "criteria[0].when") == draft()


def test_a_copy_has_an_id_of_its_own_and_stands_after_the_original():
    twice = editing.copied(editing.copied(draft(), "criteria[0]"), "criteria[0]")

    assert [one["id"] for one in twice["criteria"]] == ["a", "a_3", "a_2", "b"]


@pytest.mark.parametrize(("by", "ids"), [(1, "ba"), (5, "ba"), (-1, "ab")])
def test_an_entry_moves_and_stops_at_the_ends(by, ids):
    moved = editing.moved(draft(), "criteria[0]", by)

    assert "".join(one["id"] for one in moved["criteria"]) == ids


def test_a_value_taken_away_leaves_no_entry():
    assert editing.changed(draft(source="x"), "source", None) == draft()


@pytest.mark.parametrize(
    "path", ["", "criteria[9]", "criteria.when", "criteria[0].when[0]", "no such", "a..b", "[x]"]
)
def test_a_place_that_is_not_there_is_told(path):
    with pytest.raises(editing.NoSuchPlace):
        editing.removed(draft(), path)


@given(st.text(max_size=30))
def test_no_path_whatever_breaks_a_step(path):
    for step in (editing.removed, editing.copied, editing.ungrouped):
        with contextlib.suppress(editing.NoSuchPlace):
            step(draft(), path)


@given(st.lists(st.one_of(st.integers(0, 99), st.from_regex(r"\A[a-z][a-z_]{0,8}\Z")), min_size=1))
def test_a_path_reads_back_as_its_steps(steps):
    assert editing.steps_of(editing.path_of(steps)) == steps


def test_places_overlap_when_one_holds_the_other():
    assert editing.overlap("criteria[1].when", "criteria[1].when.fact")
    assert editing.overlap("criteria", "criteria[1]")
    assert not editing.overlap("criteria[1].when", "criteria[1].source")
    assert not editing.overlap("criteria[1]", "criteria[2]")
