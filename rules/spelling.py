"""Values as people write them, in Indonesian and in English: rupiah, days in words, options."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from rules.vocabulary import Fact

MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
UNITS = {
    "id": {"years": "tahun", "months": "bulan", "days": "hari"},
    "en": {"years": "years", "months": "months", "days": "days"},
}
SINGULAR = {"years": "year", "months": "month", "days": "day"}


def value(fact: Fact, shown: Any, language: str) -> str:
    """A fact's value for people: an option's label, rupiah, a date in words."""
    if shown is None:
        return {"id": "belum diketahui", "en": "not known"}[language]
    if isinstance(shown, tuple):
        return ", ".join(value(fact, item, language) for item in shown) or "-"
    if isinstance(shown, bool):
        return {"id": ("tidak", "ya"), "en": ("no", "yes")}[language][shown]
    if isinstance(shown, date):
        return day(shown, language)
    if isinstance(shown, str):
        label = fact.options.get(shown)
        return label.in_language(language) if label else shown
    return number(shown, "IDR" if fact.type == "money" else "", language)


def day(shown: date, language: str) -> str:
    """A day in words: 4 Januari 2027, 4 January 2027."""
    return f"{shown.day} {MONTHS[language].split()[shown.month - 1]} {shown.year}"


def number(shown: int | Decimal, unit: str, language: str) -> str:
    """A number in a unit, with the separators of the language: 13.652 or 13,652.

    Rupiah are written as on Indonesian paper in both: Rp4.800.000.
    """
    if unit == "" and isinstance(shown, int) and abs(shown) < 10_000:
        digits = str(shown)
    else:
        digits = f"{shown:,}" if isinstance(shown, int) else f"{shown:,f}"
    if language == "id" or unit == "IDR":
        digits = digits.translate(str.maketrans(",.", ".,"))
    if unit == "IDR":
        return f"-Rp{digits[1:]}" if shown < 0 else f"Rp{digits}"
    if unit == "percent":
        return f"{digits}%"
    if unit in SINGULAR:
        word = SINGULAR[unit] if language == "en" and shown == 1 else UNITS[language][unit]
        return f"{digits} {word}"
    return digits


def quoted(text: str) -> str:
    """A text as it was written, in quotation marks; those within it are doubled."""
    return "“" + text.replace("”", "””") + "”"
