"""DuckDB over the same Parquet file: reading the columns alone, and the twelve criteria in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

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
