"""What to look for in the journal."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import to_utc
from wtforms import DateTimeLocalField, SelectField, ValidationError

from intranet import words
from intranet.audit import actors, queries
from intranet.audit.queries import Filter
from intranet.fields import Form, LineField

ONE_MINUTE = timedelta(minutes=1)


class MinuteField(DateTimeLocalField):
    """A minute in the office's time zone; kept in UTC."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0]:
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
            typed: Any = self.data
            if not 1900 <= typed.year < 2200:
                raise ValueError
            self.data = to_utc(typed).replace(tzinfo=UTC)
        except ValueError:
            self.data = None
            raise ValueError(_l("Isi tanggal dan jam, misalnya 2026-11-21 09:15")) from None


def uuid_or_none(given: Any) -> UUID | None:
    return given if isinstance(given, UUID) else UUID(given) if given else None


class ChoiceField(SelectField):
    """One of a list, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("Pilih salah satu dari daftar")) from None

    def pre_validate(self, form: Any) -> None:
        if self.data and not any(chosen for _value, _label, chosen, *_ in self.iter_choices()):
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class FilterForm(Form):
    class Meta(Form.Meta):
        csrf = False  # It only asks.

    actor = ChoiceField(_l("Oleh siapa"), coerce=uuid_or_none)
    action = ChoiceField(_l("Perbuatan"))
    since = MinuteField(_l("Sejak"))
    until = MinuteField(_l("Sampai dengan"))
    about = LineField(
        _l("Tentang"),
        description=_l("Nomor kasus, misalnya LKT-2026-000001, atau kode catatan"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor.choices = [("", _l("Siapa saja")), *actors.choices()]
        named = sorted((words.sentence(action, {}), action) for action in queries.actions())
        self.action.choices = [("", _l("Apa saja")), *((action, text) for text, action in named)]

    def validate_until(self, field: MinuteField) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_l("Isi waktu yang tidak mendahului “Sejak”"))

    def to_filter(self) -> Filter:
        about: str = self.about.data or ""
        try:
            subject_uuid, case_number = UUID(about), None
        except ValueError:
            subject_uuid, case_number = None, about.upper() or None
        return Filter(
            actor_uuid=self.actor.data,
            action=self.action.data or None,
            since=self.since.data,
            before=self.until.data + ONE_MINUTE if self.until.data else None,
            subject_uuid=subject_uuid,
            case_number=case_number,
        )

    def is_used(self) -> bool:
        return any(field.data for field in self)
