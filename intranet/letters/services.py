"""Drafting letters and passing them on for initials and signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from intranet.accounts.models import User
from intranet.audit import services as audit
from intranet.cases.models import Case, Item
from intranet.database import db
from intranet.letters import course, wording
from intranet.letters.course import Refusal, Refused
from intranet.letters.kinds import SEALED, Kind, Layout
from intranet.letters.models import Act, Letter, LetterStatus, LetterStep
from intranet.letters.tables import Table
from intranet.office import queries as office

_ALWAYS_KEPT = frozenset({"blocks", "masked"})


@dataclass(frozen=True)
class Party:
    """Who signs a paper beside the office, by hand: room is left above the name."""

    role: str
    """E.g. PIHAK KEDUA."""
    name: str
    lines: tuple[str, ...] = ()
    """What stands below the name, e.g. what the party is."""


@dataclass(frozen=True)
class Draft:
    """What a letter will say.

    `values` fill the kind's placeholders and are kept, `lists` those that become several points,
    `tables` those that become a table; `masked` holds what stands for those that are never kept.
    A paper to nobody in particular has no addressee. `is_confidential` and `division_code` say who
    may see a letter about no case, see queries.visible_to.
    """

    kind: Kind
    item: Item | None
    values: Mapping[str, str]
    addressee: tuple[str, ...]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    witnesses: tuple[str, ...] = ()
    masked: Mapping[str, str] = field(default_factory=dict)
    nik_in_full: bool = False
    cc: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    valid_until: date | None = None
    urgency: str = "Biasa"
    division_code: str | None = None
    is_confidential: bool = False


def draft_letter(draft: Draft, *, by: User) -> Letter:
    letter = Letter(drafted_by=by.uuid)
    _write(letter, draft)
    db.session.add(letter)
    db.session.flush()
    _record("letter_drafted", letter, by)
    return letter


def redraft_letter(letter: Letter, draft: Draft, *, version: int, by: User) -> None:
    """Word a draft anew; who does so is its drafter from then on. Raises Refused."""
    check(Act.REDRAFT, letter, version=version, by=by)
    _write(letter, draft)
    letter.drafted_by = by.uuid
    _step(Act.REDRAFT, letter, by)
    _record("letter_redrafted", letter, by)


def submit(letter: Letter, *, version: int, by: User) -> None:
    """Ask for initials. Raises Refused."""
    check(Act.SUBMIT, letter, version=version, by=by)
    letter.status = LetterStatus.SUBMITTED
    _step(Act.SUBMIT, letter, by)
    _record("letter_submitted", letter, by)


def put_initials(letter: Letter, *, version: int, by: User) -> None:
    """With the first initials the letter may be signed; up to three may stand on it.

    Raises Refused.
    """
    check(Act.INITIAL, letter, version=version, by=by)
    letter.status = LetterStatus.CHECKED
    _step(Act.INITIAL, letter, by)
    _record("letter_initialled", letter, by)


def send_back(letter: Letter, *, remark: str, version: int, by: User) -> None:
    """Back to the drafter. Raises Refused."""
    check(Act.SEND_BACK, letter, version=version, by=by)
    letter.status = LetterStatus.DRAFT
    _step(Act.SEND_BACK, letter, by, remark)
    _record("letter_sent_back", letter, by)


def give_up(letter: Letter, *, reason: str, version: int, by: User) -> None:
    """Keep a draft that nobody wants any more, without number. Raises Refused."""
    check(Act.GIVE_UP, letter, version=version, by=by)
    letter.status = LetterStatus.VOID
    letter.void_reason = reason
    _step(Act.GIVE_UP, letter, by, reason)
    _record("letter_given_up", letter, by)


def check(act: Act, letter: Letter, *, version: int, by: User) -> None:
    """Raises Refused when the user may not, or saw another version than the one there is."""
    if letter.version != version:
        raise Refused(Refusal.CHANGED_MEANWHILE)
    why = course.why_not(act, letter, by, on=office.today())
    if why is not None:
        raise Refused(why)


def take_into_confidence(letter: Letter, *, division_code: str | None) -> None:
    """From now on a letter about no case is for the division alone; see queries.visible_to."""
    letter.is_confidential, letter.division_code = True, division_code


def case_of(letter: Letter) -> Case | None:
    return letter.item.case if letter.item else None


def _write(letter: Letter, draft: Draft) -> None:
    letter.kind, letter.item = draft.kind.key, draft.item
    letter.subject = wording.fill(draft.kind.subject, draft.values)
    letter.urgency = draft.urgency
    letter.addressee = list(draft.addressee)
    letter.content = _content(draft)
    letter.nik_in_full = draft.nik_in_full
    letter.cc = list(draft.cc)
    letter.attachments = list(draft.attachments)
    letter.valid_until = draft.valid_until
    letter.division_code, letter.is_confidential = draft.division_code, draft.is_confidential


def _content(draft: Draft) -> dict[str, Any]:
    kind = draft.kind
    content = {
        "blocks": _blocks(kind.wording, draft),
        "masked": dict(draft.masked),
        "annex": _blocks(kind.annex, draft),
        "parties": [asdict(party) for party in draft.parties],
        "witnesses": list(draft.witnesses),
    }
    if kind.layout is not Layout.LETTER:
        content["document"] = {
            "layout": kind.layout.value,
            "heading": wording.fill(kind.heading, draft.values).upper(),
            "about": wording.fill(kind.about, draft.values).upper(),
        }
    if kind.signs_as:
        content["signs_as"] = wording.fill(kind.signs_as, draft.values)
    return {part: found for part, found in content.items() if found or part in _ALWAYS_KEPT}


def _blocks(text: str, draft: Draft) -> list[wording.Block]:
    return wording.blocks(text, draft.values, sealed=SEALED, lists=draft.lists, tables=draft.tables)


def _step(act: Act, letter: Letter, by: User, remark: str = "") -> None:
    letter.steps.append(LetterStep(act=act, taken_by=by.uuid, remark=remark))
    db.session.flush()


def _record(action: str, letter: Letter, by: User) -> None:
    audit.record(action, by=by, subject=letter, case=case_of(letter), kind=letter.kind)
