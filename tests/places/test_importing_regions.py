"""The regions of an office come from the country's tables."""

from __future__ import annotations

from collections import Counter

import pytest

from intranet.database import db, transaction
from intranet.places import queries, services
from intranet.places.models import Region, RegionKind

JEMBER = "35.09"


def import_jember() -> int:
    with transaction():
        return services.import_regions([JEMBER])


def test_jember_has_31_subdistricts_and_248_villages(app):
    import_jember()

    kinds = Counter(village.kind for village in queries.villages_of(JEMBER))
    assert len(queries.subdistricts_of(JEMBER)) == 31
    assert kinds == {RegionKind.DESA: 226, RegionKind.KELURAHAN: 22}


def test_the_seven_villages_of_wuluhan_are_those_of_the_ministry(app):
    import_jember()

    assert {village.code[-4:]: village.name for village in queries.villages_of("35.09.11")} == {
        "2001": "Lojejer",
        "2002": "Ampel",
        "2003": "Tamansari",
        "2004": "Dukuhdempok",
        "2005": "Glundengan",
        "2006": "Tanjungrejo",
        "2007": "Kesilir",
    }


def test_regions_that_are_there_stay_and_a_changed_name_is_corrected(app):
    kept = queries.get("35.09.11.2006")
    kept_id, kept.name = kept.id, "Tanjung Lama"
    db.session.commit()

    import_jember()

    assert (queries.get("35.09.11.2006").id, queries.get("35.09.11.2006").name) == (
        kept_id,
        "Tanjungrejo",
    )
    assert import_jember() == 0


def test_a_regency_that_does_not_exist_is_refused_and_leaves_nothing(app):
    before = db.session.query(Region).count()

    with pytest.raises(services.NoSuchRegency), transaction():
        services.import_regions([JEMBER, "35.98"])

    assert db.session.query(Region).count() == before


def test_a_city_is_told_from_a_regency_by_its_number(app):
    with transaction():
        services.import_regions(["35.78"])

    assert queries.get("35.78").kind is RegionKind.CITY
    assert queries.get(JEMBER).kind is RegionKind.REGENCY


def test_the_command_says_how_to_write_a_code(app):
    answer = app.test_cli_runner().invoke(args=["places", "import", "--regency", "3509"])

    assert answer.exit_code == 1
    assert "such as 35.09" in answer.output


def test_a_village_is_offered_with_its_subdistrict(app):
    import_jember()

    labels = [choice.label for choice in queries.village_choices(JEMBER)]

    assert len(labels) == len(set(labels)) == 248
    assert "Tanjungrejo, Kecamatan Wuluhan" in labels
