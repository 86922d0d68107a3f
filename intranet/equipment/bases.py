"""What papers about an aid can rest on, among the letters that Loket signed or took in."""

from __future__ import annotations

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.database import db
from intranet.equipment.models import Aid, GrantPaper, GrantPaperKind
from intranet.letters import queries as letters
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.paper import indonesian

DECREE = "recipients_decree"
MOST = 10


def of_aid(aid: Aid, *, reader: User, but: Letter | None = None) -> dict[str, str]:
    """Each with its number and day, by a key of its own; `but` is the letter being drafted."""
    found = {f"decree-{one.uuid}": _cited("Keputusan", one) for one in _decrees(aid, reader)}
    for paper in _agreements(aid):
        if paper.letter is not but:
            found[f"agreement-{paper.letter.uuid}"] = _cited("NPHD", paper.letter)
    for line in aid.lines:
        if line.answer_letter and line.answered_on and line.dropped_at is None:
            found[f"answer-{line.uuid}"] = (
                f"surat kementerian Nomor {line.answer_letter} "
                f"tanggal {indonesian(line.answered_on)}"
            )
    return found


def _decrees(aid: Aid, reader: User) -> list[Letter]:
    """Decisions that name the recipients of the aid's programme, the latest first."""
    programme = aid.application.period.programme.name
    query = letters.visible_to(reader).where(
        Letter.kind == DECREE,
        Letter.status == LetterStatus.SIGNED,
        Letter.subject.contains(programme, autoescape=True),
    )
    return list(db.session.scalars(query.order_by(Letter.id.desc()).limit(MOST)))


def _agreements(aid: Aid) -> list[GrantPaper]:
    return list(
        db.session.scalars(
            select(GrantPaper)
            .join(GrantPaper.letter)
            .where(
                GrantPaper.aid == aid,
                GrantPaper.kind == GrantPaperKind.GRANT_AGREEMENT,
                Letter.status == LetterStatus.SIGNED,
            )
            .order_by(GrantPaper.id)
        )
    )


def _cited(what: str, letter: Letter) -> str:
    return f"{what} Nomor {letter.number} tanggal {indonesian(letter.signed_on)}"
