"""What is read from the numbers of a business and of its licences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.businesses.identifiers import (
    NumberDoubt,
    npwp_doubts,
    read_bank_account,
    read_kbli,
    read_licence_number,
    read_nib,
    read_npwp,
)
from intranet.businesses.models import LicenceKind
from intranet.people.identifiers import Malformed

TODAY = date(2026, 11, 22)


def pirt(text, **known):
    return read_licence_number(LicenceKind.PIRT, text, today=TODAY, **known)


def test_a_pirt_number_says_when_it_expires():
    number = pirt("P-IRT No. 2063509010072-29", regency_code="35.09")

    assert number.number == "2063509010072-29"
    assert number.expiry_year == 2029
    assert number.doubts == ()


def test_a_pirt_number_of_the_past_is_told():
    assert NumberDoubt.PIRT_EXPIRED in pirt("3063306010072-19").doubts


def test_a_pirt_number_of_another_regency_is_told():
    assert NumberDoubt.PIRT_OTHER_REGENCY in pirt("306330601007229", regency_code="35.09").doubts


def test_a_pirt_number_that_disagrees_with_the_paper_is_told():
    known = pirt("2063509010072-29", expires_on=date(2028, 5, 1))

    assert NumberDoubt.PIRT_YEAR_DIFFERS in known.doubts


def test_an_old_pirt_number_is_taken_and_told():
    assert pirt("206350901007").doubts == (NumberDoubt.PIRT_OLD_FORM,)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (LicenceKind.BPOM, "BPOM RI MD 235602169254", "MD 235602169254"),
        (LicenceKind.BPOM, "ml235602169254", "ML 235602169254"),
        (LicenceKind.BPOM, "MD 235602169254123", "MD 235602169254123"),
        (LicenceKind.HALAL, "id 35110001234567", "ID35110001234567"),
        (LicenceKind.HALAL, "ID35110001234567890", "ID35110001234567890"),
        (LicenceKind.TRADEMARK, " IDM  000123456 ", "IDM 000123456"),
    ],
)
def test_licence_numbers_are_kept_in_one_form(kind, typed, kept):
    assert read_licence_number(kind, typed, today=TODAY).number == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (LicenceKind.PIRT, "9063509010072-29"),
        (LicenceKind.PIRT, "sedang diurus"),
        (LicenceKind.BPOM, "235602169254"),
        (LicenceKind.BPOM, "MD 12345"),
        (LicenceKind.HALAL, "KH 123"),
        (LicenceKind.OTHER, ""),
        (LicenceKind.OTHER, "x" * 101),
    ],
)
def test_what_a_licence_number_cannot_be_is_refused(kind, typed):
    with pytest.raises(Malformed):
        read_licence_number(kind, typed, today=TODAY)


@given(st.sampled_from(LicenceKind), st.text(max_size=60))
def test_a_licence_number_that_was_read_reads_the_same_again(kind, typed):
    try:
        read = read_licence_number(kind, typed, today=TODAY)
    except Malformed:
        return
    assert read_licence_number(kind, read.number, today=TODAY) == read


@pytest.mark.parametrize(
    ("read", "length"), [(read_nib, 13), (read_kbli, 5), (read_npwp, 15), (read_npwp, 16)]
)
def test_numbers_have_their_length(read, length):
    assert read("1" * length) == "1" * length
    with pytest.raises(Malformed):
        read("1" * (length + 2))
    with pytest.raises(Malformed):
        read("1" * (length - 1) + "x")


def test_an_npwp_with_a_wrong_check_digit_is_told_not_refused():
    assert npwp_doubts(read_npwp("01.312.166.0-091.000")) == []
    assert npwp_doubts(read_npwp("01.312.166.1-091.000")) == [NumberDoubt.NPWP_CHECK_DIGIT]
    assert npwp_doubts("3509111205800001") == []


def test_bank_accounts_have_ten_to_sixteen_digits():
    assert read_bank_account("0021 01 012345 50 9") == "002101012345509"
    for typed in ("123456789", "1" * 17, "rekening"):
        with pytest.raises(Malformed):
            read_bank_account(typed)
