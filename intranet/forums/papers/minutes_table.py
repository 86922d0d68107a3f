"""The minutes as a workbook, for who counts and sorts: one row a wish, one row an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import force_locale

from intranet.forums.papers.minutes_content import EntryTold, MinutesContent, WishTold
from intranet.forums.papers.minutes_paper import ANONYMOUS, promise_in_words
from intranet.spreadsheets import Cell, Sheet, as_workbook
from intranet.words import words

WISHES = (
    ("Nomor", 8),
    ("Butir", 7),
    ("Nomor registrasi", 16),
    ("Penyampai", 26),
    ("Desa", 20),
    ("Usaha", 22),
    ("Ucapan", 50),
    ("Dicatat pukul", 12),
    ("Masuk setelah ditutup", 12),
    ("Topik", 18),
    ("Permintaan", 40),
    ("Jawaban terakhir", 24),
    ("Penjawab", 26),
    ("Jabatan penjawab", 28),
    ("Isi jawaban", 50),
    ("Tanggal jawaban", 17),
    ("Anggaran", 14),
    ("Tenggat", 17),
    ("Perkiraan (Rp)", 16),
    ("Tindak lanjut", 36),
)
ANSWERS = (
    ("Nomor", 8),
    ("Butir", 7),
    ("Nomor registrasi", 16),
    ("Topik", 18),
    ("Jawaban ke", 10),
    ("Jenis jawaban", 24),
    ("Penjawab", 26),
    ("Jabatan penjawab", 28),
    ("Isi jawaban", 60),
    ("Tanggal jawaban", 17),
    ("Dijawab di tempat", 12),
)


def as_xlsx(content: MinutesContent, *, edition: int, made_on: date) -> bytes:
    """The same content gives the same bytes."""
    with force_locale("id"):
        sheets = [
            _sheet("Aspirasi", WISHES, list(_wishes(content))),
            _sheet("Jawaban", ANSWERS, list(_answers(content))),
            Sheet("Sesi", ("Keterangan", "Isi"), _session(content, edition), widths=(24, 80)),
        ]
        return as_workbook(sheets, made_on=made_on)


def _sheet(name: str, columns: tuple[tuple[str, int], ...], rows: list[list[Cell]]) -> Sheet:
    headings, widths = zip(*columns, strict=True)
    return Sheet(name, headings, rows, widths=widths)


def _wishes(content: MinutesContent) -> Iterator[list[Cell]]:
    for entry in content.entries:
        if entry.withdrawn:
            told = [None, f"ditarik: {entry.withdrawn}"]
            yield [*_of_entry(entry, None), *told, *[None] * (len(WISHES) - 9 - len(told))]
        for wish in entry.wishes:
            yield [*_of_entry(entry, wish), *_of_wish(wish)]


def _of_entry(entry: EntryTold, wish: WishTold | None) -> list[Cell]:
    return [
        entry.number,
        wish.position if wish else None,
        entry.label,
        entry.speaker or (ANONYMOUS if wish else None),
        entry.village,
        entry.business,
        entry.words,
        entry.spoken_at.time().replace(second=0, microsecond=0),
        "Ya" if entry.came_late else "Tidak",
    ]


def _of_wish(wish: WishTold) -> list[Cell]:
    answer = wish.answers[-1] if wish.answers else None
    promise = wish.promises[-1] if wish.promises else None
    return [
        wish.topic,
        wish.request,
        words(answer.kind) if answer else "Belum dijawab",
        answer.responder if answer else None,
        answer.position if answer else None,
        answer.words if answer else None,
        answer.given_on if answer else None,
        promise.budget if promise else None,
        promise.due_on if promise else None,
        promise.estimate if promise else None,
        promise_in_words(promise) if promise else None,
    ]


def _answers(content: MinutesContent) -> Iterator[list[Cell]]:
    for entry in content.entries:
        for wish in entry.wishes:
            for number, answer in enumerate(wish.answers, start=1):
                yield [
                    entry.number,
                    wish.position,
                    entry.label,
                    wish.topic,
                    number,
                    words(answer.kind),
                    answer.responder,
                    answer.position,
                    answer.words,
                    answer.given_on,
                    "Ya" if answer.at_session else "Tidak",
                ]


def _session(content: MinutesContent, edition: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        ["Kegiatan", content.series],
        ["Sesi", content.name],
        ["Nomor sesi", content.number],
        ["Edisi notula", edition],
        ["Tanggal", content.held_on],
        ["Mulai", content.starts_at],
        ["Tempat", content.place],
        ["Desa", content.village],
        ["Kecamatan", content.subdistrict],
        ["Acara", content.agenda],
    ]
    for one in content.officials:
        rows.append(["Pejabat", ", ".join(filter(None, (one.name, one.position, one.agency)))])
    for name in content.scribes:
        rows.append(["Pencatat", name])
    return rows
