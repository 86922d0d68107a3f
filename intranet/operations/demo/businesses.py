"""Synthetic businesses with a plausible spread of size, branch, cluster, place and papers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from intranet.businesses.bulk import Row
from intranet.businesses.models import ProductCategory, SizeBasis, SizeClass
from intranet.operations.demo import names
from intranet.operations.demo.people import Owner

MILLION = 1_000_000

# (class, share, capital: median and spread, lowest, highest; sales the same), in million rupiah.
SIZES = (
    (SizeClass.MICRO, 0.972, (14, 1.1, 1, 1_000), (62, 1.15, 4, 2_000)),
    (SizeClass.SMALL, 0.025, (1_700, 0.4, 1_010, 5_000), (3_900, 0.5, 2_010, 15_000)),
    (SizeClass.MEDIUM, 0.003, (6_500, 0.2, 5_050, 10_000), (21_000, 0.3, 15_100, 50_000)),
)

SHARES = {
    ProductCategory.TRADE: 28,
    ProductCategory.FOOD: 27,
    ProductCategory.FARMING: 11,
    ProductCategory.SERVICE: 11,
    ProductCategory.DRINK: 7,
    ProductCategory.FASHION: 5,
    ProductCategory.CRAFT: 5,
    ProductCategory.HOUSEHOLD: 3,
    ProductCategory.OTHER: 3,
}

# (name, KBLI 2020, cluster) by category.
PRODUCTS: dict[ProductCategory, tuple[tuple[str, str, str], ...]] = {
    ProductCategory.FOOD: (
        ("Keripik Singkong", "10794", "Pangan"),
        ("Keripik Pisang", "10320", "Pangan"),
        ("Rempeyek", "10794", "Pangan"),
        ("Kue Kering", "10710", "Pangan"),
        ("Suwar-suwir", "10733", "Pangan"),
        ("Prol Tape", "10710", "Pangan"),
        ("Tape", "10799", "Pangan"),
        ("Sambal", "10772", "Pangan"),
        ("Tahu Tempe", "10391", "Pangan"),
        ("Abon Ikan", "10219", "Olahan ikan (contoh)"),
        ("Kerupuk Ikan", "10793", "Olahan ikan (contoh)"),
        ("Katering", "56210", "Kuliner (contoh)"),
        ("Warung Makan", "56102", "Kuliner (contoh)"),
    ),
    ProductCategory.DRINK: (
        ("Kopi Bubuk", "10761", "Kopi (contoh)"),
        ("Kopi Sangrai", "10761", "Kopi (contoh)"),
        ("Jamu", "11090", "Minuman (contoh)"),
        ("Sari Buah", "11040", "Minuman (contoh)"),
        ("Wedang Rempah", "11090", "Minuman (contoh)"),
    ),
    ProductCategory.CRAFT: (
        ("Kerajinan Bambu", "16291", "Kraft"),
        ("Manik-manik", "32909", "Kraft"),
        ("Mebel", "31001", "Mebel (contoh)"),
        ("Anyaman Pandan", "16292", "Kraft"),
    ),
    ProductCategory.FASHION: (
        ("Batik", "13134", "Batik"),
        ("Konveksi", "14111", "Fesyen (contoh)"),
        ("Kerudung", "14131", "Fesyen (contoh)"),
        ("Bordir", "13912", "Fesyen (contoh)"),
    ),
    ProductCategory.HOUSEHOLD: (
        ("Sapu Ijuk", "32903", "Perlengkapan rumah (contoh)"),
        ("Sabun Cuci", "20231", "Perlengkapan rumah (contoh)"),
    ),
    ProductCategory.FARMING: (
        ("Ternak Kambing", "01441", "Peternakan (contoh)"),
        ("Ayam Petelur", "01461", "Peternakan (contoh)"),
        ("Lele", "03221", "Olahan ikan (contoh)"),
        ("Sayur", "01130", "Tani (contoh)"),
        ("Bibit Buah", "01300", "Tani (contoh)"),
        ("Tembakau Rajang", "12091", "Tembakau (contoh)"),
    ),
    ProductCategory.SERVICE: (
        ("Jahit", "14120", "Fesyen (contoh)"),
        ("Bengkel", "45407", ""),
        ("Cuci Pakaian", "96200", ""),
        ("Potong Rambut", "96111", ""),
        ("Fotokopi", "82190", ""),
    ),
    ProductCategory.TRADE: (
        ("Toko", "47112", ""),
        ("Toko Kelontong", "47112", ""),
        ("Sembako", "47111", ""),
        ("Kios Pulsa", "47414", ""),
        ("Dagang Sayur", "47212", ""),
        ("Toko Bangunan", "47529", ""),
    ),
    ProductCategory.OTHER: (("Usaha", "96990", ""),),
}
BRANDS = (
    "Barokah",
    "Sumber Rejeki",
    "Jaya",
    "Makmur",
    "Mandiri",
    "Berkah",
    "Lestari",
    "Sejahtera",
    "Rahayu",
    "Mulia",
    "Dua Putri",
    "Tiga Saudara",
    "Al-Hikmah",
    "Sri Rejeki",
    "Cahaya",
    "Ampuh",
)
CLUSTERS = (
    ("Batik", False),
    ("Kraft", False),
    ("Pangan", False),
    ("Kopi (contoh)", True),
    ("Minuman (contoh)", True),
    ("Kuliner (contoh)", True),
    ("Olahan ikan (contoh)", True),
    ("Fesyen (contoh)", True),
    ("Mebel (contoh)", True),
    ("Perlengkapan rumah (contoh)", True),
    ("Peternakan (contoh)", True),
    ("Tani (contoh)", True),
    ("Tembakau (contoh)", True),
)


@dataclass(frozen=True)
class Made:
    """A business's row, with what its papers and history depend on."""

    row: Row
    owner: Owner
    product: str

    @property
    def uuid(self) -> UUID:
        uuid: UUID = self.row["uuid"]
        return uuid


def make(
    random: Random, owners: list[Owner], clusters: dict[str, int], registered_by: UUID, today: date
) -> Iterator[Made]:
    categories = random.choices(list(SHARES), list(SHARES.values()), k=len(owners))
    for number, (owner, category) in enumerate(zip(owners, categories, strict=True)):
        product, kbli, cluster = random.choice(PRODUCTS[category])
        named_after = names.called(owner.name, owner.sex)
        brand = named_after if random.random() < 0.45 else random.choice(BRANDS)
        row: Row = {
            "uuid": UUID(int=random.getrandbits(128), version=4),
            "owner_uuid": owner.uuid,
            "name": f"{product} {brand}",
            "category": category,
            "cluster_id": clusters.get(cluster) if random.random() < 0.8 else None,
            "kbli": kbli if random.random() < 0.7 else None,
            "kbli_edition": 2020,
            "village_code": owner.village_code,
            "started_on": _started(random, owner, today),
            **_size(random),
            **_nib(random, number),
            "has_npwp": random.choices([True, False, None], [38, 34, 28])[0],
            "is_leading": random.random() < 0.015,
            "registered_at": owner.registered_at,
            "registered_by": registered_by,
        }
        if row["kbli"] is None:
            row["kbli_edition"] = None
        yield Made(row, owner, product)


def _started(random: Random, owner: Owner, today: date) -> date | None:
    if random.random() < 0.06:
        return None
    oldest = max(min(today.year - owner.born_on.year - 18, 38), 1)
    months = min(int(random.expovariate(1 / 84)), oldest * 12)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _size(random: Random) -> Row:
    size_class, _share, capital, sales = random.choices(SIZES, [size[1] for size in SIZES])[0]
    row: Row = {"capital": _amount(random, *capital), "annual_sales": _amount(random, *sales)}
    row["size_basis"] = row["size_reason"] = None
    chance = random.random()
    if chance < 0.04:
        row["capital"] = None
    elif chance < 0.07:
        row["annual_sales"] = None
    elif chance < 0.09:
        row["capital"] = row["annual_sales"] = None
    elif chance < 0.092 and size_class is SizeClass.MICRO:
        row["capital"] = _amount(random, 1_700, 0.4, 1_010, 5_000)
        row["size_basis"] = SizeBasis.SALES
        row["size_reason"] = "Usaha sudah berjalan; hasil penjualan menurut catatan harian"
    return row


def _amount(random: Random, median: int, spread: float, lowest: int, highest: int) -> int:
    """A log-normal amount, rounded as people tell it, in rupiah."""
    amount = min(max(random.lognormvariate(math.log(median), spread), lowest), highest) * MILLION
    step = 10 ** max(len(str(int(amount))) - 2, 5)
    return int(min(max(round(amount / step) * step, lowest * MILLION), highest * MILLION))


def _nib(random: Random, number: int) -> Row:
    chance = random.random()
    if chance < 0.60:
        # Real numbers are not given out with five zeros in front.
        return {"has_nib": True, "nib": f"00000{number:08}" if chance < 0.58 else None}
    return {"has_nib": False if chance < 0.87 else None, "nib": None}
