"""Runs the examples of a rule set, and says which criteria they show met and unmet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.decision import Decision
from rules.document import Example
from rules.errors import AmbiguousTable, NotYetInForce
from rules.rule_set import Engine, RuleSet


@dataclass(frozen=True)
class ExampleResult:
    """One example with its decision (None when there was none) and what differs, in sentences."""

    example: Example
    decision: Decision | None
    differences: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def run_examples(rule_set: RuleSet, engine: Engine = "durable") -> list[ExampleResult]:
    """Decide every example, in document order.

    With `durable` raises EngineUnavailable and EnginesDisagree as `decide` does.
    """
    return [_run(rule_set, example, engine) for example in rule_set.document.examples]


def criteria_not_shown(rule_set: RuleSet, results: Sequence[ExampleResult]) -> dict[str, list[str]]:
    """The criteria that no example shows met, or unmet: `{id: ["met", "unmet"]}`, as they lack."""
    shown = {
        (finding.id, finding.result)
        for result in results
        if result.decision is not None
        for finding in result.decision.criteria
    }
    lacking = {
        criterion.id: [r for r in ("met", "unmet") if (criterion.id, r) not in shown]
        for criterion in rule_set.document.criteria
    }
    return {criterion: results for criterion, results in lacking.items() if results}


def _run(rule_set: RuleSet, example: Example, engine: Engine) -> ExampleResult:
    try:
        decision = rule_set.decide(example.facts, example.date, engine)
    except (AmbiguousTable, NotYetInForce) as error:
        return ExampleResult(example, None, (str(error),))
    found: list[str] = []
    if decision.outcome != example.outcome:
        found.append(f"outcome: {example.outcome} is expected, {decision.outcome} was decided")
    for result, expected in (("unmet", example.unmet), ("unknown", example.unknown)):
        ids = [finding.id for finding in decision.criteria if finding.result == result]
        if expected is not None and set(ids) != set(expected):
            found.append(f"{result}: {_list(expected)} expected, {_list(ids)} found")
    for table, rows in (example.outputs or {}).items():
        got = [row["row"] for row in decision.outputs[table]]
        if got != list(rows):
            found.append(f"{table}: {_list(rows)} expected, {_list(got)} found")
    return ExampleResult(example, decision, tuple(found))


def _list(ids: Sequence[str]) -> str:
    return ", ".join(ids) or "nothing"
