"""The guide's examples run."""

from __future__ import annotations

import re
from pathlib import Path

import rules

README = (Path(rules.__file__).parent / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_rule_set_of_the_guide_loads_and_its_example_passes():
    loaded = rules.load(blocks("yaml")[0])

    assert [result.differences for result in rules.run_examples(loaded)] == [()]


def test_the_code_of_the_guide_answers_as_it_says(capsys):
    names: dict[str, object] = {}

    exec(blocks("python")[0], names)

    decision = names["decision"]
    assert isinstance(decision, rules.Decision)
    assert decision.outcome == "ineligible"
    assert [f.id for f in decision.criteria if f.result == "unmet"] == ["npwp_when_needed"]
    assert decision.outputs["kur_product"] == [{"row": "mikro", "product": "KUR Mikro"}]
    assert "NOT YET ELIGIBLE" in capsys.readouterr().out
