"""What is asked before an edition of the minutes is made."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.fields import Form, OnceField, TextField, VersionField, without_identity


class MinutesForm(Form):
    """`after` is the newest edition that its writer saw; 0 where there was none."""

    once = OnceField()
    after = VersionField()
    reason = TextField(
        _l("Mengapa edisi baru?"),
        longest=500,
        description=_l("Tercetak pada notula. Edisi lama tetap dapat diunduh."),
        validators=[without_identity],
    )

    def show(self, newest: int) -> MinutesForm:
        self.after.data = newest
        return self

    def validate_reason(self, field: TextField) -> None:
        if self.after.data and not field.data:
            raise ValidationError(_("Tulis mengapa edisi baru diperlukan"))
