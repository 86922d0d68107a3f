"""Tries everything hostile, and prints what came of it: `python -m tests.rules.refusals FOLDER`.

Each has 5 seconds and all together 1 GB of memory. What takes more ends this process, whose last
line then names it.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rules
from rules import __main__ as command_line  # noqa: F401
from rules import command_line as commands

from .hostile import DOCUMENTS, FACTS, FILES, GOOD, VOCABULARIES, VOCABULARY

SECONDS = 5


def refused(load: Callable[[], object]) -> Any:
    try:
        load()
    except rules.DocumentRefused as error:
        return [[problem.file, problem.path, problem.message] for problem in error.problems]
    except BaseException as error:
        return repr(error)
    return "accepted"


def complained(folder: Path, facts: bytes) -> Any:
    """The exit code and what `decide` says of these facts."""
    for name, content in (("sample.yaml", GOOD), ("words.yaml", VOCABULARY)):
        (folder / name).write_text(content)
    (folder / "facts.json").write_bytes(facts)
    call = ["decide", str(folder / "sample.yaml"), "--facts", str(folder / "facts.json")]
    call += ["--on", "2026-03-01", "--vocabulary", str(folder / "words.yaml")]
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            code = commands.main([*call, "--engine", "reference"])
        except BaseException as error:
            return repr(error)
    return [code, said.getvalue()]


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    file = folder / "hostile.yaml"

    def from_file(content: bytes) -> object:
        file.write_bytes(content)
        return rules.load(file, VOCABULARY)

    cases: dict[str, Callable[[], Any]] = {}
    for name, text in DOCUMENTS.items():
        cases[f"document: {name}"] = lambda t=text: refused(lambda: rules.load(t, VOCABULARY))
    for name, content in FILES.items():
        cases[f"file: {name}"] = lambda c=content: refused(lambda: from_file(c))
    for name, text in VOCABULARIES.items():
        cases[f"vocabulary: {name}"] = lambda t=text: refused(lambda: rules.load(GOOD, t))
    for name, content in FACTS.items():
        cases[f"facts: {name}"] = lambda c=content: complained(folder, c)
    for name, attempt in cases.items():
        sys.stdout.write(json.dumps(name) + "\n")
        sys.stdout.flush()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        answer = attempt()
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
