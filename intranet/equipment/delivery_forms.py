"""Forms about delivered equipment: the goods receipt and its payment."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.equipment.models import Procurement
from intranet.equipment.paper_forms import lines_of
from intranet.equipment.procuring import Receipt
from intranet.fields import (
    LONGEST_LINE,
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
    without_identity,
)


class ReceiptForm(Form):
    """The goods receipt; the same form puts it right."""

    once = OnceField()
    version = VersionField()
    received_on = DayField(
        _l("Tanggal barang diterima"), validators=[Required(_l("Isi tanggal barang diterima"))]
    )
    supplier = LineField(
        _l("Penyedia"),
        description=_l("Toko, perusahaan, atau kementerian yang mengirim alat."),
        validators=[Required(_l("Isi siapa penyedianya")), without_identity],
    )
    document = LineField(
        _l("Nomor kontrak, pesanan, atau surat jalan"),
        validators=[Required(_l("Isi nomor dokumennya")), without_identity],
    )
    contracted_on = DayField(
        _l("Tanggal kontrak atau dokumen"), validators=[Required(_l("Isi tanggal dokumennya"))]
    )
    make = LineField(
        _l("Merek dan tipe"),
        description=_l("Seperti tertera pada pelat alat."),
        validators=[Required(_l("Isi merek dan tipe alat")), without_identity],
    )
    unit_value = RupiahField(
        _l("Nilai per unit"), validators=[Required(_l("Isi nilai per unit dalam rupiah"))]
    )
    serials = TextField(
        _l("Nomor seri"),
        description=_l(
            "Satu nomor per baris, satu baris untuk setiap unit. Alat tanpa nomor seri: tulis "
            "nomor inventaris yang ditempel dinas."
        ),
        validators=[Required(_l("Isi nomor seri setiap unit"))],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_received_on(self, field: DayField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("Tanggal penerimaan tidak boleh sesudah hari ini"))

    def validate_contracted_on(self, field: DayField) -> None:
        first, last = field.data, self.received_on.data
        if first and last and first > last:
            raise ValidationError(_l("Tanggal dokumen tidak boleh sesudah barang diterima"))

    def validate_serials(self, field: TextField) -> None:
        if any(len(line) > LONGEST_LINE for line in lines_of(field.data)):
            raise ValidationError(_l("Tulis satu nomor seri per baris"))

    def show(self, procurement: Procurement) -> None:
        for name in (
            "received_on",
            "supplier",
            "document",
            "contracted_on",
            "make",
            "unit_value",
            "version",
        ):
            self[name].data = getattr(procurement, name)
        self.serials.data = "\n".join(procurement.serials)

    def to_receipt(self) -> Receipt:
        return Receipt(
            received_on=self.received_on.data,
            supplier=self.supplier.data or "",
            document=self.document.data or "",
            contracted_on=self.contracted_on.data,
            make=self.make.data or "",
            unit_value=self.unit_value.data,
            serials=lines_of(self.serials.data),
        )


class PaymentForm(Form):
    once = OnceField()
    paid_on = DayField(_l("Tanggal dibayar"), validators=[Required(_l("Isi tanggal pembayaran"))])
    document = LineField(
        _l("Nomor bukti pembayaran"),
        description=_l("Misalnya nomor SP2D atau kuitansi."),
        validators=[Required(_l("Isi nomor bukti pembayaran")), without_identity],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_paid_on(self, field: DayField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("Tanggal pembayaran tidak boleh sesudah hari ini"))
