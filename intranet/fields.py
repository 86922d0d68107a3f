"""Form fields that read what people really type, and answer with what to do.

WTForms ships no Indonesian messages, so each field here has its own, as instructions.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import (
    Field,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import HiddenField
from wtforms.fields.choices import (  # type: ignore[attr-defined]  # The stubs lag behind.
    Choice,
    SelectChoice,
)
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import DateInput, MonthInput, TextInput

from intranet.words import choices

E = TypeVar("E", bound=Enum)

LARGEST_RUPIAH = 10**15 - 1
LONGEST_LINE = 200
LONGEST_TEXT = 10_000

UNITS = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_AMOUNT = re.compile(
    r"(?P<minus>-)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+|-))?\s*(?P<unit>[a-z]+)?",
    re.ASCII,
)
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


def read_rupiah(typed: str) -> int:
    """Whole rupiah from `40.000.000`, `Rp 40.000.000,00`, `40 juta` or `1,5 miliar`.

    Raises ValueError with a sentence to act on.
    """
    text = re.sub(r"^rp\.?\s*", "", typed.strip().lower()).removesuffix(",-")
    found = _AMOUNT.fullmatch(text)
    if found is None or (found["unit"] and found["unit"] not in UNITS):
        raise ValueError(_l("Isi jumlah rupiah dengan angka, misalnya 40.000.000 atau 40 juta"))
    part = (found["part"] or "0").replace("-", "0")
    if len(found["whole"]) > 30 or len(part) > 30:
        raise ValueError(too_large())
    amount = Decimal(f"{found['whole'].replace('.', '')}.{part}") * UNITS.get(
        found["unit"] or "", 1
    )
    if found["minus"] and amount:
        raise ValueError(_l("Isi jumlah nol atau lebih, tanpa tanda minus"))
    if amount != int(amount):
        raise ValueError(_l("Bulatkan ke rupiah penuh, tanpa sen"))
    if amount > LARGEST_RUPIAH:
        raise ValueError(too_large())
    return int(amount)


def too_large() -> Any:
    return _l("Jumlah ini terlalu besar. Periksa angka nolnya")


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


def options(offered: Iterable[tuple[str, Any]], *, empty: Any = None) -> list[Any]:
    """Choices for a select field; `empty` is what stands there while nothing is chosen."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return [*first, *(SelectChoice(value, text) for value, text in offered)]


class MemberField(SelectField, Generic[E]):
    """One member of an enum; `data` is the member, or None where it may stay empty."""

    def __init__(self, label: Any, enum: type[E], *, empty: Any = None, **kwargs: Any) -> None:
        self.enum = enum
        self.may_stay_empty = empty is not None
        self.offered: list[tuple[str, Any]] = list(choices(enum))
        if empty is not None:
            self.offered.insert(0, ("", empty))
        super().__init__(
            label,
            choices=options(self.offered),
            coerce=lambda given: enum(given) if given else None,
            **kwargs,
        )

    def pre_validate(self, form: Any) -> None:
        is_filled_in = bool(self.raw_data and self.raw_data[0])
        if self.data is None and (is_filled_in or not self.may_stay_empty):
            raise ValidationError(_l("Pilih salah satu dari daftar"))

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None

    def iter_choices(self) -> Any:
        current = self.data.value if isinstance(self.data, Enum) else ""
        for value, label in self.offered:
            yield Choice(value, label, value == current, {})


class VersionField(HiddenField):
    """The version of the record that the form's writer saw; 0, which none has, if unreadable."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0

    def _value(self) -> str:
        return str(self.data or 0)


YES, NO, NOT_ASKED = "yes", "no", "unknown"
ANSWERS = [(YES, _l("Ya")), (NO, _l("Tidak")), (NOT_ASKED, _l("Belum ditanyakan"))]


class YesNoField(RadioField):
    """Yes, no, or not asked yet: True, False or None."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=options(ANSWERS),
            coerce=read_yes_no,
            **kwargs,
        )

    def pre_validate(self, form: Any) -> None:
        pass  # Every value was already read into one of the three.

    def iter_choices(self) -> Any:
        current = {True: YES, False: NO}.get(self.data, NOT_ASKED)
        for value, label in ANSWERS:
            yield Choice(value, label, value == current, {})


def read_yes_no(given: Any) -> bool | None:
    if isinstance(given, bool):
        return given
    return {YES: True, NO: False}.get(given)


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
