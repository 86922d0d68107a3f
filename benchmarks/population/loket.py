"""Loket: the document over columns, and case by case with the reference evaluator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import polars as pl

import rules
from benchmarks.population.store import GROUPS, ON
from rules import columns

DOCUMENT = Path(__file__).with_name("packaging-aid.yaml").read_text()
RULE_SET = rules.load(DOCUMENT)
# The draft: a lower ceiling of sales, and younger businesses may have it too.
DRAFT = rules.load(
    DOCUMENT.replace("15_000_000_000", "1_000_000_000").replace("value: 6,", "value: 3,")
)
A_BATCH = 1_000


def one_by_one(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, each decided by the evaluator that reads as the definition."""
    counts: Counter[str] = Counter()
    rows = pl.read_parquet(parquet).iter_slices(A_BATCH)
    for some in rows:
        decisions = RULE_SET.decide(some.drop(GROUPS).to_dicts(), on=ON, engine="reference")
        counts.update(decision.outcome for decision in decisions)
    return counts


def counted(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, no answer kept for any row."""
    found = asdict(columns.counts(RULE_SET, parquet, ON))
    return {outcome: rows for outcome, rows in found.items() if rows}


def simulated(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, and for each criterion how many meet it and fail by it alone."""
    found = asdict(columns.simulate(RULE_SET, parquet, ON).outcomes)
    return {outcome: rows for outcome, rows in found.items() if rows}


def outcomes(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, from the outcome of each row."""
    found = columns.outcomes(RULE_SET, parquet, ON)
    return dict(found["outcome"].value_counts().iter_rows())


def whole_answers(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, of answers with each criterion's result."""
    found = columns.decide_all(RULE_SET, parquet, ON)
    return dict(found["outcome"].value_counts().iter_rows())


def compared(parquet: Path) -> Mapping[str, int]:
    """What the draft changes, as the page of a what-if has it reckoned."""
    found = columns.compare(
        DRAFT, RULE_SET, parquet, ON, by=tuple(GROUPS), limit=0, apart=True, measure="eligible"
    )
    told = {
        f"{was} > {now}": count
        for was, by_now in found.transitions.items()
        for now, count in by_now.items()
    }
    for side, movement in (("gains", found.gains), ("losses", found.losses)):
        told |= {f"{side} by {turn.criterion}": turn.count for turn in movement.by}
        for part in found.parts:
            [(name, value)] = part.by.items()
            told[f"{side} in {name} {value}"] = getattr(part, side)
    return {name: count for name, count in told.items() if count}
