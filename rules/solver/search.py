"""Finds an applicant, or proves that there is none, or says that the time did not suffice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal

import z3

from rules.solver.applicants import Applicant, Version, evaluated
from rules.solver.encoding import Encoding
from rules.solver.facts import FactVariables
from rules.solver.goals import Goal, Wish, met
from rules.solver.readable import made_readable
from rules.solver.terms import constant_day, equal, every, some, yes

SEED = 20_260_301


@dataclass(frozen=True)
class Answer:
    """What became of a search.

    `found`: `applicant` is one; the reference evaluator has confirmed it. `none`: it is proved
    that there is none, and `needed` are the places of the clauses the proof used. `undecided`:
    the time was over, or (`confirmed` is False) the reference evaluator saw it differently.
    """

    outcome: Literal["found", "none", "undecided"]
    needed: tuple[int, ...] = ()
    confirmed: bool = True
    readable: Callable[[], Applicant] | None = field(default=None, repr=False)

    @cached_property
    def applicant(self) -> Applicant | None:
        """Who was found, with only the facts that matter and with round values."""
        return None if self.readable is None else self.readable()


class Limits:
    """How long searches may take: `each` search, and all `together`, in seconds."""

    def __init__(self, each: float = 2.0, together: float = 20.0) -> None:
        self.each = each
        self.end = time.monotonic() + together

    @property
    def left(self) -> float:
        """Seconds for the next search."""
        return min(self.each, self.end - time.monotonic())


class Search:
    """Searches among all applicants to some documents, on any day from `first` to `last`.

    `preferred` is the day to take where the day does not matter. Raises NotComparable.
    """

    def __init__(
        self,
        versions: Sequence[Version],
        days: tuple[date, date],
        preferred: date,
        limits: Limits,
    ) -> None:
        self.versions, self.days, self.limits = tuple(versions), days, limits
        self.context = z3.Context()  # One of its own: contexts may not be shared by threads.
        documents = [version.document for version in versions]
        self.variables = FactVariables(self.context, documents, days)
        self.encodings = [
            Encoding(self.variables, version.document, version.numbers, number)
            for number, version in enumerate(versions)
        ]
        self.solver = z3.Solver(ctx=self.context)
        self.solver.set("random_seed", SEED)
        self.solver.add([*self.variables.constraints(), yes(self.context)])
        self._hope = z3.Bool("plausible", self.context)
        day = constant_day(self.context, preferred)
        wanted = equal(self.variables.terms["decision_date"], day)
        self._hopes = every(self.context, [self.variables.plausible(), wanted])

    def find(self, goal: Goal) -> Answer:
        """An applicant for whom all clauses of the goal are met."""
        clauses = [some(self.context, map(self._formula, clause)) for clause in goal]
        names = [z3.Bool(f"clause {place}", self.context) for place in range(len(goal))]
        self.solver.push()
        try:
            self.solver.add([*self._calendar(goal), z3.Implies(self._hope, self._hopes)])
            for name, clause in zip(names, clauses, strict=True):
                self.solver.add(z3.Implies(name, clause))
            # First somebody who could exist; only then anybody at all.
            verdict = self._check([*names, self._hope])
            if verdict == z3.unsat and self._hope_failed():
                verdict = self._check(names)
            return self._answer(goal, verdict)
        finally:
            self.solver.pop()

    def _formula(self, wish: Wish) -> Any:
        return self.encodings[wish.version].truths(wish.condition).within(wish.truths)

    def _calendar(self, goal: Goal) -> list[Any]:
        """What holds of the shifted days that the goal speaks of; it is costly to assert all."""
        shifts = {
            shift
            for clause in goal
            for wish in clause
            for shift in self.encodings[wish.version].shifts(wish.condition)
        }
        return self.variables.calendar.rules_of(shifts)

    def _check(self, assumptions: list[Any]) -> Any:
        left = self.limits.left
        if left <= 0:
            return z3.unknown
        self.solver.set("timeout", max(1, int(left * 1000)))
        return self.solver.check(*assumptions)

    def _hope_failed(self) -> bool:
        return any(name.eq(self._hope) for name in self.solver.unsat_core())

    def _answer(self, goal: Goal, verdict: Any) -> Answer:
        if verdict == z3.unsat:
            core = {str(name) for name in self.solver.unsat_core()}
            places = [place for place in range(len(goal)) if f"clause {place}" in core]
            return Answer("none", needed=tuple(places))
        if verdict != z3.sat:
            return Answer("undecided")
        facts, day = self.variables.read(self.solver.model())
        applicant = evaluated(self.versions, facts, day)

        def sought(somebody: Applicant) -> bool:
            given = self.variables.may_be_given(somebody.facts)
            return given and met(goal, somebody.evaluations)

        if not sought(applicant):
            return Answer("undecided", confirmed=False)
        readable = partial(made_readable, self.versions, self.variables.facts, applicant, sought)
        return Answer("found", readable=readable)
