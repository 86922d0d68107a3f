"""What is filled in when a case is opened or an item corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField, ValidationError
from wtforms import Form as PartOfForm

from intranet.businesses.models import Business
from intranet.cases import equipment_choices
from intranet.cases.codes import Channel, Purpose
from intranet.cases.models import Item
from intranet.cases.opening import Intake, ItemAsked
from intranet.choice_fields import MemberField, options
from intranet.fields import Form, OnceField, RupiahField, TextField, VersionField, without_identity
from intranet.office import queries as office
from intranet.people.models import Person
from intranet.programmes import queries as programmes
from intranet.programmes.models import Programme

MOST_ITEMS = 10
CHOOSE = _l("Pilih salah satu")


class ItemForm(PartOfForm):
    """One thing asked for; the programme decides whether an amount or equipment belongs to it."""

    programme = SelectField(_l("Layanan"), validate_choice=False)
    purpose = MemberField(_l("Untuk keperluan"), Purpose, empty=CHOOSE)
    amount = RupiahField(
        _l("Jumlah yang dimohon"), description=_l("Boleh ditulis 40.000.000 atau 40 juta.")
    )
    equipment = SelectField(_l("Alat yang dimohon"), validate_choice=False)
    description = TextField(_l("Uraian"), longest=2_000, validators=[without_identity])

    def offer(self, offered: Sequence[Programme]) -> None:
        """Make these the programmes to choose from."""
        self.offered = {str(programme.uuid): programme for programme in offered}
        names = [(key, programme.name) for key, programme in self.offered.items()]
        self.programme.choices = options(names, empty=CHOOSE)
        for choice in self.programme.choices[1:]:
            choice.render_kw = {"data-asks": _asks(self.offered[choice.value])}
        self.equipment.choices = options(equipment_choices.offered(), empty=CHOOSE)

    @property
    def chosen(self) -> Programme | None:
        return self.offered.get(self.programme.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        if self.chosen and not self.chosen.asks_amount:
            # What stands in a field that does not belong to the programme is no mistake.
            self.amount.process_errors, self.amount.data = [], None
        return super().validate(extra_validators)

    def validate_programme(self, field: SelectField) -> None:
        if self.chosen is None:
            raise ValidationError(_l("Pilih layanan yang diminta"))

    def validate_purpose(self, field: MemberField[Purpose]) -> None:
        if field.data is None:
            raise ValidationError(_l("Pilih untuk keperluan apa"))

    def validate_amount(self, field: RupiahField) -> None:
        if self.chosen and self.chosen.asks_amount and not field.data and not field.errors:
            raise ValidationError(_l("Isi jumlah yang dimohon, misalnya 40.000.000"))

    def validate_equipment(self, field: SelectField) -> None:
        options = {option for option, _words in equipment_choices.offered()}
        if self.chosen and self.chosen.asks_equipment and field.data not in options:
            raise ValidationError(_l("Pilih alat yang dimohon"))

    def to_item(self) -> ItemAsked:
        assert self.chosen is not None
        return ItemAsked(
            programme=self.chosen,
            purpose=self.purpose.data,
            amount=self.amount.data if self.chosen.asks_amount else None,
            equipment=self.equipment.data if self.chosen.asks_equipment else None,
            description=self.description.data or "",
        )


def _asks(programme: Programme) -> str:
    asked = {"amount": programme.asks_amount, "equipment": programme.asks_equipment}
    return " ".join(name for name, is_asked in asked.items() if is_asked)


class ItemsField(FieldList):  # type: ignore[type-arg]  # Generic in the stubs alone.
    """Rows by number. Names that no page of ours sends are passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "FieldList"  # What the error summary looks into.

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        for name in formdata:
            if found := re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,3}})-\w+", name, re.ASCII):
                yield int(found[1])


class CaseForm(Form):
    """The counter's one screen."""

    channel = MemberField(_l("Datang melalui"), Channel, default=Channel.IN_PERSON)
    words = TextField(
        _l("Yang disampaikan warga"),
        description=_l("Tulis dengan kata-katanya sendiri. Jangan menulis NIK di sini."),
        validators=[without_identity],
    )
    items = ItemsField(FormField(ItemForm), min_entries=1, max_entries=MOST_ITEMS)
    is_confidential = BooleanField(
        _l("Rahasiakan kasus ini"),
        description=_l("Hanya penerima, bidang yang menangani, kepala, dan auditor yang melihat."),
    )
    division = SelectField(_l("Bidang yang menangani"), validate_choice=False)
    once = OnceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = programmes.active()
        self.divisions = {division.code: division.name for division in office.divisions()}
        self.division.choices = options(
            self.divisions.items(), empty=_l("Ditentukan saat disposisi")
        )
        for row in self.items:
            row.form.offer(self._offered)

    @property
    def may_add(self) -> bool:
        return len(self.items) < MOST_ITEMS

    def add_item(self) -> None:
        if self.may_add:
            self.items.append_entry().form.offer(self._offered)

    def remove_item(self, row_name: str) -> None:
        """Take the row called e.g. `items-2` away; the last one stays."""
        if len(self.items) > 1:
            self.items.entries = [row for row in self.items.entries if row.name != row_name]

    def validate_division(self, field: SelectField) -> None:
        if self.is_confidential.data and not field.data:
            raise ValidationError(_l("Pilih bidang yang menangani kasus rahasia ini"))
        if field.data and field.data not in self.divisions:
            raise ValidationError(_l("Pilih bidang dari daftar"))

    def to_intake(self, person: Person, business: Business | None) -> Intake:
        return Intake(
            person=person,
            business=business,
            items=tuple(row.form.to_item() for row in self.items),
            channel=self.channel.data,
            words=self.words.data or "",
            is_confidential=self.is_confidential.data,
            division_code=self.division.data or None,
        )


class CorrectionForm(Form, ItemForm):
    """An item as it was taken down; its programme stays."""

    version = VersionField()

    def keep_programme(self, item: Item) -> None:
        self.offer([item.programme])
        self.programme.data = str(item.programme.uuid)
