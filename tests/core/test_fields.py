import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.amounts import LARGEST_RUPIAH, read_rupiah


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("40000000", 40_000_000),
        ("40.000.000", 40_000_000),
        ("Rp 40.000.000,00", 40_000_000),
        ("Rp40.000.000", 40_000_000),
        ("rp. 40.000.000,-", 40_000_000),
        ("40 juta", 40_000_000),
        ("40jt", 40_000_000),
        ("1,5 miliar", 1_500_000_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount):
    assert read_rupiah(typed) == amount


@pytest.mark.parametrize(
    "typed", ["-5", "1" + "0" * 30, "abc", "40.00", "12,5", "40 ton", "1e9", "٤٠", "", "9" * 16]
)
def test_what_is_no_amount_is_answered_with_a_sentence(app, typed):
    with pytest.raises(ValueError) as refused, app.test_request_context():
        read_rupiah(typed)

    with app.test_request_context():
        assert len(str(refused.value)) > 20


@given(st.integers(0, LARGEST_RUPIAH))
def test_every_amount_is_read_back_as_it_is_written(amount):
    assert read_rupiah(f"{amount:,}".replace(",", ".")) == amount
