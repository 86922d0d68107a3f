"""What people of the demo office come to the counter for, in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.businesses.models import ProductCategory
from intranet.cases.codes import Purpose


@dataclass(frozen=True)
class Wish:
    """What people come for, in their own words."""

    words: str
    items: tuple[tuple[str, Purpose, int | None, str | None], ...]
    """(programme, purpose, rupiah, equipment) for each thing asked for."""
    share: int = 1
    category: ProductCategory | None = None
    kbli: str | None = None
    """The business makes what this classifies, where only such a one would ask."""

    @property
    def wants_bank(self) -> bool:
        return self.items[0][0] == "bank-referral"


WISHES = (
    Wish(
        "Ingin menambah modal untuk membeli bahan baku menjelang hari raya.",
        (("bank-referral", Purpose.MORE_CAPITAL, 25_000_000, None),),
        5,
    ),
    Wish(
        "Butuh pinjaman untuk memperbesar tempat produksi.",
        (("bank-referral", Purpose.MORE_CAPITAL, 75_000_000, None),),
        3,
    ),
    Wish(
        "Minta bantuan alat penggiling kopi dan pinjaman untuk modal.",
        (
            ("bank-referral", Purpose.MORE_CAPITAL, 40_000_000, None),
            ("equipment-apbn", Purpose.EQUIPMENT, None, "penggiling_kopi"),
        ),
        3,
        ProductCategory.DRINK,
        kbli="10761",
    ),
    Wish(
        "Alat penepung rusak, mohon bantuan alat.",
        (("equipment-apbn", Purpose.EQUIPMENT, None, "penepung"),),
        3,
        ProductCategory.FOOD,
    ),
    Wish(
        "Mohon dibantu mesin jahit dari anggaran kabupaten.",
        (("equipment-apbd", Purpose.EQUIPMENT, None, "lainnya"),),
        2,
        ProductCategory.FASHION,
    ),
    Wish(
        "Mau mengurus NIB, belum bisa daring.",
        (("legality-help", Purpose.LEGALITY, None, None),),
        4,
    ),
    Wish(
        "Kemasan keripik masih plastik biasa, minta pendampingan.",
        (("packaging-help", Purpose.PACKAGING, None, None),),
        2,
        ProductCategory.FOOD,
    ),
    Wish(
        "Ingin produknya masuk toko oleh-oleh.",
        (("marketing-help", Purpose.WIDER_MARKET, None, None),),
        2,
    ),
    Wish(
        "Ingin menjadi binaan dinas.",
        (("fostering", Purpose.OTHER, None, None),),
        2,
    ),
    Wish(
        "Menanyakan syarat KUR.",
        (("information", Purpose.MORE_CAPITAL, None, None),),
        2,
    ),
)
