"""Loket: the document over columns, and case by case with the reference evaluator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import polars as pl

import rules
from benchmarks.population.store import ON
from rules import columns

RULE_SET = rules.load(Path(__file__).with_name("packaging-aid.yaml"))
A_BATCH = 1_000


def one_by_one(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome, each decided by the evaluator that reads as the definition."""
    counts: Counter[str] = Counter()
    rows = pl.read_parquet(parquet).iter_slices(A_BATCH)
    for some in rows:
        decisions = RULE_SET.decide(some.to_dicts(), on=ON, engine="reference")
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
