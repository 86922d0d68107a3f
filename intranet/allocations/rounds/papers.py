"""A round's papers: the minutes of verification and selection, and the decree of recipients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundLine, RoundState
from intranet.allocations.rounds import reckoning, terms
from intranet.audit import services as audit
from intranet.database import db
from intranet.letters import paper
from intranet.letters import queries as letters
from intranet.letters.in_words import day_in_words, in_words
from intranet.letters.kinds import RECIPIENTS_DECREE, SELECTION_MINUTES
from intranet.letters.models import Letter, LetterStatus
from intranet.letters.services import Draft, Party, draft_letter
from intranet.letters.tables import Column, ColumnKind, Table
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from intranet.rulebook import queries as rulebook
from intranet.words import indonesian

CONFIDENTIAL = "(dirahasiakan)"
METHODS = {
    ChoiceMethod.SEQUENCE: "menurut urutan permohonan",
    ChoiceMethod.RANKING: "menurut nilai prioritas",
    ChoiceMethod.CLUSTERS: "menurut nilai prioritas dengan jatah klaster",
    ChoiceMethod.DRAW: "dengan undian terbuka",
    ChoiceMethod.TEAM: "menurut nilai rata-rata tim",
}


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
                **_named(round),
                "day_in_words": day_in_words(held.on),
                "place": held.place,
                "examined": f"{len(outcomes)} permohonan",
                "eligible": f"{outcomes.count('eligible')} permohonan",
                "not_eligible": f"{outcomes.count('ineligible')} permohonan",
                "undecided": f"{undecided} permohonan",
                "places": f"{round.terms['quota']} tempat",
                "method": METHODS[round.method],
                "rules": _rules(round),
                "list_hash": round.list_hash,
                "draw": _draw(round),
                "reserve_intro": _reserve_intro(round),
            },
            lists={"team": tuple(held.team)},
            tables={
                "chosen": _table(round, reckoning.chosen(round.lines)),
                "reserve": _table(round, reckoning.reserve(round.lines)),
            },
            parties=tuple(_member(one) for one in held.team),
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
                **_named(round),
                "count": f"{len(chosen)} ({in_words(len(chosen))}) {counted}",
                "form": decreed.form,
                "replacement": "berdasarkan urutan daftar tunggu",
                "funding": decreed.funding,
                "minutes": _cited(round.minutes),
                "reserve_intro": _reserve_intro(round),
            },
            lists={
                "considerations": tuple(decreed.considerations),
                "basis": tuple(decreed.basis),
            },
            tables={
                "recipients": _table(round, chosen),
                "reserve": _table(round, reckoning.reserve(round.lines)),
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


def _named(round: Round) -> dict[str, str]:
    period = round.period
    return {
        "programme": period.programme.name,
        "year": str(period.year),
        "office": office.current().name,
    }


def _table(round: Round, lines: Iterable[RoundLine]) -> Table:
    titles = terms.titles(round.terms)
    columns = (
        Column("No.", ColumnKind.NUMBER),
        Column("Nomor registrasi"),
        Column("Nama"),
        Column("Usaha"),
        Column("Klaster"),
        Column("Nilai", ColumnKind.NUMBER),
    )
    rows = tuple(
        (number, line.key, *_who(line), titles.get(line.group_key or "", ""), score(line))
        for number, line in enumerate(lines, 1)
    )
    return Table(columns, rows)


def _who(line: RoundLine) -> tuple[str, str]:
    application = line.application
    if application.item.case.is_confidential:
        return CONFIDENTIAL, CONFIDENTIAL
    return application.business.owner.name, application.subject


def score(line: RoundLine) -> str:
    """The points as people read them: a team's are kept in hundredths."""
    if line.round.method is not ChoiceMethod.TEAM:
        return str(line.points)
    return f"{line.points // 100},{line.points % 100:02}"


def _rules(round: Round) -> str:
    decided = [line.decision for line in round.lines if line.decision and line.decision.document]
    if not decided or decided[0].document is None:
        return ""
    version = rulebook.version_of(decided[0].document, decided[0].decided_at)
    number = f" versi {version.number}" if version else ""
    return f"{decided[0].rule_set}{number}"


def _draw(round: Round) -> str:
    if round.proof is None or round.draw_on is None:
        return ""
    names = ", ".join(each["name"] for each in round.sources)
    return (
        f"Nilai yang sama diurutkan dengan undian terbuka ({round.proof['method']}) yang diumumkan "
        f"sebelum nilainya terbit, dengan sumber {names}, yang terbit pada tanggal "
        f"{paper.indonesian(round.draw_on)}. Untai kunci undian: {round.proof['key_string']}"
    )


def _reserve_intro(round: Round) -> str:
    return "Daftar tunggu:" if reckoning.reserve(round.lines) else ""


def _cited(minutes: Letter | None) -> str:
    if minutes is None or minutes.number is None:
        return ""
    return f"Berita Acara Verifikasi dan Seleksi Nomor {minutes.number}"


def _member(written: str) -> Party:
    name, _comma, position = written.partition(",")
    return Party("Anggota tim", name.strip(), (position.strip(),) if position.strip() else ())


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
