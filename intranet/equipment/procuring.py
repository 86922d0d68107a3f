"""The receipt of the goods: which machines came, from whom, at which price, and their payment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.accounts.models import User
from intranet.allocations.models import ExpenseKind
from intranet.allocations.spending import booking
from intranet.audit import services as audit
from intranet.database import db
from intranet.equipment import aids
from intranet.equipment.aids import ChangedMeanwhile
from intranet.equipment.models import Aid, AidStep, EquipmentUnit, Procurement
from intranet.formatting import rupiah

# What an aid may be when its machine comes in, and while the receipt may still be put right.
RECEIVED_FROM = (AidStep.GRANTED,)
PUT_RIGHT_IN = (AidStep.PROCURED,)


class NotNow(Exception):
    """The aid is not at a step at which this can be done."""

    def __init__(self, step: AidStep) -> None:
        super().__init__(f"not while the aid is {step}")
        self.step = step


class ItemMissing(Exception):
    """Nobody said yet which equipment of the catalogue it is."""


class WrongCount(Exception):
    """There are more or fewer serial numbers than machines."""

    def __init__(self, wanted: int, given: int) -> None:
        super().__init__(f"{given} numbers for {wanted} machines")
        self.wanted, self.given = wanted, given


class SerialTwice(Exception):
    """A serial number stands twice in the receipt, or belongs to another aid."""

    def __init__(self, serial: str, *, elsewhere: bool) -> None:
        super().__init__(f"{serial} is there already")
        self.serial, self.elsewhere = serial, elsewhere


class PaidAlready(Exception):
    """The payment is on record."""


@dataclass(frozen=True)
class Receipt:
    """What came. `serials` has a number for each machine."""

    received_on: date
    supplier: str
    document: str
    contracted_on: date
    make: str
    unit_value: int
    serials: tuple[str, ...]


def of_aid(aid: Aid) -> Procurement | None:
    return db.session.scalars(select(Procurement).where(Procurement.aid == aid)).one_or_none()


def receive(aid: Aid, receipt: Receipt, *, by: User) -> Procurement:
    """Record the receipt and bind the budget by the contract.

    Raises NotNow, ItemMissing, WrongCount, SerialTwice, and what booking.book raises.
    """
    if aid.step not in RECEIVED_FROM or of_aid(aid) is not None:
        raise NotNow(aid.step)
    if aid.equipment_item is None:
        raise ItemMissing
    _check_serials(aid, receipt)
    procurement = Procurement(aid=aid, recorded_by=by.uuid)
    _write(procurement, receipt)
    db.session.add(procurement)
    aids.move(aid, AidStep.PROCURED, by=by)
    _tell("equipment_received", procurement, by, value=rupiah(procurement.value))
    _book(procurement, procurement.value, by)
    return procurement


def put_right(procurement: Procurement, receipt: Receipt, *, version: int, by: User) -> None:
    """Correct the receipt until the machine is handed over; another price is booked as well.

    Raises NotNow, ChangedMeanwhile, PaidAlready for another price, and what `receive` raises.
    """
    aid, before = procurement.aid, procurement.value
    if aid.step not in PUT_RIGHT_IN:
        raise NotNow(aid.step)
    if procurement.version != version:
        raise ChangedMeanwhile
    _check_serials(aid, receipt)
    difference = receipt.unit_value * len(receipt.serials) - before
    if difference and procurement.paid_on is not None:
        raise PaidAlready
    procurement.units.clear()
    db.session.flush()  # The numbers that stay are free again before they are written anew.
    _write(procurement, receipt)
    db.session.flush()
    _tell("equipment_receipt_put_right", procurement, by, value=rupiah(procurement.value))
    if difference:
        _book(procurement, difference, by)


def pay(procurement: Procurement, *, on: date, document: str, by: User) -> None:
    """Record that the whole delivery was paid. Raises PaidAlready, and what booking.book raises."""
    if procurement.paid_on is not None:
        raise PaidAlready
    procurement.paid_on, procurement.payment_document = on, document
    db.session.flush()
    _tell("equipment_paid", procurement, by, value=rupiah(procurement.value))
    if procurement.value:
        booking.book(
            procurement.aid.application.period,
            application=procurement.aid.application,
            kind=ExpenseKind.REALISATION,
            amount=procurement.value,
            spent_on=on,
            description=f"Pembayaran {item_name(procurement.aid)} kepada {procurement.supplier}",
            document=document,
            by=by,
        )


def item_name(aid: Aid) -> str:
    """What the machine is called in the catalogue."""
    return aid.equipment_item.name if aid.equipment_item else ""


def serial_key(make: str, serial: str) -> str:
    """The same for a number however its brand and its characters are spelt."""
    spelt = "".join(serial.casefold().split())
    return f"{' '.join(make.casefold().split())}|{spelt}"


def _check_serials(aid: Aid, receipt: Receipt) -> None:
    if len(receipt.serials) != aid.quantity:
        raise WrongCount(aid.quantity, len(receipt.serials))
    keys = [serial_key(receipt.make, serial) for serial in receipt.serials]
    for key, serial in zip(keys, receipt.serials, strict=True):
        if keys.count(key) > 1:
            raise SerialTwice(serial, elsewhere=False)
    taken = _taken_elsewhere(aid, keys)
    if taken is not None:
        raise SerialTwice(receipt.serials[keys.index(taken)], elsewhere=True)


def _taken_elsewhere(aid: Aid, keys: Sequence[str]) -> str | None:
    return db.session.scalars(
        select(EquipmentUnit.serial_key)
        .join(EquipmentUnit.procurement)
        .where(EquipmentUnit.serial_key.in_(keys), Procurement.aid_id != aid.id)
        .order_by(EquipmentUnit.id)
        .limit(1)
    ).one_or_none()


def _write(procurement: Procurement, receipt: Receipt) -> None:
    procurement.received_on, procurement.supplier = receipt.received_on, receipt.supplier
    procurement.document, procurement.contracted_on = receipt.document, receipt.contracted_on
    procurement.make, procurement.unit_value = receipt.make, receipt.unit_value
    procurement.units = [
        EquipmentUnit(position=position, serial=serial, serial_key=serial_key(receipt.make, serial))
        for position, serial in enumerate(receipt.serials, start=1)
    ]


def _book(procurement: Procurement, amount: int, by: User) -> None:
    """Bind the budget by the contract, or free what another price leaves over."""
    if amount:
        booking.book(
            procurement.aid.application.period,
            application=procurement.aid.application,
            kind=ExpenseKind.COMMITMENT,
            amount=amount,
            spent_on=procurement.contracted_on,
            description=f"Pengadaan {item_name(procurement.aid)} dari {procurement.supplier}",
            document=procurement.document,
            by=by,
        )


def _tell(action: str, procurement: Procurement, by: User, **details: str) -> None:
    audit.record(
        action,
        by=by,
        subject=procurement.aid,
        case=procurement.aid.application.item.case,
        item=item_name(procurement.aid),
        units=len(procurement.units),
        document=procurement.document,
        **details,
    )
