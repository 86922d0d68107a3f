"""What papers about equipment say of an aid, in the letters' own words: always in Indonesian."""

from __future__ import annotations

from flask_babel import force_locale

from intranet.banks.facts import address_of
from intranet.cases import equipment_choices
from intranet.equipment.models import Aid, EquipmentItem, Procurement
from intranet.equipment.recommending import funding_in_words
from intranet.formatting import masked
from intranet.letters.in_words import rupiah_in_full
from intranet.letters.paper import CAPACITY_MARKS
from intranet.letters.tables import Column, ColumnKind, Table
from intranet.office import nip
from intranet.office import queries as office
from intranet.office.models import Official

UNKNOWN = "–"
GOODS = (
    Column("No", ColumnKind.NUMBER),
    Column("Nama barang"),
    Column("Merek/tipe/nomor seri"),
    Column("Jumlah", ColumnKind.NUMBER),
    Column("Satuan"),
    Column("Kondisi"),
    Column("Nilai (Rp)", ColumnKind.MONEY),
)


def equipment_name(aid: Aid) -> str:
    """What it is called in the catalogue; what was asked for while nobody said which."""
    with force_locale("id"):
        return (
            aid.equipment_item.name if aid.equipment_item else aid.application.item.equipment_words
        )


def of_receiver(aid: Aid) -> dict[str, str]:
    """Who receives it. The applicant does, for somebody else would need a power of attorney."""
    application = aid.application
    person, business = application.item.case.person, application.business
    with force_locale("id"):
        funding = funding_in_words(application.period, office.current().regency.name)
    return {
        "receiver": person.name,
        "business": business.name,
        "address": address_of(person, business),
        "equipment": equipment_name(aid),
        "equipment_in_text": _within_a_sentence(equipment_name(aid)),
        "funding": funding,
    }


def _within_a_sentence(name: str) -> str:
    """Without its capital, unless it begins with a brand or an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def masked_of_receiver(aid: Aid) -> dict[str, str]:
    return {"nik": masked(aid.application.item.case.person.nik)}


def of_official(official: Official) -> dict[str, str]:
    """Who gives on behalf of the office."""
    return {
        "official": official.name,
        "official_nip": nip.spaced(official.nip) if official.nip else "",
        "official_position": f"{CAPACITY_MARKS[official.capacity]}{official.position}",
        "office": office.current().name,
    }


def goods(procurement: Procurement, condition: str) -> Table:
    """A line for each machine, so that each serial number stands beside its value."""
    item = procurement.aid.equipment_item
    assert item is not None
    rows = [
        (
            unit.position,
            item.name,
            f"{procurement.make}, nomor seri {unit.serial}",
            1,
            item.unit,
            condition,
            procurement.unit_value,
        )
        for unit in procurement.units
    ]
    return Table(GOODS, rows)


def goods_to_come(aid: Aid) -> Table:
    """The same before the machine is there, for an agreement that is made earlier."""
    item = aid.equipment_item
    unit, price = (item.unit, item.price) if item else ("unit", None)
    value: str | int = "" if price is None else price * aid.quantity
    name = equipment_name(aid)
    return Table(GOODS, [(1, name, UNKNOWN, aid.quantity, unit, "Baru", value)])


def total(procurement: Procurement) -> str:
    return rupiah_in_full(procurement.value)


def kind_of(item: EquipmentItem) -> str:
    """The desk's words for what kind of equipment it is."""
    with force_locale("id"):
        return equipment_choices.words_for(item.option)
