"""What an office's application does without columns: a loop over SQLAlchemy objects.

Each criterion is plain Python with None for unknown; the rows come from SQLite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import BigInteger, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

Truth = bool | None


class Base(DeclarativeBase):
    pass


class Business(Base):
    __tablename__ = "business"

    id: Mapped[int] = mapped_column(primary_key=True)
    business_in_regency: Mapped[bool | None]
    has_nib: Mapped[bool | None]
    size_class: Mapped[str | None]
    annual_sales: Mapped[int | None] = mapped_column(BigInteger)
    business_capital: Mapped[int | None] = mapped_column(BigInteger)
    business_age_months: Mapped[int | None]
    product_category: Mapped[str | None]
    owner_age_years: Mapped[int | None]
    has_npwp: Mapped[bool | None]
    has_pirt_or_md: Mapped[bool | None]
    bpom_subsidies_received: Mapped[int | None]
    last_bpom_subsidy_on: Mapped[date | None]
    is_civil_servant_or_military: Mapped[bool | None]


def either(one: Truth, other: Truth) -> Truth:
    if one or other:
        return True
    return None if one is None or other is None else False


def outcome(b: Business) -> str:
    """Each comparison is None where its fact is missing."""
    sales, product, last = b.annual_sales, b.product_category, b.last_bpom_subsidy_on
    food = None if product is None else product in ("makanan", "minuman")
    few = None if b.bpom_subsidies_received is None else b.bpom_subsidies_received == 0
    private = b.is_civil_servant_or_military
    results: tuple[Truth, ...] = (
        b.business_in_regency,
        b.has_nib,
        None if b.size_class is None else b.size_class in ("mikro", "kecil"),
        None if sales is None else sales <= 15_000_000_000,
        None if b.business_capital is None else b.business_capital < 5_000_000_000,
        None if b.business_age_months is None else b.business_age_months >= 6,
        None if product is None else product in ("makanan", "minuman", "batik", "kriya"),
        None if b.owner_age_years is None else 18 <= b.owner_age_years <= 65,
        either(b.has_npwp, None if sales is None else sales <= 500_000_000),
        either(None if food is None else not food, b.has_pirt_or_md),
        either(few, None if last is None else last < date(2024, 3, 1)),
        None if private is None else not private,
    )
    if False in results:
        return "ineligible"
    return "undetermined" if None in results else "eligible"


def decide(sqlite: Path) -> Mapping[str, int]:
    """Counts by outcome."""
    engine = create_engine(f"sqlite:///{sqlite}")
    with Session(engine) as session:
        rows = session.scalars(select(Business).execution_options(yield_per=5_000))
        counts = Counter(outcome(business) for business in rows)
    engine.dispose()
    return counts
