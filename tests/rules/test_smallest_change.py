"""The smallest change really makes an applicant eligible, and no smaller one does.

Every set of comparisons and every value that could matter are tried one by one.
"""

from __future__ import annotations

import json
import os
from itertools import combinations, product

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import rules
from rules.document import Leaf, leaves_of
from rules.reference import compare, evaluate
from rules.truth import combine

from .documents import TODAY, VOCABULARY, criterion, document

quickly = settings(
    max_examples=int(os.environ.get("RULES_DOCUMENTS", "200")),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
DOMAIN = {
    "licensed": [None, True, False],
    "workers": [None, *range(-2, 8)],
    "liquid": [None, *range(-2, 8)],
    "product": [None, "kopi", "tepung", "tidak"],
}

# From a value that is given, every threshold and its neighbours can be reached within DOMAIN.
GIVEN = {fact: [None, *range(6)] for fact in ("workers", "liquid")}


@st.composite
def comparisons(draw):
    fact = draw(st.sampled_from([*DOMAIN, "workers", "liquid"]))
    if draw(st.integers(0, 7)) == 0:
        return {"fact": fact, "present": draw(st.booleans())}
    if fact == "licensed":
        return {"fact": fact, "is": draw(st.booleans())}
    if fact == "product":
        some = st.lists(st.sampled_from(DOMAIN["product"][1:]), min_size=1, max_size=2)
        return {"fact": fact, draw(st.sampled_from(["one_of", "none_of"])): draw(some)}
    number = st.integers(0, 4)
    operator = draw(
        st.sampled_from(["is", "is_not", "at_least", "at_most", "more_than", "between"])
    )
    if operator == "between":
        return {"fact": fact, operator: sorted([draw(number), draw(number)])}
    other = "liquid" if fact == "workers" else "workers"
    operand = number if draw(st.integers(0, 3)) else st.just({"fact": other})
    return {"fact": fact, operator: draw(operand)}


def grown(members):
    some = st.lists(members, min_size=1, max_size=3)
    return st.one_of(
        some.map(lambda of: {"all": of}),
        some.map(lambda of: {"any": of}),
        some.map(lambda of: {"none": of}),
        members.map(lambda one: {"not": one}),
        some.map(lambda of: {"count_at_least": (len(of) + 1) // 2, "of": of}),
    )


conditions = st.recursive(comparisons(), grown, max_leaves=4)


@st.composite
def cases(draw):
    whens = draw(st.lists(conditions, min_size=1, max_size=2))
    text = document(criteria=[criterion(when, f"c{n}") for n, when in enumerate(whens)])
    return text, {
        fact: draw(st.sampled_from(GIVEN.get(fact, values))) for fact, values in DOMAIN.items()
    }


def suffices(loaded, known, wanted) -> bool:
    """Whether all criteria hold when these comparisons change and no other does."""
    changed = {leaf.number: holds for leaf, holds in wanted}

    def truth(condition):
        if isinstance(condition, Leaf):
            now = compare(condition, known, {})
            return changed.get(condition.number, now)
        return combine(condition.kind, list(map(truth, condition.members)), condition.count)

    return all(truth(one.when) is True for one in loaded.document.criteria)


def succeeds(loaded, known, wanted) -> bool:
    """Whether some values of the facts of these comparisons bring about what is wanted."""
    facts = list(dict.fromkeys(leaf.fact for leaf, _ in wanted))
    for values in product(*(DOMAIN[fact] for fact in facts)):
        changed = {**known, **dict(zip(facts, values, strict=True))}
        if (
            all(compare(leaf, changed, {}) is holds for leaf, holds in wanted)
            and evaluate(loaded.document, changed, {}).outcome == "eligible"
        ):
            return True
    return False


@quickly
@given(cases())
def test_the_smallest_change_makes_eligible_and_no_smaller_one_does(case):
    text, facts = case
    loaded = rules.load(text, VOCABULARY)
    decision = loaded.decide(facts, on=TODAY, engine="reference")
    if decision.outcome != "ineligible":
        assert decision.change is None
        return
    known = loaded.known(facts, TODAY)
    leaves = [leaf for c in loaded.document.criteria for leaf in leaves_of(c.when)]
    flips = [
        (leaf, holds)
        for leaf in leaves
        for holds in (True, False)
        if compare(leaf, known, {}) is not holds
    ]

    if decision.change is not None:
        told = [(one.leaf, one.holds) for one in decision.change]
        assert suffices(loaded, known, told)
        assert succeeds(loaded, known, told)
    most = len(leaves) if decision.change is None else len(decision.change) - 1
    for size in range(1, most + 1):
        for wanted in combinations(flips, size):
            once = len({leaf.number for leaf, _ in wanted}) == size
            if once and suffices(loaded, known, wanted):
                shown = [(json.dumps(str(leaf)), holds) for leaf, holds in wanted]
                assert not succeeds(loaded, known, wanted), shown


def changed(derived, *conditions, **facts):
    """What the smallest change names, with a derived fact beside the criteria."""
    criteria = [criterion(when, f"c{number}") for number, when in enumerate(conditions)]
    loaded = rules.load(document(derived=[derived], criteria=criteria), VOCABULARY)
    found = loaded.decide(facts, on=TODAY, engine="reference").change
    return None if found is None else [(one.leaf.fact, one.leaf.operator) for one in found]


def test_a_change_that_a_derived_fact_would_undo_is_not_proposed():
    small = {"fact": "small", "when": {"fact": "sales", "at_most": 10}}
    is_small, much = {"fact": "small", "is": True}, {"fact": "sales", "at_least": 20}

    assert changed(small, is_small, much, sales=5) is None
    assert changed(small, is_small, sales=30) == [("small", "is")]


def test_a_derived_fact_is_changed_beside_what_stands_behind_it():
    big = {"fact": "big", "when": {"fact": "sales", "at_least": 80}}
    some, is_big = {"fact": "sales", "at_least": 20}, {"fact": "big", "is": True}

    assert changed(big, some, is_big, sales=5) == [("sales", "at_least"), ("big", "is")]


def test_a_derived_fact_that_only_the_day_decides_cannot_be_changed():
    open_now = {"fact": "open_now", "when": {"fact": "fiscal_year", "at_most": 2021}}

    assert changed(open_now, {"fact": "open_now", "is": True}) is None
    closed_programme = rules.library.load("bpum-2021")
    assert closed_programme.decide({}, on=TODAY, engine="reference").change is None


def test_a_list_and_a_single_fact_that_it_is_compared_with_change_together():
    first = TODAY.replace(year=TODAY.year - 2)
    visited = {"fact": "visits", "contains_all": [{"fact": "started"}]}
    conditions = [visited, {"fact": "started", "on_or_before": first.isoformat()}]
    criteria = [criterion(when, f"c{number}") for number, when in enumerate(conditions)]
    loaded = rules.load(document(criteria=criteria), VOCABULARY)

    found = loaded.decide({"visits": [], "started": TODAY}, on=TODAY, engine="reference").change
    assert {one.leaf.fact for one in found} == {"visits", "started"}
