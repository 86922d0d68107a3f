"""What a round's papers tell of it: the lists, the draw, the rules, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable

from intranet.allocations.models import Round, RoundLine
from intranet.allocations.rounds import reckoning, terms
from intranet.letters import paper
from intranet.letters.models import Letter
from intranet.letters.services import Party
from intranet.letters.tables import Column, ColumnKind, Table
from intranet.office import queries as office
from intranet.programmes.models import ChoiceMethod
from intranet.rulebook import queries as rulebook

CONFIDENTIAL = "(dirahasiakan)"
METHODS = {
    ChoiceMethod.SEQUENCE: "menurut urutan permohonan",
    ChoiceMethod.RANKING: "menurut nilai prioritas",
    ChoiceMethod.CLUSTERS: "menurut nilai prioritas dengan jatah klaster",
    ChoiceMethod.DRAW: "dengan undian terbuka",
    ChoiceMethod.TEAM: "menurut nilai rata-rata tim",
}


def named(round: Round) -> dict[str, str]:
    period = round.period
    return {
        "programme": period.programme.name,
        "year": str(period.year),
        "office": office.current().name,
    }


def table(round: Round, lines: Iterable[RoundLine]) -> Table:
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


def rules(round: Round) -> str:
    decided = [line.decision for line in round.lines if line.decision and line.decision.document]
    if not decided or decided[0].document is None:
        return ""
    version = rulebook.version_of(decided[0].document, decided[0].decided_at)
    number = f" versi {version.number}" if version else ""
    return f"{decided[0].rule_set}{number}"


def draw(round: Round) -> str:
    if round.proof is None or round.draw_on is None:
        return ""
    names = ", ".join(each["name"] for each in round.sources)
    is_by_lot = round.method is ChoiceMethod.DRAW
    ordered = "Semua pemohon diurutkan" if is_by_lot else "Nilai yang sama diurutkan"
    return (
        f"{ordered} dengan undian terbuka ({round.proof['method']}) yang diumumkan "
        f"sebelum nilainya terbit, dengan sumber {names}, yang terbit pada tanggal "
        f"{paper.indonesian(round.draw_on)}. Untai kunci undian: {round.proof['key_string']}"
    )


def reserve_intro(round: Round) -> str:
    return "Daftar tunggu:" if reckoning.reserve(round.lines) else ""


def cited(minutes: Letter | None) -> str:
    if minutes is None or minutes.number is None:
        return ""
    return f"Berita Acara Verifikasi dan Seleksi Nomor {minutes.number}"


def member(written: str) -> Party:
    name, _comma, position = written.partition(",")
    return Party("Anggota tim", name.strip(), (position.strip(),) if position.strip() else ())
