"""The letter that tells of a place: drafted when the place is offered, signed by people."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.allocations import queries
from intranet.allocations.models import Seat, SeatAct, SeatState
from intranet.database import db
from intranet.letters.in_words import rupiah_in_full
from intranet.letters.kinds import KINDS, Kind
from intranet.letters.kinds.allocations import answer_until
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.paper import indonesian
from intranet.letters.services import Draft, draft_letter
from intranet.office import queries as office
from intranet.office.calendar import reckon
from intranet.programmes.models import FundingSource, ProgrammeKind, ProgrammePeriod
from intranet.words import indonesian as indonesian_words

AWARD_OF_TEST = "bpom_award"
OFFER = "place_offer"
TELLS_OF_PLACE = (AWARD_OF_TEST, OFFER)
DAYS_FOR_PAPERS = 10
"""Working days to hand in papers where a place is awarded without an offer."""
UNKNOWN_CEILING = "biaya nyata menurut tarif yang berlaku"


def kind_for(period: ProgrammePeriod) -> Kind:
    """The programme's own letter of those that tell of a place; the plain one else."""
    programme = period.programme
    for key in programme.letter_kinds:
        if key in TELLS_OF_PLACE and key in KINDS:
            return KINDS[key]
    tests_products = programme.kind is ProgrammeKind.PRODUCT_TEST
    return KINDS[AWARD_OF_TEST if tests_products and AWARD_OF_TEST in KINDS else OFFER]


def of_seat(seat: Seat) -> list[Letter]:
    """The letters that told of this place, the newest first."""
    return list(
        db.session.scalars(
            select(Letter)
            .where(
                Letter.item == seat.application.item,
                Letter.kind.in_(TELLS_OF_PLACE),
                Letter.drafted_at >= seat.taken_at,
            )
            .order_by(Letter.id.desc())
        )
    )


def draft_for(seat: Seat, *, by: User | None) -> Letter | None:
    """Draft the letter about an offer, unless there is one.

    None where nothing may be promised yet (the draft follows once the budget is certain), and
    where nobody of the office drafts letters.
    """
    if seat.quota.period.awaits_budget or _has_letter(seat):
        return None
    drafter = drafter_of(seat, by)
    return draft_letter(draft_of(seat), by=drafter) if drafter else None


def lacks_one(seat: Seat) -> bool:
    """Whether somebody was offered the place and no letter tells them, not even as a draft."""
    is_promised = seat.state is SeatState.OFFERED and not seat.quota.period.awaits_budget
    return is_promised and not _has_letter(seat)


def draft_again(seat: Seat, *, by: User) -> Letter | None:
    """Draft the letter that an offer lacks; None where it lacks none."""
    return draft_for(seat, by=by) if lacks_one(seat) else None


def draft_missing(period: ProgrammePeriod, *, by: User | None) -> list[Letter]:
    """The letters about offers that had to wait until the budget was certain."""
    offered = db.session.scalars(
        select(Seat)
        .join(Seat.quota)
        .where(Seat.quota.has(period_id=period.id), Seat.state == SeatState.OFFERED)
        .order_by(Seat.number)
    )
    made = [draft_for(seat, by=by) for seat in offered]
    return [letter for letter in made if letter]


def drafter_of(seat: Seat, by: User | None) -> User | None:
    """Who answers for the letter: who acts, who proposed the round, who offered, who has the case.

    Never who signs it: they could not sign a draft of their own.
    """
    return next(filter(_may_draft, _concerned(seat, by)), None)


def _concerned(seat: Seat, by: User | None) -> Iterator[User | None]:
    yield by
    standing = queries.standing_round(seat.quota.period)
    if standing and standing.proposed_by:
        yield _user(standing.proposed_by)
    offered_by = db.session.scalars(
        select(SeatAct.acted_by)
        .join(SeatAct.seat)
        .where(Seat.quota_id == seat.quota_id, SeatAct.acted_by.is_not(None))
        .order_by(SeatAct.id.desc())
    )
    for uuid in dict.fromkeys(offered_by):
        yield _user(uuid)
    yield seat.application.item.case.officer
    yield from db.session.scalars(select(User).where(User.is_active).order_by(User.id))


def _user(uuid: object) -> User | None:
    return db.session.scalars(select(User).where(User.uuid == uuid)).one_or_none()


def _may_draft(user: User | None) -> bool:
    return user is not None and user.is_active and may(user, Permission.DRAFT_LETTERS)


def _has_letter(seat: Seat) -> bool:
    return any(letter.status is not LetterStatus.VOID for letter in of_seat(seat))


def draft_of(seat: Seat) -> Draft:
    period, business = seat.quota.period, seat.application.business
    kind = kind_for(period)
    return Draft(
        kind=kind,
        item=seat.application.item,
        values=_of_test(seat) if kind.key == AWARD_OF_TEST else _of_place(seat),
        lists={"steps": _steps(period)},
        addressee=(
            f"Yth. Sdr. {business.owner.name}, pemilik {business.name}",
            f"di {business.village.name if business.village else office.current().seat}",
        ),
        valid_until=seat.lapses_on,
    )


def _of_place(seat: Seat) -> dict[str, str]:
    period, application = seat.quota.period, seat.application
    basis = _decree(period) or period.programme.basis
    return {
        "name": application.business.owner.name,
        "business": application.business.name,
        "case_number": application.item.case.number,
        "programme": period.programme.name,
        "year": str(period.year),
        "position": f"ke-{seat.number} dari kuota {seat.quota.places}",
        "form": application.subject_name,
        "held_on": "",
        "held_at": "",
        "basis": f" berdasarkan {basis}" if basis else "",
        "completing": _completing(period),
        "deadline_clause": answer_until(indonesian(seat.lapses_on)) if seat.lapses_on else "",
        "budget_clause": f"Pembiayaan bersumber dari {_funding(period)}.",
    }


def _of_test(seat: Seat) -> dict[str, str]:
    period, application = seat.quota.period, seat.application
    until = seat.lapses_on or reckon(office.today(), DAYS_FOR_PAPERS).target
    decree = _decree(period)
    return {
        "decree": f" dan {decree}" if decree else "",
        "help": "pengujian dan pendaftaran",
        "product": application.subject_name or f"milik {application.business.name}",
        "year": str(period.year),
        "position": str(seat.number),
        "places": str(seat.quota.places),
        "form": "pembiayaan pengujian dan pendaftaran",
        "amount": rupiah_in_full(period.ceiling) if period.ceiling else UNKNOWN_CEILING,
        "documents_until": indonesian(until),
        "completing": _completing(period),
    }


def _decree(period: ProgrammePeriod) -> str:
    """The decree that names the recipients, once it is signed."""
    standing = queries.standing_round(period)
    decree = standing.decree if standing else None
    if decree is None or decree.status is not LetterStatus.SIGNED:
        return ""
    head = f"Keputusan Kepala {office.current().name}"
    return f"{head} Nomor {decree.number} tanggal {indonesian(decree.signed_on)}"


def _steps(period: ProgrammePeriod) -> list[str]:
    return [f"menyerahkan {paper}" for paper in period.programme.papers]


def _completing(period: ProgrammePeriod) -> str:
    return "Untuk itu Saudara diminta:" if period.programme.papers else ""


def _funding(period: ProgrammePeriod) -> str:
    if period.funding_source is FundingSource.NONE:
        return "anggaran dinas"
    return f"{indonesian_words(period.funding_source)} Tahun Anggaran {period.year}"
