"""Criteria nobody can meet or nobody can fail, that exclude or swallow one another."""

from __future__ import annotations

from rules.document import Condition, Criterion
from rules.labels import sentence_of
from rules.solver import goals
from rules.solver.goals import Goal
from rules.verification.findings import ERROR, WARNING
from rules.verification.inspection import Inspection
from rules.verification.wording import named
from rules.words import Words, joined


def check_criteria(inspection: Inspection) -> None:
    """Each criterion alone, then all that decide together."""
    document = inspection.document
    spared: set[str] = set()
    for place, criterion in enumerate(document.criteria):
        severity = WARNING if criterion.advisory else ERROR
        what, path = inspection.criterion(criterion), f"criteria[{place}]"
        if _same_for_all(inspection, path, criterion.id, criterion.when, what, severity):
            spared.add(criterion.id)
    deciding = [c for c in document.criteria if not c.advisory]
    if len(deciding) > 1 and _jointly(inspection, deciding):
        _swallowed(inspection, [c for c in deciding if c.id not in spared])


def check_other_conditions(inspection: Inspection) -> None:
    """Derived yes/no facts and priority points that are the same for everybody."""
    document = inspection.document
    for place, derived in enumerate(document.derived):
        if derived.when is not None:
            what = inspection.derived(derived)
            path = f"derived[{place}]"
            _same_for_all(inspection, path, derived.fact, derived.when, what, WARNING)
    for place, entry in enumerate(document.priority.points):
        says = sentence_of(document, entry.says, entry.when)
        what = named("butir prioritas", "the priority entry", says)
        path = f"priority.points[{place}]"
        _same_for_all(inspection, path, entry.id, entry.when, what, WARNING)


def _same_for_all(
    inspection: Inspection, path: str, name: str, when: Condition, what: Words, severity: str
) -> bool:
    """Tell of a condition that is never true, or never false; whether it is one."""
    path = f"{path}.when"
    meeting = inspection.ask("contradiction", path, what, goals.each([goals.true(when)]))
    if meeting.outcome == "none":
        others = [
            c.when for c in inspection.document.criteria if not c.advisory and c.when is not when
        ]
        rest: Goal = goals.each(goals.true(other) for other in others)
        shown = inspection.somebody(
            (*rest, (goals.false(when),)), ((goals.false(when),),), ((goals.not_true(when),),)
        )
        inspection.tell("contradiction", severity, [path], [name], shown, what=what)
        return True
    failing = inspection.ask("tautology", path, what, goals.each([goals.false(when)]))
    if failing.outcome == "none":
        inspection.tell("tautology", WARNING, [path], [name], meeting.applicant, what=what)
        return True
    return False


def _jointly(inspection: Inspection, deciding: list[Criterion]) -> bool:
    """Whether all criteria can be met together; tells which cannot."""
    what = joined(inspection.criterion(c) for c in deciding)
    goal = goals.eligible(inspection.document)
    answer = inspection.ask("jointly_unsatisfiable", "criteria", what, goal)
    if answer.outcome != "none":
        return answer.outcome == "found"
    core = _smallest(inspection, goal, list(answer.needed))
    found = [deciding[place] for place in core]
    if len(found) > 1:  # A single one has been told as a contradiction.
        shown = inspection.somebody(tuple(goal[place] for place in core[:-1]))
        paths, ids = [_path(inspection, c) for c in found], [c.id for c in found]
        names = joined(inspection.criterion(c) for c in found)
        inspection.tell("jointly_unsatisfiable", ERROR, paths, ids, shown, what=names)
    return False


def _swallowed(inspection: Inspection, deciding: list[Criterion]) -> None:
    """From the last to the first, each against those that are left."""
    left = list(deciding)
    for criterion in reversed(deciding):
        others = [other for other in left if other is not criterion]
        what = inspection.criterion(criterion)
        path = _path(inspection, criterion)
        failing = (goals.false(criterion.when),)
        goal = (failing, *goals.each(goals.true(other.when) for other in others))
        answer = inspection.ask("swallowed", path, what, goal)
        if answer.outcome != "none":
            continue
        core = _smallest(inspection, goal, list(answer.needed))
        by = [others[place - 1] for place in core if place > 0]
        shown = inspection.somebody((failing, tuple(goals.false(other.when) for other in by)))
        inspection.tell(
            "swallowed",
            WARNING,
            [path, *(_path(inspection, other) for other in by)],
            [criterion.id, *(other.id for other in by)],
            shown,
            what=what,
            others=joined(inspection.criterion(other) for other in by),
        )
        left.remove(criterion)


def _smallest(inspection: Inspection, goal: Goal, places: list[int]) -> list[int]:
    """The clauses without which the proof fails, in order."""
    kept = sorted(places)
    for place in list(kept):
        fewer = [other for other in kept if other != place]
        if inspection.search.find(tuple(goal[other] for other in fewer)).outcome == "none":
            kept = fewer
    return kept


def _path(inspection: Inspection, criterion: Criterion) -> str:
    return f"criteria[{inspection.document.criteria.index(criterion)}].when"
