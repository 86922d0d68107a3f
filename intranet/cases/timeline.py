"""A case's timeline: the journal, with the words that belong to each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from intranet.audit import queries as journal
from intranet.cases.models import Case
from intranet.cases.queries import division_names
from intranet.formatting import long_date, moment
from intranet.words import words

LOOKS: Mapping[str, tuple[str, str]] = {
    "case_opened": ("inbox", "info"),
    "case_verified": ("shield-check", "good"),
    "case_returned": ("arrow-back-up", "warn"),
    "case_disposed": ("hierarchy", "info"),
    "case_postponed": ("hourglass", "warn"),
    "case_answered": ("message-circle", "good"),
    "case_finished": ("circle-check", "good"),
    "case_refused": ("circle-x", "bad"),
    "case_cancelled": ("ban", "neutral"),
    "case_completed": ("checklist", "info"),
    "case_followed_up": ("player-play", "info"),
    "case_reopened": ("refresh", "info"),
    "item_referred": ("send", "info"),
    "agency_answered": ("mail", "good"),
    "papers_marked": ("checklist", "neutral"),
    "facts_stated": ("list-check", "neutral"),
    "attachment_added": ("paperclip", "neutral"),
    "attachment_downloaded": ("download", "neutral"),
    "note_written": ("note", "neutral"),
    "receipt_printed": ("printer", "neutral"),
    "fact_taken_back": ("arrow-back-up", "neutral"),
    "decision_taken": ("scale", "neutral"),
    "decision_failed": ("alert-triangle", "warn"),
    "rules_asked_again": ("scale", "neutral"),
    "decision_printed": ("printer", "neutral"),
    "rules_moved": ("scale", "info"),
    "item_referred_to_bank": ("building-bank", "info"),
    "letter_drafted": ("file-plus", "info"),
    "letter_redrafted": ("pencil", "neutral"),
    "letter_submitted": ("file-text", "neutral"),
    "letter_initialled": ("pencil", "info"),
    "letter_sent_back": ("arrow-back-up", "warn"),
    "letter_signed": ("signature", "good"),
    "letter_voided": ("ban", "bad"),
    "letter_given_up": ("ban", "neutral"),
    "letter_downloaded": ("download", "neutral"),
}


@dataclass(frozen=True)
class Event:
    """What the timeline macro shows."""

    at: str
    title: str
    by: str
    text: str
    icon: str
    tone: str


def of(case: Case) -> list[Event]:
    """Everything that happened to the case, newest first."""
    spoken = _words_said(case)
    return [
        Event(
            at=moment(row.at),
            title=row.sentence,
            by=row.actor_name if row.actor_uuid else _("Sistem"),
            text=spoken.get(row.subject_uuid, "") if row.subject_uuid else "",
            icon=LOOKS.get(row.action, ("point", "neutral"))[0],
            tone=LOOKS.get(row.action, ("point", "neutral"))[1],
        )
        for row in reversed(journal.timeline_of(case.uuid))
    ]


def _words_said(case: Case) -> dict[UUID, str]:
    """Reasons, notes and instructions by the record they belong to: the journal holds none."""
    said = {note.uuid: note.text for note in case.notes}
    said |= {move.uuid: move.reason for move in case.moves}
    said |= {attachment.uuid: attachment.title for attachment in case.attachments}
    for item in case.items:
        for referral in item.agency_referrals:
            said[referral.uuid] = referral.reason
    names = division_names()
    for sheet in case.dispositions:
        whom = names.get(sheet.division_code, sheet.division_code)
        if sheet.officer:
            whom = f"{sheet.officer.name}, {whom}"
        parts = [_("Kepada %(whom)s (%(urgency)s).", whom=whom, urgency=words(sheet.urgency))]
        parts.append(sheet.instruction)
        if sheet.due_on:
            parts.append(_("Selesai sebelum %(day)s.", day=long_date(sheet.due_on)))
        said[sheet.uuid] = " ".join(parts)
    return said
