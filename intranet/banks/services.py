"""The banks that the office works with."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.banks import queries
from intranet.banks.models import Bank, Branch
from intranet.database import db

# For journal sentences, which keep the words of the day they were written.
FIELD_NAMES = {
    "name": "nama",
    "kind": "jenis",
    "is_active": "keaktifan",
    "town": "kota",
    "contact": "narahubung",
}


class NameTaken(Exception):
    """A bank of this name is there already."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same record after this form was opened."""


@dataclass(frozen=True)
class BankDetails:
    name: str
    kind: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class BranchDetails:
    name: str
    town: str
    contact: str = ""
    is_active: bool = True


def add_bank(details: BankDetails, *, by: User | None) -> Bank:
    """Raises NameTaken."""
    if queries.is_name_taken(details.name):
        raise NameTaken
    bank = Bank(**_columns(details))
    db.session.add(bank)
    db.session.flush()
    audit.record("bank_added", by=by, subject=bank, name=bank.name)
    return bank


def change_bank(bank: Bank, details: BankDetails, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NameTaken."""
    if queries.is_name_taken(details.name, but=bank):
        raise NameTaken
    _change(bank, details, version, "bank_changed", by)


def add_branch(bank: Bank, details: BranchDetails, *, by: User | None) -> Branch:
    branch = Branch(bank=bank, **_columns(details))
    db.session.add(branch)
    db.session.flush()
    audit.record("branch_added", by=by, subject=branch, name=branch.full_name)
    return branch


def change_branch(branch: Branch, details: BranchDetails, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile."""
    _change(branch, details, version, "branch_changed", by)


def _columns(details: BankDetails | BranchDetails) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _change(
    record: Bank | Branch, details: BankDetails | BranchDetails, version: int, action: str, by: User
) -> None:
    if record.version != version:
        raise ChangedMeanwhile
    columns = _columns(details)
    changed = [name for name, value in columns.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, columns[name])
    if changed:
        db.session.flush()
        names = ", ".join(FIELD_NAMES[name] for name in changed)
        audit.record(action, by=by, subject=record, name=record.name, fields=names)
