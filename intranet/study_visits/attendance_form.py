"""The page on which those who came are ticked: one row for each participant, as typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from intranet.fields import LONGEST_LINE, SIXTEEN_DIGITS
from intranet.study_visits.attending import Mark
from intranet.study_visits.models import Attendance, Participant


@dataclass(frozen=True)
class Row:
    participant: Participant
    mark: Mark
    error: str = ""

    @property
    def uuid(self) -> UUID:
        return self.participant.uuid

    @property
    def is_ticked(self) -> bool:
        return self.mark.attendance in {Attendance.PRESENT, Attendance.REPRESENTED}

    def with_what_stands_now(self) -> Row:
        """The same as typed, beside what others recorded: saving again, knowingly, then counts."""
        now = self.participant
        seen = replace(self.mark, seen=now.attendance, seen_represented_by=now.represented_by)
        return replace(self, mark=seen)


def rows_as_shown(participants: Sequence[Participant]) -> list[Row]:
    return [
        Row(one, Mark(one.attendance, one.represented_by, one.attendance, one.represented_by))
        for one in participants
    ]


def rows_as_typed(participants: Sequence[Participant], typed: Mapping[str, str]) -> list[Row]:
    """What was ticked. Whoever was not is absent once the page says that it is complete; until
    then nothing is known of them. A participant who joined since the page was shown is left out.
    """
    is_complete = bool(typed.get("complete"))
    return [_row(one, typed, is_complete) for one in participants if f"seen-{one.uuid}" in typed]


def _row(participant: Participant, typed: Mapping[str, str], is_complete: bool) -> Row:
    key = str(participant.uuid)
    by = " ".join(typed.get(f"by-{key}", "").split())
    seen, seen_by = _seen(typed.get(f"seen-{key}", "")), typed.get(f"seen-by-{key}", "").strip()
    if by:
        attendance: Attendance | None = Attendance.REPRESENTED
    elif f"came-{key}" in typed:
        attendance = Attendance.PRESENT
    else:
        # Unticked although somebody recorded it before: it was a mistake.
        was_absent = seen is Attendance.ABSENT
        attendance = Attendance.ABSENT if is_complete or was_absent else None
    return Row(participant, Mark(attendance, by, seen, seen_by), _mistake(by))


def _seen(typed: str) -> Attendance | None:
    return next((one for one in Attendance if one.value == typed), None)


def _mistake(by: str) -> str:
    if SIXTEEN_DIGITS.search(by):
        return str(_("Hapus NIK atau nomor KK dari isian ini"))
    if len(by) > LONGEST_LINE or not by.isprintable():
        return str(_("Isi nama wakil saja, paling banyak %(most)s karakter", most=LONGEST_LINE))
    return ""
