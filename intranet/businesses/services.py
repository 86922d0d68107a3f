"""Registering businesses and correcting what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy.orm.exc import StaleDataError

from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses import search_index, size
from intranet.businesses.models import Business, ProductCategory, SizeBasis
from intranet.database import db
from intranet.people.models import Person
from intranet.people.services import ChangedMeanwhile


@dataclass(frozen=True)
class BusinessDetails:
    """What the desk writes down about a business. Amounts in whole rupiah."""

    name: str
    village_code: str
    description: str = ""
    address: str = ""
    category: ProductCategory | None = None
    cluster_id: int | None = None
    kbli: str | None = None
    kbli_edition: int | None = None
    started_on: date | None = None
    capital: int | None = None
    annual_sales: int | None = None
    size_basis: SizeBasis | None = None
    size_reason: str | None = None
    has_nib: bool | None = None
    nib: str | None = None
    has_npwp: bool | None = None
    npwp: str | None = None
    bank_account: str | None = None
    is_leading: bool = False


FIELD_NAMES = {
    "name": "nama usaha",
    "village_code": "desa/kelurahan",
    "description": "keterangan",
    "address": "alamat",
    "category": "jenis produk",
    "cluster_id": "klaster",
    "kbli": "KBLI",
    "kbli_edition": "edisi KBLI",
    "started_on": "mulai usaha",
    "capital": "modal usaha",
    "annual_sales": "hasil penjualan tahunan",
    "size_basis": "dasar skala usaha",
    "size_reason": "alasan dasar skala usaha",
    "has_nib": "kepemilikan NIB",
    "nib": "NIB",
    "has_npwp": "kepemilikan NPWP",
    "npwp": "NPWP",
    "bank_account": "nomor rekening",
    "is_leading": "usaha unggulan",
}


def register(details: BusinessDetails, *, owner: Person, by: User) -> Business:
    """A new business of `owner`. Its licences are added after, see `wallet`."""
    business = Business(owner=owner, registered_by=by.uuid)
    _write(business, details)
    db.session.add(business)
    db.session.flush()
    search_index.index_business(business)
    audit.record("business_registered", by=by, subject=business)
    return business


def correct(business: Business, details: BusinessDetails, *, version: int, by: User) -> list[str]:
    """Write what changed, and name those columns. `version` is the one the clerk had in sight.

    Raises ChangedMeanwhile.
    """
    if business.version != version:
        raise ChangedMeanwhile
    changed = _write(business, details)
    if not changed:
        return changed
    try:
        db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile from None
    search_index.index_business(business)
    audit.record(
        "business_corrected",
        by=by,
        subject=business,
        fields=", ".join(FIELD_NAMES[name] for name in changed),
        version=business.version,
    )
    moments.publish("business_changed", business=business, by=by)
    return changed


def _write(business: Business, details: BusinessDetails) -> list[str]:
    """Assign what differs, then the size class that follows from it."""
    changed = [
        field.name
        for field in fields(details)
        if getattr(business, field.name) != getattr(details, field.name)
    ]
    for name in changed:
        setattr(business, name, getattr(details, name))
    assessment = size.assess(details.capital, details.annual_sales, details.size_basis)
    business.size_class = assessment.size_class
    return changed
