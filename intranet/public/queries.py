"""What outsiders may learn from a code that stands on paper, and nothing beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from intranet.allocations.models import Round
from intranet.allocations.rounds import publishing
from intranet.cases.codes import Status
from intranet.cases.models import Case
from intranet.database import db
from intranet.forums.follow_up import wish_states
from intranet.forums.follow_up.wish_states import AspirationStanding
from intranet.letters import queries as letters
from intranet.letters.models import Letter, LetterStatus

# Codes are of our own making: anything else is not looked up.
CODE = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)


class Standing(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    VOID = "void"


@dataclass(frozen=True)
class CheckedLetter:
    standing: Standing
    number: str
    signed_on: date
    subject: str
    addressee: str
    signatory: str
    position: str
    valid_until: date | None


@dataclass(frozen=True)
class CaseStanding:
    number: str
    status: Status
    received_on: date
    target_on: date
    is_closed: bool
    rounds: list[Round]
    """The rounds of selection it takes part in, as far as they are public."""


def letter(code: str, *, today: date) -> CheckedLetter | None:
    """The letter that bears the code; None where no letter does."""
    found = letters.with_code(code) if CODE.fullmatch(code) else None
    if found is None or found.number is None or found.signed_on is None:
        return None
    signatory = found.signatory or {}
    return CheckedLetter(
        standing=_standing(found, today),
        number=found.number,
        signed_on=found.signed_on,
        subject=found.subject,
        addressee="" if found.is_confidential else " ".join(found.addressee),
        signatory=signatory.get("name", ""),
        position=signatory.get("post", ""),
        valid_until=found.valid_until,
    )


def _standing(found: Letter, today: date) -> Standing:
    if found.status is LetterStatus.VOID:
        return Standing.VOID
    return Standing.EXPIRED if found.is_expired_on(today) else Standing.VALID


def case(code: str) -> CaseStanding | None:
    """How far the case with this code is; None where there is none."""
    if not CODE.fullmatch(code):
        return None
    found = db.session.scalars(select(Case).where(Case.check_code == code)).one_or_none()
    if found is None:
        return None
    return CaseStanding(
        number=found.number,
        status=found.status,
        received_on=date.fromisoformat(found.reckoning["start"]),
        target_on=found.target_on,
        is_closed=found.is_closed,
        rounds=publishing.of_case(found),
    )


def aspiration(code: str) -> AspirationStanding | None:
    """How far the wishes with this code are, and nobody's words or name; None for no such code."""
    return wish_states.with_code(code) if CODE.fullmatch(code) else None
