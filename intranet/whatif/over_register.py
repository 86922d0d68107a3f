"""One rule set beside another over the snapshot of the register."""

from __future__ import annotations

from datetime import date

from intranet.whatif.impact import GROUPS, CriterionImpact, Group, Impact, Mover, Who
from intranet.whatif.snapshot import Snapshot
from rules import columns
from rules.columns import Measure
from rules.columns.simulation import Comparison, CriterionCount
from rules.rule_set import RuleSet


class NotComparable(Exception):
    """The two rule sets read a fact that does not mean the same in both vocabularies."""


def impact(now: RuleSet, before: RuleSet, snapshot: Snapshot, on: date, measure: Measure) -> Impact:
    """What `now` changes on a day. Raises NotComparable, PopulationUnreadable, RulesError."""
    try:
        with columns.reading(snapshot.path):
            found = columns.compare(
                now,
                before,
                columns.known_columns(snapshot.path, now.vocabulary),
                on,
                by=GROUPS,
                limit=0,
                measure=measure,
                apart=True,
            )
    except ValueError as error:
        raise NotComparable(str(error)) from error
    return Impact(
        rows=found.now.outcomes.rows,
        transitions=found.transitions,
        gains=found.gains.count,
        losses=found.losses.count,
        criteria=_criteria(found),
        groups=_groups(found, measure),
    )


def movers(
    now: RuleSet,
    before: RuleSet,
    snapshot: Snapshot,
    on: date,
    measure: Measure,
    *,
    who: Who,
    offset: int = 0,
    limit: int,
) -> list[Mover]:
    """Those who gain or lose, `limit` of them after `offset`; asked after `impact`.

    Raises PopulationUnreadable.
    """
    with columns.reading(snapshot.path):
        source = columns.known_columns(snapshot.path, now.vocabulary)
        found = columns.movers(now, before, source, on, who, measure, offset, limit)
    return [Mover(str(one.key), one.was, one.now, one.by) for one in found]


def _criteria(found: Comparison) -> tuple[CriterionImpact, ...]:
    now = {one.id: one for one in found.now.criteria if not one.advisory}
    before = {one.id: one for one in found.before.criteria if not one.advisory}
    gains = {turn.criterion: turn.count for turn in found.gains.by}
    losses = {turn.criterion: turn.count for turn in found.losses.by}
    return tuple(
        CriterionImpact(
            id=name,
            stopped_before=before[name].unmet if name in before else None,
            stopped_now=now[name].unmet if name in now else None,
            alone_before=_alone(before.get(name)),
            alone_now=_alone(now.get(name)),
            gains=gains.get(name, 0),
            losses=losses.get(name, 0),
        )
        for name in dict.fromkeys([*now, *before])
    )


def _alone(count: CriterionCount | None) -> int:
    return count.alone if count else 0


def _groups(found: Comparison, measure: Measure) -> dict[str, tuple[Group, ...]]:
    groups: dict[str, list[Group]] = {name: [] for name in GROUPS}
    sides = zip(found.now.parts, found.before.parts, found.parts, strict=True)
    for now, before, moved in sides:
        [(name, value)] = moved.by.items()
        counted = [
            side.outcomes.eligible
            if measure == "eligible"
            else side.outcomes.rows - side.outcomes.ineligible
            for side in (before, now)
        ]
        groups[name].append(
            Group(value, now.outcomes.rows, counted[0], counted[1], moved.gains, moved.losses)
        )
    return {name: tuple(of_name) for name, of_name in groups.items()}
