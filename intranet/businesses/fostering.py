"""Becoming and ceasing to be fostered (binaan): dated acts of an agency, with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business, Fostering
from intranet.database import db


class AlreadyFostered(Exception):
    """This agency fosters the business already."""


class AlreadyEnded(Exception):
    """Somebody ended this fostering before."""


class EndsBeforeItBegan(Exception):
    """A span cannot end before its first day."""


@dataclass(frozen=True)
class Beginning:
    agency: str
    began_on: date
    reason: str


@dataclass(frozen=True)
class Ending:
    ended_on: date
    reason: str


def begin(business: Business, beginning: Beginning, *, by: User) -> Fostering:
    """Raises AlreadyFostered."""
    agency = beginning.agency.casefold()
    if any(f.ended_on is None and f.agency.casefold() == agency for f in business.fosterings):
        raise AlreadyFostered
    fostering = Fostering(
        business=business,
        agency=beginning.agency,
        began_on=beginning.began_on,
        reason=beginning.reason,
    )
    db.session.add(fostering)
    _settle(business)
    audit.record(
        "fostering_begun",
        by=by,
        subject=business,
        agency=beginning.agency,
        day=f"{beginning.began_on:%d/%m/%Y}",
    )
    moments.publish("business_changed", business=business, by=by)
    return fostering


def end(fostering: Fostering, ending: Ending, *, by: User) -> None:
    """Raises AlreadyEnded or EndsBeforeItBegan."""
    if fostering.ended_on is not None:
        raise AlreadyEnded
    if ending.ended_on < fostering.began_on:
        raise EndsBeforeItBegan
    fostering.ended_on = ending.ended_on
    fostering.end_reason = ending.reason
    _settle(fostering.business)
    audit.record(
        "fostering_ended",
        by=by,
        subject=fostering.business,
        agency=fostering.agency,
        day=f"{ending.ended_on:%d/%m/%Y}",
    )
    moments.publish("business_changed", business=fostering.business, by=by)


def _settle(business: Business) -> None:
    db.session.flush()
    business.is_fostered = any(fostering.ended_on is None for fostering in business.fosterings)
    db.session.flush()
