"""Since when the register says what it says, as told by the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import select

from intranet.audit.models import JournalEntry
from intranet.businesses.models import Business
from intranet.businesses.services import FIELD_NAMES
from intranet.database import db
from intranet.eligibility.facts import local_day

# The columns that each fact of the rules comes from.
COLUMNS = {
    "business_in_regency": ("village_code",),
    "has_nib": ("has_nib", "nib"),
    "has_npwp": ("has_npwp", "npwp"),
    "size_class": ("capital", "annual_sales", "size_basis"),
    "annual_sales": ("annual_sales",),
    "business_capital": ("capital",),
    "product_category": ("category",),
    "is_leading": ("is_leading",),
    "has_cluster": ("cluster_id",),
}


def days_of(business: Business) -> Callable[[str], date]:
    """Answers for a fact on which day its columns were last filled in."""
    corrections = db.session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.subject_uuid == business.uuid,
            JournalEntry.action == "business_corrected",
        )
        .order_by(JournalEntry.sequence)
    )
    last: dict[str, date] = {}
    for entry in corrections:
        for name in str(entry.details.get("fields", "")).split(", "):
            last[name] = local_day(entry.at)
    registered = local_day(business.registered_at)

    def day(fact: str) -> date:
        return newest((last.get(FIELD_NAMES[column]) for column in COLUMNS[fact]), registered)

    return day


def newest(days: Iterable[date | None], otherwise: date) -> date:
    return max((day for day in days if day is not None), default=otherwise)
