"""What is filled in about money: an amount that is booked, and why one is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.allocations.models import Application, ExpenseKind
from intranet.choice_fields import MemberField, options
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    without_identity,
)
from intranet.office.forms import ListedField

EVERYBODY = "all"


class BookingForm(Form):
    once = OnceField()
    kind = MemberField(
        _l("Apa yang dicatat?"),
        ExpenseKind,
        description=_l("Komitmen: sudah terikat penetapan atau kontrak. Realisasi: sudah dibayar."),
    )
    recipient = ListedField(
        _l("Untuk siapa?"),
        description=_l("“Semua penerima” untuk biaya bersama, misalnya sewa ruang."),
    )
    amount = RupiahField(_l("Jumlah"), validators=[Required(_l("Isi jumlah, misalnya 4.500.000"))])
    spent_on = DayField(_l("Tanggal"), validators=[Required(_l("Isi tanggal kontrak atau bayar"))])
    description = TextField(
        _l("Untuk apa?"),
        description=_l("Barang atau jasanya, tanpa NIK. Masuk ke jejak audit."),
        longest=300,
        validators=[Required(_l("Tulis untuk apa uang ini")), without_identity],
    )
    document = LineField(
        _l("Nomor dokumen"),
        description=_l("Kontrak, faktur, atau kuitansi."),
        longest=100,
        validators=[without_identity],
    )

    def for_period(
        self, applications: Sequence[Application], *, today: date, chosen: str = ""
    ) -> BookingForm:
        self.today = today
        self.by_uuid = {str(one.uuid): one for one in applications}
        named = [(value, f"{one.key} · {one.subject}") for value, one in self.by_uuid.items()]
        self.recipient.choices = options([(EVERYBODY, _l("Semua penerima")), *named])
        if not self.is_submitted():
            self.spent_on.data, self.kind.data = today, ExpenseKind.REALISATION
            self.recipient.data = chosen if chosen in self.by_uuid else EVERYBODY
        return self

    def validate_amount(self, field: Any) -> None:
        if field.data == 0:
            raise ValidationError(_("Isi jumlah lebih dari nol"))

    def validate_spent_on(self, field: Any) -> None:
        if field.data is not None and field.data > self.today:
            raise ValidationError(_("Tanggal ini belum tiba. Isi hari ini atau sebelumnya"))

    @property
    def application_chosen(self) -> Application | None:
        return self.by_uuid.get(self.recipient.data or "")


class TakeBackForm(Form):
    reason = TextField(
        _l("Mengapa ditarik kembali?"),
        description=_l("Tanpa NIK. Masuk ke jejak audit."),
        longest=300,
        validators=[Required(_l("Tulis alasannya")), without_identity],
    )
