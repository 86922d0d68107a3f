"""A what-if of 12 criteria over whole populations, beside DuckDB, OpenFisca and a loop.

    python benchmarks/what_if.py [rounds]

Each contender starts from the file and ends with the counts by outcome, in a process of its own
that has answered about a small population before; the contenders take turns. All must come to
the same counts, or the script stops.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OFFICE, MIDDLE, MILLION = 13_652, 100_000, 1_000_000


@dataclass(frozen=True)
class Contender:
    """`ends_with` tells which file it reads; `up_to` how many rows are worth the wait."""

    title: str
    function: str
    ends_with: str = "parquet"
    up_to: int = MILLION
    decides: bool = True


SCAN = Contender("DuckDB: reading the columns alone", "duckdb_sql.read_alone", decides=False)
COUNTING = Contender("Loket: `counts` by outcome", "loket.counted")
OPENFISCA = Contender("OpenFisca", "openfisca.decide")
CONTENDERS = [
    SCAN,
    COUNTING,
    Contender("Loket: `simulate`, counts by criterion too", "loket.simulated"),
    Contender("Loket: `outcomes`, one a row", "loket.outcomes"),
    Contender("Loket: `decide_all`, each criterion of each row", "loket.whole_answers"),
    Contender("DuckDB: the criteria in SQL", "duckdb_sql.decide"),
    OPENFISCA,
    Contender("Loop over SQLAlchemy objects", "orm.decide", "sqlite", MIDDLE),
    Contender("Loket: reference evaluator, one by one", "loket.one_by_one", up_to=MIDDLE),
]

SCAN_OF_TWO = Contender(
    "DuckDB: reading those columns alone", "duckdb_sql.read_with_groups", decides=False
)
COMPARING = Contender("Loket: `compare`, what the page of a what-if shows", "loket.compared")
OPENFISCA_OF_TWO = Contender("OpenFisca", "openfisca.compare")
CONTENDERS_OF_TWO = [
    SCAN_OF_TWO,
    COMPARING,
    Contender("DuckDB: the same in SQL", "duckdb_sql.compare"),
    OPENFISCA_OF_TWO,
]

NOTES_OF_TWO = """
### A draft beside the version that holds

The question of the page: who gains and who loses, through which criterion, and how many of them by
subdistrict, cluster, class and sex. The draft differs in two figures. The same 13 columns are read
and the four that are counted by; all contenders come to the same counts. `compare` tells more than
the peers here: of each criterion on each side also how many it stops, and stops alone."""

NOTES = """\
Rows are synthetic, every fact is missing for some, and the 12 criteria read 13 columns of a Parquet
file (the loop over objects: a SQLite file). Time is the median from opening the file to the counts;
"once" is the peak memory of a process that has done it once, "{runs} times" of one that goes on
(OpenFisca's last simulation lies there until Python collects garbage), "for the rows" what
"once" is above the same work on {office:,} rows. The loops are measured up to {middle:,} rows.

OpenFisca has no missing values: every fact has a variable beside it that says whether it is known,
and a criterion is an Enum of three. Its money is 32-bit floating point (its whole numbers end at
2,147,483,647), which tells 15,000,000,001 from 15,000,000,000 no more; the counts are the same here
because this money comes in hundred thousands. Ours and DuckDB's is exact."""


@dataclass
class Measured:
    """One figure a round; memory in MB."""

    seconds: list[float] = field(default_factory=list)
    once: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    for_rows: list[float] = field(default_factory=list)


def measure(
    place: Path, count: int, rounds: int, runs: int, contenders: list[Contender]
) -> dict[str, Measured]:
    """Every contender on `count` rows, in turns. Stops when two come to different counts."""
    able = [contender for contender in contenders if count <= contender.up_to]
    found = {contender.function: Measured() for contender in able}
    agreed: dict[str, int] = {}
    for _ in range(rounds):
        for contender in able:
            answer = _in_its_own_process(contender, place, count, runs)
            if contender.decides:
                agreed = agreed or answer["counts"]
                if answer["counts"] != agreed:
                    sys.exit(f"{contender.title}: {answer['counts']}, others: {agreed}")
            kept = found[contender.function]
            kept.seconds.append(statistics.median(answer["seconds"]))
            kept.once.append(answer["one"])
            kept.again.append(answer["all"])
            kept.for_rows.append(answer["one"] - answer["before"])
    print(f"\n**{count:,} businesses** ({_said(agreed)}), rounds: {rounds}\n")
    return found


def _said(counts: dict[str, int]) -> str:
    by_sex = {
        side: sum(count for name, count in counts.items() if name.startswith(f"{side} in _sex"))
        for side in ("gains", "losses")
    }
    if any(by_sex.values()):
        return ", ".join(f"{count:,} {side}" for side, count in by_sex.items())
    return ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items()))


def _in_its_own_process(contender: Contender, place: Path, count: int, runs: int) -> dict[str, Any]:
    files = [str(place / f"{rows}.{contender.ends_with}") for rows in (count, OFFICE)]
    command = ["-m", "benchmarks.population.once", contender.function, *files, str(runs)]
    return json.loads(_python(*command))


def _python(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
    ).stdout


def table(found: dict[str, Measured], runs: int, contenders: list[Contender]) -> None:
    print(f"| contender | ms | beside reading alone | MB once | {runs} times | for the rows |")
    print("|---|---:|---:|---:|---:|---:|")
    titles = {contender.function: contender.title for contender in contenders}
    scan = next(contender.function for contender in contenders if not contender.decides)
    for function, measured in found.items():
        print(
            f"| {titles[function]} | {statistics.median(measured.seconds) * 1e3:,.1f} "
            f"| {_ratio(measured.seconds, found[scan].seconds):.2f} × "
            f"| {statistics.median(measured.once):,.0f} "
            f"| {statistics.median(measured.again):,.0f} "
            f"| {statistics.median(measured.for_rows):,.0f} |"
        )


def goals(title: str, ours: Measured, scan: Measured, peer: Measured) -> None:
    """What the project set itself, and whether this run reached it."""
    reached = [
        ("time ÷ reading the columns alone", _ratio(ours.seconds, scan.seconds), 2),
        ("time ÷ OpenFisca's", _ratio(ours.seconds, peer.seconds), 1 / 3),
        ("memory for the rows ÷ OpenFisca's", _ratio(ours.for_rows, peer.for_rows), 1 / 3),
        ("memory of a process that goes on ÷ OpenFisca's", _ratio(ours.again, peer.again), 1 / 3),
        (
            "memory of a process that stops after one, libraries and all",
            _ratio(ours.once, peer.once),
            1 / 3,
        ),
    ]
    print(f"\n| {title}, 1,000,000 rows | measured | at most | |\n|---|---:|---:|---|")
    for what, ratio, most in reached:
        print(f"| {what} | {ratio:.2f} | {most:.2f} | {'yes' if ratio <= most else 'missed'} |")


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of each round, which noise that lasts a round does not touch."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def main(rounds: int = 5) -> None:
    runs = 3
    print(NOTES.format(runs=runs, office=OFFICE, middle=MIDDLE))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for count in (OFFICE, MIDDLE, MILLION):
            _python("-m", "benchmarks.population.store", folder, str(count))
        for count, turns in ((OFFICE, min(rounds, 3)), (MIDDLE, 1), (MILLION, rounds)):
            found = measure(place, count, turns, runs, CONTENDERS)
            table(found, runs, CONTENDERS)
        goals("Loket's counts", *_of(found, COUNTING, SCAN, OPENFISCA))
        print(NOTES_OF_TWO)
        for count, turns in ((OFFICE, min(rounds, 3)), (MILLION, rounds)):
            found = measure(place, count, turns, runs, CONTENDERS_OF_TWO)
            table(found, runs, CONTENDERS_OF_TWO)
        goals("Loket's comparison", *_of(found, COMPARING, SCAN_OF_TWO, OPENFISCA_OF_TWO))


def _of(found: dict[str, Measured], *contenders: Contender) -> list[Measured]:
    return [found[contender.function] for contender in contenders]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
