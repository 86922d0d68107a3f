"""What is asked about the papers of a business: licences, market evidence, aid, fostering."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField, ValidationError
from wtforms import Form as PlainForm

from intranet import uploads
from intranet.businesses import identifiers
from intranet.businesses.fostering import Beginning, Ending
from intranet.businesses.history import AidDetails, EvidenceDetails
from intranet.businesses.models import AidKind, Licence, LicenceKind, MarketEvidenceKind
from intranet.businesses.wallet import Document, LicenceDetails
from intranet.choice_fields import MemberField
from intranet.fields import DayField, Form, LineField, OnceField, Required, TextField
from intranet.office import queries as office
from intranet.people.identifiers import Malformed

CHOOSE = _l("Pilih")
# How each kind of number looks, told when another was typed.
SHAPES = {
    LicenceKind.PIRT: _l("Isi nomor PIRT 15 digit, misalnya 2063509010072-29"),
    LicenceKind.BPOM: _l("Isi nomor BPOM: MD atau ML, lalu 12 atau 15 digit"),
    LicenceKind.HALAL: _l("Isi nomor sertifikat halal: ID, lalu 14 sampai 17 digit"),
}
NO_SHAPE = _l("Isi nomor izin, paling banyak 100 karakter")


class PdfOrImageField(FileField):
    """A paper as PDF, JPEG or PNG; `document` is what is safe to keep."""

    document: Document | None = None

    def pre_validate(self, form: Any) -> None:
        upload = self.data
        if not isinstance(upload, FileStorage) or not upload.filename:
            return
        try:
            accepted = uploads.accept(upload)
        except uploads.Refused as refused:
            raise ValidationError(str(refused)) from None
        self.document = Document(accepted.content, accepted.media_type, accepted.name)


class LicenceFields:
    """Shared by a row of the registration screen and the wallet's own form."""

    kind = MemberField(_l("Jenis izin"), LicenceKind, empty=CHOOSE)
    number = LineField(_l("Nomor"))
    issued_on = DayField(_l("Terbit"))
    expires_on = DayField(_l("Berlaku sampai"), description=_l("Kosong: berlaku tanpa batas."))

    @property
    def is_empty(self) -> bool:
        filled = (self.kind.data, self.number.data, self.issued_on.data, self.expires_on.data)
        return not any(filled)

    def validate_kind(self, field: MemberField[LicenceKind]) -> None:
        if field.data is None and not self.is_empty:
            raise ValidationError(_l("Pilih jenis izin"))

    def validate_number(self, field: LineField) -> None:
        if self.kind.data is None:
            return
        try:
            self.read_number()
        except Malformed:
            raise ValidationError(SHAPES.get(self.kind.data, NO_SHAPE)) from None

    def validate_expires_on(self, field: DayField) -> None:
        if field.data and self.issued_on.data and field.data < self.issued_on.data:
            raise ValidationError(_l("Tanggal berlaku sampai tidak mungkin sebelum tanggal terbit"))

    def read_number(self) -> identifiers.LicenceNumber:
        """Raises Malformed."""
        return identifiers.read_licence_number(
            self.kind.data,
            self.number.data or "",
            today=office.today(),
            regency_code=office.current().regency_code,
            expires_on=self.expires_on.data,
        )

    def doubts(self) -> list[identifiers.NumberDoubt]:
        try:
            return list(self.read_number().doubts) if self.kind.data else []
        except Malformed:
            return []

    def to_licence(self) -> LicenceDetails:
        """A PIRT number says in which year it expires; that year's end is taken if no day is."""
        number = self.read_number()
        expires = self.expires_on.data
        if expires is None and number.expiry_year:
            expires = date(number.expiry_year, 12, 31)
        return LicenceDetails(
            kind=self.kind.data,
            number=number.number,
            issued_on=self.issued_on.data,
            expires_on=expires,
        )


class LicenceRow(LicenceFields, PlainForm):
    """A licence among others on the registration screen."""


class LicenceForm(LicenceFields, Form):
    kind = MemberField(
        _l("Jenis izin"), LicenceKind, empty=CHOOSE, validators=[Required(_l("Pilih jenis izin"))]
    )
    document = PdfOrImageField(_l("Berkas izin"), description=_l("PDF, JPG, atau PNG."))
    once = OnceField()

    @classmethod
    def of(cls, licence: Licence) -> LicenceForm:
        return cls(
            data={
                "kind": licence.kind,
                "number": licence.number,
                "issued_on": licence.issued_on,
                "expires_on": licence.expires_on,
            }
        )


class EvidenceForm(Form):
    kind = MemberField(
        _l("Jenis bukti"),
        MarketEvidenceKind,
        empty=CHOOSE,
        validators=[Required(_l("Pilih jenis bukti"))],
    )
    dated_on = DayField(_l("Tanggal"), validators=[Required(_l("Isi tanggal bukti"))])
    description = TextField(
        _l("Uraian"),
        longest=2000,
        validators=[Required(_l("Isi uraian singkat: pembeli, barang, dan jumlahnya"))],
    )
    document = PdfOrImageField(_l("Berkas bukti"), description=_l("PDF, JPG, atau PNG."))
    once = OnceField()

    def validate_dated_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def to_evidence(self) -> EvidenceDetails:
        assert self.dated_on.data
        return EvidenceDetails(
            kind=self.kind.data,
            dated_on=self.dated_on.data,
            description=self.description.data or "",
        )


class AidForm(Form):
    kind = MemberField(
        _l("Jenis bantuan"), AidKind, empty=CHOOSE, validators=[Required(_l("Pilih jenis bantuan"))]
    )
    what = LineField(_l("Apa yang diterima"), validators=[Required(_l("Isi apa yang diterima"))])
    received_on = DayField(
        _l("Tanggal diterima"), validators=[Required(_l("Isi tanggal bantuan diterima"))]
    )
    source = LineField(
        _l("Pemberi dan sumber dana"),
        validators=[Required(_l("Isi siapa yang memberi, misalnya APBD 2024 Dinas Koperasi"))],
    )
    once = OnceField()

    def validate_received_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def to_aid(self) -> AidDetails:
        assert self.received_on.data
        return AidDetails(
            kind=self.kind.data,
            what=self.what.data or "",
            received_on=self.received_on.data,
            source=self.source.data or "",
        )


class CompleteSinceForm(Form):
    since = DayField(
        _l("Riwayat bantuan lengkap sejak"),
        validators=[Required(_l("Isi sejak tanggal berapa riwayat bantuan lengkap"))],
        description=_l("Sebelum tanggal ini jumlah bantuan dianggap tidak diketahui, bukan nol."),
    )

    def validate_since(self, field: DayField) -> None:
        not_later_than_today(field)


class BeginFosteringForm(Form):
    agency = LineField(_l("OPD pembina"), validators=[Required(_l("Isi nama OPD pembina"))])
    began_on = DayField(
        _l("Menjadi binaan sejak"), validators=[Required(_l("Isi tanggal mulai menjadi binaan"))]
    )
    reason = LineField(
        _l("Alasan atau dasar"),
        validators=[Required(_l("Isi alasan atau dasar, misalnya nomor surat keputusan"))],
    )
    once = OnceField()

    def validate_began_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def to_beginning(self) -> Beginning:
        assert self.began_on.data
        return Beginning(
            agency=self.agency.data or "",
            began_on=self.began_on.data,
            reason=self.reason.data or "",
        )


class EndFosteringForm(Form):
    ended_on = DayField(
        _l("Tidak lagi binaan sejak"), validators=[Required(_l("Isi tanggal berakhir"))]
    )
    reason = LineField(_l("Alasan"), validators=[Required(_l("Isi alasan berakhir"))])

    def validate_ended_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def to_ending(self) -> Ending:
        assert self.ended_on.data
        return Ending(ended_on=self.ended_on.data, reason=self.reason.data or "")


def not_later_than_today(field: DayField) -> None:
    if field.data and field.data > office.today():
        raise ValidationError(_l("Tanggal tidak mungkin setelah hari ini"))
