"""The size class of a business: PP 7/2021 Pasal 35, in force since 2 February 2021."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.businesses.models import SizeBasis, SizeClass

SOURCE = "PP 7/2021 Pasal 35"
MILLIARD = 1_000_000_000

# The highest amount of each class in whole rupiah, itself included. Above the last: large.
CAPITAL_CEILINGS = (
    (SizeClass.MICRO, 1 * MILLIARD),
    (SizeClass.SMALL, 5 * MILLIARD),
    (SizeClass.MEDIUM, 10 * MILLIARD),
)
SALES_CEILINGS = (
    (SizeClass.MICRO, 2 * MILLIARD),
    (SizeClass.SMALL, 15 * MILLIARD),
    (SizeClass.MEDIUM, 50 * MILLIARD),
)


@dataclass(frozen=True)
class Assessment:
    """Both classes, and the one that holds.

    Sales decide unless an officer chose otherwise: Pasal 35 ayat (3) to (6) uses capital to
    found a business, and sales for ease, protection and support, which is what this office
    gives. Where only one figure is known, that one decides.
    """

    by_capital: SizeClass | None
    by_sales: SizeClass | None
    chosen: SizeBasis | None = None

    @property
    def basis(self) -> SizeBasis | None:
        known = {SizeBasis.SALES: self.by_sales, SizeBasis.CAPITAL: self.by_capital}
        if self.chosen and known[self.chosen]:
            return self.chosen
        return next((basis for basis, size_class in known.items() if size_class), None)

    @property
    def size_class(self) -> SizeClass | None:
        return self.by_capital if self.basis is SizeBasis.CAPITAL else self.by_sales

    @property
    def differs(self) -> bool:
        """Whether an officer should look at which basis applies, and say why."""
        return None not in (self.by_capital, self.by_sales) and self.by_capital != self.by_sales


def assess(
    capital: int | None, annual_sales: int | None, chosen: SizeBasis | None = None
) -> Assessment:
    """Amounts in whole rupiah; capital without land and buildings of the place of business."""
    return Assessment(
        by_capital=_class_of(capital, CAPITAL_CEILINGS),
        by_sales=_class_of(annual_sales, SALES_CEILINGS),
        chosen=chosen,
    )


def _class_of(amount: int | None, ceilings: tuple[tuple[SizeClass, int], ...]) -> SizeClass | None:
    if amount is None:
        return None
    return next(
        (size_class for size_class, ceiling in ceilings if amount <= ceiling), SizeClass.LARGE
    )
