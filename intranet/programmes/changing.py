"""Making a programme and changing it: what it is, whom it asks, how its places are shared out."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import AidKind
from intranet.database import db
from intranet.programmes.models import (
    BasisKind,
    ChoiceMethod,
    Counted,
    Field,
    FundingSource,
    Programme,
    ProgrammeKind,
)

LONGEST_CODE = 60
# For the journal, which keeps the words of the day it was written.
FIELD_NAMES = {
    "name": "nama",
    "kind": "jenis",
    "field": "bidang",
    "description": "keterangan",
    "basis_kind": "jenis dasar",
    "basis": "dasar",
    "owner_name": "pemilik program",
    "rule_set": "aturan kelayakan",
    "advice_rule_sets": "aturan saran",
    "funding_source": "sumber dana",
    "asks_amount": "pertanyaan jumlah",
    "asks_equipment": "pertanyaan alat",
    "papers": "berkas",
    "standard_days": "standar layanan",
    "letter_kind": "surat jawaban",
    "letter_kinds": "surat lain",
    "counted": "yang dihitung",
    "choice": "cara pembagian",
    "reserve": "cadangan",
    "offer_days": "batas menjawab tawaran",
    "cooldown_years": "jeda penerima",
    "aid_kind": "catatan riwayat",
}


class NameTaken(Exception):
    """Another programme has this name."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the record since the form was shown."""


class ApplicationsOpen(Exception):
    """How places are shared out, or what they count, stays while applications are open."""

    def __init__(self, fields: frozenset[str], number: int) -> None:
        super().__init__(f"{number} applications are open: {', '.join(sorted(fields))} stay")
        self.fields, self.number = fields, number


@dataclass(frozen=True)
class ProgrammeDetails:
    """What a supervisor says of a programme; see the model for each."""

    name: str
    kind: ProgrammeKind
    field: Field
    standard_days: int
    description: str = ""
    basis_kind: BasisKind = BasisKind.OFFICE_POLICY
    basis: str = ""
    owner_name: str = ""
    rule_set: str | None = None
    advice_rule_sets: list[str] = dataclasses.field(default_factory=list)
    funding_source: FundingSource = FundingSource.NONE
    asks_amount: bool = False
    asks_equipment: bool = False
    papers: list[str] = dataclasses.field(default_factory=list)
    letter_kind: str | None = None
    letter_kinds: list[str] = dataclasses.field(default_factory=list)
    counted: Counted = Counted.BUSINESS
    choice: ChoiceMethod = ChoiceMethod.NONE
    reserve: int | None = None
    offer_days: int | None = None
    cooldown_years: int | None = None
    aid_kind: AidKind | None = None


def add_programme(details: ProgrammeDetails, *, by: User) -> Programme:
    """A new programme, last in the office's order; asked for at the desk at once.

    Raises NameTaken.
    """
    _refuse_taken(details.name, but=None)
    last = db.session.scalar(select(func.max(Programme.position)))
    added = Programme(code=_free_code(details.name), position=(last or 0) + 1, **_columns(details))
    db.session.add(added)
    db.session.flush()
    audit.record("programme_added", by=by, subject=added, name=added.name, code=added.code)
    return added


def change_programme(
    programme: Programme, details: ProgrammeDetails, *, seen_version: int, by: User
) -> None:
    """Raises ChangedMeanwhile, NameTaken, ApplicationsOpen."""
    if programme.version != seen_version:
        raise ChangedMeanwhile
    _refuse_taken(details.name, but=programme)
    columns = _columns(details)
    changed = [name for name, value in columns.items() if getattr(programme, name) != value]
    if not changed:
        return
    moments.publish(
        "programme_about_to_change", programme=programme, fields=frozenset(changed), by=by
    )
    for name in changed:
        setattr(programme, name, columns[name])
    db.session.flush()
    named = ", ".join(FIELD_NAMES[name] for name in changed)
    audit.record("programme_changed", by=by, subject=programme, name=programme.name, fields=named)
    moments.publish("programme_changed", programme=programme, fields=frozenset(changed), by=by)


def close(programme: Programme, *, seen_version: int, by: User) -> None:
    """Nobody asks for it any more; what was asked goes on. Raises ChangedMeanwhile."""
    _set_active(programme, False, "programme_closed", seen_version, by)


def reopen(programme: Programme, *, seen_version: int, by: User) -> None:
    """Raises ChangedMeanwhile."""
    _set_active(programme, True, "programme_reopened", seen_version, by)


def _set_active(
    programme: Programme, is_active: bool, action: str, seen_version: int, by: User
) -> None:
    if programme.version != seen_version or programme.is_active is is_active:
        raise ChangedMeanwhile
    programme.is_active = is_active
    db.session.flush()
    audit.record(action, by=by, subject=programme, name=programme.name)


def _refuse_taken(name: str, *, but: Programme | None) -> None:
    for other in db.session.scalars(select(Programme).order_by(Programme.id)):
        if other is not but and other.name.casefold() == name.casefold():
            raise NameTaken


def _free_code(name: str) -> str:
    """The name as code, with a number where another programme has it."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_CODE].strip("-") or "layanan"
    taken = set(db.session.scalars(select(Programme.code)))
    number, code = 2, slug
    while code in taken:
        code, number = f"{slug}-{number}", number + 1
    return code


def _columns(details: ProgrammeDetails) -> dict[str, Any]:
    return {one.name: getattr(details, one.name) for one in dataclasses.fields(details)}
