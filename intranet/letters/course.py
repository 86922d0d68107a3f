"""The course of a letter: who may do what with it, and why not.

Four eyes: who drafted a letter neither initials nor signs it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.letters.models import Act, Letter, LetterStatus
from intranet.office import queries as office
from intranet.office.models import Official

MOST_INITIALS = 3


class Refusal(StrEnum):
    NO_PERMISSION = "no_permission"
    WRONG_STATE = "wrong_state"
    OWN_DRAFT = "own_draft"
    ALREADY_INITIALLED = "already_initialled"
    ENOUGH_INITIALS = "enough_initials"
    HOLDS_NO_POST = "holds_no_post"
    CHANGED_MEANWHILE = "changed_meanwhile"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NIK_CHANGED = "nik_changed"
    NUMBER_TAKEN = "number_taken"
    OTHER_SIGNATORY = "other_signatory"
    NO_LONGER_TRUE = "no_longer_true"


class Refused(Exception):
    """The letter is not in a state, or the user not in a position, for this act."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


_NEEDS = {
    Act.REDRAFT: {Permission.DRAFT_LETTERS},
    Act.SUBMIT: {Permission.DRAFT_LETTERS},
    Act.INITIAL: {Permission.CHECK_LETTERS},
    Act.SEND_BACK: {Permission.CHECK_LETTERS, Permission.SIGN_LETTERS},
    Act.SIGN: {Permission.SIGN_LETTERS},
    Act.VOID: {Permission.SIGN_LETTERS},
    Act.GIVE_UP: {Permission.DRAFT_LETTERS},
}
_FROM = {
    Act.REDRAFT: {LetterStatus.DRAFT},
    Act.SUBMIT: {LetterStatus.DRAFT},
    Act.INITIAL: {LetterStatus.SUBMITTED, LetterStatus.CHECKED},
    Act.SEND_BACK: {LetterStatus.SUBMITTED, LetterStatus.CHECKED},
    Act.SIGN: {LetterStatus.CHECKED},
    Act.VOID: {LetterStatus.SIGNED},
    Act.GIVE_UP: {LetterStatus.DRAFT},
}


def why_not(act: Act, letter: Letter, user: User, *, on: date) -> Refusal | None:
    """What stands in the way of the act; None when the user may do it now."""
    if not any(may(user, permission) for permission in _NEEDS[act]):
        return Refusal.NO_PERMISSION
    if letter.status not in _FROM[act]:
        return Refusal.WRONG_STATE
    if act in {Act.INITIAL, Act.SIGN} and letter.drafted_by == user.uuid:
        return Refusal.OWN_DRAFT
    if act is Act.INITIAL:
        if user.uuid in {step.taken_by for step in letter.initials}:
            return Refusal.ALREADY_INITIALLED
        if len(letter.initials) >= MOST_INITIALS:
            return Refusal.ENOUGH_INITIALS
    if act is Act.SIGN and post_of(user, on) is None:
        return Refusal.HOLDS_NO_POST
    return None


def possible(letter: Letter, user: User, *, on: date) -> set[Act]:
    return {act for act in Act if why_not(act, letter, user, on=on) is None}


def post_of(user: User, day: date) -> Official | None:
    """The post in which the user signs on that day."""
    return next((post for post in office.signatories(day) if post.user_id == user.id), None)
