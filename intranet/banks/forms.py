"""Forms about banks, and the one that makes a referral."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, ValidationError

from intranet.banks.models import Bank, BankReferral, Branch
from intranet.banks.referring import Referral
from intranet.banks.services import BankDetails, BranchDetails
from intranet.choice_fields import options
from intranet.fields import (
    LONGEST_LINE,
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
from intranet.office.forms import ListedField

KINDS = ["BUMN", "BPD", "BPR", "Swasta", "Koperasi"]
MASKED, FULL = "masked", "full"
LONGEST_DAYS = 60
LONGEST_VALIDITY = timedelta(days=366)
MOST_LINES = 10


class ListedCards(ListedField, RadioField):
    """The same, shown as cards."""


class BankForm(Form):
    version = VersionField()
    name = LineField(
        _l("Nama bank"),
        description=_l("Seperti akan ditulis dalam surat, misalnya Bank Rakyat Indonesia (BRI)."),
        validators=[Required(_l("Isi nama bank"))],
    )
    kind = ListedField(
        _l("Jenis"),
        choices=options([(kind, kind) for kind in KINDS], empty=_l("Belum dicatat")),
    )
    is_active = BooleanField(_l("Surat pengantar boleh ditujukan ke bank ini"), default=True)

    def show(self, bank: Bank) -> None:
        self.name.data, self.kind.data = bank.name, bank.kind
        self.is_active.data, self.version.data = bank.is_active, bank.version

    def to_details(self) -> BankDetails:
        return BankDetails(self.name.data or "", self.kind.data or "", self.is_active.data)


class BranchForm(Form):
    version = VersionField()
    name = LineField(
        _l("Nama kantor"),
        description=_l("Misalnya Cabang Jember atau Unit Wuluhan."),
        validators=[Required(_l("Isi nama kantor bank"))],
    )
    town = LineField(_l("Kota"), validators=[Required(_l("Isi kota tempat kantor bank"))])
    contact = LineField(
        _l("Narahubung"), description=_l("Nama petugas bank dan nomor telepon kantornya.")
    )
    is_active = BooleanField(_l("Surat pengantar boleh ditujukan ke kantor ini"), default=True)

    def show(self, branch: Branch) -> None:
        self.name.data, self.town.data = branch.name, branch.town
        self.contact.data, self.is_active.data = branch.contact, branch.is_active
        self.version.data = branch.version

    def to_details(self) -> BranchDetails:
        return BranchDetails(
            name=self.name.data or "",
            town=self.town.data or "",
            contact=self.contact.data or "",
            is_active=self.is_active.data,
        )


class ReferralForm(Form):
    version = VersionField()
    once = OnceField()
    branch = ListedField(
        _l("Bank dan kantornya"), validators=[Required(_l("Pilih bank yang dituju"))]
    )
    nik = ListedCards(
        _l("NIK dalam surat"),
        choices=options([(MASKED, _l("Disamarkan")), (FULL, _l("Lengkap"))]),
        default=MASKED,
        validators=[Required(_l("Pilih bagaimana NIK ditulis"))],
    )
    consent_given = BooleanField(
        _l("Pemohon menyetujui NIK lengkap dan data usahanya diberikan kepada bank"),
        description=_l("Tanyakan langsung kepada pemohon. Persetujuan dicatat atas nama Anda."),
    )
    answer_days = NumberField(
        _l("Jawaban bank diharapkan dalam"),
        least=1,
        most=LONGEST_DAYS,
        default=10,
        validators=[Required(_l("Isi jumlah hari kerja"))],
    )
    valid_until = DayField(
        _l("Surat berlaku sampai"), validators=[Required(_l("Isi tanggal akhir berlakunya surat"))]
    )
    attachments = TextField(
        _l("Lampiran"),
        description=_l("Satu berkas satu baris, paling banyak sepuluh."),
        validators=[without_identity],
    )
    cc = TextField(
        _l("Tembusan"),
        description=_l("Satu penerima satu baris. Kosongkan bila tidak ada."),
        validators=[without_identity],
    )
    reason_despite = TextField(
        _l("Mengapa tetap diantar ke bank?"),
        longest=1000,
        validators=[without_identity],
        description=_l(
            "Aturan belum menyatakan permintaan ini memenuhi syarat. Alasan Anda dicatat."
        ),
    )

    def __init__(
        self,
        *args: Any,
        branches: Sequence[Branch],
        today: date,
        has_consent: bool,
        is_eligible: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.branches = {str(branch.uuid): branch for branch in branches}
        self.today, self.has_consent, self.is_eligible = today, has_consent, is_eligible
        self.branch.choices = options(
            [(key, branch.full_name) for key, branch in self.branches.items()],
            empty=_("Pilih bank"),
        )

    def suggest(self, papers: Sequence[str]) -> None:
        """What is usual: a month's validity, and the papers at hand as attachments."""
        self.valid_until.data = self.today + timedelta(days=30)
        self.attachments.data = "\n".join(papers[:MOST_LINES])

    def show(self, referral: BankReferral) -> None:
        letter = referral.letter
        self.branch.data = str(referral.branch.uuid)
        self.nik.data = FULL if letter.nik_in_full else MASKED
        self.answer_days.data = referral.answer_days
        self.valid_until.data = letter.valid_until
        self.attachments.data = "\n".join(letter.attachments)
        self.cc.data = "\n".join(letter.cc)
        self.reason_despite.data = referral.reason_despite
        self.version.data = letter.version

    def validate_valid_until(self, field: DayField) -> None:
        if field.data is None:
            return
        if field.data < self.today:
            raise ValidationError(_("Pilih tanggal hari ini atau sesudahnya"))
        if field.data > self.today + LONGEST_VALIDITY:
            raise ValidationError(_("Pilih tanggal paling lama satu tahun dari hari ini"))

    def validate_attachments(self, field: TextField) -> None:
        _check_lines(field)

    def validate_cc(self, field: TextField) -> None:
        _check_lines(field)

    def validate_consent_given(self, field: BooleanField) -> None:
        if self.nik.data == FULL and not self.has_consent and not field.data:
            raise ValidationError(
                _("Tanyakan persetujuan pemohon lalu beri tanda di sini, atau pilih NIK disamarkan")
            )

    def validate_reason_despite(self, field: TextField) -> None:
        if not self.is_eligible and not field.data:
            raise ValidationError(_("Tulis mengapa permintaan ini tetap diantar ke bank"))

    def to_referral(self) -> Referral:
        assert self.answer_days.data is not None
        assert self.valid_until.data is not None
        return Referral(
            branch=self.branches[self.branch.data],
            answer_days=self.answer_days.data,
            valid_until=self.valid_until.data,
            nik_in_full=self.nik.data == FULL,
            consent_given=self.nik.data == FULL and self.consent_given.data,
            attachments=_lines(self.attachments),
            cc=_lines(self.cc),
            reason_despite=None if self.is_eligible else self.reason_despite.data,
        )


def _lines(field: TextField) -> tuple[str, ...]:
    lines = ((line.strip()) for line in (field.data or "").splitlines())
    return tuple(line for line in lines if line)


def _check_lines(field: TextField) -> None:
    lines = _lines(field)
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Tulis paling banyak %(most)s baris", most=MOST_LINES))
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValidationError(
            _("Persingkat tiap baris menjadi paling banyak %(most)s karakter", most=LONGEST_LINE)
        )
