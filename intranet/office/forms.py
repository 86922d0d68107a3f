"""What the administrator fills in about the office."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, SelectField, ValidationError

from intranet.choice_fields import MemberField, options
from intranet.fields import DayField, Form, LineField, Required, VersionField
from intranet.office import emblem, nip
from intranet.office.models import Division, Office, Official, Paper, SigningCapacity
from intranet.office.services import Appointment, DivisionDetails, OfficeDetails
from intranet.office.words import TIME_ZONES

PLACEHOLDERS = {"class", "seq", "unit", "year"}
NEEDED_PLACEHOLDERS = ("seq", "year")
CODE = re.compile(r"[a-z][a-z0-9-]{1,29}", re.ASCII)


class NipField(LineField):
    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data:
            self.data = nip.read(self.data)


class ListedField(SelectField):
    """One value of a list; anything else is told in our own words."""

    def pre_validate(self, form: Any) -> None:
        offered: list[Any] = list(self.choices or [])
        if self.data not in {self.coerce(choice.value) for choice in offered}:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


def read_row_number(given: Any) -> int:
    return int(given) if re.fullmatch(r"\d{1,9}", str(given), re.ASCII) else -1


class OfficeForm(Form):
    version = VersionField()
    government = LineField(
        _l("Pemerintah daerah"),
        [Required(_l("Isi nama pemerintah daerah, misalnya Pemerintah Kabupaten Jember"))],
        description=_l("Baris pertama kop surat"),
    )
    name = LineField(
        _l("Nama dinas"),
        [Required(_l("Isi nama dinas tanpa singkatan"))],
        description=_l("Tanpa singkatan, seperti pada kop surat"),
    )
    address = LineField(_l("Alamat"), [Required(_l("Isi alamat kantor"))])
    postal_code = LineField(_l("Kode pos"), longest=5)
    phone = LineField(_l("Telepon"), longest=40)
    email = LineField(_l("Surel"), longest=100)
    website = LineField(_l("Situs web"), longest=100)
    seat = LineField(
        _l("Tempat kedudukan"),
        [Required(_l("Isi kota tempat surat dibuat, misalnya Jember"))],
        description=_l("Kota di depan tanggal surat"),
    )
    unit_code = LineField(
        _l("Kode unit"),
        [Required(_l("Isi kode unit dinas, misalnya 35.09.410"))],
        description=_l("Bagian {unit} pada nomor surat"),
        longest=30,
    )
    letter_number_template = LineField(
        _l("Pola nomor surat"),
        [Required(_l("Isi pola nomor surat, misalnya {class}/{seq}/{unit}/{year}"))],
        description=_l("Dengan {class} kode klasifikasi, {seq} nomor urut, {unit}, dan {year}"),
        longest=60,
    )
    paper = MemberField(_l("Ukuran kertas surat"), Paper)
    time_zone = ListedField(_l("Zona waktu"), choices=options(TIME_ZONES))

    def validate_letter_number_template(self, field: Any) -> None:
        without = re.sub(r"\{([a-z]+)\}", "", field.data)
        used = re.findall(r"\{([a-z]+)\}", field.data)
        if set(used) - PLACEHOLDERS or "{" in without or "}" in without:
            raise ValidationError(_l("Pakai hanya {class}, {seq}, {unit}, dan {year}"))
        for needed in NEEDED_PLACEHOLDERS:
            if used.count(needed) != 1:
                raise ValidationError(_l("Pakai {seq} dan {year} masing-masing satu kali"))

    def validate_postal_code(self, field: Any) -> None:
        if field.data and not re.fullmatch(r"\d{5}", field.data, re.ASCII):
            raise ValidationError(_l("Isi kode pos 5 angka"))

    def validate_email(self, field: Any) -> None:
        if field.data and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", field.data):
            raise ValidationError(_l("Isi alamat surel lengkap, misalnya dinas@contoh.go.id"))

    def show(self, office: Office) -> None:
        for field in self:
            if field.name != "csrf_token":
                field.data = getattr(office, field.name)

    def to_details(self) -> OfficeDetails:
        return OfficeDetails(
            government=self.government.data or "",
            name=self.name.data or "",
            seat=self.seat.data or "",
            address=self.address.data or "",
            unit_code=self.unit_code.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            website=self.website.data or "",
            postal_code=self.postal_code.data or "",
            letter_number_template=self.letter_number_template.data or "",
            paper=self.paper.data,
            time_zone=self.time_zone.data,
        )


class EmblemForm(Form):
    picture = FileField(
        _l("Berkas gambar"),
        description=_l("PNG atau JPEG, paling besar 5 MB"),
    )
    address: str | None = None
    """The picture as letters carry it, once the form is valid."""

    def validate_picture(self, field: Any) -> None:
        content = field.data.read(emblem.MOST_BYTES + 1) if field.data else b""
        if not content:
            raise ValidationError(_l("Pilih berkas gambar lambang daerah"))
        try:
            self.address = emblem.as_data_address(content)
        except emblem.NotAPicture:
            raise ValidationError(
                _l("Pilih gambar PNG atau JPEG yang dapat dibuka, paling besar 5 MB")
            ) from None


class DivisionForm(Form):
    version = VersionField()
    code = LineField(
        _l("Kode"),
        [Required(_l("Isi kode singkat, misalnya umkm"))],
        description=_l("Huruf kecil dan angka; tidak berubah lagi setelah disimpan"),
        longest=30,
    )
    name = LineField(_l("Nama bidang"), [Required(_l("Isi nama bidang"))])
    is_active = BooleanField(_l("Masih menerima disposisi"), default=True)

    def validate_code(self, field: Any) -> None:
        if not CODE.fullmatch(field.data):
            raise ValidationError(_l("Isi 2–30 huruf kecil, angka, atau tanda hubung"))

    def show(self, division: Division) -> None:
        self.version.data = division.version
        self.name.data = division.name
        self.is_active.data = division.is_active

    def to_details(self) -> DivisionDetails:
        return DivisionDetails(name=self.name.data or "", is_active=self.is_active.data)


class OfficialForm(Form):
    version = VersionField()
    position = LineField(
        _l("Jabatan"),
        [Required(_l("Isi nama jabatan, misalnya Kepala Dinas Koperasi dan Usaha Mikro"))],
        description=_l("Tanpa Plt., Plh., atau Pj.; itu ditulis dari kedudukan di bawah"),
    )
    name = LineField(_l("Nama dengan gelar"), [Required(_l("Isi nama pejabat"))])
    rank = LineField(_l("Pangkat"), description=_l("Misalnya Pembina Utama Muda"))
    nip = NipField("NIP", description=_l("18 angka; spasi boleh"))
    capacity = MemberField(_l("Kedudukan"), SigningCapacity)
    holds_from = DayField(_l("Mulai menjabat"), [Required(_l("Isi tanggal mulai menjabat"))])
    holds_until = DayField(_l("Sampai dengan"), description=_l("Kosongkan bila belum diketahui"))
    may_sign = BooleanField(_l("Menandatangani surat dinas"))
    user = ListedField(
        _l("Akun di Loket"),
        description=_l("Akun yang menandatangani sebagai pejabat ini"),
        coerce=read_row_number,
        default=0,
    )

    def offer_accounts(self, accounts: list[Any]) -> None:
        offered = [(str(user.id), f"{user.name} ({user.username})") for user in accounts]
        self.user.choices = options([("0", _l("Tidak ada")), *offered])

    def validate_holds_until(self, field: Any) -> None:
        start: date | None = self.holds_from.data
        if field.data and start and field.data < start:
            raise ValidationError(_l("Isi tanggal yang tidak mendahului mulai menjabat"))

    def validate_capacity(self, field: Any) -> None:
        if field.data is SigningCapacity.PLH and not self.holds_until.data:
            raise ValidationError(_l("Untuk Plh., isi juga tanggal berakhirnya"))

    def show(self, official: Official) -> None:
        for name in ("version", "position", "name", "rank", "nip", "capacity", "may_sign"):
            self[name].data = getattr(official, name)
        self.holds_from.data = official.holds_from
        self.holds_until.data = official.holds_until
        self.user.data = official.user_id or 0

    def to_appointment(self) -> Appointment:
        return Appointment(
            position=self.position.data or "",
            name=self.name.data or "",
            rank=self.rank.data or "",
            nip=self.nip.data or "",
            capacity=self.capacity.data,
            may_sign=self.may_sign.data,
            holds_from=self.holds_from.data,
            holds_until=self.holds_until.data,
            user_id=self.user.data or None,
        )


class DayOffForm(Form):
    day = DayField(_l("Tanggal"), [Required(_l("Isi tanggal hari libur"))])
    name = LineField(
        _l("Keterangan"), [Required(_l("Isi keterangan, misalnya Cuti Bersama Natal"))]
    )
    source = LineField(_l("Dasar"), description=_l("Misalnya nomor SKB atau surat edaran"))
