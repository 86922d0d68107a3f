"""What a business received and sold: aid, also from before Loket, and evidence of a market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet import moments
from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.businesses.models import (
    AidKind,
    AidReceived,
    Business,
    MarketEvidence,
    MarketEvidenceKind,
)
from intranet.businesses.wallet import Document, keep
from intranet.database import db
from intranet.words import indonesian


@dataclass(frozen=True)
class AidDetails:
    kind: AidKind
    what: str
    received_on: date
    source: str


@dataclass(frozen=True)
class EvidenceDetails:
    kind: MarketEvidenceKind
    dated_on: date
    description: str


def record_aid(business: Business, details: AidDetails, *, by: User | None) -> AidReceived:
    aid = AidReceived(
        business=business,
        kind=details.kind,
        what=details.what,
        received_on=details.received_on,
        source=details.source,
    )
    db.session.add(aid)
    db.session.flush()
    _tell(
        "aid_recorded", business, by, kind=indonesian(aid.kind), day=f"{aid.received_on:%d/%m/%Y}"
    )
    return aid


def remove_aid(aid: AidReceived, *, by: User | None) -> None:
    business = aid.business
    db.session.delete(aid)
    db.session.flush()
    _tell("aid_removed", business, by, kind=indonesian(aid.kind), day=f"{aid.received_on:%d/%m/%Y}")


def declare_complete(business: Business, since: date, *, by: User) -> None:
    """All aid since that day is on record. Before it, how much there was is unknown, never 0."""
    business.history_complete_since = since
    db.session.flush()
    _tell("aid_history_completed", business, by, day=f"{since:%d/%m/%Y}")


def add_evidence(
    business: Business, details: EvidenceDetails, *, by: User, document: Document | None = None
) -> MarketEvidence:
    evidence = MarketEvidence(
        business=business,
        kind=details.kind,
        dated_on=details.dated_on,
        description=details.description,
        document=keep(document, by=by),
    )
    db.session.add(evidence)
    db.session.flush()
    _tell("market_evidence_added", business, by, kind=indonesian(evidence.kind))
    return evidence


def remove_evidence(evidence: MarketEvidence, *, by: User) -> None:
    business = evidence.business
    db.session.delete(evidence)
    db.session.flush()
    _tell("market_evidence_removed", business, by, kind=indonesian(evidence.kind))


def _tell(action: str, business: Business, by: User | None, **details: Any) -> None:
    audit.record(action, by=by, subject=business, **details)
    moments.publish("business_changed", business=business, by=by)
