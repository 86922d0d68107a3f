"""What is filled in for a budget's window."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.fields import DayField, Form, LineField, Required, VersionField, without_identity

_REQUIRED = _l("Isi tanggalnya, misalnya 01/04/2026")


class WindowForm(Form):
    """The first and last day on which proposals go in, and who says so."""

    opens_on = DayField(_l("Hari pertama usulan diterima"), validators=[Required(_REQUIRED)])
    closes_on = DayField(_l("Hari terakhir usulan diterima"), validators=[Required(_REQUIRED)])
    source = LineField(
        _l("Sumber"),
        description=_l("Misalnya nomor surat edaran atau jadwal dari Bappeda."),
        validators=[Required(_l("Tulis dari mana tanggal ini")), without_identity],
    )
    version = VersionField()

    def validate_closes_on(self, field: DayField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_l("Hari terakhir tidak mungkin sebelum hari pertama"))
