"""What became of the wishes of the demo's forums in the weeks after."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from random import Random

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.budgets.calendar import Budget
from intranet.database import db
from intranet.forums.follow_up import answering, promising
from intranet.forums.follow_up.answering import Answer
from intranet.forums.models import (
    Aspiration,
    AspirationItem,
    Promise,
    PromiseKind,
    PromiseStanding,
    ResponseKind,
)
from intranet.office import queries as office
from intranet.operations.demo.aspirations import ANSWERS, OUTCOMES
from intranet.operations.demo.hall import Held

K = ResponseKind
FATES = (
    *("keep", "own", "keep", "", "refuse", "keep"),
    *("replace", "own", "carry-over", "", "keep", "carry-over"),
)
"""In turn; where it is empty the wish still waits."""


class Aftermath:
    """`open_budget` is the one that takes proposals while the demo is looked at."""

    def __init__(self, random: Random, users: dict[str, User], open_budget: Budget) -> None:
        self.random, self.users, self.open_budget = random, users, open_budget
        self.fates = cycle(FATES)

    def carry_six_over(self, held: Held) -> None:
        """The study visit missed its budget."""
        promise = wishes_of(held, 1)[1].promise
        assert promise is not None
        promising.carry_over(promise, self.open_budget, OUTCOMES["carry-over"], by=self._runs)

    def follow_up(self, held: Held, number: int) -> None:
        for wish in wishes_of(held, number):
            fate, promise = next(self.fates), wish.promise
            if not wish.responses and fate:
                kind = K.IN_PROCESS if fate == "own" else K.ANSWERED
                self._respond(wish, kind, held)
            elif promise is not None and promise.standing is PromiseStanding.OPEN:
                self._decide(promise, fate, held)

    def _decide(self, promise: Promise, fate: str, held: Held) -> None:
        is_undecided_budget = promise.budget is not None and promise.budget >= self.open_budget
        if fate == "replace":
            self._respond(promise.item, K.PROPOSED, held)
        elif fate == "own" or (fate and is_undecided_budget):
            self._entrust(promise)
        elif fate == "keep":
            promising.keep(promise, OUTCOMES[fate], by=self._runs)
        elif fate == "refuse":
            promising.refuse(promise, OUTCOMES[fate], by=self._runs)
        elif fate == "carry-over" and promise.budget is not None:
            promising.carry_over(promise, self.open_budget, OUTCOMES[fate], by=self._runs)

    def _entrust(self, promise: Promise) -> None:
        waits_for_budget = promise.kind is PromiseKind.BUDGET
        promising.entrust(
            promise,
            division_code="umkm",
            officer=self.users["verifikator"],
            due_on=None if waits_for_budget else office.today() + timedelta(days=21),
            estimate=self.random.randrange(5, 60) * 1_000_000 if waits_for_budget else None,
            seen_version=promise.version,
            by=self._runs,
        )

    def _respond(self, wish: AspirationItem, kind: ResponseKind, held: Held) -> None:
        answer = Answer(
            kind,
            self._runs.name,
            self.random.choice(ANSWERS[kind]),
            "Kepala Bidang Usaha Mikro",
            budget=self.open_budget if kind is K.PROPOSED else None,
        )
        answering.respond(wish, answer, given_on=office.today(), at_session=False, by=self._runs)

    @property
    def _runs(self) -> User:
        return self.users["kabid"]


def wishes_of(held: Held, number: int) -> list[AspirationItem]:
    """Those of the session's speaker with this number."""
    aspiration = db.session.scalars(
        select(Aspiration).where(
            Aspiration.session_id == held.session.id, Aspiration.number == number
        )
    ).one()
    return aspiration.items
