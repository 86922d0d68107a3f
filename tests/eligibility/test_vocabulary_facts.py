"""What the vocabulary says the register knows, the register does know."""

from datetime import date

from intranet.businesses.models import (
    AidKind,
    AidReceived,
    Cluster,
    Licence,
    LicenceKind,
    ProductCategory,
)
from intranet.database import db, transaction
from intranet.eligibility import facts
from rules import vocabulary
from tests import factories
from tests.eligibility import stories

TODAY = date(2026, 11, 20)


def well_known():
    """A business of which the register knows all that it can know."""
    began = date(2024, 1, 1)
    owner = factories.person(
        born_on=date(1990, 5, 12),
        is_married=True,
        is_public_servant=False,
        nik="3509111205900000",
    )
    business = stories.roaster(
        owner=owner,
        category=ProductCategory.DRINK,
        annual_sales=100_000_000,
        capital=20_000_000,
        started_on=began,
        has_npwp=True,
        is_leading=True,
        history_complete_since=began,
    )
    with transaction():
        business.cluster = Cluster(name="Pangan", position=90)
        for kind in (LicenceKind.PIRT, LicenceKind.HALAL):
            db.session.add(Licence(business=business, kind=kind, number="1"))
        for kind, what in (
            (AidKind.EQUIPMENT, "Penggiling kopi"),
            (AidKind.BPOM_SUBSIDY, "Uji produk"),
        ):
            db.session.add(
                AidReceived(
                    business=business,
                    kind=kind,
                    what=what,
                    received_on=date(2025, 6, 1),
                    source="BAST",
                )
            )
    stories.becomes_fostered(business)
    return business


def test_every_fact_that_is_not_asked_at_the_desk_is_known_to_the_register(app):
    case = stories.opens_case(well_known(), stories.grinder())

    known = facts.of_item(case.items[0], TODAY)

    elsewhere = {
        name for name, fact in vocabulary.shipped().facts.items() if fact.source != "case"
    } - known.keys()
    assert elsewhere == set()
    assert known["has_cluster"].value is True
    assert known["is_leading"].value is True
    assert known["owner_has_nik"].value is True


def test_an_identity_number_that_nobody_wrote_down_is_not_a_missing_one(app):
    owner = factories.person(nik=None)
    case = stories.opens_case(stories.roaster(owner=owner), stories.grinder())

    known = facts.of_item(case.items[0], TODAY)

    assert "owner_has_nik" not in known
    assert known["has_cluster"].value is False
    assert known["is_leading"].value is False
