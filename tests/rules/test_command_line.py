"""`python -m rules` tells by its exit code what happened and by its messages what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rules
from rules import library
from rules.command_line import main

from .documents import VOCABULARY, document

ON = ["--on", "2026-03-01"]


@pytest.fixture
def facts(tmp_path):
    def write(content) -> str:
        file = tmp_path / "facts.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(file)

    return write


@pytest.fixture
def sample(tmp_path):
    def write(**parts) -> list[str]:
        (tmp_path / "vocabulary.yaml").write_text(VOCABULARY)
        file = tmp_path / "sample.json"
        file.write_text(document(**parts))
        return [str(file), "--vocabulary", str(tmp_path / "vocabulary.yaml")]

    return write


def test_check_accepts_the_shipped_rule_sets(capsys):
    assert main(["check", *(str(library.path(name)) for name in library.names())]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_names_file_path_and_mistake(sample, capsys):
    call = sample(criteria=[{"id": "a", "when": {"fact": "licenced", "is": True}}])

    assert main(["check", *call]) == 1
    assert capsys.readouterr().err == (
        f'{call[0]}:criteria[0].when.fact: the vocabulary has no fact "licenced"; '
        'did you mean "licensed"?\n'
    )


def test_check_runs_the_examples(sample, capsys):
    call = sample(examples=[example("Berizin", {"licensed": False}, "eligible")])

    assert main(["check", *call]) == 1
    assert (
        "sample.json:examples[0]: Berizin: outcome: eligible is expected" in capsys.readouterr().err
    )


def example(name: str, facts: dict[str, object], outcome: str, **more: object) -> dict[str, object]:
    return {"name": {"id": name}, "date": "2026-03-01", "facts": facts, "outcome": outcome, **more}


def test_check_tells_once_what_many_examples_have_in_common(sample, capsys):
    examples = [
        *(example(f"Izin {n}", {"licensed": True}, "eligible", unknown=[]) for n in range(4)),
        example("Tanpa izin", {"licensed": False}, "ineligible", unmet=["a"], unknown=[]),
        example("Anggota", {"licensed": True, "member": True}, "eligible", unknown=[]),
        example("Keliru", {"licensed": True, "member": False}, "ineligible", unmet=["a", "b"]),
    ]
    conditions = {"a": {"fact": "licensed", "is": True}, "b": {"fact": "member", "is": True}}
    criteria = [{"id": name, "when": when} for name, when in conditions.items()]
    call = sample(criteria=criteria, examples=examples)

    assert main(["check", *call]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{call[0]}: 6 of 7 examples fail; --all tells each in full",
        f"{call[0]}: 5 examples: the criterion b is unknown, which is not expected "
        "(examples[0] Izin 0; examples[1] Izin 1; examples[2] Izin 2; …)",
        f"{call[0]}: 4 examples: outcome: eligible is expected, undetermined was decided "
        "(examples[0] Izin 0; examples[1] Izin 1; examples[2] Izin 2; …)",
        f"{call[0]}: 1 example: the criterion a is met, unmet is expected (examples[6] Keliru)",
    ]
    assert main(["check", *call, "--all"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 10
    assert f"{call[0]}:examples[6]: Keliru: unmet: a, b expected, b found" in told


def test_an_example_that_cannot_be_decided_is_told_among_many(sample, capsys):
    rows = [{"id": f"r{n}", "when": {"fact": "licensed", "is": True}} for n in range(2)]
    call = sample(
        tables=[{"id": "t", "hit": "unique", "rows": rows}],
        examples=[example(f"Contoh {n}", {"licensed": True}, "eligible") for n in range(4)],
    )

    assert main(["check", *call]) == 1
    assert "4 examples: t: only one row may hold" in capsys.readouterr().err


def test_decide_prints_one_answer_or_a_list(facts, capsys):
    kur = str(library.path("kur"))

    assert main(["decide", kur, "--facts", facts({"amount": 40_000_000}), *ON]) == 0
    one = json.loads(capsys.readouterr().out)
    assert main(["decide", kur, "--facts", facts([{"amount": 40_000_000}, {}]), *ON]) == 0
    several = json.loads(capsys.readouterr().out)

    assert one["outcome"] == "undetermined"
    assert one["outputs"]["kur_product"][0]["product"] == "KUR Mikro"
    assert [one, len(several)] == [several[0], 2]


def test_decimals_of_json_stay_exact(sample, facts, capsys):
    call = sample(criteria=[{"id": "a", "when": {"fact": "margin", "is": "0.10"}}])

    assert main(["decide", *call, "--facts", facts('{"margin": 0.1}'), *ON]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["outcome"] == "eligible"
    assert answer["criteria"][0]["reads"] == [{"fact": "margin", "value": "0.10"}]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"amount": "5"}, "amount: "),
        ({"amuont": 5}, 'amuont: the vocabulary has no fact "amuont"; did you mean "amount"?'),
        ("[1]", "one object of facts"),
        ("{", "not JSON"),
        ('{"amount": NaN}', "amount: "),
        ('{"amount": 1, "amount": 2}', "a fact stands twice"),
        ("[" * 100_000, "not JSON"),
        ('{"amount": ' + "9" * 5_000 + "}", "not JSON"),
        ('{"amount": 1e99999999999999999999}', "exponent is out of all bounds"),
    ],
)
@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_wrong_facts_decide_nothing(facts, capsys, content, complaint, engine):
    call = ["decide", str(library.path("kur")), "--facts", facts(content), *ON, "--engine", engine]

    assert main(call) == 2

    out, error = capsys.readouterr()
    assert out == ""
    assert complaint in error


@pytest.mark.parametrize("day", ["20260301", "2026-W10-1", "2026-02-30", "1899-12-31"])
def test_a_day_is_written_in_one_way_alone(facts, day):
    with pytest.raises(SystemExit) as end:
        main(["decide", str(library.path("kur")), "--facts", facts({}), "--on", day])

    assert end.value.code == 2


def test_a_day_before_the_first_figure_decides_nothing(facts, capsys):
    call = ["decide", str(library.path("kur")), "--facts", facts({}), "--on", "2025-01-01"]

    assert main(call) == 2
    assert "2026-01-05" in capsys.readouterr().err


def test_an_ambiguous_table_decides_nothing(sample, facts, capsys):
    rows = [{"id": f"r{n}", "when": {"fact": "licensed", "is": True}} for n in range(2)]
    call = sample(tables=[{"id": "t", "hit": "unique", "rows": rows}])

    assert main(["decide", *call, "--facts", facts({"licensed": True}), *ON]) == 2
    assert "only one row may hold, but these do: r0, r1" in capsys.readouterr().err


def test_an_engine_that_is_away_has_its_own_exit_code(facts, capsys, monkeypatch):
    def unavailable():
        raise rules.EngineUnavailable("the engine's process died")

    monkeypatch.setattr(rules.worker, "shared", unavailable)

    assert main(["decide", str(library.path("kur")), "--facts", facts({}), *ON]) == 3
    assert capsys.readouterr() == ("", "the engine's process died\n")


def test_explain_speaks_two_languages(facts, capsys):
    call = ["explain", str(library.path("bank-linkage")), "--facts", facts({"is_fostered": False})]

    assert main([*call, *ON]) == 0
    assert "BELUM MEMENUHI SYARAT" in capsys.readouterr().out
    assert main([*call, *ON, "--lang", "en"]) == 0
    assert "Register as a fostered business" in capsys.readouterr().out


def test_the_module_runs_alone(tmp_path):
    root = Path(rules.__file__).parent.parent

    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "rules", "decide", "x.yaml", "--facts", "f", *ON],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == "x.yaml: cannot be read: No such file or directory\n"


def test_a_reader_who_has_read_enough_is_no_error(facts):
    many = facts([{"has_nib": True}] * 200)
    call = ["decide", str(library.path("legality")), "--facts", many, "--engine", "reference", *ON]

    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "rules", *call],
        cwd=Path(rules.__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_answers_are_utf_8_in_a_terminal_that_is_not(facts):
    given = facts({"has_npwp": False, "amount": 60_000_000})
    call = ["explain", str(library.path("kur")), "--facts", given, "--engine", "reference", *ON]

    told = subprocess.run(
        [sys.executable, "-W", "error", "-m", "rules", *call],
        cwd=Path(rules.__file__).parent.parent,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
    )

    assert (told.returncode, told.stderr) == (0, b"")
    assert "±1 hari" in told.stdout.decode("utf-8")


def test_of_a_list_the_wrong_applicant_is_named(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text('[{"amount": 5}, {"amount": "5"}, {}]')

    code = main(["decide", str(library.path("kur")), "--facts", str(facts), "--on", "2026-03-01"])

    assert code == 2
    told = capsys.readouterr().err
    assert told.startswith('amount: "5" is not a number')
    assert told.endswith("(applicant 2 of 3)\n")
