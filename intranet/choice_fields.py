"""Form fields of which one answer is chosen: a member of an enum, or yes, no, not asked yet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, Generic, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields.choices import (  # type: ignore[attr-defined]  # The stubs lag behind.
    Choice,
    SelectChoice,
)

from intranet.words import choices

E = TypeVar("E", bound=Enum)


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
