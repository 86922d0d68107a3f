import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import text

from intranet import crypto
from intranet.database import db
from intranet.people.models import Person
from tests import factories


def test_a_value_moved_to_another_row_does_not_open(app):
    sari, budi = factories.person(), factories.person()

    budi.nik_sealed = sari.nik_sealed
    db.session.commit()

    with pytest.raises(InvalidTag):
        assert budi.nik


def test_a_value_moved_to_another_column_does_not_open(app):
    sari = factories.person()

    with pytest.raises(InvalidTag):
        crypto.unseal(sari.nik_sealed, bound_to=f"people|family_card|{sari.uuid}")


@pytest.mark.parametrize("position", [0, 1, 5, 20, -1])
def test_one_changed_byte_is_noticed(app, position):
    sealed = bytearray(crypto.seal(b"3509111205800001", bound_to="x"))
    sealed[position] ^= 1

    with pytest.raises((InvalidTag, KeyError, ValueError)):
        crypto.unseal(bytes(sealed), bound_to="x")


def test_the_same_number_is_sealed_differently_and_found_again(app):
    sari = factories.person()

    assert crypto.seal(b"x", bound_to="y") != crypto.seal(b"x", bound_to="y")
    found = db.session.query(Person).filter_by(nik_index=Person.nik.index_of(sari.nik)).one()
    assert found is sari


def test_the_database_holds_no_identity_number(app):
    sari = factories.person()

    for row in db.session.execute(text("SELECT * FROM people")).all():
        assert sari.nik not in repr(row)
