"""A round's public draw: announced while nobody knows the values, held with them afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from intranet import clock
from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds import reckoning, scoring, sealing
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.audit import services as audit
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from rules.selection import Proof, SelectionRefused, Source, hold
from rules.selection.rfc3797 import Values, canonical
from rules.words import Words

BETWEEN_NUMBERS = re.compile(r"[\s,;]+")
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


def why_not_announce(round: Round) -> Refused | None:
    """What stands in the way of announcing a draw now."""
    if round.state is not RoundState.FROZEN:
        return Refused(Why.CHANGED)
    if round.method is ChoiceMethod.TEAM and (lacking := scoring.missing(round)):
        return Refused(Why.SCORES_MISSING, number=lacking)
    return None if reckoning.ties(round) else Refused(Why.NO_DRAW_NEEDED)


def announce(round: Round, sources: Sequence[Source], draw_on: date, *, by: User) -> None:
    """Publish the list and the sources; their values appear on `draw_on`. Raises Refused."""
    if (refused := why_not_announce(round)) is not None:
        raise refused
    if draw_on <= office.today():
        raise Refused(Why.TOO_SOON_TO_DRAW, day=draw_on)
    round.sources = [
        {
            "name": each.name,
            "kind": each.kind,
            "says": each.says.by_language if each.says else {"id": ""},
        }
        for each in sources
    ]
    round.draw_on = draw_on
    reckoning.announcement(round)  # Refuses sources that cannot be drawn with.
    round.announced_at, round.announced_by = clock.now(), by.uuid
    round.state = RoundState.ANNOUNCED
    db.session.flush()
    audit.record(
        "round_announced",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        list_hash=round.list_hash,
        draw_on=draw_on,
        sources=[each.name for each in sources],
        fingerprint=sealing.of_announcement(round),
    )


def numbers_of(name: str, where: str = "") -> Source:
    """A source that gives numbers, such as a lottery; `where` says where they appear."""
    return Source(name, "numbers", Words(where) if where else None)


def read_values(kind: str, typed: str) -> Values:
    """The values of a source as somebody typed them. Raises Refused."""
    if kind == "text":
        return typed.strip()
    numbers = [part for part in BETWEEN_NUMBERS.split(typed) if part]
    if not numbers or not all(NUMBER.fullmatch(part) for part in numbers):
        raise Refused(Why.VALUES)
    return [int(part) for part in numbers]


def check_values(values: Values) -> None:
    """Raises Refused for values that cannot be drawn with."""
    try:
        canonical(values)
    except SelectionRefused:
        raise Refused(Why.VALUES) from None


def why_not_hold(round: Round) -> Refused | None:
    """What stands in the way of entering the values now."""
    if round.state is not RoundState.ANNOUNCED or round.proof is not None or not round.draw_on:
        return Refused(Why.CHANGED)
    if office.today() < round.draw_on:
        return Refused(Why.TOO_SOON_TO_DRAW, day=round.draw_on)
    return None


def drawn(round: Round, values: Mapping[str, Values]) -> Proof:
    """The draw with these values, kept nowhere yet. Raises Refused."""
    try:
        return hold(reckoning.announcement(round), reckoning.frozen_list(round), values)
    except SelectionRefused:
        raise Refused(Why.VALUES) from None


def hold_draw(round: Round, values: Mapping[str, Values], *, by: User) -> Proof:
    """Keep the draw with the published values. Raises Refused."""
    if (refused := why_not_hold(round)) is not None:
        raise refused
    proof = drawn(round, values)
    round.proof = proof.as_dict()
    round.drawn_at, round.drawn_by = clock.now(), by.uuid
    db.session.flush()
    audit.record(
        "round_drawn",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        key_string=proof.key_string[:200],
        fingerprint=sealing.of_draw(round),
    )
    return proof
