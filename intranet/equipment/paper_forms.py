"""Forms of the papers with which equipment changes hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError

from intranet.choice_fields import options
from intranet.equipment.handing_over import AS_DELIVERED, Handing
from intranet.equipment.models import Aid, GrantPaper, GrantPaperKind, Handover
from intranet.equipment.papers_of_grant import Details
from intranet.fields import (
    LONGEST_LINE,
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.office.forms import ListedField
from intranet.office.models import Official
from intranet.programmes.programme_forms import SeveralField

MOST_LINES = 10
LONGEST_AHEAD = timedelta(days=180)


def lines_of(text: str | None) -> tuple[str, ...]:
    """A text of several lines, the empty ones left out."""
    return tuple(" ".join(line.split()) for line in (text or "").splitlines() if line.strip())


def short_lines(_form: object, field: Any) -> None:
    """A validator: a few lines, none longer than a line may be."""
    lines = lines_of(field.data)
    if len(lines) > MOST_LINES:
        raise ValidationError(_l("Tulis paling banyak %(most)s baris", most=MOST_LINES))
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValidationError(
            _l("Persingkat setiap baris menjadi paling banyak %(most)s huruf", most=LONGEST_LINE)
        )


class ListedCards(ListedField, RadioField):
    """One of a list, shown as cards."""


class PaperForm(Form):
    """What every paper of a grant asks; what a kind does not need is left out of it."""

    once = OnceField()
    version = VersionField()
    official = ListedCards(_l("Pejabat yang menandatangani untuk dinas"))
    dated_on = DayField(_l("Tanggal"), validators=[Required(_l("Isi tanggalnya"))])
    until = DayField(_l("Sampai tanggal"))
    place = LineField(_l("Tempat"), validators=[Required(_l("Isi tempatnya")), without_identity])
    receiver_position = LineField(
        _l("Jabatan penerima"),
        description=_l("Misalnya Pemilik usaha atau Ketua kelompok."),
        validators=[Required(_l("Isi jabatan penerima")), without_identity],
    )
    condition = LineField(
        _l("Kondisi barang"),
        default=AS_DELIVERED,
        validators=[Required(_l("Isi kondisi barang")), without_identity],
    )
    picked = SeveralField(_l("Dasar dari surat di Loket"))
    bases = TextField(
        _l("Dasar lain"),
        description=_l("Keputusan, NPHD, atau surat lain dengan nomornya; satu per baris."),
        validators=[short_lines, without_identity],
    )
    officers = TextField(
        _l("Yang ditugaskan"),
        description=_l("Nama dan jabatan, satu orang per baris."),
        validators=[Required(_l("Isi siapa yang ditugaskan")), short_lines, without_identity],
    )
    witnesses = TextField(
        _l("Saksi"),
        description=_l("Satu nama per baris, misalnya dua orang."),
        validators=[short_lines, without_identity],
    )

    needs_bases = True

    def __init__(
        self,
        *args: Any,
        officials: Sequence[Official],
        letters: Mapping[str, str],
        leaves_out: Sequence[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officials = {str(one.uuid): one for one in officials}
        self.letters, self.today = letters, today
        self.official.choices = options(
            (key, f"{one.name}, {one.position}") for key, one in self.officials.items()
        )
        self.picked.offer(letters)
        if not letters:
            del self.picked
        for name in leaves_out:
            del self[name]
        self.needs_bases = "bases" not in leaves_out

    def validate_dated_on(self, field: DayField) -> None:
        if field.data and field.data > self.today + LONGEST_AHEAD:
            raise ValidationError(_l("Tanggal ini terlalu jauh ke depan. Periksa tahunnya"))

    def validate_until(self, field: DayField) -> None:
        first = self.dated_on.data
        if field.data and first and not first <= field.data <= first + LONGEST_AHEAD:
            raise ValidationError(_l("Tanggal akhir tidak boleh sebelum tanggal awal"))

    def validate_bases(self, _field: TextField) -> None:
        if self.needs_bases and not self.all_bases():
            raise ValidationError(_l("Pilih atau tulis paling sedikit satu dasar"))

    def all_bases(self) -> tuple[str, ...]:
        picked = self.picked.data or [] if "picked" in self else []
        return (*(self.letters[key] for key in picked if key in self.letters), *self._typed())

    def _typed(self) -> tuple[str, ...]:
        return lines_of(self.bases.data) if "bases" in self else ()

    def suggest(self, aid: Aid, today: date, place: str) -> None:
        """What is likely, before anything was typed."""
        self.dated_on.data, self.place.data = today, place
        if "receiver_position" in self:
            self.receiver_position.data = _("Pemilik %(what)s", what=aid.application.business.name)
        if "official" in self and self.officials:
            self.official.data = next(iter(self.officials))
        if "picked" in self:
            self.picked.data = list(self.letters)

    def show_bases(self, bases: Sequence[str]) -> None:
        keys = {text: key for key, text in self.letters.items()}
        if "picked" in self:
            self.picked.data = [keys[text] for text in bases if text in keys]
        if "bases" in self:
            self.bases.data = "\n".join(text for text in bases if text not in keys)

    def show_handover(self, handover: Handover) -> None:
        self.version.data, self.official.data = handover.letter.version, str(handover.official)
        self.dated_on.data, self.place.data = handover.held_on, handover.place
        self.receiver_position.data = handover.receiver_position
        self.condition.data = handover.condition
        self.witnesses.data = "\n".join(handover.witnesses)
        self.show_bases(handover.bases)

    def show_paper(self, paper: GrantPaper) -> None:
        self.version.data, self.place.data = paper.letter.version, paper.place
        self.dated_on.data = paper.dated_on
        for name, value in (
            ("official", str(paper.official)),
            ("until", paper.until),
            ("receiver_position", paper.receiver_position),
            ("officers", "\n".join(paper.officers)),
        ):
            if name in self:
                self[name].data = value
        self.show_bases(paper.bases)

    def to_handing(self) -> Handing:
        return Handing(
            official=self.officials[self.official.data],
            held_on=self.dated_on.data,
            place=self.place.data or "",
            receiver_position=self.receiver_position.data or "",
            condition=self.condition.data or "",
            bases=self.all_bases(),
            witnesses=lines_of(self.witnesses.data),
        )

    def to_details(self) -> Details:
        return Details(
            dated_on=self.dated_on.data,
            place=self.place.data or "",
            receiver_position=(self.receiver_position.data or "")
            if "receiver_position" in self
            else "",
            official=self.officials[self.official.data] if "official" in self else None,
            until=self.until.data if "until" in self else None,
            bases=self.all_bases(),
            officers=lines_of(self.officers.data) if "officers" in self else (),
        )


HANDOVER_LEAVES_OUT = ("until", "officers")
PAPER_LEAVES_OUT = {
    GrantPaperKind.GRANT_AGREEMENT: ("until", "officers", "witnesses", "condition"),
    GrantPaperKind.INTEGRITY_PACT: (
        "until",
        "officers",
        "witnesses",
        "condition",
        "official",
        "bases",
    ),
    GrantPaperKind.ASSIGNMENT: ("witnesses", "condition", "official", "receiver_position"),
}
