"""What follows for a referral when its letter is signed."""

from sqlalchemy import select

from intranet import moments
from intranet.banks.models import BankReferral
from intranet.database import db
from intranet.letters.models import Letter
from intranet.office.calendar import reckon


@moments.on("letter_signed")
def count_the_days_to_the_answer(letter: Letter, **_facts: object) -> None:
    """The bank's days begin when the letter does."""
    referral = db.session.scalars(
        select(BankReferral).where(BankReferral.letter_id == letter.id)
    ).one_or_none()
    if referral is not None and letter.signed_on is not None:
        referral.answer_expected_on = reckon(letter.signed_on, referral.answer_days).target
        db.session.flush()
