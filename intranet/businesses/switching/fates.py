"""What becomes of each row of a list, worked out anew each time it is shown or taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from flask_babel import gettext
from sqlalchemy import select

from intranet import moments
from intranet.businesses.models import AidKind, AidReceived
from intranet.businesses.switching.matching import Listed, Match, Register, find
from intranet.businesses.switching.names import bare
from intranet.businesses.switching.rows import Told
from intranet.database import db
from intranet.formatting import long_date
from intranet.words import words

Known = tuple[int, AidKind, date, str]
SKIP = "skip"
AT_ONCE = 500


class Fate(StrEnum):
    NEW = "new"
    TO_CHOOSE = "to_choose"
    MISTAKEN = "mistaken"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ALREADY = "already"
    TWIN = "twin"
    SKIPPED = "skipped"


UNSETTLED = (Fate.TO_CHOOSE, Fate.MISTAKEN)


@dataclass
class PlannedAid:
    """Aid about to be written; whoever listens to `history_about_to_be_written` may refuse it
    by a sentence."""

    business_id: int
    kind: AidKind
    what: str
    received_on: date
    refusal: str = ""


@dataclass(frozen=True)
class Judged:
    told: Told
    fate: Fate
    says: str = ""
    business: Listed | None = None
    candidates: tuple[Listed, ...] = field(default=())

    @property
    def number(self) -> int:
        return self.told.number


def counts(rows: Iterable[Judged]) -> dict[Fate, int]:
    found = Counter(row.fate for row in rows)
    return {fate: found.get(fate, 0) for fate in Fate}


def of_own_aid(
    told: Sequence[Told], register: Register, choices: Mapping[str, str]
) -> list[Judged]:
    """What becomes of each row of the office's own list."""
    judged = [_matched(one, register, choices) for one in told]
    judged = _without_known(judged)
    return _as_allowed(judged)


def _matched(told: Told, register: Register, choices: Mapping[str, str]) -> Judged:
    if told.mistakes:
        return Judged(told, Fate.MISTAKEN)
    match = find(told, register)
    if match.business:
        return Judged(told, Fate.NEW, business=match.business)
    why = words(match.reason) if match.reason else ""
    if not match.candidates:
        return Judged(told, Fate.UNKNOWN, why)
    return _chosen(Judged(told, Fate.TO_CHOOSE, why, candidates=match.candidates), match, choices)


def _chosen(judged: Judged, match: Match, choices: Mapping[str, str]) -> Judged:
    choice = choices.get(str(judged.number))
    if choice == SKIP:
        return replace(judged, fate=Fate.SKIPPED)
    one = next((one for one in match.candidates if str(one.uuid) == choice), None)
    return replace(judged, fate=Fate.NEW, business=one) if one else judged


def _without_known(judged: Sequence[Judged]) -> list[Judged]:
    """Rows that the register has already, or the list twice, are told and left."""
    known = _known({row.business.id for row in judged if row.fate is Fate.NEW and row.business})
    days: dict[tuple[int, AidKind], list[date]] = defaultdict(list)
    for business_id, kind, day, _what in known:
        days[business_id, kind].append(day)
    made: list[Judged] = []
    first: dict[Known, int] = {}
    for row in judged:
        if row.fate is not Fate.NEW or row.business is None:
            made.append(row)
            continue
        told = row.told
        assert told.kind and told.received_on
        key = (row.business.id, told.kind, told.received_on, bare(told.what))
        if key in known:
            made.append(replace(row, fate=Fate.ALREADY))
        elif key in first:
            says = gettext("Sama dengan baris %(number)s.", number=first[key])
            made.append(replace(row, fate=Fate.TWIN, says=says))
        else:
            first[key] = row.number
            made.append(replace(row, says=_near(row, days) or row.says))
    return made


def _near(row: Judged, days: Mapping[tuple[int, AidKind], Sequence[date]]) -> str:
    """A word about aid of the same kind and year, where the list tells no exact day."""
    told = row.told
    assert row.business and told.kind and told.received_on
    known = () if told.is_exact else days.get((row.business.id, told.kind), ())
    for day in known:
        if day.year == told.received_on.year:
            sentence: str = gettext(
                "Perhatikan: %(kind)s tanggal %(day)s sudah tercatat.",
                kind=words(told.kind),
                day=long_date(day),
            )
            return sentence
    return ""


def _known(business_ids: Iterable[int]) -> set[Known]:
    """The aid that these businesses have on record."""
    ids, found = sorted(business_ids), set[Known]()
    for at in range(0, len(ids), AT_ONCE):
        query = select(AidReceived).where(AidReceived.business_id.in_(ids[at : at + AT_ONCE]))
        found |= {
            (aid.business_id, aid.kind, aid.received_on, bare(aid.what))
            for aid in db.session.scalars(query)
        }
    return found


def _as_allowed(judged: Sequence[Judged]) -> list[Judged]:
    """The features above are asked about every row that would be written."""
    planned = {row.number: planned_of(row) for row in judged if row.fate is Fate.NEW}
    moments.publish("history_about_to_be_written", rows=list(planned.values()))
    return [
        replace(row, fate=Fate.REFUSED, says=planned[row.number].refusal)
        if row.number in planned and planned[row.number].refusal
        else row
        for row in judged
    ]


def planned_of(row: Judged) -> PlannedAid:
    told = row.told
    assert row.business and told.kind and told.received_on
    return PlannedAid(row.business.id, told.kind, told.what, told.received_on)
