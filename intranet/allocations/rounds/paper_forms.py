"""What is asked for a round's minutes and its decree."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.allocations.rounds.papers import Decreed, Held
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


def lines_of(text: str | None) -> list[str]:
    """Each line that is not empty."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class MinutesForm(Form):
    once = OnceField()
    held_on = DayField(_l("Tanggal rapat tim"), validators=[Required(_l("Isi tanggal rapat tim"))])
    place = LineField(_l("Tempat"), validators=[Required(_l("Isi tempat rapat")), without_identity])
    team = TextField(
        _l("Anggota tim"),
        longest=2_000,
        description=_l("Satu baris satu orang: nama, jabatan. Mereka menandatangani."),
        validators=[Required(_l("Isi paling sedikit satu anggota tim")), without_identity],
    )

    def validate_held_on(self, field: DayField) -> None:
        if field.data is not None and field.data > office.today():
            raise ValidationError(_("Pilih hari ini atau sebelumnya"))

    def to_held(self) -> Held:
        return Held(self.held_on.data, self.place.data or "", lines_of(self.team.data))


class DecreeForm(Form):
    once = OnceField()
    considerations = TextField(
        _l("Menimbang"),
        longest=4_000,
        description=_l("Satu baris satu pertimbangan."),
        validators=[Required(_l("Isi pertimbangannya")), without_identity],
    )
    basis = TextField(
        _l("Mengingat"),
        longest=4_000,
        description=_l("Satu baris satu peraturan."),
        validators=[Required(_l("Isi dasar hukumnya")), without_identity],
    )
    form = LineField(
        _l("Bentuk bantuan"),
        validators=[Required(_l("Isi bentuk bantuannya")), without_identity],
    )
    funding = LineField(
        _l("Sumber biaya"), validators=[Required(_l("Isi sumber biayanya")), without_identity]
    )

    def to_decreed(self) -> Decreed:
        return Decreed(
            lines_of(self.considerations.data),
            lines_of(self.basis.data),
            self.form.data or "",
            self.funding.data or "",
        )
