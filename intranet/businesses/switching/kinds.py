"""What kind of aid the words of a list mean."""

from __future__ import annotations

from intranet.businesses.models import AidKind
from intranet.businesses.switching.names import bare

# In this order: "pelatihan BPOM" is a training, "studi banding" no training.
WORDS: tuple[tuple[AidKind, tuple[str, ...]], ...] = (
    (AidKind.STUDY_VISIT, ("studi banding", "studi tiru", "studi lapangan", "kunjungan", "study")),
    (
        AidKind.TRAINING,
        ("pelatihan", "bimtek", "bimbingan teknis", "workshop", "lokakarya", "diklat", "training"),
    ),
    (AidKind.BPUM, ("bpum", "banpres", "bantuan produktif")),
    (AidKind.BPOM_SUBSIDY, ("bpom", "izin edar", "uji produk", "pengujian produk")),
    (
        AidKind.EQUIPMENT,
        ("peralatan", "alat", "mesin", "hibah barang", "sarana", "equipment"),
    ),
)


def kind_of(text: str) -> AidKind | None:
    """The kind that the words name; None where they name none."""
    words = f" {bare(text)} "
    return next(
        (kind for kind, marks in WORDS if any(f" {mark} " in words for mark in marks)), None
    )
