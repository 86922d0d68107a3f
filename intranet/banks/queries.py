"""Finding banks, branches and referrals."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import User
from intranet.banks.models import Bank, BankReferral, Branch
from intranet.cases import queries as cases
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.letters.models import Letter

LETTER_KIND = "bank_referral"


def banks() -> list[Bank]:
    """Every bank with its branches, those no longer worked with last."""
    query = select(Bank).options(selectinload(Bank.branches))
    return list(db.session.scalars(query.order_by(Bank.is_active.desc(), Bank.name)))


def bank(bank_uuid: UUID) -> Bank:
    """The bank, or NoResultFound."""
    return db.session.scalars(select(Bank).where(Bank.uuid == bank_uuid)).one()


def branch(branch_uuid: UUID) -> Branch:
    """The branch, or NoResultFound."""
    return db.session.scalars(select(Branch).where(Branch.uuid == branch_uuid)).one()


def open_branches() -> list[Branch]:
    """The branches that a referral may go to."""
    return list(
        db.session.scalars(
            select(Branch)
            .join(Branch.bank)
            .where(Bank.is_active, Branch.is_active)
            .options(joinedload(Branch.bank))
            .order_by(Bank.name, Branch.name)
        )
    )


def is_name_taken(name: str, *, but: Bank | None = None) -> bool:
    query = select(Bank.id).where(Bank.name == name)
    if but is not None:
        query = query.where(Bank.id != but.id)
    return db.session.scalar(query) is not None


def visible_to(reader: User) -> Select[BankReferral]:
    """The referrals of the cases that the reader may see."""
    return (
        select(BankReferral)
        .join(BankReferral.item)
        .join(Item.case)
        .where(cases.is_visible_to(reader))
    )


def of_letter(letter_uuid: UUID, *, reader: User) -> BankReferral:
    """The referral that the letter makes, or NoResultFound."""
    return db.session.scalars(
        visible_to(reader).join(BankReferral.letter).where(Letter.uuid == letter_uuid)
    ).one()


def of_case(case: Case, *, reader: User) -> list[BankReferral]:
    return list(
        db.session.scalars(
            visible_to(reader)
            .where(Item.case_id == case.id)
            .options(
                joinedload(BankReferral.branch).joinedload(Branch.bank),
                joinedload(BankReferral.letter),
            )
            .order_by(BankReferral.id)
        )
    )


def items_to_refer(case: Case) -> list[Item]:
    """The items of the case for which a bank referral is the letter to write."""
    return [item for item in case.items if item.programme.letter_kind == LETTER_KIND]
