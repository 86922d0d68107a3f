"""Tables whose rows overlap, leave somebody without a row, or never apply."""

from __future__ import annotations

from rules.document import Derived, Table
from rules.labels import row_called, rows_called
from rules.solver import goals
from rules.verification.findings import ERROR, NOTE, WARNING
from rules.verification.inspection import Inspection
from rules.verification.wording import quoted
from rules.words import Words, say

MOST_OVERLAPS = 20  # Told of one table.


def check_tables(inspection: Inspection) -> None:
    """All tables, and the rows of derived choices."""
    for place, table in enumerate(inspection.document.tables):
        path, what = f"tables[{place}]", inspection.table(table)
        _unreachable(inspection, path, "rows", table, what)
        if table.hit == "unique":
            _overlaps(inspection, path, table, what)
        if table.hit != "collect":
            _gap(inspection, path, table, what)
    for place, derived in enumerate(inspection.document.derived):
        if derived.when is None:
            what = inspection.derived(derived)
            _unreachable(inspection, f"derived[{place}]", "choose", derived, what)


def _overlaps(inspection: Inspection, path: str, table: Table, what: Words) -> None:
    """Every pair of rows that somebody can have together, to a reasonable number."""
    told = 0
    for place, row in enumerate(table.rows):
        left = dict(enumerate(table.rows[place + 1 :], place + 1))
        while left and told < MOST_OVERLAPS:
            together = tuple(goals.true(other.when) for other in left.values())
            goal = ((goals.true(row.when),), together)
            answer = inspection.ask("overlap", f"{path}.rows[{place}].when", what, goal)
            if answer.applicant is None:
                break
            (evaluation,) = answer.applicant.evaluations
            second = next(n for n, other in left.items() if evaluation.truth(other.when))
            ids = [row.value, left.pop(second).value]
            paths = [f"{path}.rows[{n}].when" for n in (place, second)]
            inspection.tell(
                "overlap",
                ERROR,
                paths,
                ids,
                answer.applicant,
                what=what,
                rows=quoted(rows_called(table, ids)),
            )
            told += 1


def _gap(inspection: Inspection, path: str, table: Table, what: Words) -> None:
    """Somebody for whom every row is false, although all that the rows ask is known."""
    nothing = goals.each(goals.false(row.when) for row in table.rows)
    eligible = goals.eligible(inspection.document)
    answer = inspection.ask("gap", f"{path}.rows", what, (*nothing, *eligible))
    if answer.outcome == "none":
        anybody = inspection.ask("gap", f"{path}.rows", what, nothing)
        if anybody.applicant is not None:
            shown = anybody.applicant
            inspection.tell("gap_ineligible", NOTE, [f"{path}.rows"], [table.id], shown, what=what)
    elif answer.applicant is not None:
        inspection.tell("gap", WARNING, [f"{path}.rows"], [table.id], answer.applicant, what=what)


def _unreachable(
    inspection: Inspection, path: str, key: str, rows: Table | Derived, what: Words
) -> None:
    for place, row in enumerate(rows.rows):
        here = f"{path}.{key}[{place}].when"
        called = row_called(row, rows.rows)
        name = say('Baris "{row}" pada {what}', 'The row "{row}" of {what}', row=called, what=what)
        answer = inspection.ask("unreachable", here, name, goals.applies(rows, place))
        if answer.outcome == "none":
            shown = inspection.somebody(goals.each([goals.true(row.when)]))
            inspection.tell("unreachable", WARNING, [here], [row.value], shown, what=name)
