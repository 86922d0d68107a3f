"""What a supervisor fills in about a programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intranet.businesses.models import AidKind
from intranet.choice_fields import MemberField, options
from intranet.fields import (
    LONGEST_LINE,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.programmes import offered
from intranet.programmes.changing import ProgrammeDetails
from intranet.programmes.models import (
    BasisKind,
    ChoiceMethod,
    Counted,
    Field,
    FundingSource,
    Programme,
    ProgrammeKind,
)

MOST_PAPERS = 20
RANKED = (ChoiceMethod.RANKING, ChoiceMethod.CLUSTERS)


class NamedField(SelectField):
    """One of what a feature above offers, or nothing."""

    def offer(self, titles: Mapping[str, str], *, empty: str) -> None:
        self.choices = options(titles.items(), empty=empty)
        self.titles = titles

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in self.titles:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class SeveralField(SelectMultipleField):
    """Any number of what a feature above offers."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, titles: Mapping[str, str]) -> None:
        self.choices = options(titles.items())
        self.titles = titles

    def pre_validate(self, form: Any) -> None:
        if any(one not in self.titles for one in self.data or ()):
            raise ValidationError(_l("Pilih dari daftar"))


class ProgrammeForm(Form):
    once = OnceField()
    version = VersionField()
    name = LineField(
        _l("Nama layanan"),
        description=_l("Seperti disebut di loket dan di surat."),
        validators=[Required(_l("Isi nama layanan, misalnya Bantuan kemasan")), without_identity],
        longest=120,
    )
    kind = MemberField(
        _l("Jenis"), ProgrammeKind, description=_l("Menentukan apa yang menyusul pemberian.")
    )
    field = MemberField(_l("Bidang layanan"), Field)
    description = TextField(
        _l("Keterangan"),
        description=_l("Satu dua kalimat untuk petugas loket."),
        validators=[without_identity],
        longest=1000,
    )
    standard_days = NumberField(
        _l("Standar layanan"),
        least=1,
        most=365,
        validators=[Required(_l("Isi lama pengerjaan dalam hari kerja"))],
    )
    papers = TextField(
        _l("Berkas yang dibawa pemohon"),
        description=_l("Satu berkas satu baris."),
        validators=[without_identity],
        longest=4000,
    )
    asks_amount = BooleanField(_l("Loket menanyakan jumlah uang yang diperlukan"))
    asks_equipment = BooleanField(_l("Loket menanyakan alat yang diminta"))
    basis_kind = MemberField(_l("Dasar kebijakan"), BasisKind, default=BasisKind.OFFICE_POLICY)
    basis = TextField(
        _l("Nomor dan judulnya"),
        description=_l("Atau bunyi prioritas RPJMD."),
        validators=[without_identity],
        longest=1000,
    )
    owner_name = LineField(
        _l("Pemilik program"),
        description=_l(
            "Diisi bila pemerintah yang lebih tinggi yang memutuskan dan dinas hanya mengusulkan."
        ),
        validators=[without_identity],
    )
    funding_source = MemberField(_l("Sumber dana"), FundingSource, default=FundingSource.NONE)
    rule_set = NamedField(
        _l("Aturan kelayakan"), description=_l("Tanpa aturan, petugas yang menimbang.")
    )
    advice_rule_sets = SeveralField(
        _l("Aturan yang hanya memberi saran"), validators=[], default=list
    )
    letter_kind = NamedField(_l("Surat yang menjawab permohonan"))
    letter_kinds = SeveralField(_l("Surat lain yang dipakai"), default=list)
    choice = MemberField(_l("Cara membagi tempat"), ChoiceMethod, default=ChoiceMethod.NONE)
    counted = MemberField(_l("Satu tempat untuk satu"), Counted, default=Counted.BUSINESS)
    reserve = NumberField(
        _l("Panjang daftar cadangan"),
        description=_l("Kosong: semua yang belum terpilih menunggu. 0: tanpa cadangan."),
        most=10_000,
    )
    offer_days = NumberField(
        _l("Tawaran dijawab dalam"),
        description=_l("Kosong: tempat langsung diberikan."),
        least=1,
        most=250,
    )
    cooldown_years = NumberField(
        _l("Penerima boleh meminta lagi setelah"),
        description=_l("Kosong: mengikuti aturan kelayakan."),
        least=1,
        most=50,
    )
    aid_kind = MemberField(
        _l("Dicatat di riwayat usaha sebagai"), AidKind, empty=_l("Tidak dicatat")
    )

    def about(self, programme: Programme | None) -> ProgrammeForm:
        """Ask what fits a new programme, or one that is there."""
        rule_sets, letters = dict(offered.rule_sets()), dict(offered.letters())
        if programme is not None:  # What stands there may stay, though nobody offers it any more.
            for name in filter(None, [programme.rule_set, *programme.advice_rule_sets]):
                rule_sets.setdefault(name, name)
            for key in filter(None, [programme.letter_kind, *programme.letter_kinds]):
                letters.setdefault(key, key)
        self.rule_set.offer(rule_sets, empty=_("Tanpa aturan"))
        self.advice_rule_sets.offer(rule_sets)
        self.letter_kind.offer(letters, empty=_("Tidak ada"))
        self.letter_kinds.offer(letters)
        if programme is None:
            return self
        del self.once
        if not self.is_submitted():
            self._show(programme)
        return self

    def _show(self, programme: Programme) -> None:
        for name in ProgrammeDetails.__dataclass_fields__:
            value = getattr(programme, name)
            self[name].data = "\n".join(value) if name == "papers" else value
        self.rule_set.data = programme.rule_set or ""
        self.letter_kind.data = programme.letter_kind or ""
        self.version.data = programme.version

    def validate_papers(self, field: TextField) -> None:
        lines = _lines(field.data)
        if len(lines) > MOST_PAPERS:
            raise ValidationError(_("Tulis paling banyak %(most)s baris", most=MOST_PAPERS))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(
                _(
                    "Persingkat tiap baris menjadi paling banyak %(most)s karakter",
                    most=LONGEST_LINE,
                )
            )
        if len({line.casefold() for line in lines}) < len(lines):
            raise ValidationError(_("Tulis setiap berkas sekali saja"))

    def validate_advice_rule_sets(self, field: SeveralField) -> None:
        if self.rule_set.data and self.rule_set.data in (field.data or ()):
            raise ValidationError(
                _("Aturan yang sudah memutuskan tidak perlu dipilih lagi sebagai saran")
            )

    def validate_choice(self, field: MemberField[ChoiceMethod]) -> None:
        if field.data in RANKED and not self.rule_set.data:
            raise ValidationError(
                _("Pilih dulu aturan kelayakan: dari aturan itulah nilai setiap pemohon")
            )

    def validate_reserve(self, field: NumberField) -> None:
        self._only_where_shared(field)

    def validate_offer_days(self, field: NumberField) -> None:
        self._only_where_shared(field)

    def validate_cooldown_years(self, field: NumberField) -> None:
        if field.data is not None and self.aid_kind.data is None:
            raise ValidationError(
                _("Pilih juga sebagai apa pemberiannya dicatat, agar jedanya dapat dihitung")
            )

    def _only_where_shared(self, field: NumberField) -> None:
        if field.data is not None and self.choice.data is ChoiceMethod.NONE:
            raise ValidationError(_("Kosongkan isian ini, atau pilih cara membagi tempat"))

    def to_details(self) -> ProgrammeDetails:
        return ProgrammeDetails(
            name=self.name.data or "",
            kind=self.kind.data,
            field=self.field.data,
            standard_days=self.standard_days.data or 1,
            description=self.description.data or "",
            basis_kind=self.basis_kind.data,
            basis=self.basis.data or "",
            owner_name=self.owner_name.data or "",
            rule_set=self.rule_set.data or None,
            advice_rule_sets=list(self.advice_rule_sets.data or ()),
            funding_source=self.funding_source.data,
            asks_amount=self.asks_amount.data,
            asks_equipment=self.asks_equipment.data,
            papers=_lines(self.papers.data),
            letter_kind=self.letter_kind.data or None,
            letter_kinds=list(self.letter_kinds.data or ()),
            counted=self.counted.data,
            choice=self.choice.data,
            reserve=self.reserve.data,
            offer_days=self.offer_days.data,
            cooldown_years=self.cooldown_years.data,
            aid_kind=self.aid_kind.data,
        )


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
