"""Forms about an aid: which equipment it is, and what a visit found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError

from intranet.choice_fields import NOT_ASKED, YesNoField, options
from intranet.equipment.aids import Choice
from intranet.equipment.models import Aid, EquipmentItem
from intranet.equipment.photo_fields import PHOTOS_HINT, PhotosField
from intranet.equipment.visits import Findings
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.office import queries as office
from intranet.office.forms import ListedField

MOST_UNITS = 100
MOST_VISITORS = 6
YES, NO = "yes", "no"


class ListedRadio(ListedField, RadioField):
    """One of a list, shown as cards."""


class LookedAtField(YesNoField):
    """Yes, no, or not looked at."""

    def iter_choices(self) -> Any:
        for choice in super().iter_choices():
            is_open = choice.value == NOT_ASKED
            yield choice._replace(label=_("Tidak diperiksa")) if is_open else choice


class EquipmentChoiceForm(Form):
    version = VersionField()
    item = ListedField(_l("Alat"), validators=[Required(_l("Pilih alatnya"))])
    quantity = NumberField(
        _l("Jumlah"),
        least=1,
        most=MOST_UNITS,
        default=1,
        validators=[Required(_l("Isi jumlahnya"))],
    )
    intended_use = TextField(
        _l("Untuk apa dipakai?"),
        description=_l("Ditulis dalam proposal. Kosongkan bila pemohon mengisinya sendiri."),
        longest=2_000,
        validators=[without_identity],
    )

    def __init__(self, *args: Any, items: Sequence[EquipmentItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.uuid): item for item in items}
        self.item.choices = options(
            [(key, item.name) for key, item in self.items.items()], empty=_("Pilih alat")
        )

    def show(self, aid: Aid) -> None:
        self.version.data, self.quantity.data = aid.version, aid.quantity
        self.item.data = str(aid.equipment_item.uuid) if aid.equipment_item else ""
        self.intended_use.data = aid.intended_use or aid.application.item.description

    def to_choice(self) -> Choice:
        return Choice(
            item=self.items[self.item.data],
            quantity=self.quantity.data or 1,
            intended_use=self.intended_use.data or "",
        )


class VisitForm(Form):
    once = OnceField()
    visited_on = DayField(
        _l("Tanggal kunjungan"), validators=[Required(_l("Isi tanggal kunjungannya"))]
    )
    visitors = TextField(
        _l("Siapa yang meninjau?"),
        description=_l("Nama dan jabatan, satu orang satu baris."),
        longest=1_000,
        validators=[Required(_l("Isi siapa yang meninjau")), without_identity],
    )
    met = LineField(
        _l("Siapa yang ditemui?"),
        description=_l("Kosongkan bila pemohon sendiri."),
        validators=[without_identity],
    )
    place_of_use = LineField(
        _l("Tempat alat akan dipakai"),
        description=_l("Misalnya ruang produksi di belakang rumah."),
        validators=[without_identity],
    )
    is_running = LookedAtField(_l("Usahanya berjalan?"))
    has_space = LookedAtField(_l("Tempat untuk alat memadai?"))
    has_power = LookedAtField(_l("Listrik atau bahan bakarnya memadai?"))
    findings = TextField(
        _l("Temuan"),
        description=_l("Apa yang dilihat di tempat usaha."),
        longest=5_000,
        validators=[Required(_l("Tulis apa yang ditemukan")), without_identity],
    )
    recommends = ListedRadio(
        _l("Pendapat peninjau"),
        choices=options([(YES, _l("Direkomendasikan")), (NO, _l("Tidak direkomendasikan"))]),
        validators=[Required(_l("Pilih pendapat peninjau"))],
    )
    reason = TextField(
        _l("Alasannya"),
        description=_l("Wajib diisi bila tidak direkomendasikan."),
        longest=2_000,
        validators=[without_identity],
    )
    photos = PhotosField(_l("Foto"), description=PHOTOS_HINT)
    captions = TextField(
        _l("Keterangan foto"),
        description=_l("Satu baris untuk setiap foto, menurut urutannya."),
        longest=1_000,
        validators=[without_identity],
    )

    def validate_visited_on(self, field: DayField) -> None:
        if field.data and field.data > office.today():
            raise ValidationError(_l("Isi tanggal hari ini atau sebelumnya"))

    def validate_visitors(self, field: TextField) -> None:
        if len(_lines(field.data)) > MOST_VISITORS:
            raise ValidationError(_l("Isi paling banyak %(most)s orang", most=MOST_VISITORS))

    def validate_reason(self, field: TextField) -> None:
        if self.recommends.data == NO and not field.data:
            raise ValidationError(_l("Tulis mengapa tidak direkomendasikan"))

    def to_findings(self) -> Findings:
        return Findings(
            visited_on=self.visited_on.data,
            visitors=tuple(_lines(self.visitors.data)),
            findings=self.findings.data or "",
            recommends=self.recommends.data == YES,
            reason=self.reason.data or "",
            met=self.met.data or "",
            place_of_use=self.place_of_use.data or "",
            is_running=self.is_running.data,
            has_space=self.has_space.data,
            has_power=self.has_power.data,
        )

    def to_photos(self) -> list[tuple[Any, str]]:
        captions = (self.captions.data or "").splitlines()
        return [
            (photo, captions[at].strip() if at < len(captions) else "")
            for at, photo in enumerate(self.photos.accepted)
        ]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
