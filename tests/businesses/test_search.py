"""Finding somebody while they stand at the counter."""

import pytest

from intranet.businesses import bulk, search, search_index, services
from intranet.businesses.models import Business
from intranet.database import db, transaction
from intranet.people import services as people
from intranet.people.models import Person
from intranet.people.services import PersonDetails
from tests import factories


@pytest.fixture
def by(app):
    return factories.user()


def registered(by, owner="Sumartini", business="Kopi Bubuk Argopuro", **more):
    with transaction():
        person = people.register(
            PersonDetails(
                name=owner,
                nik=more.get("nik"),
                phone=more.get("phone"),
                village_code="35.09.11.2006",
            ),
            by=by,
        )
        if business:
            services.register(
                services.BusinessDetails(
                    name=business, village_code="35.09.11.2006", nib=more.get("nib")
                ),
                owner=person,
                by=by,
            )
    return person


def names(typed):
    found = search.find(typed)
    return [
        db.session.get(Business, one.business_id).name
        if one.business_id
        else db.session.get(Person, one.person_id).name
        for one in found
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Sumartini",
        "sumartini kopi",
        "Sumartni kpi",
        "smart",
        "sumrtini",
        "Bu Sumartini",
        "kop argo",
        "argopruo",
        "SUMARTINI tanjungrejo",
        "wuluhan kopi",
        "sumartini kopi robusta",
    ],
)
def test_a_business_is_found_by_what_a_clerk_types(by, typed):
    registered(by)
    registered(by, "Joko Wibowo", "Bengkel Las Maju")

    assert names(typed) == ["Kopi Bubuk Argopuro"]


@pytest.mark.parametrize("typed", ["91205", "9120517545080", "0812 3456", "+62812-3456-7890"])
def test_a_business_is_found_by_its_numbers(by, typed):
    registered(by, nib="9120517545080", phone="+6281234567890")
    registered(by, "Joko Wibowo", "Bengkel Las Maju", nib="8120517545080", phone="+6285111111111")

    assert names(typed) == ["Kopi Bubuk Argopuro"]


def test_a_person_without_business_is_found(by):
    registered(by, "Sumartini", None)

    assert names("sumartni") == ["Sumartini"]


def test_a_person_is_shown_once_when_they_have_a_business(by):
    registered(by)

    assert names("sumartini") == ["Kopi Bubuk Argopuro"]


def test_a_corrected_name_is_found_and_the_old_one_is_not(by):
    person = registered(by)

    with transaction():
        people.correct(person, PersonDetails(name="Kartika"), version=person.version, by=by)

    assert names("kartika") == ["Kopi Bubuk Argopuro"]
    assert names("sumartini") == []


@pytest.mark.parametrize(
    "name", ["Nur'aini", "ꦱꦸꦩꦂꦠꦶꦤꦶ", "José", "O", "李明", "مرحبا", "🙂 Warung", "A-B/C"]
)
def test_names_of_any_kind_are_found_as_they_are_written(by, name):
    registered(by, name, None)

    assert names(name) == [name]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\0", "🙂", "'", '"', "a" * 5000, "* OR (", "a AND b", "x:*", "\\", "%", "&|!"],
)
def test_whatever_is_typed_is_answered(by, typed):
    registered(by)

    assert isinstance(search.find(typed), list)


def test_nearer_names_come_first(by):
    for business in ("Kopi Sumber Rejeki", "Sumartini Jaya", "Kopi Sumartini Jaya Abadi"):
        registered(by, "Joko", business)

    assert names("sumartini jaya") == ["Sumartini Jaya", "Kopi Sumartini Jaya Abadi"]


def test_the_vocabulary_of_another_process_is_noticed(by):
    registered(by)
    assert names("sumartni") == ["Kopi Bubuk Argopuro"]

    registered(by, "Kartika", "Batik Tulis Lestari")

    assert names("batk lestri") == ["Batik Tulis Lestari"]


def test_rebuilding_changes_nothing_that_is_found(by):
    registered(by, phone="+6281234567890", nib="9120517545080")
    registered(by, "Joko Wibowo", None, phone="+6285111111111")
    before = [names(typed) for typed in ("sumartni kpi", "joko", "0851", "91205", "wuluhan")]

    with transaction():
        assert search_index.rebuild() == 2

    assert [
        names(typed) for typed in ("sumartni kpi", "joko", "0851", "91205", "wuluhan")
    ] == before


def test_thousands_are_put_in_the_register_at_once(by):
    people_rows, business_rows, licence_rows = [], [], []
    for number in range(1500):
        person, business = factories.uuid7(), factories.uuid7()
        people_rows.append(
            {
                "uuid": person,
                "name": f"Warga {number}",
                "village_code": "35.09.11.2006",
                **bulk.sealed_person(person, nik=f"350911120580{number:04}"),
            }
        )
        business_rows.append(
            {
                "uuid": business,
                "owner_uuid": person,
                "name": f"Usaha {number}",
                "village_code": "35.09.11.2006",
                "annual_sales": number * 10_000_000,
            }
        )
        licence_rows.append(
            {"uuid": factories.uuid7(), "business_uuid": business, "kind": "pirt", "number": "1"}
        )

    with transaction():
        bulk.insert_many(people_rows, business_rows, licence_rows)

    [found] = search.find("usaha 1499")
    business = db.session.get(Business, found.business_id)
    assert business.owner.nik == "3509111205801499"
    assert business.size_class == "kecil"
    assert business.licences[0].kind == "pirt"
    assert business.version == 1
    assert business.registered_at
