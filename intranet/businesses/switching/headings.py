"""Which column of somebody's spreadsheet is which, by its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intranet.businesses.switching.names import bare
from intranet.workbooks import Cell, Table

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "nama",
        "nama penerima",
        "nama pemilik",
        "nama lengkap",
        "nama peserta",
        "nama pemohon",
        "nama orang",
        "penerima",
        "pemilik",
        "peserta",
        "nama pelaku umkm",
        "name",
    ),
    "business": (
        "usaha",
        "nama usaha",
        "nama umkm",
        "umkm",
        "nama ukm",
        "pelaku usaha",
        "nama pelaku usaha",
        "nama kelompok",
        "kelompok",
        "business",
    ),
    "nik": ("nik", "no nik", "nomor nik", "ktp", "no ktp", "nomor ktp", "nomor induk kependudukan"),
    "nib": ("nib", "no nib", "nomor nib", "nomor induk berusaha"),
    "village": ("desa", "kelurahan", "desa kelurahan", "desakelurahan", "nama desa", "village"),
    "subdistrict": ("kecamatan", "kec", "nama kecamatan", "subdistrict"),
    "kind": (
        "program",
        "nama program",
        "jenis bantuan",
        "jenis program",
        "program bantuan",
        "jenis",
        "kegiatan",
        "nama kegiatan",
        "programme",
    ),
    "what": (
        "barang",
        "nama barang",
        "bantuan",
        "bantuan yang diterima",
        "bentuk bantuan",
        "nama alat",
        "alat",
        "uraian",
        "rincian",
        "materi",
        "what",
    ),
    "day": (
        "tanggal",
        "tgl",
        "tanggal terima",
        "tanggal penerimaan",
        "tanggal bantuan",
        "tanggal penyerahan",
        "tanggal kegiatan",
        "tgl terima",
        "tgl penerimaan",
        "tgl bantuan",
        "tgl penyerahan",
        "tgl kegiatan",
        "waktu",
        "date",
    ),
    "year": ("tahun", "thn", "tahun anggaran", "ta", "tahun bantuan", "tahun terima", "year"),
    "source": ("sumber", "sumber dana", "sumber anggaran", "sumber bantuan", "asal", "source"),
    "agency": (
        "instansi",
        "opd",
        "dinas",
        "pemberi",
        "instansi pemberi",
        "lembaga",
        "kementerian",
        "agency",
    ),
}
# A table has its heading below a title or two.
ROWS_LOOKED_AT = 15
WHO = frozenset({"name", "business", "nik", "nib"})
WHEN = frozenset({"day", "year"})
_KEYS: Mapping[str, str] = {
    bare(text).replace(" ", ""): key for key, texts in HEADINGS.items() for text in texts
}


class NoHeadings(Exception):
    """No sheet has a row of headings that say who and when."""


@dataclass(frozen=True)
class Found:
    """Where the table begins: its heading's row and the place of each column that is known."""

    table: Table
    row: int
    columns: Mapping[str, int]


def find(tables: Sequence[Table]) -> Found:
    """The first sheet with headings. Raises NoHeadings."""
    for table in tables:
        found = [(at, _columns(row)) for at, row in enumerate(table.rows[:ROWS_LOOKED_AT])]
        fitting = [(at, keys) for at, keys in found if WHO & keys.keys() and WHEN & keys.keys()]
        if fitting:
            row, columns = max(fitting, key=lambda one: len(one[1]))
            return Found(table, row, columns)
    raise NoHeadings


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    """The place of each known heading in a row; of two alike the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        key = _KEYS.get(bare(cell).replace(" ", "")) if isinstance(cell, str) else None
        if key is not None:
            found.setdefault(key, at)
    return found
