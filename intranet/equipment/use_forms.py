"""Forms about the use of equipment: a check, and the figures of a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.choice_fields import MemberField
from intranet.equipment.checking import Finding
from intranet.equipment.models import Condition, UseResult
from intranet.equipment.photo_fields import PHOTOS_HINT, PhotosField
from intranet.equipment.results import Figures
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
    without_identity,
)
from intranet.programmes.programme_forms import SeveralField

LONGEST_REMARK = 1000


class CheckForm(Form):
    once = OnceField()
    checked_on = DayField(
        _l("Tanggal pemeriksaan"), validators=[Required(_l("Isi tanggal pemeriksaan"))]
    )
    officer = LineField(
        _l("Diperiksa oleh"),
        validators=[Required(_l("Isi siapa yang memeriksa")), without_identity],
    )
    condition = MemberField(_l("Keadaan alat"), Condition, empty=_l("Pilih"))
    serials = SeveralField(_l("Nomor seri yang terlihat"))
    remark = TextField(_l("Temuan"), longest=LONGEST_REMARK, validators=[without_identity])
    next_step = TextField(
        _l("Tindak lanjut"),
        longest=LONGEST_REMARK,
        description=_l("Wajib diisi bila alat tidak dipakai seperti seharusnya."),
        validators=[without_identity],
    )
    photos = PhotosField(
        _l("Foto"),
        description=PHOTOS_HINT,
    )

    def __init__(
        self, *args: Any, serials: Sequence[str], since: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.today = since, today
        self.serials.offer({serial: serial for serial in serials})

    def validate_checked_on(self, field: DayField) -> None:
        if field.data and not self.since <= field.data <= self.today:
            raise ValidationError(_l("Isi tanggal antara serah terima dan hari ini"))

    def validate_condition(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(_l("Pilih keadaan alat"))

    def validate_next_step(self, field: TextField) -> None:
        if self.condition.data not in {None, Condition.IN_USE} and not field.data:
            raise ValidationError(_l("Tulis apa yang dilakukan atas keadaan ini"))

    def to_finding(self) -> Finding:
        assert self.condition.data is not None
        return Finding(
            checked_on=self.checked_on.data,
            officer=self.officer.data or "",
            condition=self.condition.data,
            remark=self.remark.data or "",
            next_step=self.next_step.data or "",
            serials_seen=tuple(self.serials.data or ()),
            photos=self.photos.accepted,
        )


class PhotosForm(Form):
    """Photos of the handover."""

    once = OnceField()
    photos = PhotosField(
        _l("Foto serah terima"),
        description=PHOTOS_HINT,
    )

    def validate_photos(self, field: PhotosField) -> None:
        if not field.accepted:
            raise ValidationError(_l("Pilih fotonya"))


class ResultForm(Form):
    """The figures of a moment; what was not told stays empty."""

    once = OnceField()
    version = VersionField()
    asked_on = DayField(_l("Tanggal ditanyakan"), validators=[Required(_l("Isi tanggalnya"))])
    monthly_sales = RupiahField(_l("Penjualan per bulan"))
    jobs = NumberField(
        _l("Tenaga kerja"),
        most=100_000,
        description=_l("Semua yang bekerja, termasuk pemilik."),
    )
    markets = NumberField(
        _l("Tempat pemasaran"),
        most=100_000,
        description=_l("Berapa toko, pasar, atau kota tempat produk dijual."),
    )
    markets_named = LineField(
        _l("Pemasarannya di mana"), longest=LONGEST_REMARK, validators=[without_identity]
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_asked_on(self, field: DayField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("Tanggal ini tidak boleh sesudah hari ini"))

    def validate_markets_named(self, _field: LineField) -> None:
        known = (self.monthly_sales.data, self.jobs.data, self.markets.data)
        if all(value is None for value in known):
            raise ValidationError(_l("Isi paling sedikit satu angka di atas"))

    def show(self, result: UseResult) -> None:
        for name in ("asked_on", "monthly_sales", "jobs", "markets", "markets_named", "version"):
            self[name].data = getattr(result, name)

    def to_figures(self) -> Figures:
        return Figures(
            asked_on=self.asked_on.data,
            monthly_sales=self.monthly_sales.data,
            jobs=self.jobs.data,
            markets=self.markets.data,
            markets_named=self.markets_named.data or "",
        )
