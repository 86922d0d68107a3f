"""Workbooks that people hand in, read in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intranet.rulebook.editing import Data
from rules.spreadsheet.errors import CellProblem, SpreadsheetRefused
from rules.words import Words

READER = Path(__file__).with_name("workbook_reader.py")
MEMORY = 1024 * 1024 * 1024
SECONDS_OF_WORK = 20
SECONDS_TO_WAIT = 40
PASSED_ON = ("PATH", "LANG", "LC_ALL")


@dataclass(frozen=True)
class Read:
    """What a file says: a whole text as data, and what was not read or was added, by cell."""

    content: Data
    notes: tuple[CellProblem, ...] = ()


def read(document: str, vocabulary: str, workbook: bytes) -> Read:
    """A workbook's figures, criteria and tables put into a rule set given as text.

    Raises SpreadsheetRefused, also when the reader took too long, too much, or fell over.
    """
    given = json.dumps({"document": document, "vocabulary": vocabulary}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(READER), str(MEMORY), str(SECONDS_OF_WORK)],
            input=given + b"\n" + workbook,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_WAIT,
            check=True,
            # No keys, no database address: a hostile file must find nothing there.
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise SpreadsheetRefused([CellProblem("", UNREADABLE)]) from None
    if "problems" in answer:
        raise SpreadsheetRefused(_problems(answer["problems"]))
    return Read(answer["content"], tuple(_problems(answer["notes"])))


UNREADABLE = Words(
    "berkas ini tidak dapat dibaca; simpan sekali lagi sebagai .xlsx dari program lembar kerja",
    "this file cannot be read; save it once more as .xlsx from a spreadsheet program",
)


def _problems(plain: list[dict[str, str]]) -> list[CellProblem]:
    return [CellProblem(one["place"], Words(one["id"], one["en"])) for one in plain]
