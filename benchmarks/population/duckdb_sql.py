"""DuckDB over the same Parquet file: reading the columns alone, and the twelve criteria in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.population.store import GROUPS

# SQL's truth has three values like ours; only a missing list of literals would differ.
CRITERIA = [
    "business_in_regency",
    "has_nib",
    "size_class IN ('mikro', 'kecil')",
    "annual_sales <= 15000000000",
    "business_capital < 5000000000",
    "business_age_months >= 6",
    "product_category IN ('makanan', 'minuman', 'batik', 'kriya')",
    "owner_age_years BETWEEN 18 AND 65",
    "has_npwp OR annual_sales <= 500000000",
    "product_category NOT IN ('makanan', 'minuman') OR has_pirt_or_md",
    "bpom_subsidies_received = 0 OR last_bpom_subsidy_on < DATE '2024-03-01'",
    "NOT is_civil_servant_or_military",
]
# What the draft of `loket.py` says otherwise, by the number of the criterion.
DRAFT = {3: "annual_sales <= 1000000000", 5: "business_age_months >= 3"}
NAMES = {3: "sales", 5: "established"}
OUTCOMES = {True: "eligible", False: "ineligible", None: "undetermined"}

# Each touches every value of its column, so that none is answered from the file's statistics.
TOUCHED = [
    "count(*) FILTER (business_in_regency)",
    "count(*) FILTER (has_nib)",
    "sum(strlen(size_class))",
    "sum(annual_sales)",
    "sum(business_capital)",
    "sum(business_age_months)",
    "sum(strlen(product_category))",
    "sum(owner_age_years)",
    "count(*) FILTER (has_npwp)",
    "count(*) FILTER (has_pirt_or_md)",
    "sum(bpom_subsidies_received)",
    "sum(last_bpom_subsidy_on - DATE '1970-01-01')",
    "count(*) FILTER (is_civil_servant_or_military)",
]


def read_alone(parquet: Path) -> Mapping[str, int]:
    """Reads every value of every column and decides nothing; counts the rows."""
    with duckdb.connect() as database:
        rows = database.execute(
            f"SELECT count(*), {', '.join(TOUCHED)} FROM '{parquet}'"
        ).fetchone()
    assert rows is not None
    return {"rows": rows[0]}


def decide(parquet: Path) -> Mapping[str, int]:
    """Counts by outcome."""
    every = " AND ".join(f"({criterion})" for criterion in CRITERIA)
    with duckdb.connect() as database:
        found = database.execute(
            f"SELECT {every} AS outcome, count(*) FROM '{parquet}' GROUP BY outcome"
        ).fetchall()
    return {OUTCOMES[outcome]: count for outcome, count in found}


def read_with_groups(parquet: Path) -> Mapping[str, int]:
    """Reads every value of those columns and of the four that are counted by."""
    texts = [f"sum(strlen({name}))" for name in GROUPS]
    with duckdb.connect() as database:
        rows = database.execute(
            f"SELECT count(*), {', '.join(TOUCHED + texts)} FROM '{parquet}'"
        ).fetchone()
    assert rows is not None
    return {"rows": rows[0]}


def compare(parquet: Path) -> Mapping[str, int]:
    """What the draft changes: outcomes, turns and groups. Both statements read the same file.

    Only what the draft says otherwise can turn, and counted are those eligible before or now.
    """
    was = " AND ".join(f"({criterion})" for criterion in CRITERIA)
    now = " AND ".join(f"({DRAFT.get(n, criterion)})" for n, criterion in enumerate(CRITERIA))
    turns = [
        f"count(*) FILTER (coalesce({new}, false) AND NOT coalesce({CRITERIA[n]}, false)), "
        f"count(*) FILTER (coalesce({CRITERIA[n]}, false) AND NOT coalesce({new}, false))"
        for n, new in DRAFT.items()
    ]
    names = ", ".join(GROUPS)
    told: dict[str, int] = {}
    with duckdb.connect() as database:
        by_outcome = database.execute(
            f"SELECT {was} AS was, {now} AS now, count(*), {', '.join(turns)} "
            f"FROM '{parquet}' GROUP BY 1, 2"
        ).fetchall()
        by_group = database.execute(
            f"SELECT {names}, ({was}) IS TRUE AS was, ({now}) IS TRUE AS now, count(*) "
            f"FROM '{parquet}' GROUP BY ALL"
        ).fetchall()
    for before, after, rows, *turned in by_outcome:
        told[f"{OUTCOMES[before]} > {OUTCOMES[after]}"] = rows
        for at, n in enumerate(DRAFT):
            if after and not before:
                told[f"gains by {NAMES[n]}"] = told.get(f"gains by {NAMES[n]}", 0) + turned[2 * at]
            if before and not after:
                key = f"losses by {NAMES[n]}"
                told[key] = told.get(key, 0) + turned[2 * at + 1]
    for *values, before, after, rows in by_group:
        if before != after:
            for name, value in zip(GROUPS, values, strict=True):
                key = f"{'gains' if after else 'losses'} in {name} {value}"
                told[key] = told.get(key, 0) + rows
    return {name: count for name, count in told.items() if count}
