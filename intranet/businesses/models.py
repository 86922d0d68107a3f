"""Businesses and what the office knows of them."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from intranet.crypto import Sealed
from intranet.database import ActorUuid, CreatedAt, Identified, Model, Rupiah
from intranet.files import StoredFile
from intranet.people.models import Person
from intranet.places.models import Region


class SizeClass(StrEnum):
    """PP 7/2021 Pasal 35. The values are those of the rules' fact `size_class`."""

    MICRO = "mikro"
    SMALL = "kecil"
    MEDIUM = "menengah"
    LARGE = "besar"


class SizeBasis(StrEnum):
    CAPITAL = "capital"
    SALES = "sales"


class ProductCategory(StrEnum):
    """The values are those of the rules' fact `product_category`."""

    FOOD = "makanan"
    DRINK = "minuman"
    CRAFT = "kriya"
    FASHION = "fesyen"
    HOUSEHOLD = "rumah_tangga"
    FARMING = "pertanian"
    SERVICE = "jasa"
    TRADE = "perdagangan"
    OTHER = "lainnya"


class Cluster(Identified, Model):
    __tablename__ = "clusters"

    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    is_example: Mapped[bool] = mapped_column(default=False)
    """True where the office has not yet confirmed that this cluster exists."""
    is_active: Mapped[bool] = mapped_column(default=True)


def sort_name(name: str) -> str:
    """Case and accents play no part in where a name stands in a list."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))[:100]


class Business(Identified, Model):
    __tablename__ = "businesses"
    __table_args__ = (Index(None, "sort_name", "id"),)

    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    owner: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    name: Mapped[str]
    sort_name: Mapped[str]
    """The name as lists are ordered by it; follows `name`."""
    description: Mapped[str] = mapped_column(default="")
    category: Mapped[ProductCategory | None]
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("clusters.id"), index=True)
    cluster: Mapped[Cluster | None] = relationship()
    kbli: Mapped[str | None]
    kbli_edition: Mapped[int | None]
    """2020 or 2025."""
    address: Mapped[str] = mapped_column(default="")
    village_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    village: Mapped[Region] = relationship()
    started_on: Mapped[date | None]
    """First day of the month that the business began in."""
    capital: Mapped[Rupiah | None]
    """Without land and buildings of the place of business (PP 7/2021 Pasal 35)."""
    annual_sales: Mapped[Rupiah | None]
    size_class: Mapped[SizeClass | None] = mapped_column(index=True)
    size_basis: Mapped[SizeBasis | None]
    size_reason: Mapped[str | None]
    """Why the officer chose this basis, where capital and sales give different classes."""
    nib: Mapped[str | None] = mapped_column(index=True)
    has_nib: Mapped[bool | None]
    """None until somebody asked."""
    npwp_sealed: Mapped[bytes | None]
    npwp = Sealed()
    has_npwp: Mapped[bool | None]
    bank_account_sealed: Mapped[bytes | None]
    bank_account = Sealed()
    is_leading: Mapped[bool] = mapped_column(default=False)
    """Produk/usaha unggulan."""
    is_fostered: Mapped[bool] = mapped_column(default=False, index=True)
    """Kept in step with `fosterings` by the services that begin and end one."""
    history_complete_since: Mapped[date | None]
    """Since when all aid received is on record; before it a count is unknown, never 0."""
    registered_at: Mapped[CreatedAt]
    registered_by: Mapped[ActorUuid | None]
    version: Mapped[int] = mapped_column(default=1)
    licences: Mapped[list[Licence]] = relationship(
        back_populates="business", order_by="Licence.kind"
    )
    fosterings: Mapped[list[Fostering]] = relationship(
        back_populates="business", order_by="Fostering.began_on"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @validates("name")
    def _name_set(self, _key: str, name: str) -> str:
        self.sort_name = sort_name(name)
        return name


class LicenceKind(StrEnum):
    PIRT = "pirt"
    BPOM = "bpom"
    HALAL = "halal"
    SLHS = "slhs"
    TRADEMARK = "trademark"
    PBG = "pbg"
    SNI = "sni"
    OTHER = "other"


class Licence(Identified, Model):
    """One paper of the licence wallet."""

    __tablename__ = "licences"

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business] = relationship(back_populates="licences")
    kind: Mapped[LicenceKind]
    number: Mapped[str]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    """None: valid without end."""
    document_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    document: Mapped[StoredFile | None] = relationship()
    recorded_at: Mapped[CreatedAt]

    def holds_on(self, day: date) -> bool:
        return holds(self.issued_on, self.expires_on, day)


def holds(issued_on: date | None, expires_on: date | None, day: date) -> bool:
    """Whether a paper with these dates holds on a day."""
    begun = issued_on is None or issued_on <= day
    return begun and (expires_on is None or day <= expires_on)


class Fostering(Identified, Model):
    """A span in which an agency fosters (membina) the business; both ends are dated acts."""

    __tablename__ = "fosterings"

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business] = relationship(back_populates="fosterings")
    agency: Mapped[str]
    began_on: Mapped[date]
    reason: Mapped[str]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]


class AidKind(StrEnum):
    EQUIPMENT = "equipment"
    BPOM_SUBSIDY = "bpom_subsidy"
    BPUM = "bpum"
    STUDY_VISIT = "study_visit"
    TRAINING = "training"
    OTHER = "other"


class AidReceived(Identified, Model):
    """Aid that the business received, also from before Loket."""

    __tablename__ = "aid_received"

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business] = relationship()
    kind: Mapped[AidKind]
    what: Mapped[str]
    received_on: Mapped[date]
    source: Mapped[str]
    recorded_at: Mapped[CreatedAt]


class MarketEvidenceKind(StrEnum):
    ORDER = "order"
    CONTRACT = "contract"
    SALES_RECORD = "sales_record"


class MarketEvidence(Identified, Model):
    """A dated paper that shows that the product has buyers."""

    __tablename__ = "market_evidence"

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id"), index=True)
    business: Mapped[Business] = relationship()
    kind: Mapped[MarketEvidenceKind]
    dated_on: Mapped[date]
    description: Mapped[str] = mapped_column(Text)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    document: Mapped[StoredFile | None] = relationship()
    recorded_at: Mapped[CreatedAt]


class SearchWord(Model):
    """Each word of the register once: what a misspelt word is corrected to."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(unique=True)
