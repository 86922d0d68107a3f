"""What the letter to the ministry says of the aids that it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale

from intranet.accounts.models import User
from intranet.equipment.models import Aid, BatchLine
from intranet.equipment.recommending import village_of
from intranet.formatting import masked
from intranet.letters import services as letters
from intranet.letters.in_words import in_words, rupiah_in_full
from intranet.letters.kinds.equipment import MINISTRY_PROPOSAL
from intranet.letters.tables import Column, ColumnKind, Table
from intranet.office import queries as office


@dataclass(frozen=True)
class Proposal:
    """An aid as a letter proposes it."""

    aid: Aid
    equipment: str
    quantity: int
    estimate: int | None
    """None where nobody knows a price."""


Proposed = Proposal | BatchLine
COLUMNS = (
    Column("No", ColumnKind.NUMBER),
    Column("Nama dan NIK"),
    Column("Usaha dan tempatnya"),
    Column("Peralatan"),
    Column("Jumlah", ColumnKind.NUMBER),
    Column("Nilai (Rp)", ColumnKind.MONEY),
)


def draft(lines: Sequence[Proposed], addressee: tuple[str, ...], *, by: User) -> letters.Draft:
    """The letter; for the division alone where one of the cases is confidential."""
    here = office.current()
    with force_locale("id"):
        return letters.Draft(
            kind=MINISTRY_PROPOSAL,
            item=None,
            values={
                "year": str(lines[0].aid.application.period.year),
                "regency": here.regency.name,
                "office": here.name,
                "count": f"{len(lines)} ({in_words(len(lines))})",
                "prices": prices_in_words(lines),
            },
            tables={
                "proposals": Table(COLUMNS, [_row(n, line) for n, line in enumerate(lines, 1)])
            },
            addressee=addressee,
            attachments=("Proposal dan rekomendasi setiap pemohon",),
            division_code=by.division_code,
            is_confidential=any(line.aid.application.item.case.is_confidential for line in lines),
        )


def proposal_of(aid: Aid) -> Proposal:
    equipment = aid.equipment_item
    assert equipment is not None  # No recommendation is drafted without.
    estimate = None if equipment.price is None else equipment.price * aid.quantity
    return Proposal(aid, equipment.name, aid.quantity, estimate)


def prices_in_words(lines: Sequence[Proposed]) -> str:
    """The estimated value of all, or why there is none."""
    estimates = [line.estimate for line in lines if line.estimate is not None]
    if not estimates:
        return "Perkiraan nilainya belum ditetapkan."
    told = f"Perkiraan nilai seluruhnya {rupiah_in_full(sum(estimates))}"
    lacking = len(lines) - len(estimates)
    return f"{told}, di luar {lacking} usulan yang belum ada harganya." if lacking else f"{told}."


def _row(number: int, line: Proposed) -> tuple[str | int, ...]:
    application = line.aid.application
    person = application.item.case.person
    return (
        number,
        f"{person.name}, NIK {masked(person.nik)}",
        f"{application.business.name}, {village_of(application.business)}",
        line.equipment,
        line.quantity,
        "" if line.estimate is None else line.estimate,
    )
