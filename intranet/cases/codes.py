"""The codes of a case: how it came, what for, how far it is, what was seen."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    WHATSAPP = "whatsapp"
    LETTER = "letter"
    FORUM = "forum"
    OTHER_AGENCY = "other_agency"


class Purpose(StrEnum):
    """What the applicant wants it for."""

    MORE_CAPITAL = "tambah_modal"
    EQUIPMENT = "alat"
    PACKAGING = "kemasan"
    WIDER_MARKET = "perluasan_pasar"
    RAW_MATERIAL = "bahan_baku"
    LEGALITY = "legalitas"
    OTHER = "lainnya"


class Status(StrEnum):
    """The chain of domain.md E: received, verified, disposed, followed up, answered, done."""

    RECEIVED = "diterima"
    VERIFIED = "diverifikasi"
    DISPOSED = "didisposisikan"
    FOLLOWED_UP = "ditindaklanjuti"
    ANSWERED = "ditanggapi"
    DONE = "selesai"
    RETURNED = "dikembalikan"
    """To be completed by the applicant."""
    REFERRED = "dirujuk"
    """To another agency."""
    POSTPONED = "ditunda"
    """Until there is budget."""
    REFUSED = "ditolak"
    CANCELLED = "dibatalkan"


CLOSED = frozenset({Status.DONE, Status.REFUSED, Status.CANCELLED})
IN_OUR_HANDS = frozenset({Status.RECEIVED, Status.VERIFIED, Status.DISPOSED, Status.FOLLOWED_UP})
"""Where the office itself is at work, so that the target date presses."""


class StatementBasis(StrEnum):
    STATEMENT = "statement"
    """The applicant says so."""
    DOCUMENT = "document"
    """An officer saw the paper."""


class PaperState(StrEnum):
    MISSING = "missing"
    ORIGINAL_SEEN = "original_seen"
    COPY_RECEIVED = "copy_received"
    NOT_NEEDED = "not_needed"


class Urgency(StrEnum):
    ORDINARY = "biasa"
    URGENT = "segera"
    VERY_URGENT = "sangat_segera"
