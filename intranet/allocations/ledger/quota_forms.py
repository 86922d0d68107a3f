"""Setting and changing how many places a period has."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from intranet.allocations.ledger import quotas
from intranet.fields import Form, NumberField, Required, TextField, without_identity

# What nobody ever saw: a form whose hidden field was tampered with meets a conflict.
NEVER_SEEN = -1


class SeenField(HiddenField):
    """The quota that stood on the form; None where none was set yet."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else "?"
        if typed:
            self.data = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else NEVER_SEEN
        else:
            self.data = None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class QuotaForm(Form):
    seen = SeenField()
    places = NumberField(
        _l("Jumlah tempat"),
        least=0,
        most=quotas.MOST_PLACES,
        validators=[Required(_l("Isi jumlah tempat"))],
    )
    reason = TextField(
        _l("Dasar atau alasan"),
        description=_l(
            "Misalnya nomor DPA atau keputusan yang menetapkannya. Tercatat di riwayat."
        ),
        longest=1000,
        validators=[Required(_l("Tulis dasar atau alasannya")), without_identity],
    )

    def tell_taken(self, taken: int) -> None:
        """The quota would fall below the places that are taken."""
        self.places.errors = [
            _(
                "%(taken)s tempat sudah terpakai. Isi paling sedikit %(taken)s, atau kembalikan "
                "tempat dulu",
                taken=taken,
            )
        ]
