"""What is read from a NIK, a family card number and a telephone number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.people.identifiers import (
    Malformed,
    NikDoubt,
    birth_date,
    nik_doubts,
    read_nik,
    read_phone,
    sex,
)
from intranet.people.models import Sex

TODAY = date(2026, 11, 22)
days = st.dates(date(1930, 1, 1), date(2014, 11, 1))


def nik(born: date, of: Sex, sequence: int = 7) -> str:
    day = born.day + (40 if of is Sex.FEMALE else 0)
    return f"350911{day:02}{born:%m%y}{sequence:04}"


@given(days, st.sampled_from(Sex), st.integers(1, 9999))
def test_an_ordinary_nik_raises_no_doubt(born, of, sequence):
    number = nik(born, of, sequence)

    assert nik_doubts(number, today=TODAY, said_sex=of, born_on=born) == []
    assert sex(number) is of
    assert birth_date(number, today=TODAY) == born


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed):
    for read, length in ((read_nik, 16),):
        try:
            number = read(typed)
        except Malformed:
            continue
        assert len(number) == length
        assert number.isascii()
        nik_doubts(number, today=TODAY)


@given(st.from_regex(r"\A[0-9]{16}\Z"))
def test_sixteen_digits_are_never_refused(number):
    assert read_nik(f"{number[:6]} {number[6:12]}-{number[12:]}") == number
    nik_doubts(number, today=TODAY, said_sex=Sex.MALE, born_on=TODAY)
    birth_date(number, today=TODAY)


@pytest.mark.parametrize("typed", ["", "350911120580000", "35091112058000011", "35O9111205800001"])
def test_only_sixteen_digits_are_a_nik(typed):
    with pytest.raises(Malformed):
        read_nik(typed)


def test_digits_of_another_script_are_not_digits():
    with pytest.raises(Malformed):
        read_nik("٣٥٠٩١١١٢٠٥٨٠٠٠٠١")


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("3509113102800001", NikDoubt.BIRTH_DATE_IMPOSSIBLE),
        ("3509117102800001", NikDoubt.BIRTH_DATE_IMPOSSIBLE),
        ("3509114001800001", NikDoubt.BIRTH_DATE_IMPOSSIBLE),
        ("3509110001800001", NikDoubt.BIRTH_DATE_IMPOSSIBLE),
        ("3509111213800001", NikDoubt.BIRTH_DATE_IMPOSSIBLE),
        ("3509111205800000", NikDoubt.SEQUENCE_ZERO),
        ("9971111205800001", NikDoubt.REGION_UNKNOWN),
    ],
)
def test_what_is_odd_in_a_nik_is_told(number, doubt):
    assert doubt in nik_doubts(number, today=TODAY)


def test_a_nik_that_says_otherwise_than_the_citizen_is_told():
    number = nik(date(1980, 5, 12), Sex.FEMALE)

    assert nik_doubts(number, today=TODAY, said_sex=Sex.MALE) == [NikDoubt.SEX_DIFFERS]
    assert nik_doubts(number, today=TODAY, born_on=date(1980, 5, 13)) == [
        NikDoubt.BIRTH_DATE_DIFFERS
    ]


def test_the_twenty_ninth_of_february_exists_in_one_of_the_centuries():
    assert birth_date("3509112902000001", today=TODAY) == date(2000, 2, 29)
    assert birth_date("3509113002000001", today=TODAY) is None


@pytest.mark.parametrize(
    "typed",
    ["081234567890", "+62 812-3456-7890", "6281234567890", "81234567890", "+62 0812 3456 7890"],
)
def test_telephone_numbers_are_kept_in_one_form(typed):
    assert read_phone(typed) == "+6281234567890"


def test_a_landline_is_a_telephone_number():
    assert read_phone("(0331) 487-123") == "+62331487123"


@pytest.mark.parametrize(
    "typed", ["", "12345", "08", "0812345678901234", "nomor saya", "+1 555 0100"]
)
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(Malformed):
        read_phone(typed)


@given(st.text(max_size=30))
def test_a_telephone_number_that_was_read_reads_the_same_again(typed):
    try:
        phone = read_phone(typed)
    except Malformed:
        return
    assert read_phone(phone) == phone
