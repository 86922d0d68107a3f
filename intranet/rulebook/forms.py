"""Forms about a version on its way into force."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError
from wtforms.form import BaseForm

from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    without_identity,
)
from intranet.office import queries as office
from intranet.rulebook.models import Draft


class FromTomorrow(DayField):
    """A day after today: today's decisions were taken under the rules of this morning."""

    def pre_validate(self, form: BaseForm) -> None:
        if self.data is not None and self.data <= office.today():
            raise ValidationError(_l("Pilih besok atau sesudahnya: hari ini sudah ada keputusan."))


class OnceForm(Form):
    """A button that makes a draft; pressed twice, it makes one."""

    once = OnceField()


class SubmitForm(Form):
    reason = TextField(
        _l("Alasan perubahan"),
        description=_l("Dibaca penyetuju dan auditor, misalnya: menyesuaikan Permenko baru."),
        validators=[Required(_l("Tulis alasan perubahan ini")), without_identity],
    )
    basis = LineField(
        _l("Dasar hukum atau kebijakan"),
        description=_l("Peraturan, keputusan, atau nota dinas yang menjadi dasarnya."),
        validators=[Required(_l("Tulis dasar perubahan ini")), without_identity],
    )
    holds_from = FromTomorrow(
        _l("Mulai berlaku"), validators=[Required(_l("Isi tanggal mulai berlaku"))]
    )
    holds_until = DayField(
        _l("Berlaku sampai"),
        description=_l("Kosongkan bila berlaku seterusnya. Sesudahnya versi sebelumnya kembali."),
    )

    def validate_holds_until(self, field: DayField) -> None:
        if field.data and self.holds_from.data and field.data < self.holds_from.data:
            raise ValidationError(_l("Tanggal ini harus sesudah tanggal mulai berlaku"))

    def suggest(self, draft: Draft) -> None:
        """What was said when it was sent before, else tomorrow."""
        self.reason.data, self.basis.data = draft.reason, draft.basis
        tomorrow = office.today() + timedelta(days=1)
        self.holds_from.data = max(draft.holds_from or tomorrow, tomorrow)
        self.holds_until.data = draft.holds_until


class ApproveForm(Form):
    seen = HiddenField()
    """The seal of what the page showed."""
    holds_from = FromTomorrow(
        _l("Mulai berlaku"), validators=[Required(_l("Isi tanggal mulai berlaku"))]
    )

    def suggest(self, draft: Draft) -> None:
        """The day that the author asked for, where it is still to come."""
        tomorrow = office.today() + timedelta(days=1)
        self.holds_from.data = max(draft.holds_from or tomorrow, tomorrow)


class SendBackForm(Form):
    why = TextField(
        _l("Yang perlu diperbaiki"),
        validators=[Required(_l("Tulis apa yang perlu diperbaiki")), without_identity],
    )
