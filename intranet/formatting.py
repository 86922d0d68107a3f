"""How dates, amounts and identity numbers are written on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, format_datetime, get_locale, gettext, to_user_timezone

from intranet.words import sentence, words

DOT = "•"


def long_date(day: date | None) -> str:
    """21 November 2026."""
    return str(format_date(day, "d MMMM yyyy", rebase=False)) if day else "–"


def month(day: date | None) -> str:
    """November 2026."""
    return str(format_date(day, "MMMM yyyy", rebase=False)) if day else "–"


def moment(at: datetime | None) -> str:
    """21 November 2026 pukul 09.15 WIB, in the office's time zone."""
    if at is None:
        return "–"
    zone = to_user_timezone(at).strftime("%Z")
    written: str = gettext(
        "%(day)s pukul %(time)s %(zone)s",
        day=format_datetime(at, "d MMMM yyyy"),
        time=time_of_day(at),
        zone=zone,
    )
    return written


def time_of_day(at: datetime) -> str:
    """09.15, in English 09:15; in the office's time zone."""
    return str(format_datetime(at, "HH.mm" if str(get_locale()) == "id" else "HH:mm"))


def whole(number: int | None) -> str:
    """13.652."""
    return "–" if number is None else format_decimal(number, locale=get_locale())


def rupiah(amount: int | None) -> str:
    """Rp1.500.000: no space, as EYD asks. In rupiah."""
    return "–" if amount is None else f"Rp{amount:,}".replace(",", ".")


def masked(identity_number: str | None) -> str:
    """3509••••••••0003: the first and last four digits, so that a clerk can compare."""
    if not identity_number:
        return "–"
    hidden = max(len(identity_number) - 8, 0)
    return identity_number[:4] + DOT * hidden + identity_number[-4:]


def init_app(app: Flask) -> None:
    app.jinja_env.filters |= {
        "long_date": long_date,
        "month": month,
        "moment": moment,
        "whole": whole,
        "rupiah": rupiah,
        "masked": masked,
        "words": words,
    }
    app.jinja_env.globals["sentence"] = sentence
