"""What is filled in about products, their stages and their numbers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from intranet.bpom import numbers
from intranet.bpom.models import Product, StageResult, StageStep
from intranet.bpom.numbers import Registered
from intranet.bpom.products import ProductDetails
from intranet.bpom.testing import StepDetails
from intranet.businesses.licence_forms import PdfOrImageField, not_later_than_today
from intranet.choice_fields import MemberField
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.people.identifiers import Malformed

ONE_FILE = _l("PDF, JPG, atau PNG.")


class ProductForm(Form):
    once = OnceField()
    version = VersionField()
    name = LineField(
        _l("Nama produk"),
        validators=[Required(_l("Isi nama produk, misalnya Kopi bubuk robusta")), without_identity],
    )
    kind = LineField(
        _l("Jenis pangan"),
        validators=[Required(_l("Isi jenis pangan, misalnya kopi bubuk")), without_identity],
    )
    packaging = LineField(
        _l("Kemasan"),
        description=_l("Bahan dan isi bersih, misalnya aluminium foil 200 g."),
        validators=[without_identity],
    )
    label = TextField(
        _l("Rancangan label"),
        longest=2_000,
        description=_l("Keadaan rancangannya, atau apa yang masih kurang."),
        validators=[without_identity],
    )
    label_file = PdfOrImageField(_l("Berkas rancangan label"), description=ONE_FILE)

    def show(self, product: Product) -> None:
        self.version.data = product.version
        self.name.data, self.kind.data = product.name, product.kind
        self.packaging.data, self.label.data = product.packaging, product.label

    def to_details(self) -> ProductDetails:
        return ProductDetails(
            name=self.name.data or "",
            kind=self.kind.data or "",
            packaging=self.packaging.data or "",
            label=self.label.data or "",
        )


class StepForm(Form):
    once = OnceField()
    version = VersionField()
    began_on = DayField(_l("Tanggal dimulai"), validators=[Required(_l("Isi tanggal dimulai"))])
    agency = LineField(
        _l("Laboratorium atau instansi"),
        description=_l("Misalnya Balai Besar POM atau laboratorium terakreditasi."),
        validators=[without_identity],
    )
    result = MemberField(_l("Hasil"), StageResult, empty=_l("Menunggu hasil"))
    result_on = DayField(_l("Tanggal hasil"), description=_l("Kosong selama hasilnya ditunggu."))
    note = TextField(_l("Catatan"), longest=2_000, validators=[without_identity])
    document = PdfOrImageField(_l("Berkas hasil"), description=ONE_FILE)

    def show(self, step: StageStep) -> None:
        self.version.data = step.product.version
        self.began_on.data, self.agency.data = step.began_on, step.agency
        self.result.data, self.result_on.data = step.result, step.result_on
        self.note.data = step.note

    def validate_began_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def validate_result_on(self, field: DayField) -> None:
        not_later_than_today(field)
        if self.result.data is None and field.data:
            raise ValidationError(_l("Pilih hasilnya, atau kosongkan tanggal hasil"))
        if self.result.data is not None and not field.data:
            raise ValidationError(_l("Isi tanggal hasil"))
        if field.data and self.began_on.data and field.data < self.began_on.data:
            raise ValidationError(_l("Tanggal hasil tidak mungkin sebelum tanggal dimulai"))

    def to_details(self) -> StepDetails:
        assert self.began_on.data
        return StepDetails(
            began_on=self.began_on.data,
            agency=self.agency.data or "",
            result=self.result.data,
            result_on=self.result_on.data,
            note=self.note.data or "",
        )


class NumberForm(Form):
    once = OnceField()
    version = VersionField()
    number = LineField(
        _l("Nomor MD"),
        description=_l("Seperti pada persetujuan BPOM, misalnya MD 235602169254."),
        validators=[Required(_l("Isi nomor MD, misalnya MD 235602169254"))],
    )
    issued_on = DayField(_l("Tanggal terbit"), validators=[Required(_l("Isi tanggal terbit"))])
    expires_on = DayField(
        _l("Berlaku sampai"), description=_l("Kosong bila persetujuannya tidak menyebutkan.")
    )
    document = PdfOrImageField(_l("Berkas persetujuan"), description=ONE_FILE)

    def validate_number(self, field: LineField) -> None:
        try:
            numbers.read(field.data or "")
        except Malformed:
            raise ValidationError(_l("Isi nomor MD: huruf MD, lalu 12 atau 15 digit")) from None

    def validate_issued_on(self, field: DayField) -> None:
        not_later_than_today(field)

    def validate_expires_on(self, field: DayField) -> None:
        if field.data and self.issued_on.data and field.data < self.issued_on.data:
            raise ValidationError(_l("Tanggal berlaku sampai tidak mungkin sebelum tanggal terbit"))

    def to_registered(self) -> Registered:
        assert self.issued_on.data
        return Registered(
            number=numbers.read(self.number.data or ""),
            issued_on=self.issued_on.data,
            expires_on=self.expires_on.data,
        )


class ReasonForm(Form):
    version = VersionField()
    reason: Any = TextField(
        _l("Alasan"),
        longest=500,
        description=_l("Tanpa NIK. Masuk ke jejak audit."),
        validators=[Required(_l("Tulis alasannya")), without_identity],
    )


class VersionForm(Form):
    """For acts that ask nothing."""

    version = VersionField()
