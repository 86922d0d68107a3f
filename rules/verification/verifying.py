"""Verifies a rule set: every check, for every set of figures, within a bounded time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.rule_set import RuleSet
from rules.solver.search import Limits
from rules.verification.criteria import check_criteria, check_other_conditions
from rules.verification.examples import check_examples
from rules.verification.findings import ERROR, NOTE, WARNING, Finding, Report
from rules.verification.inspection import Inspection
from rules.verification.periods import Period, period_on, periods
from rules.verification.reading import read_through
from rules.verification.tables import check_tables
from rules.verification.wording import sentence

EACH, TOGETHER = 2.0, 20.0  # Seconds for one question, and for all.


def verify(
    rule_set: RuleSet, on: date | None = None, each: float = EACH, together: float = TOGETHER
) -> Report:
    """All that can be found about a rule set, for every set of figures, the newest first.

    With `on` only the figures of that day, and decisions of that day. `each` and `together` bound
    the time of one question and of all, in seconds; what was not answered is told as a finding
    `undecided` or `not_checked`. Raises NotYetInForce when nothing can be decided on the day.
    """
    document = rule_set.document
    limits = Limits(each, together)
    chosen = [period_on(document, on)] if on else periods(document)
    found = [*read_through(document)]
    newest: Inspection | None = None
    for period in chosen:
        if newest is not None and limits.left <= 0:
            found.append(_not_checked(period))
            continue
        inspection = Inspection(document, period, limits)
        newest = newest or inspection
        check_criteria(inspection)
        check_other_conditions(inspection)
        check_tables(inspection)
        found += inspection.findings
    if newest is not None:
        found += check_examples(rule_set, newest)
    order = [ERROR, WARNING, NOTE]
    return Report(
        rule_set.id,
        rule_set.digest,
        tuple(period.first for period in chosen if period.figures),
        tuple(sorted(_once(found), key=lambda finding: order.index(finding.severity))),
    )


def _once(found: list[Finding]) -> list[Finding]:
    """The same finding with several sets of figures told once, with the newest example."""
    merged: dict[object, Finding] = {}
    for finding in found:
        key = (finding.kind, finding.paths, finding.ids, _text(finding))
        before = merged.get(key)
        merged[key] = (
            finding if before is None else replace(before, since=before.since + finding.since)
        )
    return list(merged.values())


def _text(finding: Finding) -> str:
    """What tells apart the findings about one example, which have no ids."""
    return finding.says.id if finding.kind == "example_fails" else ""


def _not_checked(period: Period) -> Finding:
    says = sentence("not_checked", first=period.first)
    return Finding("not_checked", WARNING, (), (), says, None, (period.first,))
