"""Handing the machine over: the minutes (BAST), and what follows when they are signed or void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet import clock, files
from intranet.accounts.models import User
from intranet.allocations.ledger import seats
from intranet.allocations.models import ApplicationState, SeatState
from intranet.audit import services as audit
from intranet.businesses import history
from intranet.businesses.models import AidKind, AidReceived
from intranet.database import db
from intranet.equipment import aids, checking, paper_values, procuring
from intranet.equipment.models import Aid, AidStep, Handover, HandoverPhoto, Procurement
from intranet.equipment.procuring import NotNow
from intranet.letters import services as letters
from intranet.letters.course import Refusal, Refused
from intranet.letters.in_words import day_in_words
from intranet.letters.kinds.handovers import EQUIPMENT_HANDOVER
from intranet.letters.models import Letter, LetterStatus
from intranet.office.models import Official
from intranet.uploads import AcceptedFile

STATEMENTS = (
    "menerima barang dalam keadaan baik dan lengkap;",
    "menggunakan barang sesuai peruntukannya;",
    "tidak memperjualbelikan, menyewakan, menjaminkan, atau memindahtangankan barang;",
    "memelihara barang atas biaya sendiri; dan",
    "bersedia dipantau dan menyampaikan laporan pemanfaatan barang.",
)
AS_DELIVERED = "Baik"


class AlreadyPrepared(Exception):
    """A handover of this aid is on the way, or done."""

    def __init__(self, handover: Handover) -> None:
        super().__init__("the aid has a standing handover")
        self.handover = handover


class TooEarly(Exception):
    """The machine was not there on that day."""


@dataclass(frozen=True)
class Handing:
    """How it changes hands. `bases` names the decision and the agreement with their numbers."""

    official: Official
    held_on: date
    place: str
    receiver_position: str
    condition: str
    bases: tuple[str, ...]
    witnesses: tuple[str, ...]


def standing(aid: Aid) -> Handover | None:
    """The handover whose letter is on the way or signed."""
    return db.session.scalars(
        select(Handover)
        .join(Handover.letter)
        .where(Handover.aid == aid, Letter.status != LetterStatus.VOID)
        .order_by(Handover.id.desc())
        .limit(1)
    ).one_or_none()


def of_letter(letter: Letter) -> Handover | None:
    return db.session.scalars(select(Handover).where(Handover.letter == letter)).one_or_none()


def prepare(aid: Aid, handing: Handing, *, by: User) -> Handover:
    """Draft the minutes. Raises NotNow, AlreadyPrepared, TooEarly."""
    if (earlier := standing(aid)) is not None:
        raise AlreadyPrepared(earlier)
    draft = _draft(aid, _procurement_of(aid, handing), handing)
    handover = Handover(aid=aid, letter=letters.draft_letter(draft, by=by), prepared_by=by.uuid)
    _write(handover, handing)
    db.session.add(handover)
    db.session.flush()
    _tell("equipment_handover_prepared", handover, by, held_on=handing.held_on)
    return handover


def prepare_anew(handover: Handover, handing: Handing, *, version: int, by: User) -> None:
    """Draft the same letter again. Raises NotNow, TooEarly, letters.course.Refused."""
    draft = _draft(handover.aid, _procurement_of(handover.aid, handing), handing)
    letters.redraft_letter(handover.letter, draft, version=version, by=by)
    _write(handover, handing)
    db.session.flush()


def complete(handover: Handover, *, by: User) -> None:
    """The minutes are signed: the machine is the applicant's, and that is on record.

    Raises letters.course.Refused where it cannot be handed over any more, or where somebody
    signs whom the minutes do not name.
    """
    aid, letter = handover.aid, handover.letter
    if aid.step is not AidStep.PROCURED or not _may_be_awarded(aid):
        raise Refused(Refusal.WRONG_STATE)
    if (letter.signatory or {}).get("official") != str(handover.official):
        raise Refused(Refusal.OTHER_SIGNATORY)
    handover.done_at = clock.now()
    aids.move(aid, AidStep.HANDED_OVER, by=by)
    _award(aid, by)
    received = history.record_aid(
        aid.application.business,
        history.AidDetails(AidKind.EQUIPMENT, _what(aid), handover.held_on, letter.number or ""),
        by=by,
    )
    handover.aid_received = received.uuid
    checking.plan(aid, handover.held_on)
    db.session.flush()
    _tell("equipment_handed_over", handover, by, number=letter.number, held_on=handover.held_on)


def undo(handover: Handover, *, by: User) -> None:
    """The minutes are void: the machine counts as not handed over, and the record of it goes.

    That the place was awarded stays: whoever has it is handed the machine anew.
    """
    if not handover.is_done:
        return
    handover.undone_at = clock.now()
    reason = handover.letter.void_reason or ""
    aids.move_back(handover.aid, AidStep.PROCURED, by=by, reason=reason)
    received = db.session.scalars(
        select(AidReceived).where(AidReceived.uuid == handover.aid_received)
    ).one_or_none()
    if received is not None:
        history.remove_aid(received, by=by)
    checking.call_off(handover.aid)
    db.session.flush()
    _tell("equipment_handover_undone", handover, by, number=handover.letter.number)


def _procurement_of(aid: Aid, handing: Handing) -> Procurement:
    procurement = procuring.of_aid(aid)
    if aid.step is not AidStep.PROCURED or procurement is None:
        raise NotNow(aid.step)
    if handing.held_on < procurement.received_on:
        raise TooEarly
    return procurement


def _draft(aid: Aid, procurement: Procurement, handing: Handing) -> letters.Draft:
    receiver = paper_values.of_receiver(aid)
    return letters.Draft(
        kind=EQUIPMENT_HANDOVER,
        item=aid.application.item,
        values={
            **receiver,
            **paper_values.of_official(handing.official),
            "day": day_in_words(handing.held_on),
            "place": handing.place,
            "receiver_position": handing.receiver_position,
            "bases": " dan ".join(handing.bases),
            "total": paper_values.total(procurement),
        },
        lists={"statements": STATEMENTS},
        tables={"goods": paper_values.goods(procurement, handing.condition)},
        masked=paper_values.masked_of_receiver(aid),
        addressee=(),
        parties=(
            letters.Party("PIHAK KEDUA,", receiver["receiver"], (handing.receiver_position,)),
        ),
        witnesses=handing.witnesses,
    )


def _write(handover: Handover, handing: Handing) -> None:
    handover.official, handover.held_on = handing.official.uuid, handing.held_on
    handover.place, handover.condition = handing.place, handing.condition
    handover.receiver = handover.aid.application.item.case.person.name
    handover.receiver_position = handing.receiver_position
    handover.bases, handover.witnesses = list(handing.bases), list(handing.witnesses)


def _may_be_awarded(aid: Aid) -> bool:
    """Whether the application is still, or already, entitled to it."""
    seat = seats.seat_of(aid.application)
    if seat is not None and seat.state is SeatState.OFFERED:
        return False  # The applicant has not taken the place up.
    return aid.application.state in {ApplicationState.OPEN, ApplicationState.AWARDED}


def _award(aid: Aid, by: User) -> None:
    application, seat = aid.application, seats.seat_of(aid.application)
    if application.state is ApplicationState.AWARDED:
        return
    if seat is not None:
        seats.award(seat, by=by)
        return
    application.state = ApplicationState.AWARDED
    audit.record(
        "equipment_awarded",
        by=by,
        subject=application,
        case=application.item.case,
        programme=application.period.name,
        key=application.key,
    )


def _what(aid: Aid) -> str:
    """The catalogue's name, with the words by which the rules know what kind it is."""
    name, item = procuring.item_name(aid), aid.equipment_item
    kind = paper_values.kind_of(item) if item else ""
    return name if not kind or kind.casefold() in name.casefold() else f"{name} ({kind})"


def _tell(action: str, handover: Handover, by: User, **details: object) -> None:
    audit.record(
        action,
        by=by,
        subject=handover.aid,
        case=handover.aid.application.item.case,
        item=procuring.item_name(handover.aid),
        **details,
    )


def add_photos(handover: Handover, photos: Sequence[AcceptedFile], *, by: User) -> None:
    """Keep photos of a handover that took place. Raises NotNow."""
    if not handover.is_done:
        raise NotNow(handover.aid.step)
    for photo in photos:
        kept = files.store(photo.content, name=photo.name, media_type=photo.media_type, by=by.uuid)
        handover.photos.append(HandoverPhoto(file=kept))
    db.session.flush()
    _tell("equipment_handover_photos", handover, by, photos=len(photos))
