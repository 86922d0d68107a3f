"""The MD number: read, entered into the licence wallet, and taken back where it was mistyped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.bpom.facilitating import NotNow, settle, tell
from intranet.bpom.models import Product, ProductState, Stage
from intranet.bpom.products import changed, check
from intranet.businesses import wallet
from intranet.businesses.identifiers import read_licence_number
from intranet.businesses.models import Licence, LicenceKind
from intranet.businesses.wallet import Document, LicenceDetails
from intranet.database import db
from intranet.office import queries as office
from intranet.people.identifiers import Malformed


class NumberTaken(Exception):
    """Another business or product has this number."""


@dataclass(frozen=True)
class Registered:
    number: str
    issued_on: date
    expires_on: date | None = None


def read(typed: str) -> str:
    """The number as it is kept. Raises Malformed, also for the ML number of an import."""
    number = read_licence_number(LicenceKind.BPOM, typed, today=office.today()).number
    if not number.startswith("MD"):
        raise Malformed
    return number


def enter(
    product: Product,
    registered: Registered,
    *,
    version: int,
    document: Document | None = None,
    by: User,
) -> Licence:
    """Into the wallet of the business; a paper that the register has already is used.

    Raises Closed, ChangedMeanwhile, NotNow before every stage is passed, and NumberTaken.
    """
    check(product, version, state=ProductState.OPEN)
    if product.stage is not Stage.NUMBER:
        raise NotNow
    licence = _in_wallet(product, registered, document, by)
    product.number, product.licence_uuid = registered.number, licence.uuid
    product.numbered_on, product.number_expires_on = registered.issued_on, registered.expires_on
    product.state, product.waits_since = ProductState.REGISTERED, registered.issued_on
    changed(product)
    tell("md_number_recorded", product.facilitation, by, product=product.name)
    settle(product.facilitation, by=by)
    return licence


def take_back(product: Product, *, reason: str, version: int, by: User) -> None:
    """The number was wrong: out of the wallet, and the product waits for its number again.

    Raises Closed, ChangedMeanwhile, NotNow.
    """
    check(product, version, state=ProductState.REGISTERED)
    licence = db.session.scalars(
        select(Licence).where(Licence.uuid == product.licence_uuid)
    ).one_or_none()
    if licence is not None:  # The register may have removed it before.
        wallet.remove_licence(licence, by=by)
    product.number = product.licence_uuid = None
    product.numbered_on = product.number_expires_on = None
    product.state, product.waits_since = ProductState.OPEN, office.today()
    changed(product)
    tell("md_number_taken_back", product.facilitation, by, product=product.name, reason=reason)
    settle(product.facilitation, by=by)


def _in_wallet(
    product: Product, registered: Registered, document: Document | None, by: User
) -> Licence:
    business = product.facilitation.application.business
    details = LicenceDetails(
        kind=LicenceKind.BPOM,
        number=registered.number,
        issued_on=registered.issued_on,
        expires_on=registered.expires_on,
    )
    known = db.session.scalars(
        select(Licence)
        .where(Licence.kind == LicenceKind.BPOM, Licence.number == registered.number)
        .order_by(Licence.id)
    ).all()
    if not known:
        return wallet.add_licence(business, details, by=by, document=document)
    licence = next((one for one in known if one.business_id == business.id), None)
    if licence is None or _is_of_a_product(licence):
        raise NumberTaken
    return wallet.correct_licence(licence, details, by=by, document=document)


def _is_of_a_product(licence: Licence) -> bool:
    query = select(Product.id).where(Product.licence_uuid == licence.uuid)
    return db.session.scalar(query) is not None
