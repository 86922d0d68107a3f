"""Form fields that read what people really type, and answer with what to do.

WTForms ships no Indonesian messages, so each field here has its own, as instructions.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import date, datetime, time
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import (
    Field,
    FileField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import HiddenField
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import DateInput, MonthInput, TextInput, TimeInput

from intranet.amounts import read_rupiah

LONGEST_LINE = 200
LONGEST_TEXT = 10_000

# However they are grouped: a NIK or KK number.
SIXTEEN_DIGITS = re.compile(r"(?:\d[ .\-]?){15}\d", re.ASCII)
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
MONTH_FORMS = ("%Y-%m", "%m/%Y", "%m-%Y")


class Form(FlaskForm):
    """The base of every form: nothing is filled in on models, see each form's `to_…()`."""

    class Meta(FlaskForm.Meta):
        locales = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """A file only where the form asks for one, a text only where it asks for text."""
            if request.is_json:  # Pages send forms; whoever sends JSON has filled in nothing.
                return formdata if isinstance(formdata, MultiDict) else None
            sent = super().wrap_formdata(form, formdata)
            if sent is None:
                return None
            asked = {field.name for field in form if isinstance(field, FileField)}
            return MultiDict(
                (name, value)
                for name, value in sent.items(multi=True)
                if isinstance(value, FileStorage if name in asked else str)
            )


class Required(InputRequired):
    """The field must be filled in; `message` says with what."""

    def __call__(self, form: Any, field: Field) -> None:
        raw = field.raw_data[0] if field.raw_data else None
        if not (raw.strip() if isinstance(raw, str) else raw):
            field.errors = []
            raise StopValidation(str(self.message))


def _refuse_control_characters(text: str) -> None:
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in text):
        raise ValidationError(_l("Hapus karakter yang tidak terlihat, lalu ketik ulang isian ini"))


def without_identity(_form: object, field: Field) -> None:
    """A validator: identity numbers are kept sealed or not at all, never in free text."""
    if SIXTEEN_DIGITS.search(field.data or ""):
        raise ValidationError(_l("Hapus NIK atau nomor KK dari isian ini"))


class LineField(StringField):
    """One line of text, trimmed; empty is None. Stored as typed otherwise."""

    def __init__(self, *args: Any, longest: int = LONGEST_LINE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest = longest

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = valuelist[0].strip() or None

    def pre_validate(self, form: Any) -> None:
        text = self.data or ""
        _refuse_control_characters(text)
        if len(text) > self.longest:
            raise ValidationError(
                _l(
                    "Persingkat menjadi paling banyak %(most)s karakter (sekarang %(now)s)",
                    most=self.longest,
                    now=len(text),
                )
            )


class TextField(LineField, TextAreaField):
    """Several lines of text, trimmed; empty is None."""

    def __init__(self, *args: Any, longest: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(*args, longest=longest, **kwargs)


class ReadField(Field):
    """A text input that is read into something else, and shows again what was typed."""

    widget: Any = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = self.read(typed) if typed else None

    def read(self, typed: str) -> Any:
        """The value of what was typed. Raises ValueError with a sentence to act on."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        return str(value)


class RupiahField(ReadField):
    """An amount in whole rupiah."""

    def read(self, typed: str) -> int:
        return read_rupiah(typed)

    def written(self, value: int) -> str:
        return f"{value:,}".replace(",", ".")


class NumberField(ReadField):
    """A whole number between `least` and `most`."""

    def __init__(self, *args: Any, least: int = 0, most: int = 10**9, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    def read(self, typed: str) -> int:
        plain = typed.replace(".", "")
        if not re.fullmatch(r"-?\d{1,30}", plain, re.ASCII):
            raise ValueError(_l("Isi dengan angka saja"))
        if not self.least <= int(plain) <= self.most:
            raise ValueError(
                _l("Isi angka dari %(least)s sampai %(most)s", least=self.least, most=self.most)
            )
        return int(plain)


class DayField(ReadField):
    """A calendar day, as the browser sends it or typed as 31/12/2026."""

    widget = DateInput()

    def read(self, typed: str) -> date:
        for form in DAY_FORMS:
            try:
                day = datetime.strptime(typed, form).date()
            except ValueError:
                continue
            if 1900 <= day.year < 2200:
                return day
        raise ValueError(_l("Isi tanggal yang ada di kalender, misalnya 31/12/2026"))

    def written(self, value: date) -> str:
        return value.isoformat()


class TimeField(ReadField):
    """A time of day, as the browser sends it or typed as 09.00."""

    widget = TimeInput()

    def read(self, typed: str) -> time:
        found = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?", typed, re.ASCII)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValueError(_l("Isi jam, misalnya 09.00"))
        return time(int(found[1]), int(found[2]))

    def written(self, value: time) -> str:
        return f"{value:%H:%M}"


class MonthField(ReadField):
    """A month; its first day."""

    widget = MonthInput()

    def read(self, typed: str) -> date:
        for form in MONTH_FORMS:
            try:
                month = datetime.strptime(typed, form).date()
            except ValueError:
                continue
            if 1900 <= month.year < 2200:
                return month
        raise ValueError(_l("Isi bulan dan tahun, misalnya 05/2021"))

    def written(self, value: date) -> str:
        return f"{value:%Y-%m}"


class VersionField(HiddenField):
    """The version of the record that the form's writer saw; 0, which none has, if unreadable."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0

    def _value(self) -> str:
        return str(self.data or 0)


class OnceField(HiddenField):
    """The key that makes sending a form twice harmless; see intranet.once."""

    data: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=lambda: str(uuid.uuid4()), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = uuid.UUID(valuelist[0])
        except (ValueError, IndexError):
            self.data = uuid.uuid4()
