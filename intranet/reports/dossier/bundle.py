"""The dossier as one PDF with a list of contents and page numbers.

One paper at a time is read or made and handed to the binder's process, so that this one never
holds more than one of them and, at the end, the finished bundle.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import force_locale

from intranet.config import MEGABYTE
from intranet.files import FileDamaged
from intranet.formatting import long_date, rupiah
from intranet.office import queries as office
from intranet.pdf import RenderingFailed
from intranet.pdf.binding import Binder, Unreadable, binder
from intranet.reports.dossier import sheets
from intranet.reports.dossier.contents import Dossier, Paper, Section, missing_titles
from intranet.reports.dossier.sheets import Entry, FrontSheet
from intranet.words import indonesian

LARGEST = 200 * MEGABYTE
"""Of all papers together; what is past that is listed with the reason and stays in Loket."""
MOST_ATTEMPTS = 4
MOST_LAYOUTS = 3

_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Another bundle is being made: they take too much to be made side by side."""


@dataclass(frozen=True)
class Wanted:
    """What goes into the bundle, and who asked for it."""

    dossier: Dossier
    with_scans: bool
    """Scans of what was handed in, which may show full identity numbers."""
    made_by: str


class _EndedTheBinder(Exception):
    """A paper that took the binder's process with it."""

    def __init__(self, place: int) -> None:
        super().__init__(f"paper {place}")
        self.place = place


def make(wanted: Wanted, *, record: Callable[[], str]) -> bytes:
    """The bundle. `record` writes the journal's entry and gives its fingerprint; it is called
    once, when all papers are gathered. Raises Busy and pdf.RenderingFailed."""
    if not _one_at_a_time.acquire(blocking=False):
        raise Busy
    try:
        left_out: set[int] = set()
        for _attempt in range(MOST_ATTEMPTS):
            try:
                with binder() as process:
                    return _Bundle(wanted, process, left_out).finished(record)
            except _EndedTheBinder as ended:
                left_out.add(ended.place)
        raise RenderingFailed("Too many papers could not be bound.")
    finally:
        _one_at_a_time.release()


class _Bundle:
    """One attempt; `left_out` are papers that ended an earlier one, by their place."""

    def __init__(self, wanted: Wanted, process: Binder, left_out: set[int]) -> None:
        self.wanted, self.binder, self.left_out = wanted, process, left_out
        self.entries: list[Entry] = []
        """Pages are counted from 1 without the first pages, which come last."""
        self.pages, self.size, self.place = 0, 0, 0

    def finished(self, record: Callable[[], str]) -> bytes:
        for number, section in enumerate(self.wanted.dossier.sections):
            self._add_section(section, number)
        front = _front_of(self.wanted)
        title = f"Berkas {front.programme}"
        return self._bound(front, title, record())

    def _add_section(self, section: Section, number: int) -> None:
        heading = sheets.heading(section, number)
        self._add(0, heading, lambda: sheets.section_pdf(section, heading))
        for paper in section.papers:
            if paper.document is not None:
                self._add_paper(paper)

    def _add_paper(self, paper: Paper) -> None:
        assert paper.document is not None
        if paper.document.is_scan and not self.wanted.with_scans:
            self._leave_out(paper.title, "pindaian tidak disertakan, lihat di Loket")
        else:
            self._add(1, paper.title, paper.document.content)

    def _add(self, level: int, title: str, content: Callable[[], bytes]) -> None:
        self.place += 1
        if self.place in self.left_out:
            return self._leave_out(title, "tidak dapat dibaca")
        try:
            part = content()
        except FileDamaged:
            return self._leave_out(title, "berkasnya rusak atau hilang")
        except RenderingFailed:
            if level == 0:  # Without its sheets there is no bundle.
                raise
            return self._leave_out(title, "belum dapat dicetak")
        if self.size + len(part) > LARGEST:
            return self._leave_out(title, "berkas gabungan sudah terlalu besar")
        try:
            pages = self.binder.add(part)
        except Unreadable:
            return self._leave_out(title, "tidak dapat dibaca")
        except RenderingFailed:
            raise _EndedTheBinder(self.place) from None
        self.entries.append(Entry(level, title, self.pages + 1))
        self.pages += pages
        self.size += len(part)
        return None

    def _leave_out(self, title: str, why: str) -> None:
        self.entries.append(Entry(1, title, None, why))

    def _bound(self, front: FrontSheet, title: str, mark: str) -> bytes:
        """The list of contents is laid out until its own length is in its page numbers."""
        own_pages = 1
        for _layout in range(MOST_LAYOUTS):
            entries = [_moved(entry, own_pages) for entry in self.entries]
            laid_out = sheets.front_pdf(_with(front, entries, mark))
            needed = self.binder.count(laid_out)
            if needed == own_pages:
                break
            own_pages = needed
        outline = [(0, "Daftar isi", 1)]
        outline += [(one.level, one.title, one.page) for one in entries if one.page is not None]
        stamp = f"{title} · {mark} · halaman {{page}} dari {{pages}}"
        return self.binder.bind(laid_out, title=title, stamp=stamp, outline=outline)


def _moved(entry: Entry, by: int) -> Entry:
    page = None if entry.page is None else entry.page + by
    return Entry(entry.level, entry.title, page, entry.why_not)


def _with(front: FrontSheet, entries: list[Entry], mark: str) -> FrontSheet:
    return FrontSheet(
        front.programme, front.year, front.facts, front.missing, tuple(entries), mark, front.made
    )


def _front_of(wanted: Wanted) -> FrontSheet:
    """All of the first pages that is known before the papers are numbered."""
    dossier = wanted.dossier
    period = dossier.period
    hidden = sum(section.is_hidden for section in dossier.recipients)
    unknown = "belum diketahui" if period.is_funded else "–"
    with force_locale("id"):
        day = long_date(office.today())
        facts = (
            ("Sumber dana", indonesian(period.funding_source)),
            ("Anggaran", unknown if period.budget is None else rupiah(period.budget)),
            ("Penerima", f"{len(dossier.recipients)}"),
            ("Dokumen yang belum ada", f"{dossier.missing}"),
            ("Pindaian asli", "disertakan" if wanted.with_scans else "tidak disertakan"),
            *([("Permohonan rahasia", f"{hidden}, hanya nomornya")] if hidden else []),
        )
    missing = tuple(
        (sheets.heading(section, number), tuple(missing_titles(section.papers)))
        for number, section in enumerate(dossier.sections)
        if section.missing
    )
    made = f"{day} oleh {wanted.made_by}"
    return FrontSheet(period.name, period.year, facts, missing, (), "", made)
