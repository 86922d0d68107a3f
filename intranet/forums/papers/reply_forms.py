"""What is asked before a letter about an aspiration is drafted."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.fields import (
    LONGEST_LINE,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.forums.papers.reply_drafts import Addressee
from intranet.letters.models import Letter

MOST_COPIES = 10
HONORIFIC, PLACE = "Yth. ", "di "


class DraftForm(Form):
    """Draft the letter as it was shown; `version` belongs to a draft that is worded anew."""

    once = OnceField()
    version = VersionField()


class ReferralLetterForm(DraftForm):
    addressee = LineField(
        _l("Kepada"),
        description=_l("Jabatan yang dituju, misalnya Kepala Dinas Perindustrian."),
        validators=[Required(_l("Isi jabatan yang dituju")), without_identity],
    )
    town = LineField(_l("Di"), validators=[Required(_l("Isi kota tujuan surat"))])
    cc = TextField(
        _l("Tembusan"),
        description=_l("Satu penerima satu baris. Kosongkan bila tidak ada."),
        validators=[without_identity],
    )

    def suggest(self, *, agency: str, town: str) -> ReferralLetterForm:
        self.addressee.data, self.town.data = f"Kepala {agency}", town
        return self

    def show(self, letter: Letter) -> ReferralLetterForm:
        name, place = letter.addressee
        self.addressee.data = name.removeprefix(HONORIFIC)
        self.town.data = place.removeprefix(PLACE)
        self.cc.data = "\n".join(letter.cc)
        self.version.data = letter.version
        return self

    def validate_cc(self, field: TextField) -> None:
        lines = self._copies()
        if len(lines) > MOST_COPIES:
            raise ValidationError(_("Tulis paling banyak sepuluh tembusan"))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(_("Persingkat baris yang terlalu panjang"))

    def _copies(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.cc.data or "").splitlines() if line.strip())

    def to_addressee(self) -> Addressee:
        return Addressee(self.addressee.data or "", self.town.data or "", self._copies())
