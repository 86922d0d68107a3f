"""What is asked of who runs and decides a round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField

from intranet.allocations.models import Round, RoundLine
from intranet.allocations.rounds import drawing, scoring
from intranet.allocations.rounds.refusals import Refused
from intranet.choice_fields import options
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from rules.selection import Source
from rules.selection.rfc3797 import Values
from rules.words import Words

MOST_SOURCES = 3
KINDS = [("numbers", _l("Angka, misalnya hasil undian")), ("text", _l("Teks"))]
LONGEST_VALUES = 800


class FreezeForm(Form):
    once = OnceField()
    same_rules = BooleanField(
        _l("Putuskan semua menurut aturan hari ini"),
        description=_l(
            "Perlu bila ada permohonan yang masih diputus menurut aturan hari penerimaannya. "
            "Permohonan itu tetap memakai aturan hari ini sesudahnya."
        ),
    )


class SourceForm(wtforms.Form):
    """One public event whose values nobody knows yet."""

    name = LineField(_l("Nama sumber"), longest=120, validators=[without_identity])
    kind = SelectField(_l("Yang terbit"), choices=options(KINDS))
    says = LineField(
        _l("Di mana dan kapan terbit"),
        description=_l("Setepat mungkin, agar tidak ada yang dapat berbeda pendapat."),
        validators=[without_identity],
    )


class AnnounceForm(Form):
    """Sources without a name are left out."""

    draw_on = DayField(
        _l("Hari terbitnya nilai sumber"),
        validators=[Required(_l("Isi hari terbitnya nilai sumber"))],
        description=_l("Sesudah hari ini: saat diumumkan belum ada yang tahu nilainya."),
    )
    sources = FieldList(FormField(SourceForm), min_entries=MOST_SOURCES, max_entries=MOST_SOURCES)
    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        rows = [row.form for row in self.sources]
        named = [row for row in rows if row.name.data]
        if not named:
            rows[0].name.errors = [_("Isi paling sedikit satu sumber")]
        for row in named:
            if not row.says.data:
                row.says.errors = [_("Tulis di mana dan kapan nilainya terbit")]
        names = [row.name.data for row in named]
        if len(set(names)) < len(names):
            named[-1].name.errors = [_("Beri setiap sumber nama yang berbeda")]
        return is_valid and not any(field.errors for row in rows for field in row)

    def to_sources(self) -> list[Source]:
        return [
            Source(row.form.name.data, row.form.kind.data, Words(str(row.form.says.data)))
            for row in self.sources
            if row.form.name.data
        ]


class DrawForm(Form):
    """The published values, a field for each source; filled in twice: typed, then confirmed."""

    seen = LineField(_l("Untai kunci"), longest=LONGEST_VALUES * MOST_SOURCES)
    """The key string that the page showed for these values."""

    @classmethod
    def about(cls, round: Round) -> DrawForm:
        fields: dict[str, Any] = {}
        for number, source in enumerate(round.sources):
            fields[f"values_{number}"] = LineField(
                source["name"],
                longest=LONGEST_VALUES,
                description=source["says"]["id"],
                validators=[Required(_l("Isi nilai yang terbit"))],
            )
        made: DrawForm = type("DrawFormOfRound", (cls,), fields)()
        return made

    def value_fields(self) -> list[Any]:
        return [field for field in self if field.name.startswith("values_")]

    def read(self, round: Round) -> dict[str, Values] | None:
        """The values by source; None, with the errors at their fields, where one cannot be read."""
        found: dict[str, Values] = {}
        for field, source in zip(self.value_fields(), round.sources, strict=True):
            try:
                values = drawing.read_values(source["kind"], field.data or "")
                drawing.check_values(values)
            except Refused:
                field.errors = [
                    _("Tulis angka saja, dipisah spasi atau koma, misalnya 4 8 15 16 23 42")
                    if source["kind"] == "numbers"
                    else _("Tulis huruf A sampai Z dan angka, persis seperti yang terbit")
                ]
            else:
                found[source["name"]] = values
        return found if len(found) == len(round.sources) else None


class MemberForm(Form):
    """Whose scores are entered."""

    member = LineField(
        _l("Nama dan jabatan anggota tim"),
        longest=120,
        validators=[Required(_l("Isi nama dan jabatan anggota tim")), without_identity],
    )


class ScoresForm(MemberForm):
    """A member's scores, a field for each eligible line."""

    seen = LineField(_l("Sidik"), longest=20)

    @classmethod
    def about(cls, lines: list[RoundLine], **data: Any) -> ScoresForm:
        fields: dict[str, Any] = {
            field_name(line.uuid): NumberField(
                _l("Nilai %(key)s", key=line.key), least=0, most=scoring.MOST
            )
            for line in lines
        }
        made: ScoresForm = type("ScoresFormOfRound", (cls,), fields)(data=data)
        return made

    def score_field(self, line: RoundLine) -> Any:
        return self[field_name(line.uuid)]

    def to_scores(self, lines: list[RoundLine]) -> dict[UUID, int]:
        given = ((line.uuid, self.score_field(line).data) for line in lines)
        return {uuid: score for uuid, score in given if score is not None}


def field_name(line_uuid: UUID) -> str:
    return f"score_{line_uuid.hex}"


class RemarkForm(Form):
    """For proposing and approving."""

    remark = TextField(_l("Catatan"), longest=2_000, validators=[without_identity])
    version = VersionField()


class AnnulForm(Form):
    reason = TextField(
        _l("Mengapa dibatalkan?"),
        longest=1_000,
        validators=[Required(_l("Tulis mengapa putaran ini dibatalkan")), without_identity],
    )
    version = VersionField()
