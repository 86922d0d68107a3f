"""Engine, columns and reference mean the same by any document, for any applicant.

Set RULES_DOCUMENTS to generate more documents than a usual run has time for: `make test-deep`.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import rules
from rules import RuleSet, figures, reference
from rules.decision import RESULTS
from rules.document import Document
from rules.errors import AmbiguousTable
from rules.loading.conditions import ALL_OPERATORS
from rules.reference import Evaluation
from rules.truth import combine

from .documents import TODAY, VOCABULARY, criterion, document, rule_set
from .generated import applicants, documents
from .populations import LONG, leaves, people, population

DOCUMENTS = int(os.environ.get("RULES_DOCUMENTS", "60"))
APPLICANTS = 60  # For each document.
quickly = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # To shrink a failure takes minutes: only the long run does it.
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if DOCUMENTS > 60 else [])],
)

# What broke durable-rules, and what Polars means differently, in one document for certain.
HAZARDS = document(
    derived=[
        {
            "fact": "size",
            "choose": [
                {"value": "small", "when": {"fact": "liquid", "less_than": 10}},
                {"value": "medium", "when": {"fact": "costarring", "at_least": 10**15}},
            ],
            "otherwise": "large",
        },
        {"fact": "known_good", "when": {"fact": "size", "is": "medium"}},
    ],
    criteria=[
        criterion({"fact": "liquid", "at_least": 5}, "liquid"),
        criterion({"fact": "costarring", "at_least": 5}, "costarring"),
        criterion({"fact": "id", "one_of": [0, 5, 10**15, -(10**15), {"fact": "liquid"}]}, "id"),
        criterion({"fact": "sid", "none_of": ["5", "true", "null", "ab!"]}, "sid"),
        criterion({"fact": "village", "is": {"fact": "hamlet"}}, "long_texts"),
        criterion({"fact": "village", "is": "5"}, "numeric_text"),
        criterion({"fact": "sales", "less_than": 10}, "empty_income"),
        criterion({"fact": "margin", "between": [{"fact": "precise"}, 10]}, "between"),
        criterion({"not": {"not": {"none": [{"fact": "licensed", "is": True}]}}}, "negations"),
        criterion({"fact": "tags", "contains": {"fact": "village"}}, "contains"),
        criterion({"fact": "years", "contains_all": [5, {"fact": "liquid"}]}, "contains_all"),
        criterion({"fact": "known_good", "is_not": False}, "derived"),
        criterion({"fact": "hamlet", "one_of": ["Café 5", "Café"]}, "not_composed"),
        criterion({"fact": "precise", "above_to": [{"fact": "margin"}, 10]}, "two_scales"),
        criterion({"fact": "workers", "more_than": {"fact": "margin"}}, "mixed_numbers"),
        criterion({"fact": "channels", "contains_any": ["pasar", "toko"]}, "contains_any"),
        criterion({"fact": "tags", "contains_none": ["a", {"fact": "sid"}]}, "contains_none"),
        criterion({"fact": "product", "present": True}, "present"),
        criterion({"fact": "started", "after": "2024-02-29"}, "after"),
        criterion(
            {"fact": "started", "on_or_before": {"fact": "ended", "minus": {"months": 1}}},
            "clamped",
        ),
        criterion({"fact": "decision_date", "on_or_after": {"fact": "ended"}}, "reversed"),
        criterion(
            {"fact": "started", "before": {"fact": "ended", "plus": {"months": 2_400}}}, "leaving"
        ),
    ],
    tables=[
        {
            "id": hit,
            "hit": hit,
            "rows": [
                {"id": "low", "when": {"fact": "sales", "at_most": 5}},
                {"id": "known", "when": {"fact": "workers", "at_least": 0}},
            ],
        }
        for hit in ("unique", "first", "collect")
    ],
)


def test_three_evaluators_conclude_the_same_in_everything(capsys):
    seen: Counter[str] = Counter()

    @quickly
    @example(HAZARDS, 1)
    @example(HAZARDS, 2)
    @given(documents(hits=("unique", "first", "collect")), st.integers(0, 2**32))
    def agree(text: str, seed: int) -> None:
        random = Random(seed)
        loaded, applicants = rules.load(text, VOCABULARY), people(random, text, APPLICANTS)
        figures_now = figures.numbers(figures.in_force(loaded.document, TODAY))
        cases = [loaded.known(applicant, TODAY) for applicant in applicants]

        defined = [reference.evaluate(loaded.document, case, figures_now) for case in cases]
        engine, _ = rules.worker.shared().evaluate(
            loaded.document, loaded.digest, figures_now, cases, meanwhile=lambda: None
        )
        frame = population(random, applicants)
        columns = loaded.decide_all(frame, TODAY)

        assert engine == defined
        assert columns.to_dicts() == [
            {"_key": key, **_as_row(loaded.document, evaluation)}
            for key, evaluation in enumerate(defined)
        ]
        assert columns["outcome"].to_list() == _outcomes_alone(loaded, frame)
        seen.update(_what_is_in(text, applicants, defined))

    agree()

    with capsys.disabled():
        print(f"\n{seen['evaluations']} evaluations by three evaluators agree")  # noqa: T201
    assert seen["evaluations"] >= 50 * DOCUMENTS
    assert [what for what in CORPUS if not seen[what]] == []


def _as_row(document: Document, evaluation: Evaluation) -> dict[str, Any]:
    """What the columns should answer."""
    errors = [
        str(AmbiguousTable(table.id, evaluation.rows[table.id]))
        for table in document.tables
        if table.hit == "unique" and len(evaluation.rows[table.id]) > 1
    ]
    truth = evaluation.truth
    return {
        "outcome": None if errors else evaluation.outcome,
        **{f"criterion:{c.id}": RESULTS[truth(c.when)] for c in document.criteria},
        **{f"derived:{fact}": value for fact, value in evaluation.derived.items()},
        **{f"output:{table}": list(rows) for table, rows in evaluation.rows.items()},
        "points": sum(entry.points for entry in document.priority.points if truth(entry.when)),
        "error": errors[0] if errors else None,
    }


def _outcomes_alone(loaded: RuleSet, frame: Any) -> list[str | None]:
    from rules.columns import outcomes

    return outcomes(loaded, frame, TODAY)["outcome"].to_list()


# All that the corpus must have held before agreement means anything.
CORPUS = [
    *("eligible", "ineligible", "undetermined", "ambiguous"),
    *("missing", "null", "empty text", "blanks", "numeric text", "long text", "long text, other"),
    *("not NFC", "10^15", "-10^15", "empty list", "list with duplicates", "0x00"),
    *("liquid without costarring", "costarring without liquid", "id", "sid"),
    *("hit unique", "hit first", "hit collect", "derived fact", "choose", "leaves the calendar"),
    *(f"operator {operator}" for operator in ALL_OPERATORS),
]


def _what_is_in(
    text: str, applicants: list[dict[str, Any]], evaluations: list[Evaluation]
) -> Counter[str]:
    found: Counter[str] = Counter(evaluations=len(evaluations))
    whole = json.loads(text)
    for leaf in leaves(whole):
        found[f"operator {leaf['operator']}"] += 1
        found["leaves the calendar"] += any(word in str(leaf) for word in ("2400", f"{10**15}}}"))
    for table in whole.get("tables", []):
        found[f"hit {table['hit']}"] += 1
    for derived in whole.get("derived", []):
        found["choose" if "choose" in derived else "derived fact"] += 1
    for person, evaluation in zip(applicants, evaluations, strict=True):
        found[evaluation.outcome] += 1
        found["ambiguous"] += any(
            len(evaluation.rows[table["id"]]) > 1
            for table in whole.get("tables", [])
            if table["hit"] == "unique"
        )
        found["missing"] += "sales" not in person
        found["liquid without costarring"] += _knows(person, "liquid", "costarring")
        found["costarring without liquid"] += _knows(person, "costarring", "liquid")
        for fact, value in person.items():
            found[fact] += value is not None
            found["null"] += value is None
            if isinstance(value, str) and value == value.strip() == "":
                found["empty text"] += 1
            elif isinstance(value, str):
                found["blanks"] += value != value.strip()
                found["numeric text"] += value == "5"
                found["not NFC"] += "e\u0301" in value
                found["0x00"] += "\0" in value
                found["long text"] += value == LONG
                found["long text, other"] += value[:-1] == LONG[:-1] and value != LONG
            elif isinstance(value, list):
                found["empty list"] += value == []
                found["list with duplicates"] += len(set(map(str, value))) < len(value)
            else:
                found["10^15"] += value == 10**15
                found["-10^15"] += value == -(10**15)
    return found


def _knows(person: dict[str, Any], fact: str, but_not: str) -> bool:
    return person.get(fact) is not None and person.get(but_not) is None


@quickly
@given(documents(), st.integers(0, 2**32))
def test_a_decision_says_what_its_criteria_say(text, seed):
    loaded = rules.load(text, VOCABULARY)

    decisions = loaded.decide(
        people(Random(seed), text, 10), on=TODAY
    )  # Raises EnginesDisagree where they differ.

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
