"""PP 7/2021 Pasal 35: the classes, their bounds, and what an officer may choose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.businesses.models import SizeBasis, SizeClass
from intranet.businesses.size import assess

ORDER = list(SizeClass)
amounts = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize(
    ("capital", "size_class"),
    [
        (0, "mikro"),
        (1_000_000_000, "mikro"),
        (1_000_000_001, "kecil"),
        (5_000_000_000, "kecil"),
        (5_000_000_001, "menengah"),
        (10_000_000_000, "menengah"),
        (10_000_000_001, "besar"),
    ],
)
def test_upper_bounds_of_capital_belong_to_the_class_below(capital, size_class):
    assert assess(capital, None).by_capital == size_class


@pytest.mark.parametrize(
    ("sales", "size_class"),
    [
        (2_000_000_000, "mikro"),
        (2_000_000_001, "kecil"),
        (15_000_000_000, "kecil"),
        (15_000_000_001, "menengah"),
        (50_000_000_000, "menengah"),
        (50_000_000_001, "besar"),
    ],
)
def test_upper_bounds_of_sales_belong_to_the_class_below(sales, size_class):
    assert assess(None, sales).by_sales == size_class


@given(amounts, amounts)
def test_more_never_means_a_smaller_class(one, other):
    less, more = sorted((one, other))

    assert ORDER.index(assess(less, None).by_capital) <= ORDER.index(assess(more, None).by_capital)
    assert ORDER.index(assess(None, less).by_sales) <= ORDER.index(assess(None, more).by_sales)


@given(amounts, amounts)
def test_sales_decide_until_an_officer_chooses_capital(capital, sales):
    by_default, by_choice = assess(capital, sales), assess(capital, sales, SizeBasis.CAPITAL)

    assert by_default.size_class == by_default.by_sales
    assert by_choice.size_class == by_choice.by_capital
    assert by_default.differs == (by_default.by_capital != by_default.by_sales)


def test_the_only_known_figure_decides_whatever_was_chosen():
    assert assess(50, None, SizeBasis.SALES).basis is SizeBasis.CAPITAL
    assert assess(None, 50, SizeBasis.CAPITAL).basis is SizeBasis.SALES


def test_nothing_known_means_no_class():
    assert assess(None, None).size_class is None
    assert not assess(None, None).differs
