"""An aid from the request to the answer: opened, told what it is, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import Application, ApplicationState
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment.models import Aid, AidStep, EquipmentItem
from intranet.letters.models import Letter, LetterStatus

# How far each step is. The last two are ends that an aid can come to from anywhere.
ORDER = {
    AidStep.PROPOSED: 0,
    AidStep.VISITED: 1,
    AidStep.RECOMMENDED: 2,
    AidStep.FORWARDED: 3,
    AidStep.GRANTED: 4,
    AidStep.PROCURED: 5,
    AidStep.HANDED_OVER: 6,
    AidStep.REFUSED: 7,
    AidStep.WITHDRAWN: 7,
}
ENDED = frozenset({AidStep.REFUSED, AidStep.WITHDRAWN})
BEFORE_ANSWER = frozenset(step for step, at in ORDER.items() if at < ORDER[AidStep.GRANTED])


class NotFromHere(Exception):
    """The aid is further, or came to its end."""

    def __init__(self, aid: Aid, wanted: AidStep) -> None:
        super().__init__(f"an aid that is {aid.step} does not become {wanted}")
        self.step, self.wanted = aid.step, wanted


class ChangedMeanwhile(Exception):
    """Somebody else changed the aid after this form was opened."""


@dataclass(frozen=True)
class Choice:
    """What is asked for, in the words of the catalogue."""

    item: EquipmentItem
    quantity: int
    intended_use: str = ""


def open_aid(application: Application, *, by: User | None) -> Aid:
    """Begin the aid of an application; of the catalogue it takes what alone fits the request."""
    aid = Aid(application=application, equipment_item=_only_fitting(application.item.equipment))
    db.session.add(aid)
    db.session.flush()
    audit.record(
        "aid_opened",
        by=by,
        subject=aid,
        case=application.item.case,
        key=application.key,
        programme=application.period.name,
    )
    return aid


def choose(aid: Aid, choice: Choice, *, version: int, by: User) -> None:
    """Say which equipment it is and how many. Raises ChangedMeanwhile, NotFromHere."""
    if aid.version != version:
        raise ChangedMeanwhile
    if aid.step not in {AidStep.PROPOSED, AidStep.VISITED}:
        raise NotFromHere(aid, aid.step)
    aid.equipment_item, aid.quantity = choice.item, choice.quantity
    aid.intended_use = choice.intended_use
    db.session.flush()
    audit.record(
        "aid_equipment_chosen",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        key=aid.application.key,
        equipment=choice.item.name,
        quantity=choice.quantity,
    )


def move(aid: Aid, step: AidStep, *, by: User | None, reason: str = "") -> None:
    """Take the aid on to a later step, with the journal. Raises NotFromHere."""
    if aid.step in ENDED or ORDER[step] <= ORDER[aid.step]:
        raise NotFromHere(aid, step)
    _become(aid, step, by=by, reason=reason)


def move_back(aid: Aid, step: AidStep, *, by: User | None, reason: str) -> None:
    """Take the aid back to an earlier step, because what led further fell away."""
    _become(aid, step, by=by, reason=reason)


def reach(aid: Aid, step: AidStep, *, by: User | None, reason: str = "") -> bool:
    """Take the aid on where it is not that far yet; whether it was."""
    if aid.step in ENDED or ORDER[step] <= ORDER[aid.step]:
        return False
    _become(aid, step, by=by, reason=reason)
    return True


def step_on_record(aid: Aid) -> AidStep:
    """How far visits, recommendation and proposal alone have brought it, before any answer."""
    if any(line.is_unanswered and line.batch.answer_expected_on for line in aid.lines):
        return AidStep.FORWARDED
    letter = aid.recommendation
    if letter is not None and letter.status is LetterStatus.SIGNED:
        return AidStep.RECOMMENDED
    return AidStep.VISITED if aid.visits else AidStep.PROPOSED


def of_application(application: Application) -> Aid | None:
    return db.session.scalars(select(Aid).where(Aid.application == application)).one_or_none()


def recommended_by(letter: Letter) -> Aid | None:
    """The aid whose recommendation the letter is."""
    return db.session.scalars(select(Aid).where(Aid.recommendation == letter)).one_or_none()


def end_application(aid: Aid, reason: str) -> None:
    """Nothing comes of the request: the business may ask anew."""
    aid.application.state = ApplicationState.ENDED
    aid.application.state_reason = reason
    db.session.flush()


def _become(aid: Aid, step: AidStep, *, by: User | None, reason: str) -> None:
    aid.step, aid.step_reason = step, reason
    db.session.flush()
    audit.record(
        f"aid_{step.value}",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        key=aid.application.key,
        reason=reason,
    )


def _only_fitting(option: str | None) -> EquipmentItem | None:
    fitting = db.session.scalars(
        select(EquipmentItem)
        .where(EquipmentItem.option == option, EquipmentItem.is_active)
        .order_by(EquipmentItem.id)
        .limit(2)
    ).all()
    return fitting[0] if len(fitting) == 1 else None
