"""All benchmarks in one run: prints their tables and writes docs/benchmarks.md.

python -m benchmarks
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SCRIPTS = [
    *("what_if", "decisions", "engine_recovery", "search"),
    *("list_page", "what_if_page", "what_if_browser", "letters"),
]
PEERS = ["polars", "duckdb", "openfisca-core", "numpy", "sqlalchemy", "zen-engine", "weasyprint"]
INTRODUCTION = """\
# Benchmarks

Each script in `benchmarks/` answers one question and measures a peer in the same run. Compare the
columns with each other, not with figures from another machine. `make benchmarks` runs them all and
writes this page.

Last run on {day}, {cores} cores ({machine}), Python {python}, load {load:.1f} at the start, with
{peers}.
"""


def main() -> None:
    parts = [
        INTRODUCTION.format(
            day=date.today().isoformat(),
            cores=os.cpu_count(),
            machine=platform.machine(),
            python=platform.python_version(),
            load=os.getloadavg()[0],
            peers=", ".join(f"{name} {version(name)}" for name in PEERS),
        )
    ]
    for script in SCRIPTS:
        path = ROOT / "benchmarks" / f"{script}.py"
        question = path.read_text().split('"""')[1].splitlines()[0]
        sys.stderr.write(f"{script} …\n")
        begun = time.monotonic()
        ran = subprocess.run(
            [sys.executable, str(path)], stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
        )
        parts.append(f"## {question}\n\n`benchmarks/{script}.py`\n\n{ran.stdout.strip()}\n")
        print(parts[-1], flush=True)
        sys.stderr.write(f"{script}: {time.monotonic() - begun:.0f} s\n")
    PAGE.write_text("\n".join(parts))


if __name__ == "__main__":
    main()
