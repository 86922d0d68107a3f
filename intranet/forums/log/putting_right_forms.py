"""What is asked when an entry is withdrawn, or gets a wish that was forgotten."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, ValidationError

from intranet.fields import (
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    VersionField,
    without_identity,
)
from intranet.forums.log import withdrawing
from intranet.forums.log.spoken_wish_forms import WishForm
from intranet.forums.models import Aspiration


class WithdrawForm(Form):
    """Why an entry does not count, and which other one tells the same."""

    reason = LineField(
        _l("Mengapa ditarik?"),
        description=_l("Tampil di notula dan jejak audit. Jangan menyebut nama penyampai."),
        validators=[Required(_l("Tulis mengapa catatan ini ditarik")), without_identity],
        longest=300,
    )
    double_of = NumberField(
        _l("Ganda dengan nomor"),
        least=1,
        most=99_999,
        description=_l("Nomor urut di sesi ini yang tetap dihitung, misalnya 14."),
    )
    version = VersionField()

    def about(self, aspiration: Aspiration) -> WithdrawForm:
        self.aspiration = aspiration
        return self

    def validate_double_of(self, field: NumberField) -> None:
        if field.data is None or field.errors:
            return
        if field.data == self.aspiration.number:
            raise ValidationError(_l("Ini nomor catatan ini sendiri. Isi nomor yang lain"))
        other = self.other
        if other is None:
            raise ValidationError(_l("Tidak ada nomor itu di sesi ini"))
        if other.is_withdrawn:
            raise ValidationError(
                _("%(label)s sendiri sudah ditarik. Isi nomor yang dihitung", label=other.label)
            )

    @property
    def other(self) -> Aspiration | None:
        """The entry that is named as telling the same."""
        if self.double_of.data is None:
            return None
        return withdrawing.with_number(self.aspiration.session, self.double_of.data)


class RestoreForm(Form):
    version = VersionField()


class AddWishForm(Form):
    """A wish that the scribe left out, and what was answered to it at the session."""

    wish = FormField(WishForm)
    once = OnceField()
