"""Where each fact of a decision was learnt, as the desk reads it."""

from dataclasses import fields
from datetime import UTC, datetime

from intranet import clock
from intranet.businesses import services as businesses
from intranet.businesses.services import BusinessDetails
from intranet.database import transaction
from intranet.eligibility import filled_in, queries
from intranet.eligibility.words import source_sentence
from tests import factories
from tests.eligibility import stories


def corrects(business, **changes):
    """As the clerk does it on the page of the business."""
    now = {field.name: getattr(business, field.name) for field in fields(BusinessDetails)}
    with transaction():
        businesses.correct(
            business,
            BusinessDetails(**{**now, **changes}),
            version=business.version,
            by=factories.user(),
        )


def test_the_register_tells_when_it_was_filled_in(app):
    with clock.stopped_at(datetime(2026, 11, 3, 3, tzinfo=UTC)):
        business = stories.roaster()
    case = stories.opens_case(business)

    with clock.stopped_at(datetime(2026, 11, 9, 3, tzinfo=UTC)):
        corrects(business, annual_sales=150_000_000)

    kur = next(
        one for one in queries.current_decisions(case.items)[case.items[0].id] if one.is_advice
    )
    assert kur.facts["annual_sales"] == 150_000_000
    with app.test_request_context():
        assert source_sentence(kur.sources["annual_sales"]) == "register, diisi 9 November 2026"
        assert source_sentence(kur.sources["has_nib"]) == "register, diisi 3 November 2026"
        assert source_sentence(kur.sources["business_age_months"]) == (
            "dihitung 9 November 2026 dari mulai usaha"
        )


def test_every_column_behind_a_fact_is_one_that_the_journal_names():
    columns = {column for behind in filled_in.COLUMNS.values() for column in behind}

    assert columns <= set(businesses.FIELD_NAMES)
