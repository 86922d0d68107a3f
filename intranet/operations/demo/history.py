"""Who fosters synthetic businesses, what aid they received, and proof that they sell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from intranet import clock
from intranet.businesses.bulk import Row
from intranet.businesses.models import AidKind, MarketEvidenceKind
from intranet.operations.demo.businesses import Made

FOSTERED_SHARE, FORMERLY_SHARE = 0.18, 0.02
AGENCIES = (
    ("Dinas Koperasi dan Usaha Mikro", 86),
    ("Dinas Perindustrian dan Perdagangan", 8),
    ("Dinas Tanaman Pangan, Hortikultura, dan Perkebunan", 6),
)
REASONS = (
    "Hasil pendataan lapangan",
    "Peserta pelatihan kewirausahaan",
    "Permohonan pelaku usaha",
    "Usulan kecamatan",
)
AID = (
    (AidKind.BPUM, "BPUM", "Kementerian Koperasi dan UKM", 60),
    (AidKind.TRAINING, "Pelatihan kewirausahaan", "Dinas Koperasi dan Usaha Mikro", 22),
    (AidKind.EQUIPMENT, "Alat produksi", "APBD", 9),
    (AidKind.STUDY_VISIT, "Studi banding", "APBD", 4),
    (AidKind.BPOM_SUBSIDY, "Bantuan uji produk BPOM", "Provinsi", 2),
    (AidKind.OTHER, "Bantuan kemasan", "APBD", 3),
)
EVIDENCE = (
    (MarketEvidenceKind.SALES_RECORD, "Catatan penjualan enam bulan"),
    (MarketEvidenceKind.ORDER, "Pesanan toko oleh-oleh"),
    (MarketEvidenceKind.CONTRACT, "Perjanjian titip jual"),
)
BPUM_YEARS = (2020, 2021)


def foster(random: Random, businesses: list[Made], today: date) -> Iterator[Row]:
    """Fostering rows; marks the businesses' own rows to match."""
    for made in businesses:
        chance = random.random()
        made.row["is_fostered"] = chance < FOSTERED_SHARE
        made.row["history_complete_since"] = _complete_since(random, made, today)
        if chance >= FOSTERED_SHARE + FORMERLY_SHARE:
            continue
        began = today - timedelta(days=random.randrange(60, 8 * 365))
        has_ended = not made.row["is_fostered"]
        yield {
            "uuid": _uuid(random),
            "business_uuid": made.uuid,
            "agency": random.choices(
                [name for name, _share in AGENCIES], [share for _name, share in AGENCIES]
            )[0],
            "began_on": began,
            "reason": random.choice(REASONS),
            "ended_on": began + (today - began) / 2 if has_ended else None,
            "end_reason": "Usaha berhenti" if has_ended else None,
        }


def aid(random: Random, businesses: list[Made], ids: dict[UUID, int], today: date) -> Iterator[Row]:
    for made in businesses:
        if random.random() >= (0.22 if made.row["is_fostered"] else 0.05):
            continue
        kind, what, source, _share = random.choices(AID, [given[3] for given in AID])[0]
        received = today - timedelta(days=random.randrange(30, 5 * 365))
        if kind is AidKind.BPUM:
            received = date(random.choice(BPUM_YEARS), random.randint(8, 12), 15)
        yield {
            "uuid": _uuid(random),
            "business_id": ids[made.uuid],
            "kind": kind,
            "what": what,
            "received_on": received,
            "source": source,
            "recorded_at": clock.now(),
        }


def evidence(
    random: Random, businesses: list[Made], ids: dict[UUID, int], today: date
) -> Iterator[Row]:
    for made in businesses:
        if random.random() >= (0.12 if made.row["is_fostered"] else 0.01):
            continue
        kind, description = random.choice(EVIDENCE)
        yield {
            "uuid": _uuid(random),
            "business_id": ids[made.uuid],
            "kind": kind,
            "dated_on": today - timedelta(days=random.randrange(5, 400)),
            "description": description,
            "recorded_at": clock.now(),
        }


def _complete_since(random: Random, made: Made, today: date) -> date | None:
    if random.random() >= (0.6 if made.row["is_fostered"] else 0.12):
        return None
    return date(today.year - random.choice((1, 2, 3, 6)), 1, 1)


def _uuid(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
