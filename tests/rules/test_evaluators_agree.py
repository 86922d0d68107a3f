"""The engine and the reference mean the same by any document, for any applicant.

Set RULES_DOCUMENTS to generate more documents than a usual run has time for.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import rules
from rules.truth import combine

from .documents import TODAY, VOCABULARY, criterion, rule_set
from .generated import applicants, documents

DOCUMENTS = int(os.environ.get("RULES_DOCUMENTS", "60"))
quickly = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # To shrink a failure takes minutes: only the long run does it.
    phases=[Phase.generate, *([Phase.shrink] if DOCUMENTS > 60 else [])],
)


@quickly
@given(documents(), st.lists(applicants(), min_size=10, max_size=10))
def test_two_evaluators_conclude_the_same_in_everything(text, people):
    loaded = rules.load(text, VOCABULARY)

    decisions = loaded.decide(people, on=TODAY)  # Raises EnginesDisagree where they differ.

    for decision in decisions:
        answer = decision.as_dict("en")
        results = [c["result"] for c in answer["criteria"] if not c["advisory"]]
        assert answer["outcome"] == (
            "ineligible"
            if "unmet" in results
            else "undetermined"
            if "unknown" in results
            else "eligible"
        )
        assert answer["reference_agrees"] is True


@quickly
@given(documents(with_present=False), applicants(), applicants())
def test_learning_a_missing_fact_never_turns_a_decision_round(text, person, more):
    loaded = rules.load(text, VOCABULARY)
    known = {fact: value for fact, value in person.items() if value not in (None, "", " ")}

    before = loaded.decide(person, on=TODAY, engine="reference").outcome
    after = loaded.decide({**more, **known}, on=TODAY, engine="reference").outcome

    assert before in ("undetermined", after)


@quickly
@given(documents(), applicants())
def test_the_smallest_change_is_named_only_for_the_ineligible(text, person):
    decision = rules.load(text, VOCABULARY).decide(person, on=TODAY, engine="reference")

    if decision.outcome == "ineligible":
        assert decision.change is None or len(decision.change) >= 1
    else:
        assert decision.change is None


@quickly
@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6), st.data())
def test_a_count_of_one_is_any_and_a_count_of_all_is_all(truths, data):
    count = data.draw(st.integers(1, len(truths)))

    assert combine("count_at_least", truths, 1) == combine("any", truths)
    assert combine("count_at_least", truths, len(truths)) == combine("all", truths)
    for guess in (True, False):
        settled = [guess if truth is None else truth for truth in truths]
        assert combine("count_at_least", truths, count) in (
            None,
            combine("count_at_least", settled, count),
        )


def test_a_document_of_the_largest_size_is_spread_over_the_engine():
    leaf = {"fact": "sales", "at_most": 5}
    group = {"any": [{"fact": "workers", "at_least": n} for n in range(1, 9)]}
    pair = {"all": [{"not": leaf}, {"none": [leaf, leaf]}]}
    criteria = [criterion(group, f"g{n}") for n in range(10)]
    criteria += [criterion(pair, f"p{n}") for n in range(30)]
    rows = [{"id": f"r{n}", "when": {"fact": "liquid", "is": n}} for n in range(30)]
    loaded = rule_set(criteria=criteria, tables=[{"id": "t", "hit": "unique", "rows": rows}])

    people = [{"sales": n, "workers": n, "liquid": n} for n in range(8)]
    decisions = loaded.decide([*people, {}], on=TODAY)

    assert [decision.outcome for decision in decisions] == [
        *["ineligible"] * 6,
        *["eligible"] * 2,
        "undetermined",
    ]
    assert decisions[7].outputs["t"] == [{"row": "r7"}]
