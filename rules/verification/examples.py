"""Examples that fail, and criteria that no example shows met or unmet."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rules.document import Criterion, Document
from rules.example_runs import ExampleResult, criteria_not_shown, run_examples
from rules.labels import criterion_label, rows_called, table_label
from rules.rule_set import RuleSet
from rules.solver import goals
from rules.solver.applicants import Applicant
from rules.verification import wording
from rules.verification.findings import ERROR, WARNING, Finding
from rules.verification.inspection import Inspection
from rules.verification.wording import quoted
from rules.words import OUTCOMES, Words, joined, lower, say


def check_examples(rule_set: RuleSet, inspection: Inspection) -> list[Finding]:
    """Runs the examples; for a criterion that none shows, an applicant who would.

    It comes last: applicants are only proposed in the time that is left.
    """
    before = len(inspection.findings)
    results = run_examples(rule_set, "reference")
    for place, result in enumerate(results):
        for why in _why(rule_set.document, result):
            what, path = quoted([result.example.name]), f"examples[{place}]"
            inspection.tell("example_fails", ERROR, [path], [], what=what, why=why)
    if not results:
        inspection.tell("no_examples", WARNING, ["examples"], [])
    by_id = {criterion.id: criterion for criterion in rule_set.document.criteria}
    for name, lacking in criteria_not_shown(rule_set, results).items():
        criterion = by_id[name]
        place = rule_set.document.criteria.index(criterion)
        for result_name in lacking:
            shown = _showing(inspection, criterion, result_name == "met")
            inspection.tell(
                f"not_shown_{result_name}",
                WARNING,
                [f"criteria[{place}]"],
                [name],
                shown,
                what=inspection.criterion(criterion),
            )
    return inspection.findings[before:]


def _why(document: Document, result: ExampleResult) -> Iterator[Words]:
    """What differs from what is expected."""
    example, decision = result.example, result.decision
    if decision is None:
        yield wording.NOT_DECIDED
        return
    if decision.outcome != example.outcome:
        yield _differs(
            Words("hasil", "outcome"), OUTCOMES[example.outcome], OUTCOMES[decision.outcome]
        )
    for kind, expected in (("unmet", example.unmet), ("unknown", example.unknown)):
        ids = [finding.id for finding in decision.criteria if finding.result == kind]
        if expected is not None and set(ids) != set(expected):
            named = (_criteria(document, listed) for listed in (expected, ids))
            yield _differs(wording.RESULTS[kind], *named)
    for table in document.tables:
        wanted = (example.outputs or {}).get(table.id)
        got = [row["row"] for row in decision.outputs[table.id]]
        if wanted is not None and got != list(wanted):
            rows = (quoted(rows_called(table, listed)) for listed in (wanted, got))
            yield _differs(table_label(table), *rows)


def _differs(what: Words, expected: Words, found: Words) -> Words:
    return say(
        "{what} diharapkan {expected}, ternyata {found}",
        "{what}: expected {expected}, found {found}",
        what=what,
        expected=expected if expected.id else wording.NOTHING,
        found=found if found.id else wording.NOTHING,
    )


def _criteria(document: Document, ids: Collection[str]) -> Words:
    return joined(lower(criterion_label(document, c)) for c in document.criteria if c.id in ids)


def _showing(inspection: Inspection, criterion: Criterion, met: bool) -> Applicant | None:
    """Somebody for whom this criterion alone is as asked and all others are met, if possible."""
    wish = goals.true(criterion.when) if met else goals.false(criterion.when)
    others = [
        goals.true(other.when)
        for other in inspection.document.criteria
        if other is not criterion and not other.advisory
    ]
    return inspection.somebody(goals.each([wish, *others]), goals.each([wish]))
