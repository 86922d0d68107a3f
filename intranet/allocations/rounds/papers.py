"""A round's papers: the minutes of verification and selection, and the decree of recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds import paper_parts as parts
from intranet.allocations.rounds import reckoning
from intranet.audit import services as audit
from intranet.database import db
from intranet.letters import queries as letters
from intranet.letters.in_words import day_in_words, in_words
from intranet.letters.kinds import RECIPIENTS_DECREE, SELECTION_MINUTES
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.services import Draft, draft_letter
from intranet.words import indonesian


class Paper(StrEnum):
    MINUTES = "minutes"
    DECREE = "decree"


class CannotDraft(Exception):
    """The round is not that far yet, or the paper is there already."""


@dataclass(frozen=True)
class Held:
    """When and where the team met, and who it was."""

    on: date
    place: str
    team: Sequence[str]


@dataclass(frozen=True)
class Decreed:
    """What the decree says besides the lists."""

    considerations: Sequence[str]
    basis: Sequence[str]
    form: str
    funding: str


def of(round: Round, *, reader: User) -> dict[Paper, Letter]:
    """The papers that were drafted and not given up, as far as the reader may see them."""
    kept = {Paper.MINUTES: round.minutes, Paper.DECREE: round.decree}
    found = {name: one for name, one in kept.items() if one and one.status is not LetterStatus.VOID}
    ids = [one.id for one in found.values()]
    seen = (
        set(db.session.scalars(letters.visible_to(reader).where(Letter.id.in_(ids)))) if ids else []
    )
    return {name: one for name, one in found.items() if one in seen}


def may_draft(round: Round, which: Paper) -> bool:
    """The minutes once something is proposed, the decree once it is approved; each once."""
    there = round.minutes if which is Paper.MINUTES else round.decree
    far_enough = {RoundState.APPROVED}
    if which is Paper.MINUTES:
        far_enough.add(RoundState.PROPOSED)
    is_there = there is not None and there.status is not LetterStatus.VOID
    return round.state in far_enough and not is_there


def draft_minutes(round: Round, held: Held, *, by: User) -> Letter:
    """Raises CannotDraft."""
    if not may_draft(round, Paper.MINUTES):
        raise CannotDraft
    outcomes = [line.outcome for line in round.lines]
    undecided = outcomes.count("undetermined") + outcomes.count("error")
    drafted = draft_letter(
        Draft(
            kind=SELECTION_MINUTES,
            item=None,
            addressee=(),
            values={
                **parts.named(round),
                "day_in_words": day_in_words(held.on),
                "place": held.place,
                "examined": f"{len(outcomes)} permohonan",
                "eligible": f"{outcomes.count('eligible')} permohonan",
                "not_eligible": f"{outcomes.count('ineligible')} permohonan",
                "undecided": f"{undecided} permohonan",
                "places": f"{round.terms['quota']} tempat",
                "method": parts.METHODS[round.method],
                "rules": parts.rules(round),
                "list_hash": round.list_hash,
                "draw": parts.draw(round),
                "reserve_intro": parts.reserve_intro(round),
            },
            lists={"team": tuple(held.team)},
            tables={
                "chosen": parts.table(round, reckoning.chosen(round.lines)),
                "reserve": parts.table(round, reckoning.reserve(round.lines)),
            },
            parties=tuple(parts.member(one) for one in held.team),
            division_code=by.division_code,
        ),
        by=by,
    )
    round.minutes = drafted
    return _recorded(round, drafted, "Berita acara", by)


def draft_decree(round: Round, decreed: Decreed, *, by: User) -> Letter:
    """Raises CannotDraft."""
    if not may_draft(round, Paper.DECREE):
        raise CannotDraft
    chosen = reckoning.chosen(round.lines)
    counted = indonesian(round.period.programme.counted).lower()
    drafted = draft_letter(
        Draft(
            kind=RECIPIENTS_DECREE,
            item=None,
            addressee=(),
            values={
                **parts.named(round),
                "count": f"{len(chosen)} ({in_words(len(chosen))}) {counted}",
                "form": decreed.form,
                "replacement": "berdasarkan urutan daftar tunggu",
                "funding": decreed.funding,
                "minutes": parts.cited(round.minutes),
                "reserve_intro": parts.reserve_intro(round),
            },
            lists={
                "considerations": tuple(decreed.considerations),
                "basis": tuple(decreed.basis),
            },
            tables={
                "recipients": parts.table(round, chosen),
                "reserve": parts.table(round, reckoning.reserve(round.lines)),
            },
            division_code=by.division_code,
        ),
        by=by,
    )
    round.decree = drafted
    return _recorded(round, drafted, "Keputusan penetapan penerima", by)


def usual_considerations(round: Round) -> list[str]:
    """What a decree of this round usually considers."""
    period = round.period
    return [
        f"bahwa berdasarkan hasil verifikasi dan seleksi, perlu menetapkan penerima "
        f"{period.programme.name} Tahun Anggaran {period.year};",
        "bahwa calon penerima telah memenuhi syarat sebagaimana tertuang dalam berita acara "
        "verifikasi dan seleksi;",
    ]


def usual_funding(round: Round) -> str:
    period = round.period
    source = indonesian(period.funding_source)
    confirmed = f" ({period.confirmed_basis})" if period.confirmed_basis else ""
    return f"{source} Tahun Anggaran {period.year}{confirmed}"


def _recorded(round: Round, drafted: Letter, called: str, by: User) -> Letter:
    db.session.flush()
    audit.record(
        "round_paper_drafted",
        by=by,
        subject=round,
        programme=round.period.name,
        number=round.number,
        paper=called,
    )
    return drafted
