"""Amounts in Indonesian words (terbilang), as letters and agreements spell them out."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

LARGEST = 10**18 - 1

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def in_words(number: int) -> str:
    """40000000 is "empat puluh juta". Raises ValueError below 0 and past 10^18."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 0 and {LARGEST}")
    return _spelt(number) if number else _UNITS[0]


def rupiah_in_full(amount: int) -> str:
    """40000000 is "Rp40.000.000,00 (empat puluh juta rupiah)". In whole rupiah."""
    dotted = f"{amount:,}".replace(",", ".")
    return f"Rp{dotted},00 ({in_words(amount)} rupiah)"


def day_in_words(day: date) -> str:
    """Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)."""
    weekday, month = (format_date(day, part, locale="id") for part in ("EEEE", "MMMM"))
    return (
        f"{weekday} tanggal {in_words(day.day)} bulan {month} tahun {in_words(day.year)} "
        f"({day:%d-%m-%Y})"
    )


def _spelt(number: int) -> str:
    for size, scale in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            # A single thousand is "seribu"; a single million is "satu juta".
            head = "seribu" if scale == "ribu" and count == 1 else f"{_spelt(count)} {scale}"
            return _joined(head, rest)
    if number >= 100:
        count, rest = divmod(number, 100)
        return _joined("seratus" if count == 1 else f"{_UNITS[count]} ratus", rest)
    if number >= 20:
        count, rest = divmod(number, 10)
        return _joined(f"{_UNITS[count]} puluh", rest)
    if number >= 12:
        return f"{_UNITS[number - 10]} belas"
    return {10: "sepuluh", 11: "sebelas"}.get(number) or _UNITS[number]


def _joined(head: str, rest: int) -> str:
    return f"{head} {_spelt(rest)}" if rest else head
