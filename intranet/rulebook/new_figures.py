"""One new value of one figure, proposed as a small draft of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import force_locale

from intranet.accounts.models import User
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.rulebook import documents, drafting, editing, queries
from intranet.rulebook.history import Standing, standing
from intranet.rulebook.models import Draft, RuleVersion
from rules import spelling
from rules.document import Figure, Parameter


@dataclass(frozen=True)
class NewFigure:
    """A value for a figure from a day on. `value` as the language writes it."""

    value: int | str
    since: date
    until: date | None
    source: str
    verified: bool

    def as_data(self) -> dict[str, Any]:
        """In the shape of the language, without what is a default."""
        data: dict[str, Any] = {"from": self.since.isoformat()}
        if self.until:
            data["until"] = self.until.isoformat()
        data |= {"value": self.value, "source": self.source}
        return data if self.verified else {**data, "verified": False}


class DayIsTaken(Exception):
    """The figure has a value from that very day; two cannot begin together."""

    def __init__(self, there: Figure) -> None:
        super().__init__(there.since)
        self.there = there


class NeverHolds(Exception):
    """A later value holds already when the new one could begin to."""

    def __init__(self, there: Figure) -> None:
        super().__init__(there.since)
        self.there = there


class NotAsked(Exception):
    """The version that holds from that day on has no such figure."""

    def __init__(self, version: RuleVersion) -> None:
        super().__init__(version.number)
        self.version = version


def first_day(new: NewFigure) -> date:
    """The first day on which the new value could decide: from tomorrow on."""
    return max(new.since, office.today() + timedelta(days=1))


def propose(rule_set: str, name: str, new: NewFigure, *, by: User) -> Draft:
    """A draft with the new value among a figure's values, ready to be sent.

    It starts from the version that holds when the value begins to. Raises DayIsTaken,
    NeverHolds, NotAsked, queries.NoSuchRuleSet.
    """
    version = queries.version_on(rule_set, first_day(new))
    parameter = documents.loaded(version.document).document.parameters.get(name)
    if parameter is None:
        raise NotAsked(version)
    _refuse_useless(parameter, new)
    draft = drafting.start(version, by=by)
    path = f"parameters.{name}.values"
    drafting.take_step(
        draft, lambda data: editing.added(data, path, new.as_data()), path=path, seen=0, by=by
    )
    draft.reason = f"{parameter.title.id} menjadi {in_words(new, parameter)}"
    draft.basis = new.source
    draft.holds_from = first_day(new)
    return draft


def in_words(new: NewFigure, parameter: Parameter) -> str:
    """`8 sejak 1 Januari 2027`: in Indonesian, as all that the journal keeps."""
    value = Decimal(new.value) if isinstance(new.value, str) else new.value
    with force_locale("id"):
        said = f"{spelling.number(value, parameter.unit, 'id')} sejak {long_date(new.since)}"
        return f"{said} sampai {long_date(new.until)}" if new.until else said


def to_come(rule_set: str) -> list[RuleVersion]:
    """Versions published for days to come, which a draft of today's would override."""
    versions, today = queries.versions(rule_set), office.today()
    return [one for one in versions if standing(one, versions, today) is Standing.TO_COME]


def _refuse_useless(parameter: Parameter, new: NewFigure) -> None:
    first = first_day(new)
    for there in parameter.figures:
        if there.since == new.since:
            raise DayIsTaken(there)
        if new.since < there.since <= first:
            raise NeverHolds(there)
