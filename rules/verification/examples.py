"""Examples that fail, and criteria that no example shows met or unmet."""

from __future__ import annotations

from rules.document import Criterion
from rules.example_runs import criteria_not_shown, run_examples
from rules.rule_set import RuleSet
from rules.solver import goals
from rules.solver.applicants import Applicant
from rules.verification.findings import ERROR, WARNING, Finding
from rules.verification.inspection import Inspection
from rules.words import Words


def check_examples(rule_set: RuleSet, inspection: Inspection) -> list[Finding]:
    """Runs the examples; for a criterion that none shows, an applicant who would.

    It comes last: applicants are only proposed in the time that is left.
    """
    before = len(inspection.findings)
    results = run_examples(rule_set, "reference")
    for place, result in enumerate(results):
        for difference in result.differences:
            title = result.example.name
            what = Words(f'"{title.id}"', f'"{title.in_language("en")}"')
            path = f"examples[{place}]"
            inspection.tell("example_fails", ERROR, [path], [], what=what, why=difference)
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


def _showing(inspection: Inspection, criterion: Criterion, met: bool) -> Applicant | None:
    """Somebody for whom this criterion alone is as asked and all others are met, if possible."""
    wish = goals.true(criterion.when) if met else goals.false(criterion.when)
    others = [
        goals.true(other.when)
        for other in inspection.document.criteria
        if other is not criterion and not other.advisory
    ]
    return inspection.somebody(goals.each([wish, *others]), goals.each([wish]))
