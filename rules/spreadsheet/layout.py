"""Sheets and columns, in both languages, shared by writing and reading."""

from __future__ import annotations

from dataclasses import dataclass

from rules.words import Words

KEPT = "(tetap)"  # A condition too long for a cell: stays as it is in the rule set.
THEN = Words("Hasil: ", "Result: ")
LONGEST_CELL = 32_000
YES, NO = Words("ya", "yes"), Words("tidak", "no")
TRUE_WORDS = frozenset({"ya", "yes", "true", "benar"})
FALSE_WORDS = frozenset({"tidak", "no", "false", "salah"})

GUIDE = Words("Petunjuk", "Guide")
FACTS = Words("Fakta", "Facts")
RULE_SET, DIGEST = Words("Kunci aturan", "Rule set"), Words("Sidik aturan", "Digest")


@dataclass(frozen=True)
class Column:
    """A column: `kind` is key, text, date, number, yes, a list's name, or help (never read).

    A workbook is read without the columns that `may_lack`; others it must have.
    """

    key: str
    heading: Words
    width: int
    kind: str = "text"
    may_lack: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet whose rows are read back."""

    key: str
    name: Words
    columns: tuple[Column, ...]

    def heading(self, key: str) -> Words:
        """The heading of a column."""
        return next(column.heading for column in self.columns if column.key == key)


KEY = Column("id", Words("Kunci", "Key"), 26, "key")
SAYS = (
    Column("says_id", Words("Kalimat", "Sentence (Indonesian)"), 48),
    Column("says_en", Words("Kalimat (Inggris)", "Sentence (English)"), 36),
)
SOURCE = Column("source", Words("Sumber", "Source"), 36)
CONDITION = (
    Column("fact", Words("Fakta", "Fact"), 26, "fact"),
    Column("test", Words("Uji", "Test"), 14, "test"),
    Column("operand", Words("Nilai", "Value"), 30, "any"),
    Column("when", Words("Syarat lengkap", "Full condition"), 50),
    Column("reads", Words("Terbaca sebagai", "Reads as"), 50, "help", may_lack=True),
)
REMOVE = Column("remove", Words("Hapus", "Remove"), 9, "yes", may_lack=True)

PARAMETERS = Sheet(
    "parameters",
    Words("Parameter", "Parameters"),
    (
        KEY,
        Column("title_id", Words("Judul", "Title (Indonesian)"), 36),
        Column("title_en", Words("Judul (Inggris)", "Title (English)"), 30),
        Column("unit", Words("Satuan", "Unit"), 10, "unit"),
        Column("from", Words("Mulai", "From"), 13, "date"),
        Column("until", Words("Sampai", "Until"), 13, "date"),
        Column("value", Words("Nilai", "Value"), 20, "number"),
        SOURCE,
        Column("verified", Words("Sudah diverifikasi", "Verified"), 18, "yes"),
        REMOVE,
    ),
)
CRITERIA = Sheet(
    "criteria",
    Words("Kriteria", "Criteria"),
    (
        KEY,
        *SAYS,
        SOURCE,
        Column("advisory", Words("Anjuran saja", "Advice only"), 13, "yes"),
        *CONDITION,
        REMOVE,
    ),
)
TABLES = Sheet(
    "tables",
    Words("Tabel", "Tables"),
    (
        Column("table", Words("Tabel", "Table"), 22, "key"),
        # Workbooks from before tables had titles have no columns for them.
        Column("title_id", Words("Judul tabel", "Table title (Indonesian)"), 30, may_lack=True),
        Column(
            "title_en", Words("Judul tabel (Inggris)", "Table title (English)"), 30, may_lack=True
        ),
        KEY,
        Column("hit", Words("Pilihan baris", "Hit"), 14, "hit"),
        *CONDITION,
        REMOVE,
    ),
)
POINTS = Sheet(
    "points",
    Words("Poin", "Points"),
    (
        KEY,
        *SAYS,
        Column("points", Words("Poin", "Points"), 10, "number"),
        *CONDITION,
        REMOVE,
    ),
)
SHEETS = (PARAMETERS, CRITERIA, TABLES, POINTS)

HELP = {
    "id": [
        "Ubah angka, kalimat dan syarat di lembar Parameter, Kriteria, Tabel dan Poin.",
        "Sebelum perubahan diambil, semua perbedaannya ditampilkan dulu.",
        "Kolom Kunci terkunci: dengan kunci itulah baris dikenali. Baris baru tidak diberi kunci;"
        " kuncinya dibuat dari kalimatnya.",
        "Menghapus baris: tulis ya di kolom Hapus (atau buka proteksi, tanpa sandi, lalu hapus).",
        "Angka lama tidak diubah: tambah baris baru dengan kunci yang sama dan hari Mulai yang"
        " baru, beserta sumbernya. Selama Sudah diverifikasi dibiarkan kosong, angka baru dianggap"
        " belum diverifikasi.",
        "Syarat sederhana: isi Fakta, Uji dan Nilai, dan kosongkan Syarat lengkap. Daftar fakta,"
        " jenis dan pilihannya ada di lembar Fakta.",
        "Nilai dapat berupa angka, tanggal, ya/tidak, kode pilihan, daftar [mikro, kecil], rentang"
        " [0, 5000000], atau {parameter: kunci}.",
        "Syarat bertingkat: tulis di Syarat lengkap, misalnya {any: [{fact: has_nib, is: true},"
        " {fact: amount, at_most: 50000000}]}.",
        "Terbaca sebagai hanya keterangan dan tidak dibaca kembali.",
        "Persen: tulis 5 untuk 5% bila satuannya percent. Rumus (=…) ditolak: tulis nilainya.",
        "Fakta turunan, jalan keluar dan contoh tidak ada di sini dan tetap seperti semula;"
        " syarat yang dihapus juga dikeluarkan dari contoh.",
    ],
    "en": [
        "Change figures, sentences and conditions in Parameters, Criteria, Tables and Points.",
        "Before changes are taken, all differences are shown.",
        "The column Key is locked: rows are known by it. A new row has none; its key is made"
        " from its sentence.",
        "To remove a row, write yes under Remove (or unprotect, without a password, and delete).",
        "An old figure is not changed: add a row with the same key, a new day From and its source."
        " While Verified is blank, a new figure counts as not verified.",
        "A simple condition: fill Fact, Test and Value, leave Full condition blank. Facts, their"
        " types and options are listed in Facts.",
        "A value is a number, a day, yes/no, an option's code, a list [mikro, kecil], a range"
        " [0, 5000000], or {parameter: key}.",
        "A nested condition: write it in Full condition, such as {any: [{fact: has_nib, is: true},"
        " {fact: amount, at_most: 50000000}]}.",
        "Reads as is only help and is not read back.",
        "Percent: write 5 for 5% where the unit is percent. Formulas (=…) are refused.",
        "Derived facts, remedies and examples are not here and stay as they are; a removed"
        " criterion is taken out of the examples, too.",
    ],
}
