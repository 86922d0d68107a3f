"""What is asked before a letter moves on."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from intranet.fields import Form, Required, TextField, VersionField, without_identity
from intranet.letters.models import Act, Letter

LONGEST_REMARK = 1000

ASKED = {
    Act.SEND_BACK: (
        _l("Apa yang perlu diperbaiki?"),
        _l("Penyusun membaca catatan ini di halaman surat."),
    ),
    Act.VOID: (
        _l("Mengapa surat ini dibatalkan?"),
        _l("Nomornya tetap tercatat; halaman pemeriksaan akan menyebut surat ini dibatalkan."),
    ),
    Act.GIVE_UP: (
        _l("Mengapa konsep ini tidak dilanjutkan?"),
        _l("Konsep tetap tersimpan tanpa nomor."),
    ),
}


class ActForm(Form):
    """An act on the letter as its user saw it."""

    version = VersionField()

    def show(self, letter: Letter) -> ActForm:
        self.version.data = letter.version
        return self


class RemarkForm(ActForm):
    remark = TextField(
        "",
        longest=LONGEST_REMARK,
        validators=[Required(_l("Tulis alasannya dalam satu kalimat")), without_identity],
    )

    def __init__(self, act: Act, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = ASKED[act]
        self.remark.label.text = label
        self.remark.description = hint
        # Several of these stand on one page.
        self.remark.id = self.remark.label.field_id = f"remark-{act.value}"
