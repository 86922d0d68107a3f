"""The form that proposes one new value of a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError

from intranet.amounts import read_rupiah, too_large
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    ReadField,
    Required,
    without_identity,
)
from intranet.office import queries as office
from intranet.rulebook.entries import typed
from intranet.rulebook.new_figures import NewFigure
from rules.values import LARGEST
from rules.vocabulary import LARGEST_SCALE

EXAMPLES = {
    "money": _l("Dalam rupiah, misalnya 15.000.000 atau 15 juta."),
    "decimal": _l("Misalnya 2,5."),
    "integer": _l("Angka bulat, misalnya 8."),
}


class FigureField(ReadField):
    """A number of zero or more in a parameter's unit, as the language writes it."""

    def __init__(self, label: Any, *, _form: Any = None, **kwargs: Any) -> None:
        self.kind = typed.KINDS_OF_UNITS.get(_form.unit, "integer")
        super().__init__(label, _form=_form, description=EXAMPLES[self.kind], **kwargs)

    def read(self, text: str) -> int | str:
        if self.kind == "money":
            return read_rupiah(text)
        value = typed.read(self.kind, text)
        number = _number(value)
        if number is None:
            wanted = {"integer": _l("Isi angka bulat, misalnya 8"), "decimal": _l("Isi angka")}
            raise ValueError(wanted[self.kind])
        if number < 0:
            raise ValueError(_l("Isi angka nol atau lebih, tanpa tanda minus"))
        if number > LARGEST:
            raise ValueError(too_large())
        if -int(number.as_tuple().exponent) > LARGEST_SCALE:
            raise ValueError(
                _l("Paling banyak %(most)s angka di belakang koma", most=LARGEST_SCALE)
            )
        return value  # type: ignore[no-any-return]


class NewFigureForm(Form):
    """One new value; `unit` is the parameter's."""

    once = OnceField()
    value = FigureField(_l("Angka baru"), validators=[Required(_l("Isi angka baru"))])
    since = DayField(_l("Berlaku sejak"), validators=[Required(_l("Isi tanggal mulai berlaku"))])
    until = DayField(
        _l("Sampai"),
        description=_l(
            "Kosongkan bila berlaku sampai diganti. Anda diingatkan 60 hari sebelum habis."
        ),
    )
    source = LineField(
        _l("Sumber"),
        description=_l("Peraturan dan pasalnya, keputusan, atau nota dinas."),
        validators=[Required(_l("Tulis sumber angka ini")), without_identity],
    )
    verified = BooleanField(_l("Sudah saya cocokkan dengan naskah sumbernya"))

    def __init__(self, unit: str) -> None:
        self.unit = unit
        super().__init__()

    def validate_until(self, field: DayField) -> None:
        if field.data is None:
            return
        if self.since.data and field.data < self.since.data:
            raise ValidationError(_l("Pilih hari sesudah tanggal mulai berlaku"))
        if field.data <= office.today():
            raise ValidationError(_l("Hari ini sudah lewat: pilih besok atau sesudahnya"))

    def to_figure(self) -> NewFigure:
        return NewFigure(
            value=self.value.data,
            since=self.since.data,
            until=self.until.data,
            source=self.source.data or "",
            verified=self.verified.data,
        )


def _number(value: Any) -> Decimal | None:
    """A read value as a number; None where it is still the text that was typed."""
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(value) if typed.DECIMAL.fullmatch(str(value)) and "," not in value else None
