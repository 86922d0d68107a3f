"""Entering an item into a period, and giving it up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.fields import (
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)


class EntryForm(Form):
    once = OnceField()
    name = LineField(_l("Nama produk atau kelompok"), validators=[without_identity])


class ReasonForm(Form):
    """An act on one record, with its reason."""

    version = VersionField()
    reason = TextField(
        _l("Alasan"),
        longest=1000,
        validators=[Required(_l("Tulis alasannya")), without_identity],
    )


class VersionForm(Form):
    """An act on one record as it was seen."""

    version = VersionField()
