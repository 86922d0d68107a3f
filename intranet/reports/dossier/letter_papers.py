"""Letters as papers of a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet import files
from intranet.accounts.models import User
from intranet.database import db
from intranet.letters import printing
from intranet.letters import queries as letters
from intranet.letters.kinds import KINDS
from intranet.letters.models import Letter, LetterStatus
from intranet.reports.dossier.contents import Document, Paper, State, Step
from intranet.words import indonesian


def paper(step: Step, title: str, letter: Letter | None, *, is_needed: bool = True) -> list[Paper]:
    """The letter as a line: there once it is signed. What is not needed is left out."""
    if letter is None or letter.status is LetterStatus.VOID:
        return [Paper(step, title, State.MISSING, "belum dibuat")] if is_needed else []
    if letter.status is not LetterStatus.SIGNED:
        return [Paper(step, title, State.UNDERWAY, indonesian(letter.status).lower())]
    detail = f"Nomor {letter.number}, {letter.signed_on:%d/%m/%Y}"
    return [Paper(step, title, State.THERE, detail, document(letter))]


def as_seen_by(reader: User, letter: Letter, told: Paper) -> Paper:
    """The line without the letter itself where it names confidential cases of others."""
    if not letter.is_confidential or told.document is None:
        return told
    query = letters.visible_to(reader).where(Letter.id == letter.id)
    if db.session.scalars(query).one_or_none() is not None:
        return told
    return replace(told, detail=f"{told.detail}, terbatas untuk bidangnya", document=None)


def document(letter: Letter) -> Document:
    """The signed PDF. One that shows a full identity number is printed anew with it masked."""
    if letter.pdf is None or letter.nik_in_full:
        return Document(lambda: printing.as_pdf(printing.on_paper(letter)))
    stored = letter.pdf
    return Document(lambda: files.read(stored))


def signed_about(item_id: int, *, but: Iterable[Letter | None] = ()) -> list[Paper]:
    """Every other signed letter about the item, such as the offer of the place."""
    told = {letter.id for letter in but if letter is not None}
    found = db.session.scalars(
        select(Letter)
        .where(Letter.item_id == item_id, Letter.status == LetterStatus.SIGNED)
        .order_by(Letter.id)
        .options(joinedload(Letter.pdf))
    )
    return [
        line
        for letter in found
        if letter.id not in told
        for line in paper(Step.DECREE, kind_name(letter), letter)
    ]


def latest(item_id: int, kind: str) -> Letter | None:
    """The newest letter of a kind about the item that is not void."""
    return db.session.scalars(
        select(Letter)
        .where(Letter.item_id == item_id, Letter.kind == kind, Letter.status != LetterStatus.VOID)
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()


def kind_name(letter: Letter) -> str:
    kind = KINDS.get(letter.kind)
    return str(kind.name) if kind else letter.subject
