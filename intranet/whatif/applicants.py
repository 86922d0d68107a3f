"""Those who asked before: their decisions, with the facts of their day, decided by another text.

The facts and the day are those of the decision; the figures are those that the other text has on
the day asked about, as though they had held then. What was decided is taken as it was stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import rules
from intranet.whatif import past
from intranet.whatif.impact import GROUPS, OUTCOMES, CriterionImpact, Group, Impact, Mover, Who
from intranet.whatif.past import Truths
from rules import figures, reference
from rules.columns import Measure
from rules.rule_set import RuleSet
from rules.vocabulary import ALWAYS_KNOWN


@dataclass(frozen=True)
class Applicant:
    """One applicant on both sides; `groups` by the names of GROUPS."""

    key: str
    was: str
    now: str
    before: Truths
    after: Truths
    groups: dict[str, str | None]


@dataclass(frozen=True)
class Replay:
    """All past applicants. `unreadable` are those whose facts the text cannot take."""

    applicants: tuple[Applicant, ...]
    unreadable: int
    never_asked: tuple[str, ...]
    """Facts that the text reads and that no text read then, so that nobody was asked."""


def replay(rule_set: RuleSet, on: date) -> Replay:
    """What a text says about everybody whom its rule set decided on. Raises NotYetInForce."""
    numbers = figures.numbers(figures.in_force(rule_set.document, on))
    read = {f.name for f in rule_set.document.facts.values() if f.source != "derived"}
    found: list[Applicant] = []
    unreadable = 0
    for row, stored in past.stored(rule_set.id):
        facts = {name: value for name, value in stored.facts.items() if name in read}
        try:
            known = rule_set.known(facts, stored.on)
        except rules.FactsRefused:
            unreadable += 1
            continue
        answer = reference.evaluate(rule_set.document, known, numbers)
        is_ambiguous = any(
            table.hit == "unique" and len(answer.rows[table.id]) > 1
            for table in rule_set.document.tables
        )
        found.append(
            Applicant(
                key=str(row.uuid),
                was=stored.outcome,
                now="ambiguous" if is_ambiguous else answer.outcome,
                before=stored.truths,
                after={
                    one.id: answer.truth(one.when)
                    for one in rule_set.document.criteria
                    if not one.advisory
                },
                groups=past.groups_of(row),
            )
        )
    never = read - past.facts_read_then(rule_set.id) - ALWAYS_KNOWN.keys() if found else set()
    return Replay(tuple(found), unreadable, tuple(sorted(never)))


def impact(replayed: Replay, measure: Measure) -> Impact:
    """The replay, counted."""
    people = replayed.applicants
    transitions = {str(was): dict.fromkeys(map(str, OUTCOMES), 0) for was in OUTCOMES}
    for one in people:
        transitions[one.was][one.now] += 1
    gains, losses = _moved(people, measure, "gains"), _moved(people, measure, "losses")
    names = dict.fromkeys(name for one in people for name in (*one.after, *one.before))
    return Impact(
        rows=len(people),
        transitions=transitions,
        gains=len(gains),
        losses=len(losses),
        criteria=tuple(_criterion(name, people, gains, losses, measure) for name in names),
        groups={name: _grouped(name, people, measure) for name in GROUPS},
    )


def movers(replayed: Replay, measure: Measure, *, who: Who) -> list[Mover]:
    """All who gain, or who lose; the key is the decision's UUID."""
    return [
        Mover(one.key, one.was, one.now, turned(one, measure, who))
        for one in _moved(replayed.applicants, measure, who)
    ]


def turned(one: Applicant, measure: Measure, who: Who) -> tuple[str, ...]:
    """The criteria through which somebody gains or loses."""
    sides = (one.before, one.after) if who == "gains" else (one.after, one.before)
    return tuple(
        name
        for name in dict.fromkeys([*one.after, *one.before])
        if not _stands(sides[0], name, measure) and _stands(sides[1], name, measure)
    )


def _stands(truths: Truths, name: str, measure: Measure) -> bool:
    truth = truths.get(name, True)  # What a text lacks stands in nobody's way.
    return measure == "possible" if truth is None else truth


def _counts(outcome: str, measure: Measure) -> bool:
    return outcome == "eligible" if measure == "eligible" else outcome != "ineligible"


def _moved(people: Sequence[Applicant], measure: Measure, who: Who) -> list[Applicant]:
    wanted = (False, True) if who == "gains" else (True, False)
    return [
        one for one in people if (_counts(one.was, measure), _counts(one.now, measure)) == wanted
    ]


def _criterion(
    name: str,
    people: Sequence[Applicant],
    gains: Sequence[Applicant],
    losses: Sequence[Applicant],
    measure: Measure,
) -> CriterionImpact:
    def stopped(truths: list[Truths]) -> int | None:
        if not any(name in one for one in truths):
            return None
        return sum(one.get(name) is False for one in truths)

    def alone(truths: list[Truths]) -> int:
        return sum(
            one.get(name) is False and sum(t is False for t in one.values()) == 1 for one in truths
        )

    before, after = [one.before for one in people], [one.after for one in people]
    return CriterionImpact(
        id=name,
        stopped_before=stopped(before),
        stopped_now=stopped(after),
        alone_before=alone(before),
        alone_now=alone(after),
        gains=sum(name in turned(one, measure, "gains") for one in gains),
        losses=sum(name in turned(one, measure, "losses") for one in losses),
    )


def _grouped(name: str, people: Sequence[Applicant], measure: Measure) -> tuple[Group, ...]:
    counted: dict[str | None, Counter[str]] = defaultdict(Counter)
    for one in people:
        was, now = _counts(one.was, measure), _counts(one.now, measure)
        counted[one.groups[name]].update(
            rows=1,
            before=int(was),
            now=int(now),
            gains=int(now and not was),
            losses=int(was and not now),
        )
    return tuple(
        Group(value, n["rows"], n["before"], n["now"], n["gains"], n["losses"])
        for value, n in sorted(counted.items(), key=lambda pair: pair[0] or "")
    )
