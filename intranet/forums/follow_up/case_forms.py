"""What is filled in when wishes become a case, or join one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, SelectField, ValidationError

from intranet.cases.codes import Purpose
from intranet.cases.forms import ItemForm
from intranet.cases.models import Item as CaseItem
from intranet.cases.opening import ItemAsked
from intranet.choice_fields import options
from intranet.fields import Form, LineField, OnceField, Required
from intranet.forums.models import Aspiration, AspirationItem
from intranet.office import queries as office
from intranet.people import identifiers
from intranet.people.forms import ELSEWHERE, IdentifierField, VillageField
from intranet.people.services import PersonDetails
from intranet.programmes.models import Programme

NEW, LEFT = "new", ""

# What a wish for this programme is usually wanted for; staff correct it.
USUAL_PURPOSE = {
    "study-visit": Purpose.WIDER_MARKET,
    "marketplace": Purpose.WIDER_MARKET,
    "bank-referral": Purpose.MORE_CAPITAL,
    "equipment-apbd": Purpose.EQUIPMENT,
    "equipment-apbn": Purpose.EQUIPMENT,
    "packaging-help": Purpose.PACKAGING,
    "legality-help": Purpose.LEGALITY,
}


class WishForm(ItemForm):
    """Where one wish goes: a new case, what a case asks for already, or nowhere yet."""

    goes_to = SelectField(_l("Dijadikan"), validate_choice=False)

    def about(self, wish: AspirationItem, joinable: Sequence[CaseItem]) -> None:
        self.wish = wish
        self.joinable = {str(item.uuid): item for item in joinable}
        self.goes_to.choices = options(
            [
                (NEW, _l("Permintaan dalam kasus baru")),
                *(
                    (key, _l("Gabung %(case)s", case=f"{item.case.number} · {item.programme.name}"))
                    for key, item in self.joinable.items()
                ),
            ],
            empty=_l("Belum dijadikan kasus"),
        )

    @property
    def joins(self) -> CaseItem | None:
        return self.joinable.get(self.goes_to.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        if self.goes_to.data == NEW:
            return super().validate(extra_validators)
        if self.goes_to.data != LEFT and self.joins is None:
            self.goes_to.errors = [_("Pilih salah satu dari daftar")]
            return False
        return True  # What stands in the other fields belongs to no case.


class WishesForm(Form):
    """One screen for all wishes of an aspiration that are no case yet: see wishes_form."""

    rows: list[FormField]  # type: ignore[type-arg]  # Generic in the stubs alone.
    once = OnceField()

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.to_open() and not self.to_join():
            self.form_errors.append(_("Pilih sedikitnya satu butir untuk dijadikan kasus"))
            return False
        return True

    def to_open(self) -> list[tuple[AspirationItem, ItemAsked]]:
        return [
            (row.form.wish, row.form.to_item()) for row in self.rows if row.form.goes_to.data == NEW
        ]

    def to_join(self) -> list[tuple[AspirationItem, CaseItem]]:
        return [(row.form.wish, row.form.joins) for row in self.rows if row.form.joins]


def wishes_form(
    wishes: Sequence[AspirationItem],
    joinable: Sequence[CaseItem],
    programmes: Sequence[Programme],
) -> WishesForm:
    """A row a wish, its topic's programme and the words of the wish filled in."""
    questions = {f"wish_{wish.position}": FormField(WishForm) for wish in wishes}
    form_class: type[WishesForm] = type("WishesOfAspiration", (WishesForm,), questions)
    by_code = {programme.code: programme for programme in programmes}
    form = form_class(
        data={
            f"wish_{wish.position}": _preset(wish, by_code.get(wish.topic.programme_code or ""))
            for wish in wishes
        }
    )
    form.rows = [form[name] for name in questions]
    for row, wish in zip(form.rows, wishes, strict=True):
        row.form.offer(programmes)
        row.form.about(wish, joinable)
    return form


def _preset(wish: AspirationItem, programme: Programme | None) -> dict[str, Any]:
    return {
        "goes_to": NEW,
        "programme": str(programme.uuid) if programme else "",
        "purpose": USUAL_PURPOSE.get(programme.code, Purpose.OTHER) if programme else None,
        "description": wish.request,
    }


class SpeakerForm(Form):
    """Whoever spoke, for the register of people. At a hall nobody shows an identity card."""

    name = LineField(_l("Nama lengkap"), validators=[Required(_l("Isi nama penyampai"))])
    phone = IdentifierField(
        _l("Telepon atau WhatsApp"),
        identifiers.read_phone,
        _l("Isi nomor telepon Indonesia, misalnya 0812 3456 7890"),
    )
    home_village = VillageField(_l("Desa/kelurahan tempat tinggal"), elsewhere=True)
    lives_elsewhere = LineField(
        _l("Desa, kecamatan, dan kabupaten tempat tinggal"),
        description=_l("Hanya bila tinggal di luar wilayah kantor ini."),
    )
    nik = IdentifierField(
        _l("NIK"),
        identifiers.read_nik,
        _l("Isi NIK 16 digit, angka saja"),
        description=_l("Bila belum diketahui, lengkapi nanti di data orangnya."),
    )
    once = OnceField()

    @classmethod
    def of(cls, aspiration: Aspiration) -> SpeakerForm:
        elsewhere = aspiration.village is None and aspiration.village_as_told
        return cls(
            data={
                "name": aspiration.speaker,
                "phone": aspiration.phone,
                "home_village": ELSEWHERE if elsewhere else aspiration.village_code,
                "lives_elsewhere": aspiration.village_as_told,
            }
        )

    def validate_lives_elsewhere(self, field: LineField) -> None:
        if self.home_village.data == ELSEWHERE and not field.data:
            raise ValidationError(_l("Isi desa, kecamatan, dan kabupaten tempat tinggal"))

    def to_person(self) -> PersonDetails:
        village, nik = self.home_village.data, self.nik.data
        return PersonDetails(
            name=self.name.data or "",
            nik=nik,
            phone=self.phone.data,
            sex=identifiers.sex(nik) if nik else None,
            born_on=identifiers.birth_date(nik, today=office.today()) if nik else None,
            village_code=None if village in {"", ELSEWHERE} else village,
            lives_elsewhere=self.lives_elsewhere.data if village == ELSEWHERE else None,
        )
