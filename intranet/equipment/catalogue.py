"""The catalogue of equipment: what can be given, and what it costs as far as anybody asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.audit.services import Actor
from intranet.database import db
from intranet.equipment.models import EquipmentItem

SHIPPED = Path(__file__).with_name("shipped.yaml")
# For journal sentences, which keep the words of the day they were written.
FIELD_NAMES = {
    "name": "nama",
    "option": "jenis",
    "specification": "spesifikasi",
    "unit": "satuan",
    "price": "harga",
    "price_source": "sumber harga",
    "is_active": "keaktifan",
}


class NameTaken(Exception):
    """Equipment of this name is in the catalogue already."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same record after this form was opened."""


@dataclass(frozen=True)
class EquipmentDetails:
    name: str
    option: str
    specification: str = ""
    unit: str = "unit"
    price: int | None = None
    price_source: str = ""
    is_active: bool = True


def install_shipped(by: Actor | None = None) -> list[EquipmentItem]:
    """Fill an empty catalogue with the equipment that Loket comes with; the new entries.

    A catalogue that has anything is the office's own and is left as it is.
    """
    if db.session.scalar(select(EquipmentItem.id).limit(1)) is not None:
        return []
    entries: list[dict[str, Any]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    added = [EquipmentItem(**asdict(EquipmentDetails(**entry))) for entry in entries]
    db.session.add_all(added)
    db.session.flush()
    audit.record("catalogue_installed", by=by, number=len(added))
    return added


def add_item(details: EquipmentDetails, *, by: User) -> EquipmentItem:
    """Raises NameTaken."""
    _refuse_taken(details.name)
    item = EquipmentItem(**asdict(details))
    db.session.add(item)
    db.session.flush()
    audit.record("catalogue_item_added", by=by, subject=item, name=item.name)
    return item


def change_item(item: EquipmentItem, details: EquipmentDetails, *, version: int, by: User) -> None:
    """Raises ChangedMeanwhile, NameTaken."""
    if item.version != version:
        raise ChangedMeanwhile
    _refuse_taken(details.name, but=item)
    columns = asdict(details)
    changed = [name for name, value in columns.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, columns[name])
    if changed:
        db.session.flush()
        names = ", ".join(FIELD_NAMES[name] for name in changed)
        audit.record("catalogue_item_changed", by=by, subject=item, name=item.name, fields=names)


def _refuse_taken(name: str, *, but: EquipmentItem | None = None) -> None:
    query = select(EquipmentItem.id).where(EquipmentItem.name == name)
    if but is not None:
        query = query.where(EquipmentItem.id != but.id)
    if db.session.scalar(query) is not None:
        raise NameTaken
