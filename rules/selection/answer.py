"""A selection as JSON data, with everything that an auditor needs to follow it."""

from __future__ import annotations

from typing import Any

from rules.selection.lines import reason
from rules.selection.result import Line, Selection
from rules.values import plain


def as_dict(selection: Selection, language: str = "id") -> dict[str, Any]:
    """The selection as JSON data, its sentences in `language`."""
    terms = selection.terms
    return {
        "quota": terms.places,
        "per_unit": terms.per_unit,
        "reserve_length": terms.reserve,
        "unfilled": selection.unfilled,
        "groups": [
            {
                "id": None if each.group is None else each.group.id,
                "floor": 0 if each.group is None else each.group.floor,
                "ceiling": None if each.group is None else each.group.ceiling,
                "hard": each.group is not None and each.group.hard,
                "applicants": each.applicants,
                "chosen": each.chosen,
                "reserve": each.reserve,
                "shortfall": each.shortfall,
            }
            for each in selection.sums
        ],
        "lines": [_line(selection, line, language) for line in selection.lines],
        "others": [{"key": o.key, "outcome": o.outcome} for o in selection.ranking.others],
        "draw": None if selection.ranking.draw is None else selection.ranking.draw.as_dict(),
    }


def _line(selection: Selection, line: Line, language: str) -> dict[str, Any]:
    one = line.ranked.applicant
    facts = selection.ranking.tie_break
    return {
        "key": line.key,
        "place": line.place,
        "rank": line.ranked.rank,
        "shared_by": line.ranked.shared_by,
        "points": one.points,
        "entries": [
            {"id": e.id, "points": e.points, "holds": e.holds, "says": e.says.in_language(language)}
            for e in one.entries
        ],
        "tie_break": {
            fact.name: plain(value) for fact, value in zip(facts, one.tie_break, strict=True)
        },
        "drawn": line.ranked.drawn,
        "group": one.group,
        "unit": one.unit,
        "result": line.result,
        "reserve_place": line.reserve_place,
        "reason": line.because if line.barrier is None else line.barrier.reason,
        "concerns": list(line.concerns),
        "says": reason(selection, line).in_language(language),
    }
