"""The licence wallet: what a business may do, proven by which paper, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet import files, moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import Business, Licence, LicenceKind
from intranet.database import db
from intranet.words import indonesian

# Long enough to renew a PIRT before it lapses.
EXPIRES_SOON_DAYS = 90


@dataclass(frozen=True)
class Document:
    """A paper that was handed in, already safe to keep."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class LicenceDetails:
    kind: LicenceKind
    number: str
    issued_on: date | None = None
    expires_on: date | None = None


def add_licence(
    business: Business, details: LicenceDetails, *, by: User, document: Document | None = None
) -> Licence:
    licence = Licence(
        business=business,
        kind=details.kind,
        number=details.number,
        issued_on=details.issued_on,
        expires_on=details.expires_on,
        document=keep(document, by=by),
    )
    db.session.add(licence)
    return _changed(licence, "licence_added", by=by)


def correct_licence(
    licence: Licence, details: LicenceDetails, *, by: User, document: Document | None = None
) -> Licence:
    """The document stays as it was unless another is handed in."""
    licence.kind = details.kind
    licence.number = details.number
    licence.issued_on = details.issued_on
    licence.expires_on = details.expires_on
    if document:
        licence.document = keep(document, by=by)
    return _changed(licence, "licence_corrected", by=by)


def remove_licence(licence: Licence, *, by: User) -> None:
    """The paper's file stays on disk: decisions of earlier days rest on it."""
    business, kind = licence.business, licence.kind
    business.licences.remove(licence)
    db.session.delete(licence)
    db.session.flush()
    audit.record("licence_removed", by=by, subject=business, kind=indonesian(kind))
    moments.publish("business_changed", business=business, by=by)


def keep(document: Document | None, *, by: User) -> files.StoredFile | None:
    if document is None:
        return None
    return files.store(
        document.content, name=document.name, media_type=document.media_type, by=by.uuid
    )


def _changed(licence: Licence, action: str, *, by: User) -> Licence:
    db.session.flush()
    audit.record(action, by=by, subject=licence.business, kind=indonesian(licence.kind))
    moments.publish("business_changed", business=licence.business, by=by)
    return licence
