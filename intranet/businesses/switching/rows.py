"""The rows of a list as they are understood, with what is wrong in them, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext

from intranet.businesses.identifiers import read_nib
from intranet.businesses.models import AidKind
from intranet.businesses.switching import days
from intranet.businesses.switching.headings import Found
from intranet.businesses.switching.kinds import kind_of
from intranet.businesses.switching.models import ListHandedIn, ListKind
from intranet.fields import SIXTEEN_DIGITS
from intranet.people.identifiers import Malformed, read_nik
from intranet.words import indonesian
from intranet.workbooks import Cell, column_letters

LONGEST = 200
T = TypeVar("T")


@dataclass(frozen=True)
class Mistake:
    place: str
    """The cell, such as C7."""
    says: str


@dataclass(frozen=True)
class Told:
    """One row. `number` is its row in the sheet."""

    number: int
    name: str
    business: str
    nik: str | None
    nib: str | None
    village: str
    subdistrict: str
    kind: AidKind | None
    what: str
    received_on: date | None
    is_exact: bool
    source: str
    agency: str
    mistakes: tuple[Mistake, ...]


def read(found: Found, handed_in: ListHandedIn, *, today: date) -> list[Told]:
    """All rows below the heading that say anything."""
    rows = enumerate(found.table.rows[found.row + 1 :], start=found.row + 2)
    readers = [_Row(found, number, row) for number, row in rows]
    return [one.told(handed_in, today) for one in readers if not one.is_blank]


class _Row:
    """One row being read; what is wrong is collected on the way."""

    def __init__(self, found: Found, number: int, cells: Any) -> None:
        self.found, self.number, self.cells = found, number, cells
        self.mistakes: list[Mistake] = []

    @property
    def is_blank(self) -> bool:
        return all(self._cell(key) in {None, ""} for key in self.found.columns)

    def told(self, handed_in: ListHandedIn, today: date) -> Told:
        name, business = self.text("name"), self.text("business")
        nik, nib = self.number_of("nik", 16, read_nik), self.number_of("nib", 13, read_nib)
        if not (name or business or nik or nib):
            self.wrong("name", gettext("Nama penerima kosong."))
        when = self.when(today)
        told_kind, what = self.text("kind"), self.text("what")
        kind = kind_of(told_kind) or kind_of(what) or handed_in.assumed_kind
        agency = self.text("agency") or handed_in.agency
        if handed_in.kind is ListKind.OWN_AID and kind is None:
            kind = self.without_kind(told_kind or what)
        if handed_in.kind is ListKind.OTHER_AGENCIES and not agency:
            self.wrong("agency", gettext("Instansi pemberi kosong. Isi di sini atau di formulir."))
        return Told(
            number=self.number,
            name=name or business,
            business=business,
            nik=nik,
            nib=nib,
            village=self.text("village"),
            subdistrict=self.text("subdistrict"),
            kind=kind,
            what=what or told_kind or (indonesian(kind) if kind else ""),
            received_on=when.day if when else None,
            is_exact=bool(when and when.is_exact),
            source=self.text("source"),
            agency=agency,
            mistakes=tuple(self.mistakes),
        )

    def text(self, key: str) -> str:
        cell = self._read(key)
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = str(cell).strip()
        if SIXTEEN_DIGITS.search(text):
            self.wrong(key, gettext("Sel ini memuat NIK atau nomor KK. Pindahkan ke kolom NIK."))
            return ""
        if len(text) > LONGEST:
            self.wrong(
                key, gettext("Persingkat isi sel ini: paling banyak %(n)s huruf.", n=LONGEST)
            )
        return text[:LONGEST]

    def number_of(self, key: str, length: int, reader: Callable[[str], str]) -> str | None:
        cell = self._read(key)
        if cell in {None, "", "-"}:
            return None
        if isinstance(cell, int | float) and length > 15:
            self.wrong(
                key,
                gettext(
                    "Nomor ini tersimpan sebagai angka, sehingga angka terakhirnya dapat berubah. "
                    "Jadikan kolom ini teks, lalu ketik ulang nomornya."
                ),
            )
            return None
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        try:
            return reader(text)
        except Malformed:
            label = {"nik": "NIK", "nib": "NIB"}[key]
            self.wrong(key, gettext("%(what)s harus %(n)s angka.", what=label, n=length))
            return None

    def when(self, today: date) -> days.When | None:
        """The day where the list has one, else the year."""
        key = "day" if self._cell("day") not in {None, ""} else "year"
        cell = self._read(key)
        if cell in {None, ""}:
            if not self.mistakes or self.mistakes[-1].place != self._place(key):
                self.wrong(key, gettext("Tanggal atau tahun kosong."))
            return None
        try:
            return days.read(cell, today=today)
        except days.NoDay:
            self.wrong(
                key,
                gettext(
                    "Tanggal ini tidak terbaca atau setelah hari ini. Tulis seperti 31/12/2023, "
                    "atau tahunnya saja."
                ),
            )
            return None

    def without_kind(self, told: str) -> AidKind | None:
        if told:
            return AidKind.OTHER
        self.wrong("kind", gettext("Jenis bantuan kosong. Isi di sini atau pilih di formulir."))
        return None

    def wrong(self, key: str, says: str) -> None:
        self.mistakes.append(Mistake(self._place(key), says))

    def _read(self, key: str) -> Cell:
        """The cell's value; none, and a mistake, where a formula or an error stands."""
        place = self._place(key)
        if key in self.found.columns:
            if place in self.found.table.formulas:
                self.wrong(key, gettext("Sel ini berisi rumus. Salin, lalu tempel sebagai nilai."))
                return None
            if place in self.found.table.errors:
                self.wrong(key, gettext("Sel ini berisi galat seperti #N/A. Tulis nilainya."))
                return None
        return self._cell(key)

    def _cell(self, key: str) -> Cell:
        at = self.found.columns.get(key)
        return self.cells[at] if at is not None and at < len(self.cells) else None

    def _place(self, key: str) -> str:
        at = self.found.columns.get(key)
        return f"{column_letters(at + 1)}{self.number}" if at is not None else str(self.number)
