"""The form about an entry of the catalogue."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from intranet.cases import equipment_choices
from intranet.choice_fields import options
from intranet.equipment.catalogue import EquipmentDetails
from intranet.equipment.models import EquipmentItem
from intranet.fields import (
    Form,
    LineField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
)
from intranet.office.forms import ListedField


class CatalogueItemForm(Form):
    version = VersionField()
    once = OnceField()
    name = LineField(
        _l("Nama alat"),
        description=_l("Seperti akan ditulis dalam surat, misalnya Alat penggiling kopi 5 kg."),
        validators=[Required(_l("Isi nama alat"))],
    )
    option = ListedField(
        _l("Jenis menurut aturan"),
        description=_l("Dipakai untuk mengetahui bantuan sejenis yang pernah diterima."),
        validators=[Required(_l("Pilih jenis alat"))],
    )
    specification = TextField(_l("Spesifikasi"), longest=2_000)
    unit = LineField(
        _l("Satuan"), longest=30, default="unit", validators=[Required(_l("Isi satuannya"))]
    )
    price = RupiahField(_l("Harga satuan"), description=_l("Kosongkan bila belum ada harga."))
    price_source = LineField(
        _l("Sumber harga"),
        description=_l(
            "Misalnya e-Katalog tanggal 2 November 2026. Tanpa sumber, harga ditandai belum "
            "diverifikasi."
        ),
    )
    is_active = BooleanField(_l("Masih dapat diminta"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option.choices = options(equipment_choices.offered(), empty=_("Pilih jenis"))

    def show(self, item: EquipmentItem) -> None:
        for field in self:
            if field.name not in {"csrf_token", "once"}:
                field.data = getattr(item, field.name)

    def to_details(self) -> EquipmentDetails:
        return EquipmentDetails(
            name=self.name.data or "",
            option=self.option.data or "",
            specification=self.specification.data or "",
            unit=self.unit.data or "unit",
            price=self.price.data,
            price_source=self.price_source.data or "",
            is_active=self.is_active.data,
        )
