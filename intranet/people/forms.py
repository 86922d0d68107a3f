"""What is asked about a person, and what to do when an answer cannot be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.fields import HiddenField

from intranet.choice_fields import MemberField, YesNoField
from intranet.choice_fields import options as offer
from intranet.fields import DayField, Form, LineField, ReadField, Required, VersionField
from intranet.office import queries as office
from intranet.people import identifiers
from intranet.people.models import Person, Sex
from intranet.people.services import PersonDetails
from intranet.places import queries as places

ELSEWHERE = "elsewhere"
OLDEST_YEARS = 130


class IdentifierField(ReadField):
    """A number with a shape of its own; `instruction` is told when it has another."""

    def __init__(
        self, label: Any, reader: Callable[[str], str], instruction: Any, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.reader, self.instruction = reader, instruction

    def read(self, typed: str) -> str:
        try:
            return self.reader(typed)
        except identifiers.Malformed:
            raise ValueError(self.instruction) from None


class VillageField(SelectField):
    """A village of the office's regency, by its region code."""

    def __init__(self, label: Any, *, elsewhere: bool = False, **kwargs: Any) -> None:
        super().__init__(label, choices=[], coerce=str, validate_choice=False, **kwargs)
        regency = office.current().regency
        self.offered = [("", _("Ketik nama desa atau kelurahan"))]
        if elsewhere:
            self.offered.append((ELSEWHERE, _("Di luar %(regency)s", regency=regency.name)))
        self.offered += [
            (village.code, f"{village.name}, {village.subdistrict}")
            for village in places.village_choices(regency.code)
        ]
        self.elsewhere = elsewhere

    def process_data(self, value: str | None) -> None:
        """A home of another regency stays on offer where it is on record already."""
        self.data = value or ""
        region = places.find(value) if value and value != ELSEWHERE else None
        if region and region.code not in dict(self.offered):
            above = region.parent.name if region.parent else ""
            self.offered.append((region.code, f"{region.name}, {above}"))
        self.choices = offer(self.offered)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data or self.data in {code for code, _label in self.offered}:
            return
        region = places.find(self.data) if self.data.isprintable() else None
        if region is None or not region.kind.is_village:
            raise ValidationError(_l("Pilih desa atau kelurahan dari daftar"))
        if self.elsewhere:
            return
        regency = region
        while regency.parent is not None and regency.code.count(".") > 1:
            regency = regency.parent
        raise ValidationError(
            _l(
                "%(village)s ada di %(there)s. Pilih desa atau kelurahan di %(here)s",
                village=region.name,
                there=regency.name,
                here=office.current().regency.name,
            )
        )


class PersonFields(Form):
    """The questions about a person, shared by registering and correcting."""

    name = LineField(
        _l("Nama lengkap"),
        validators=[Required(_l("Isi nama lengkap seperti di KTP"))],
        description=_l("Seperti di KTP. Nama satu kata boleh."),
    )
    nik = IdentifierField(
        _l("NIK"),
        identifiers.read_nik,
        _l("Isi NIK 16 digit, angka saja"),
        description=_l("16 digit, seperti di KTP."),
    )
    kk = IdentifierField(
        _l("Nomor KK"), identifiers.read_kk, _l("Isi nomor Kartu Keluarga 16 digit, angka saja")
    )
    sex = MemberField(_l("Jenis kelamin"), Sex, empty=_l("Mengikuti NIK"))
    born_on = DayField(_l("Tanggal lahir"), description=_l("Kosongkan untuk mengikuti NIK."))
    phone = IdentifierField(
        _l("Telepon atau WhatsApp"),
        identifiers.read_phone,
        _l("Isi nomor telepon Indonesia, misalnya 0812 3456 7890"),
    )
    home_address = LineField(_l("Alamat rumah"), description=_l("Jalan, dusun, RT/RW."))
    home_village = VillageField(_l("Desa/kelurahan tempat tinggal"), elsewhere=True)
    lives_elsewhere = LineField(
        _l("Desa, kecamatan, dan kabupaten tempat tinggal"),
        description=_l("Hanya bila tinggal di luar wilayah kantor ini."),
    )
    is_married = YesNoField(_l("Sudah menikah?"))
    is_public_servant = YesNoField(_l("Anggota ASN, TNI, atau Polri?"))

    def validate_born_on(self, field: DayField) -> None:
        if field.data is None:
            return
        today = office.today()
        if field.data > today:
            raise ValidationError(_l("Tanggal lahir tidak mungkin setelah hari ini"))
        if field.data.year < today.year - OLDEST_YEARS:
            raise ValidationError(_l("Periksa tahun lahir; ini lebih dari 130 tahun yang lalu"))

    def validate_lives_elsewhere(self, field: LineField) -> None:
        if self.home_village.data == ELSEWHERE and not field.data:
            raise ValidationError(_l("Isi desa, kecamatan, dan kabupaten tempat tinggal"))

    def nik_doubts(self) -> list[identifiers.NikDoubt]:
        """What to ask about the NIK; none while it cannot be read."""
        nik = self.nik.data
        if not nik:
            return []
        return identifiers.nik_doubts(
            nik, today=office.today(), said_sex=self.sex.data, born_on=self.born_on.data
        )

    def to_person(self, on_record: Person | None = None) -> PersonDetails:
        """Sex and birth date follow the NIK where they were left empty.

        NIK and KK left empty stay as they are `on_record`.
        """
        nik: str | None = self.nik.data or (on_record.nik if on_record else None)
        village = self.home_village.data
        return PersonDetails(
            name=self.name.data or "",
            nik=nik,
            kk=self.kk.data or (on_record.kk if on_record else None),
            sex=self.sex.data or (identifiers.sex(nik) if nik else None),
            born_on=self.born_on.data
            or (identifiers.birth_date(nik, today=office.today()) if nik else None),
            phone=self.phone.data,
            address=self.home_address.data or "",
            village_code=None if village in {"", ELSEWHERE} else village,
            lives_elsewhere=self.lives_elsewhere.data if village == ELSEWHERE else None,
            is_married=self.is_married.data,
            is_public_servant=self.is_public_servant.data,
        )


class PersonForm(PersonFields):
    """Correcting a person. NIK and KK are not shown in full: empty leaves them as they are."""

    version = VersionField()

    @classmethod
    def of(cls, person: Person) -> PersonForm:
        return cls(
            data={
                "name": person.name,
                "sex": person.sex,
                "born_on": person.born_on,
                "phone": person.phone,
                "home_address": person.address,
                "home_village": person.village_code
                or (ELSEWHERE if person.lives_elsewhere else ""),
                "lives_elsewhere": person.lives_elsewhere,
                "is_married": person.is_married,
                "is_public_servant": person.is_public_servant,
                "version": person.version,
            }
        )


class RevealForm(Form):
    """Why somebody needs to see a full identity number."""

    field = HiddenField()
    reason = LineField(
        _l("Alasan melihat nomor lengkap"),
        validators=[Required(_l("Isi alasan melihat nomor lengkap"))],
        description=_l("Dicatat di jejak audit. Jangan tulis nomor identitas di sini."),
        longest=200,
    )
    case = HiddenField()

    @property
    def case_uuid(self) -> UUID | None:
        """The case that the number is needed for, where there is one."""
        try:
            return UUID(self.case.data or "")
        except ValueError:
            return None
