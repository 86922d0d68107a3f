"""Hostile input is refused with a sentence, soon, and never reaches the engine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rules

from .documents import TODAY, VOCABULARY, criterion, rule_set
from .hostile import DOCUMENTS, FACTS, FILES, GOOD, HEAD, ONE, VOCABULARIES, derived

ROOT = Path(rules.__file__).parent.parent
# What to write instead, in one of the ways that messages have for it.
REMEDY = re.compile(
    r"; |: use |use one of|did you mean|write|at most|is asked|are asked|from \d|is missing"
    r"|is lower-case"
)


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """What came of everything hostile, each given 5 seconds, in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.rules.refusals", str(folder)],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        text=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{lines[-1]} took too long: {done.stderr[-500:]}"
    assert done.stderr == ""
    return dict(zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(
    "case",
    [
        *(f"document: {name}" for name in DOCUMENTS),
        *(f"file: {name}" for name in FILES),
        *(f"vocabulary: {name}" for name in VOCABULARIES),
    ],
)
def test_a_hostile_text_is_refused_with_its_place_and_a_remedy(refusals, case):
    problems = refusals[case]

    assert isinstance(problems, list), problems
    assert 1 <= len(problems) <= 100
    for file, path, message in problems:
        assert file == "<text>" or file.endswith("hostile.yaml")
        assert path or len(problems) < 6  # Only the whole text has no path.
        assert REMEDY.search(message), message
        assert len(path) < 300 and len(message) < 1_000


@pytest.mark.parametrize("name", FACTS)
def test_hostile_facts_are_refused_on_the_command_line(refusals, name):
    code, said = refusals[f"facts: {name}"]

    assert code == 2
    assert said.strip()
    assert "Traceback" not in said


def test_the_place_of_a_mistake_is_its_path():
    says = {"id": "Paling banyak {limit}", "en": "At most {limt}"}

    with pytest.raises(rules.DocumentRefused) as refused:
        rule_set(criteria=[criterion({"fact": "licensed", "is": True}, says=says)])

    assert [p.path for p in refused.value.problems] == [
        "criteria[0].says.id",
        "criteria[0].says.en",
    ]


def test_only_the_facts_of_a_circle_are_named():
    with pytest.raises(rules.DocumentRefused) as refused:
        rules.load(derived(6, last=4), VOCABULARY)

    [problem] = refused.value.problems
    assert problem.path == "derived"
    assert "from one another: d4, d5, d4; " in problem.message


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    for path in (tmp_path, "no-such-file.yaml", "no\x00such", "x" * 5_000):
        with pytest.raises(rules.DocumentRefused, match="cannot be read"):
            rules.load(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    file = tmp_path / "sample.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())

    assert rules.load(file, VOCABULARY).id == "sample"


def test_the_longest_chain_of_derived_facts_can_be_decided_and_explained():
    rows = "".join(f"  - {{fact: d{n}, when: {{fact: d{n + 1}, is: true}}}}\n" for n in range(190))
    last = "  - {fact: d190, when: {fact: licensed, is: true}}\n"
    loaded = rules.load(f"{HEAD}derived:\n{rows}{last}{ONE.replace('licensed', 'd0')}", VOCABULARY)

    yes, no, unknown = loaded.decide([{"licensed": True}, {"licensed": False}, {}], on=TODAY)

    assert [yes.outcome, no.outcome, unknown.outcome] == ["eligible", "ineligible", "undetermined"]
    assert unknown.missing == ["licensed"]
    assert rules.explain(no)
