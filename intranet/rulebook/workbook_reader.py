"""The process that reads one workbook: limited, without keys, and gone afterwards.

Run as a program. It is given one line of JSON (the rule set and its vocabulary as texts), then the
workbook; it answers JSON: what was read as data and notes, or what was refused.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]


def main(memory: int, seconds: int) -> None:
    """Read standard input, answer on standard output. `memory` in bytes, `seconds` of work."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.path.insert(0, str(PROJECT))
    given = sys.stdin.buffer.readline()
    json.dump(answer(json.loads(given), sys.stdin.buffer.read()), sys.stdout)


def answer(given: dict[str, str], workbook: bytes) -> dict[str, Any]:
    """What the workbook says, as plain data."""
    # Imported under the limits, and only in this process.
    import rules
    from rules import spreadsheet, writing

    rule_set = rules.load(given["document"], vocabulary=given["vocabulary"])
    try:
        taken = spreadsheet.read(rule_set, workbook)
    except spreadsheet.SpreadsheetRefused as refused:
        return {"problems": [_plain(problem) for problem in refused.problems]}
    return {
        "content": writing.tidy(taken.rule_set.document),
        "notes": [_plain(note) for note in taken.notes],
    }


def _plain(problem: Any) -> dict[str, str]:
    return {"place": problem.place, "id": problem.says.id, "en": problem.says.in_language("en")}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
