"""Forms about the rules behind a decision."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from intranet.fields import (
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)

NEW_DRAFT = "new"


class NewerRulesForm(Form):
    """Why an item is put under the rules of today. `version` is the case's as it was seen."""

    version = VersionField()
    reason = TextField(
        _l("Alasan"),
        description=_l("Dibaca petugas lain dan auditor pada riwayat kasus."),
        validators=[Required(_l("Tulis alasannya")), without_identity],
    )


class ExampleForm(Form):
    """A decision as an example: its name, and the draft that it goes into."""

    once = OnceField()
    name = LineField(
        _l("Nama contoh"),
        description=_l("Tanpa nama orang atau usaha."),
        validators=[Required(_l("Beri nama contoh ini")), without_identity],
    )
    draft = RadioField(_l("Masukkan ke rancangan"), validators=[Required(_l("Pilih rancangannya"))])
