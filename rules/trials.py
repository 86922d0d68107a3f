"""Tries a change: are there values of facts that bring it about and leave all else right?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import product
from typing import Any, TypeGuard

from rules.document import Condition, Document, FactRef, Leaf, Operand, leaves_of
from rules.reference import Known, Numbers, compare, derive, resolve
from rules.truth import Truth, all_of, combine
from rules.values import FIRST_DAY, LARGEST, LAST_DAY, Value
from rules.vocabulary import ALWAYS_KNOWN, Fact

MOST_COMPARISONS = 60_000  # For one applicant, about a tenth of a second.


class Trial:
    """Tries a set of changes: do values exist that bring them about and leave all else right?"""

    def __init__(
        self, document: Document, criteria: list[Condition], known: Known, numbers: Numbers
    ) -> None:
        self.document, self.criteria, self.numbers = document, criteria, numbers
        self.known: Mapping[str, Value | None] = known
        self.comparisons = 0
        self.readers: dict[str, list[Leaf]] = {}
        self.derived = {derived.fact: derived for derived in document.derived}
        self.behind = {name: set(_read(entry.conditions())) for name, entry in self.derived.items()}
        for name in document.derivation_order:
            self.behind[name].update(*(self.behind.get(read, ()) for read in self.behind[name]))
        behind = [when for entry in document.derived for when in entry.conditions()]
        for condition in [*criteria, *behind]:
            for leaf in leaves_of(condition):
                self.readers.setdefault(leaf.fact, []).append(leaf)

    @property
    def is_over(self) -> bool:
        """Whether so much was tried already that it is given up."""
        return self.comparisons > MOST_COMPARISONS

    def compare(self, leaf: Leaf, known: Known) -> Truth:
        """The truth of a leaf, counted."""
        self.comparisons += 1
        return compare(leaf, known, self.numbers)

    def succeeds(self, flips: list[tuple[Leaf, bool]]) -> bool:
        """Whether these leaves can take these truths, and then all criteria hold."""
        if not self.suffices({leaf.number: holds for leaf, holds in flips}):
            return False
        facts = list(dict.fromkeys(leaf.fact for leaf, _ in flips))
        near = {fact: list(dict.fromkeys(self.candidates(fact))) for fact in facts}
        choices: list[list[Value | None]] = []
        for fact in facts:
            choices.append(self.values_for(fact, near, flips))
            if not choices[-1]:
                return False
        for values in product(*choices):
            if self.is_over:
                return False
            changed = self.concluded(dict(zip(facts, values, strict=True)))
            if (
                changed is not None
                and self.are_brought_about(flips, changed)
                and self.eligible(changed)
            ):
                return True
        return False

    def concluded(self, chosen: Mapping[str, Value | None]) -> Known | None:
        """The facts with those chosen and all that follows from them.

        None when a derived fact is chosen that cannot come about. What stands behind it is free
        to follow suit, unless it was chosen, too, or is always known.
        """
        known = {**self.known, **chosen}
        if not self.derived:
            return known
        held = {*chosen, *ALWAYS_KNOWN}
        free = {read for name in chosen for read in self.behind.get(name, ()) if read not in held}

        def truth(condition: Condition) -> Truth:
            if isinstance(condition, Leaf):
                if free.intersection(condition.facts_read()):
                    return None
                return self.compare(condition, known)
            return combine(condition.kind, [truth(m) for m in condition.members], condition.count)

        for name in self.document.derivation_order:
            if name not in chosen and (name in free or self.behind[name] & free):
                continue
            found = derive(self.derived[name], truth)
            if name not in chosen:
                known[name] = found
            elif found is not None and found != known[name]:
                return None
        return known

    def values_for(
        self, fact: str, near: Mapping[str, list[Value | None]], flips: list[tuple[Leaf, bool]]
    ) -> list[Value | None]:
        """Candidate values of one fact that bring about all that is asked of it alone.

        `near` are the candidates of all facts that change; where one is compared with another,
        the values near the other's candidates are candidates, too.
        """
        others = set(near) - {fact}
        found = dict.fromkeys(near[fact])
        for leaf in self.readers[fact]:
            for operand in leaf.operands:
                if isinstance(operand, FactRef) and operand.name in others:
                    for value in near[operand.name]:
                        changed = {**self.known, operand.name: value}
                        found |= self.around(fact, resolve(operand, changed, self.numbers))
        for other in others:
            for leaf in self.readers[other]:
                if fact in [operand.name for operand in leaf.operands if _is_plain(operand)]:
                    for value in near[other]:
                        found |= self.around(fact, value)
        alone = [
            (leaf, holds)
            for leaf, holds in flips
            if leaf.fact == fact and not others.intersection(leaf.facts_read())
        ]
        return [
            value for value in found if self.are_brought_about(alone, {**self.known, fact: value})
        ]

    def are_brought_about(self, flips: list[tuple[Leaf, bool]], known: Known) -> bool:
        """Whether all these leaves have the truth that is wanted of them."""
        return all(self.compare(leaf, known) is holds for leaf, holds in flips)

    def around(self, fact: str, value: Value | None) -> dict[Value | None, None]:
        """A threshold and its neighbours, as the fact may have them.

        A list and a single fact may be compared: the one is offered the other's members as a list.
        """
        entry = self.document.facts[fact]
        members: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
        known = [member for member in members if member is not None]
        if entry.type == "list":
            return dict.fromkeys([tuple(known), *((member,) for member in known)])
        return dict.fromkeys(near for member in known for near in _around(entry, member))

    def candidates(self, fact: str) -> Iterator[Value | None]:
        """Values of a fact at which some comparison of it changes."""
        entry = self.document.facts[fact]
        members: list[Any] = []
        for leaf in self.readers[fact]:
            if leaf.operator == "present":
                yield None
            for operand in leaf.operands:
                value = resolve(operand, self.known, self.numbers)
                if value is not None and leaf.operator != "present":
                    members.append(value)
        if entry.type == "boolean":
            yield from (True, False)
        elif entry.type == "list":
            yield from ((), tuple(dict.fromkeys(members)), *((member,) for member in members))
        else:
            for member in [*members, *self.anything(entry)]:
                yield from _around(entry, member)

    def anything(self, fact: Fact) -> Iterator[Value | None]:
        """Values of a fact that no threshold names: that it is known at all may be enough."""
        yield from fact.options
        if fact.family == "number":
            yield 0
        elif fact.family == "date":
            yield self.known["decision_date"]
        elif fact.family == "text":
            yield "\N{BULLET}"  # A text that no document means.

    def suffices(self, changed: Mapping[int, bool]) -> bool:
        """Whether all criteria hold when these leaves change and no others do."""
        return self.hold(lambda leaf: changed.get(leaf.number, self.compare(leaf, self.known)))

    def eligible(self, known: Known) -> bool:
        """Whether all criteria hold."""
        return self.hold(lambda leaf: self.compare(leaf, known))

    def hold(self, truth_of: Callable[[Leaf], Truth]) -> bool:
        """Whether all criteria hold when leaves have these truths."""

        def truth(condition: Condition) -> Truth:
            if isinstance(condition, Leaf):
                return truth_of(condition)
            members = [truth(member) for member in condition.members]
            return combine(condition.kind, members, condition.count)

        return all_of([truth(condition) for condition in self.criteria]) is True


def _read(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        for leaf in leaves_of(condition):
            yield from leaf.facts_read()


def _is_plain(operand: Operand) -> TypeGuard[FactRef]:
    return isinstance(operand, FactRef) and operand.shift is None


def _around(fact: Fact, value: Any) -> Iterator[Any]:
    """A threshold and its two neighbours, within what a fact may be."""
    if isinstance(value, date):
        near_days = (value + timedelta(days=days) for days in (0, 1, -1))
        yield from (day for day in near_days if FIRST_DAY <= day <= LAST_DAY)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        step = Decimal(1).scaleb(-fact.scale)
        middle = Decimal(value).quantize(step, ROUND_FLOOR)
        for number in (middle, middle + step, middle - step):
            if abs(number) <= LARGEST:
                yield number if fact.type == "decimal" else int(number)
    else:
        yield value
