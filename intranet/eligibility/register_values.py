"""What the register's columns mean as facts, in one place for one case and for the whole register.

`business`, `owner`, `licences` and `aid` are records, or rows that have the same columns. What
nobody knows is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from intranet.businesses.models import (
    AidKind,
    AidReceived,
    Business,
    Licence,
    LicenceKind,
    ProductCategory,
    holds,
)
from intranet.people.models import Person
from rules import vocabulary

# The register's kinds of product as options of the rules' fact `product_category`.
RULES_CATEGORY = {
    ProductCategory.FOOD: "makanan",
    ProductCategory.DRINK: "minuman",
    ProductCategory.CRAFT: "kriya",
    ProductCategory.FASHION: "pakaian",
    ProductCategory.HOUSEHOLD: "peralatan_rumah_tangga",
    ProductCategory.FARMING: "lainnya",
    ProductCategory.SERVICE: "jasa",
    ProductCategory.TRADE: "lainnya",
    ProductCategory.OTHER: "lainnya",
}
LICENCES_OF = {
    "has_pirt_or_md": {LicenceKind.PIRT, LicenceKind.BPOM},
    "halal_certificate_valid": {LicenceKind.HALAL},
}
AID_OF = {
    "bpom_subsidies_received": AidKind.BPOM_SUBSIDY,
    "study_visits_attended": AidKind.STUDY_VISIT,
    "entrepreneurship_trainings": AidKind.TRAINING,
}
LAST_OF = {
    "equipment_aid_received": "last_equipment_aid_on",
    "bpom_subsidies_received": "last_bpom_subsidy_on",
}
OTHER_EQUIPMENT = "lainnya"
FACTS = (
    "business_in_regency",
    "has_nib",
    "has_npwp",
    "size_class",
    "annual_sales",
    "business_capital",
    "product_category",
    "is_leading",
    "has_cluster",
    "is_fostered",
    "business_age_months",
    "owner_has_nik",
    "owner_is_married",
    "is_civil_servant_or_military",
    "owner_age_years",
    "market_evidence",
    *LICENCES_OF,
    "equipment_aid_received",
    *AID_OF,
    *LAST_OF.values(),
)
"""All that the register can tell."""


def of_business(business: Business, regency: str, on: date) -> dict[str, Any]:
    """The columns of a business; `regency` is the office's, by its code."""
    place = business.village_code
    found = {
        "business_in_regency": place == regency or place.startswith(f"{regency}."),
        "has_nib": True if business.nib else business.has_nib,
        "has_npwp": True if business.npwp_sealed else business.has_npwp,
        "size_class": business.size_class.value if business.size_class else None,
        "annual_sales": business.annual_sales,
        "business_capital": business.capital,
        "product_category": RULES_CATEGORY[business.category] if business.category else None,
        "is_leading": business.is_leading,
        "has_cluster": business.cluster_id is not None,
        "is_fostered": business.is_fostered,
    }
    if business.started_on is not None and business.started_on <= on:
        found["business_age_months"] = full_months(business.started_on, on)
    return _known(found)


def of_owner(owner: Person, on: date) -> dict[str, Any]:
    """The columns of whoever owns the business."""
    found: dict[str, Any] = {
        "owner_has_nik": True if owner.nik_sealed else None,
        "owner_is_married": owner.is_married,
        "is_civil_servant_or_military": owner.is_public_servant,
    }
    if owner.born_on is not None and owner.born_on <= on:
        found["owner_age_years"] = full_months(owner.born_on, on) // 12
    return _known(found)


def of_licences(licences: Iterable[Licence], on: date) -> dict[str, Licence]:
    """For each fact the paper that tells it: true where that paper holds (`holds`), else false.

    A licence that holds is known, and so is one that ran out; without a paper nobody knows.
    """
    there = list(licences)
    found: dict[str, Licence] = {}
    for fact, kinds in LICENCES_OF.items():
        papers = [one for one in there if one.kind in kinds]
        if papers:
            found[fact] = max(
                papers,
                key=lambda one: (
                    holds(one.issued_on, one.expires_on, on),
                    one.expires_on or date.max,
                ),
            )
    return found


def of_aid(
    business: Business, aid: Sequence[AidReceived], *, equipment: str | None
) -> dict[str, Any]:
    """Counts and last days of aid, of which `aid` is all until a day, the earliest first.

    `equipment` is the kind that is asked for. A count is known only where the history is complete.
    """
    complete = business.history_complete_since
    if complete is None:
        return {}
    same_kind = of_same_kind([one for one in aid if one.kind is AidKind.EQUIPMENT], equipment)
    counted = {"equipment_aid_received": same_kind} if same_kind is not None else {}
    for fact, kind in AID_OF.items():
        counted[fact] = [one for one in aid if one.kind is kind]
    facts: dict[str, Any] = {}
    for fact, received in counted.items():
        if covers_whole_life(business):
            facts[fact] = len(received)
        # Since that day all is on record, so the last one on record is the last one there was.
        if fact in LAST_OF and received and received[-1].received_on >= complete:
            facts[LAST_OF[fact]] = received[-1].received_on.isoformat()
    return facts


def at_least(aid: Sequence[AidReceived], *, equipment: str | None) -> dict[str, list[AidReceived]]:
    """What was received for certain, whatever is not on record, by the fact that counts it.

    `aid` is on record until a day, the earliest first. Facts of which nothing is are left out.
    """
    of_kind = {fact: [one for one in aid if one.kind is kind] for fact, kind in AID_OF.items()}
    if equipment not in {None, OTHER_EQUIPMENT}:
        given = [one for one in aid if one.kind is AidKind.EQUIPMENT]
        of_kind["equipment_aid_received"] = [one for one in given if _kind(one.what) == equipment]
    return {fact: received for fact, received in of_kind.items() if received}


def covers_whole_life(business: Business) -> bool:
    """Whether nothing that the business received can be missing from the record."""
    complete, started = business.history_complete_since, business.started_on
    return complete is not None and started is not None and complete <= started


def of_same_kind(aid: Sequence[AidReceived], equipment: str | None) -> list[AidReceived] | None:
    """Those that gave the same kind of equipment; None where the record does not say."""
    kinds = [_kind(one.what) for one in aid]
    if aid and (None in kinds or equipment in {None, OTHER_EQUIPMENT}):
        return None
    return [one for one, kind in zip(aid, kinds, strict=True) if kind == equipment]


def full_months(since: date, on: date) -> int:
    """How many whole months lie between two days; `since` is the earlier."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if on.day >= since.day else months - 1


def _kind(what: str) -> str | None:
    """The option of the desk's list that a record speaks of."""
    said = what.casefold()
    for option, words in vocabulary.shipped().facts["requested_equipment"].options.items():
        if option != OTHER_EQUIPMENT and (said == option or words.id.casefold() in said):
            return option
    return None


def _known(found: dict[str, Any]) -> dict[str, Any]:
    return {fact: value for fact, value in found.items() if value is not None}
