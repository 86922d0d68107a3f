"""The other papers of a grant: agreement (NPHD), pact of integrity, assignment to visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment import paper_values, procuring
from intranet.equipment.models import Aid, GrantPaper, GrantPaperKind
from intranet.letters import services as letters
from intranet.letters.course import Refusal, Refused
from intranet.letters.in_words import day_in_words
from intranet.letters.kinds import KINDS
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.paper import indonesian
from intranet.letters.tables import Column, ColumnKind, Table
from intranet.office.models import Official
from intranet.words import indonesian as indonesian_words

NEW = "Baru"
OFFICERS = (Column("No", ColumnKind.NUMBER), Column("Nama dan jabatan"))


class AlreadyDrafted(Exception):
    """A paper of this kind is on the way, or signed."""

    def __init__(self, paper: GrantPaper) -> None:
        super().__init__(f"the aid has a standing {paper.kind}")
        self.paper = paper


class OfficialMissing(Exception):
    """An agreement needs somebody who signs for the office."""


@dataclass(frozen=True)
class Details:
    """What its drafter filled in; which of it a paper needs depends on its kind."""

    dated_on: date
    place: str
    receiver_position: str = ""
    official: Official | None = None
    until: date | None = None
    bases: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


def of_aid(aid: Aid) -> list[GrantPaper]:
    """All of them, the latest first; also those that were given up or declared void."""
    return list(
        db.session.scalars(
            select(GrantPaper).where(GrantPaper.aid == aid).order_by(GrantPaper.id.desc())
        )
    )


def of_letter(letter: Letter) -> GrantPaper | None:
    return db.session.scalars(select(GrantPaper).where(GrantPaper.letter == letter)).one_or_none()


def standing(aid: Aid, kind: GrantPaperKind) -> GrantPaper | None:
    """The paper of the kind whose letter is on the way or signed."""
    return next(
        (
            one
            for one in of_aid(aid)
            if one.kind is kind and one.letter.status is not LetterStatus.VOID
        ),
        None,
    )


def draft(aid: Aid, kind: GrantPaperKind, details: Details, *, by: User) -> GrantPaper:
    """Raises AlreadyDrafted (an aid may have several visits, so several assignments)."""
    earlier = standing(aid, kind)
    if earlier is not None and kind is not GrantPaperKind.ASSIGNMENT:
        raise AlreadyDrafted(earlier)
    letter = letters.draft_letter(_draft(aid, kind, details), by=by)
    paper = GrantPaper(aid=aid, kind=kind, letter=letter, drafted_by=by.uuid)
    _write(paper, details)
    db.session.add(paper)
    db.session.flush()
    audit.record(
        "equipment_paper_drafted",
        by=by,
        subject=aid,
        case=aid.application.item.case,
        item=procuring.item_name(aid),
        kind=indonesian_words(kind),
    )
    return paper


def draft_anew(paper: GrantPaper, details: Details, *, version: int, by: User) -> None:
    """Raises letters.course.Refused."""
    draft_of_now = _draft(paper.aid, paper.kind, details)
    letters.redraft_letter(paper.letter, draft_of_now, version=version, by=by)
    _write(paper, details)
    db.session.flush()


def check_signatory(paper: GrantPaper) -> None:
    """An agreement is signed by whom it names. Raises letters.course.Refused."""
    signed_by = (paper.letter.signatory or {}).get("official")
    if paper.official is not None and signed_by != str(paper.official):
        raise Refused(Refusal.OTHER_SIGNATORY)


def _draft(aid: Aid, kind: GrantPaperKind, details: Details) -> letters.Draft:
    receiver = paper_values.of_receiver(aid)
    values = {
        **receiver,
        "place": details.place,
        "receiver_position": details.receiver_position,
        "bases": " dan ".join(details.bases),
        **_further(aid, kind, details),
    }
    is_signed_by_receiver = kind is not GrantPaperKind.ASSIGNMENT
    role = "PIHAK KEDUA," if kind is GrantPaperKind.GRANT_AGREEMENT else "Yang menyatakan,"
    party = letters.Party(role, receiver["receiver"], (details.receiver_position,))
    return letters.Draft(
        kind=KINDS[kind.value],
        item=aid.application.item,
        values=values,
        tables=_tables(aid, kind, details),
        masked=paper_values.masked_of_receiver(aid),
        addressee=(),
        parties=(party,) if is_signed_by_receiver else (),
    )


def _further(aid: Aid, kind: GrantPaperKind, details: Details) -> dict[str, Any]:
    if kind is GrantPaperKind.INTEGRITY_PACT:
        return {"dated_on": indonesian(details.dated_on)}
    if kind is GrantPaperKind.ASSIGNMENT:
        return {"when": _days(details)}
    if details.official is None:
        raise OfficialMissing
    procurement = procuring.of_aid(aid)
    return {
        **paper_values.of_official(details.official),
        "day": day_in_words(details.dated_on),
        "use": aid.intended_use or "pengembangan usaha",
        "total": paper_values.total(procurement) if procurement else "menurut berita acara",
    }


def _tables(aid: Aid, kind: GrantPaperKind, details: Details) -> dict[str, Table]:
    if kind is GrantPaperKind.ASSIGNMENT:
        return {"officers": Table(OFFICERS, list(enumerate(details.officers, start=1)))}
    if kind is GrantPaperKind.GRANT_AGREEMENT:
        procurement = procuring.of_aid(aid)
        goods = paper_values.goods(procurement, NEW) if procurement else None
        return {"goods": goods or paper_values.goods_to_come(aid)}
    return {}


def _days(details: Details) -> str:
    first = indonesian(details.dated_on)
    if details.until is None or details.until == details.dated_on:
        return first
    return f"{first} sampai dengan {indonesian(details.until)}"


def _write(paper: GrantPaper, details: Details) -> None:
    paper.dated_on, paper.until, paper.place = details.dated_on, details.until, details.place
    paper.official = details.official.uuid if details.official else None
    paper.receiver = paper.aid.application.item.case.person.name
    paper.receiver_position = details.receiver_position
    paper.bases, paper.officers = list(details.bases), list(details.officers)
