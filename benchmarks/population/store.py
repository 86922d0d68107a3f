"""Synthetic businesses in a Parquet file, and the same in SQLite for the loop over objects.

    python -m benchmarks.population.store FOLDER COUNT

Every fact is missing for some. Choices are kept as numbers with names, as a register keeps them.
Money is in whole hundred thousands of rupiah, so that the peer that counts in 32-bit floating point
comes to the same answers.
"""

from __future__ import annotations

import sqlite3
import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

ON = date(2026, 3, 1)
SIZES = ["mikro", "kecil", "menengah", "besar"]
PRODUCTS = [
    *("makanan", "minuman", "pakaian", "batik"),
    *("kriya", "peralatan_rumah_tangga", "jasa", "lainnya"),
]
ODDS = [0.4, 0.19, 0.08, 0.08, 0.08, 0.03, 0.07, 0.07]
MISSING = {"has_nib": 0.03, "annual_sales": 0.04, "bpom_subsidies_received": 0.05}
SELDOM_MISSING = 0.005
GROUPS = {
    "_subdistrict": (31, 1.0),
    "_cluster": (13, 0.5),
    "_class": (4, 0.98),
    "_sex": (2, 0.99),
}
"""How many different values each has, and for what share of the businesses it is known."""
FITS_IN_SQLITE = 100_000
A_ROW_GROUP = 65_536  # A reader that works through the file holds a few of them at a time.


def population(count: int) -> pl.DataFrame:
    """So many businesses, the same each time; about a fifth are eligible."""
    chance = np.random.default_rng(2026)
    epoch = np.datetime64("1970-01-01")
    received = (chance.random(count) < 0.2).astype(np.int16)
    last = (np.datetime64(ON) - epoch).astype(int) - chance.integers(1, 1500, count)
    facts = {
        "business_in_regency": chance.random(count) < 0.99,
        "has_nib": chance.random(count) < 0.75,
        "size_class": np.take(SIZES, chance.choice(4, count, p=[0.85, 0.1, 0.04, 0.01])),
        "annual_sales": np.exp(chance.normal(18.5, 1.6, count)).astype(np.int64),
        "business_capital": np.exp(chance.normal(17, 1.8, count)).astype(np.int64),
        "business_age_months": chance.integers(0, 240, count, dtype=np.int16),
        "product_category": np.take(PRODUCTS, chance.choice(8, count, p=ODDS)),
        "owner_age_years": chance.integers(16, 75, count, dtype=np.int16),
        "has_npwp": chance.random(count) < 0.6,
        "has_pirt_or_md": chance.random(count) < 0.7,
        "bpom_subsidies_received": received,
        "last_bpom_subsidy_on": last.astype("datetime64[D]"),
        "is_civil_servant_or_military": chance.random(count) < 0.03,
    }
    for money in ("annual_sales", "business_capital"):
        facts[money] = facts[money] // 100_000 * 100_000
    missing = {name: chance.random(count) < MISSING.get(name, SELDOM_MISSING) for name in facts}
    missing["last_bpom_subsidy_on"] |= received == 0
    choices = {"size_class": pl.Enum(SIZES), "product_category": pl.Enum(PRODUCTS)}
    return pl.DataFrame(facts, schema_overrides=choices).select(
        pl.when(pl.Series(~missing[name])).then(pl.col(name)).alias(name) for name in facts
    )


def groups(count: int) -> pl.DataFrame:
    """What the businesses are counted by, as a snapshot of the register has it."""
    chance = np.random.default_rng(31)
    columns = {}
    for name, (kinds, known) in GROUPS.items():
        values = [f"{name[1:]} {number:02}" for number in range(kinds)]
        column = pl.Series(np.take(values, chance.integers(0, kinds, count)), dtype=pl.Enum(values))
        columns[name] = pl.select(pl.when(pl.Series(chance.random(count) < known)).then(column))
    return pl.DataFrame({name: column.to_series() for name, column in columns.items()})


def write_parquet(count: int, folder: Path) -> Path:
    """The register's columns as a file; its name says how many rows it has."""
    path = folder / f"{count}.parquet"
    whole = population(count).with_columns(groups(count).get_columns())
    whole.write_parquet(path, row_group_size=A_ROW_GROUP)
    return path


def write_sqlite(count: int, folder: Path) -> Path:
    """The same rows as a table `business` with a row number."""
    path = folder / f"{count}.sqlite"
    frame = population(count)
    marks = ", ".join("?" * frame.width)
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE business (id INTEGER PRIMARY KEY, {_columns(frame)})")
        database.executemany(
            f"INSERT INTO business ({', '.join(frame.columns)}) VALUES ({marks})",
            frame.with_columns(pl.col(pl.Date).dt.to_string()).iter_rows(),
        )
    return path


def _columns(frame: pl.DataFrame) -> str:
    kinds = {pl.Boolean: "BOOLEAN", pl.Enum: "TEXT", pl.Date: "DATE"}
    return ", ".join(
        f"{name} {kinds.get(type(kind), 'BIGINT')}" for name, kind in frame.schema.items()
    )


if __name__ == "__main__":
    place, rows = Path(sys.argv[1]), int(sys.argv[2])
    write_parquet(rows, place)
    if rows <= FITS_IN_SQLITE:
        write_sqlite(rows, place)
