"""Two rule sets beside each other are counted as their rows would be, decided one by one."""

from __future__ import annotations

from collections import Counter
from random import Random

import polars as pl
import pytest

from rules.columns import compare

from .documents import TODAY, criterion, rule_set

FEW = {"fact": "sales", "at_most": 5}
MANY = 40  # More criteria than one number holds the truths of.


def ambiguous_where_sales_are(limit):
    rows = [{"id": f"r{n}", "when": {"fact": "sales", "at_most": limit * n}} for n in (1, 2)]
    return [{"id": "t", "hit": "unique", "rows": rows}]


def through(limit):
    """Rule sets whose criterion reads a fact of their own that is called the same in all."""
    return rule_set(
        criteria=[criterion({"fact": "modest", "is": True}, "c"), criterion(FEW, "few")],
        derived=[
            {"fact": "small", "when": {"fact": "sales", "at_most": limit}},
            {"fact": "modest", "when": {"fact": "small", "is": True}},
        ],
    )


def many(changed):
    """One criterion for each number of sales; those that are changed ask for one more."""
    return rule_set(
        criteria=[
            criterion(
                {"fact": "sales", "is_not": n + 100 * (n in changed)}, f"c{n}", advisory=n % 7 == 3
            )
            for n in range(MANY)
        ]
    )


@pytest.mark.parametrize("measure", ["eligible", "possible"])
@pytest.mark.parametrize(
    ("now", "before"),
    [
        (through(3), through(8)),
        (many({0, 31, 39}), many({1, 39})),
        (rule_set(FEW), rule_set(FEW, tables=ambiguous_where_sales_are(2))),
        (rule_set(FEW, tables=ambiguous_where_sales_are(2)), rule_set(FEW)),
        (rule_set(criteria=[criterion(FEW, "c1", advisory=True)]), rule_set(FEW)),
    ],
)
def test_counts_are_those_of_the_rows(now, before, measure):
    random = Random(7)
    sales = [random.choice([None, *range(MANY)]) for _row in range(400)]
    people = pl.DataFrame({"_key": range(400), "_odd": [n % 2 for n in range(400)], "sales": sales})

    found = compare(now, before, people, TODAY, by=["_odd"], limit=400, measure=measure, apart=True)

    rows = {side: decided(one, people) for side, one in (("was", before), ("now", now))}
    pairs = list(zip(rows["was"], rows["now"], strict=True))
    expected = Counter((was["outcome"], now["outcome"]) for was, now in pairs)
    assert {
        (was, now): count
        for was, by_now in found.transitions.items()
        for now, count in by_now.items()
        if count
    } == expected
    for side, told in (("was", found.before), ("now", found.now)):
        for number in told.criteria:
            results = [
                row["truths"].get(number.id, row["advice"].get(number.id)) for row in rows[side]
            ]
            assert [number.met, number.unmet] == [results.count("met"), results.count("unmet")]
            assert number.alone == sum(
                row["truths"].get(number.id) == "unmet"
                and list(row["truths"].values()).count("unmet") == 1
                for row in rows[side]
            )
    moved = [(n, turned(was, now, measure)) for n, (was, now) in enumerate(pairs)]
    for movement, wanted in ((found.gains, True), (found.losses, False)):
        who = [(n, by) for n, (gains, by) in moved if gains is wanted]
        assert [(mover.key, mover.by) for mover in movement.who] == who
        assert {turn.criterion: (turn.count, turn.alone) for turn in movement.by} == {
            name: (sum(name in by for _n, by in who), sum(by == (name,) for _n, by in who))
            for name in {name for _n, by in who for name in by}
        }
        parts = Counter(n % 2 for n, _by in who)
        counts = [part.gains if wanted else part.losses for part in found.parts]
        assert counts == [parts[0], parts[1]]


def decided(loaded, people):
    """Each row's outcome, and results of the criteria that decide and of those that advise."""
    advisory = {one.id for one in loaded.document.criteria if one.advisory}
    results = [one.id for one in loaded.document.criteria]
    return [
        {
            "outcome": row["outcome"] or "ambiguous",
            "truths": {n: row[f"criterion:{n}"] for n in results if n not in advisory},
            "advice": {n: row[f"criterion:{n}"] for n in results if n in advisory},
        }
        for row in loaded.decide_all(people, TODAY).iter_rows(named=True)
    ]


def turned(was, now, measure):
    """Whether the row gains (True), loses (False) or neither, and through which criteria."""
    good = {"eligible"} if measure == "eligible" else {"eligible", "undetermined", "ambiguous"}
    counted = (was["outcome"] in good, now["outcome"] in good)
    if counted[0] == counted[1]:
        return None, ()
    stands = {"met"} if measure == "eligible" else {"met", "unknown"}
    names = dict.fromkeys([*now["truths"], *was["truths"]])
    sides = (was, now) if counted[1] else (now, was)
    below, above = ({n: row["truths"].get(n, "met") in stands for n in names} for row in sides)
    return counted[1], tuple(n for n in names if above[n] and not below[n])
