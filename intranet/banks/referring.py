"""Putting an item of a case before a bank: its letter is drafted from the facts of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.banks.facts import letter_values
from intranet.banks.models import BankReferral, Branch
from intranet.banks.queries import LETTER_KIND
from intranet.cases.codes import CLOSED
from intranet.cases.models import Item
from intranet.database import db
from intranet.eligibility.models import Outcome
from intranet.eligibility.queries import current_decision
from intranet.formatting import masked
from intranet.letters import services as letters
from intranet.letters.kinds import BANK_REFERRAL
from intranet.office import queries as office
from intranet.people import queries as people
from intranet.people import services as people_services
from intranet.people.models import ConsentPurpose


class Obstacle(StrEnum):
    """Why no referral can be made of an item now."""

    OTHER_LETTER = "other_letter"
    NOT_VERIFIED = "not_verified"
    CASE_CLOSED = "case_closed"
    NO_AMOUNT = "no_amount"
    NO_NIK = "no_nik"


class CannotRefer(Exception):
    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


class ConsentMissing(Exception):
    """The full NIK goes to a bank only with the person's consent on record."""


class ReasonMissing(Exception):
    """The rules do not find the item eligible; who refers it says why."""


@dataclass(frozen=True)
class Referral:
    """What the officer chose. `consent_given`: the person agreed just now, at the desk."""

    branch: Branch
    answer_days: int
    valid_until: date
    nik_in_full: bool = False
    consent_given: bool = False
    attachments: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    reason_despite: str | None = None


def obstacle(item: Item) -> Obstacle | None:
    case = item.case
    if item.programme.letter_kind != LETTER_KIND:
        return Obstacle.OTHER_LETTER
    if case.status in CLOSED:
        return Obstacle.CASE_CLOSED
    if case.verified_on is None:
        return Obstacle.NOT_VERIFIED
    if not item.amount:
        return Obstacle.NO_AMOUNT
    if not case.person.nik_sealed:
        return Obstacle.NO_NIK
    return None


def is_eligible(item: Item) -> bool:
    """Whether the item's rules say so now; also where no rules decide."""
    if item.programme.rule_set is None:
        return True
    decision = current_decision(item)
    return decision is not None and decision.outcome is Outcome.ELIGIBLE


def refer(item: Item, referral: Referral, *, by: User) -> BankReferral:
    """Draft the letter and keep the referral with it.

    Raises CannotRefer, ConsentMissing, ReasonMissing.
    """
    draft = _draft(item, referral, by=by)
    letter = letters.draft_letter(draft, by=by)
    made = BankReferral(item=item, letter=letter, referred_by=by.uuid)
    _write(made, referral)
    db.session.add(made)
    db.session.flush()
    audit.record(
        "item_referred_to_bank",
        by=by,
        subject=made,
        case=item.case,
        bank=referral.branch.full_name,
        position=item.position,
    )
    return made


def refer_anew(made: BankReferral, referral: Referral, *, version: int, by: User) -> None:
    """Draft the same letter again, from the facts of now.

    Raises CannotRefer, ConsentMissing, ReasonMissing, letters.course.Refused.
    """
    draft = _draft(made.item, referral, by=by)
    letters.redraft_letter(made.letter, draft, version=version, by=by)
    _write(made, referral)
    db.session.flush()


def _draft(item: Item, referral: Referral, *, by: User) -> letters.Draft:
    if (why := obstacle(item)) is not None:
        raise CannotRefer(why)
    if not is_eligible(item) and not referral.reason_despite:
        raise ReasonMissing
    person = item.case.person
    if referral.consent_given:
        people_services.give_consent(person, ConsentPurpose.SHARE_WITH_BANK, by=by)
    if referral.nik_in_full and not has_consent(item):
        raise ConsentMissing
    branch = referral.branch
    return letters.Draft(
        kind=BANK_REFERRAL,
        item=item,
        values=letter_values(
            item,
            branch,
            office.current(),
            answer_days=referral.answer_days,
            valid_until=referral.valid_until,
            attachments=referral.attachments,
        ),
        masked={"nik": masked(person.nik)},
        nik_in_full=referral.nik_in_full,
        addressee=(f"Yth. Pimpinan {branch.full_name}", f"di {branch.town}"),
        cc=referral.cc,
        attachments=referral.attachments,
        valid_until=referral.valid_until,
    )


def has_consent(item: Item) -> bool:
    person = item.case.person
    return people.standing_consent(person, ConsentPurpose.SHARE_WITH_BANK) is not None


def _write(made: BankReferral, referral: Referral) -> None:
    assert made.item.amount
    made.branch = referral.branch
    made.amount = made.item.amount
    made.answer_days = referral.answer_days
    made.reason_despite = referral.reason_despite
