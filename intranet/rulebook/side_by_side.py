"""Two versions of a rule set beside one another, each part as people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.formatting import long_date
from intranet.rulebook.pages import RuleSetPage
from rules import spelling
from rules.document import (
    Criterion,
    Derived,
    Figure,
    Parameter,
    PointsEntry,
    Remedy,
    Row,
    Table,
)

Lines = tuple[str, ...]
"""A part as it reads: what it says first, details after it. Empty where a version lacks it."""


@dataclass(frozen=True)
class Pair:
    """A part of both versions; one side is empty where only the other version has it."""

    before: Lines
    after: Lines

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    pairs: tuple[Pair, ...]


def sections(before: RuleSetPage, after: RuleSetPage) -> list[Section]:
    """What both versions say, section by section; those that neither has are left out."""
    found = [
        Section("heading", _("Judul dan dasar"), (Pair(heading(before), heading(after)),)),
        Section("criteria", _("Syarat"), _pairs(before, after, criteria)),
        Section("figures", _("Angka"), _pairs(before, after, figures)),
        Section("derived", _("Yang disimpulkan sendiri"), _pairs(before, after, derived)),
    ]
    titles = {**table_titles(before), **table_titles(after)}
    for name in _in_order(table_titles(before), table_titles(after)):
        pairs = _pairs(before, after, lambda page, name=name: rows(page, name))  # type: ignore[misc]
        found.append(Section(f"table-{name}", titles[name], pairs))
    found.append(Section("priority", _("Urutan prioritas"), _pairs(before, after, points)))
    return [section for section in found if section.pairs]


def heading(page: RuleSetPage) -> Lines:
    return (page.title, *page.document.basis)


def criteria(page: RuleSetPage) -> dict[str, Lines]:
    return {one.id: criterion(page, one) for one in page.document.criteria}


def criterion(page: RuleSetPage, one: Criterion) -> Lines:
    """What it asks, how it is decided, what it rests on, and what helps."""
    return _said(
        page.says(one),
        _("Saran, tidak menentukan") if one.advisory else "",
        page.reads(one.when) if one.says else "",
        _("Dasar: %(source)s", source=one.source) if one.source else "",
        _("Bila belum terpenuhi: %(remedy)s", remedy=remedy(page, one.remedy))
        if one.remedy
        else "",
    )


def remedy(page: RuleSetPage, one: Remedy) -> str:
    """What helps, where, with which papers and how long it takes, on one line."""
    days = one.takes_days
    parts = _said(
        page.words(one.says),
        page.words(one.where),
        _("bawa %(papers)s", papers=", ".join(map(page.words, one.papers))) if one.papers else "",
        ngettext("%(num)s hari", "%(num)s hari", days) if days is not None else "",
    )
    return " · ".join(parts)


def figures(page: RuleSetPage) -> dict[str, Lines]:
    return {
        name: (page.words(one.title), *(figure(page, one, each) for each in one.figures))
        for name, one in page.document.parameters.items()
    }


def figure(page: RuleSetPage, parameter: Parameter, one: Figure) -> str:
    """`Rp10.000.000 sejak 1 Januari 2027 sampai 31 Desember 2027 · PP 7/2021 Pasal 35`."""
    value = spelling.number(one.value, parameter.unit, page.language)
    said = _("%(value)s sejak %(day)s", value=value, day=long_date(one.since))
    if one.until:
        said += " " + _("sampai %(day)s", day=long_date(one.until))
    unverified = "" if one.verified else _("belum diverifikasi")
    return " · ".join(part for part in (said, one.source, unverified) if part)


def derived(page: RuleSetPage) -> dict[str, Lines]:
    return {
        one.fact: (page.words(page.document.facts[one.fact].label), *how_derived(page, one))
        for one in page.document.derived
    }


def how_derived(page: RuleSetPage, one: Derived) -> Lines:
    """How a fact of the rule set's own is concluded."""
    if one.when is not None:
        return (page.reads(one.when),)
    ways = [f"{row.value}: {page.reads(row.when)}" for row in one.rows]
    return (*ways, _("selain itu: %(value)s", value=one.otherwise))


def table_titles(page: RuleSetPage) -> dict[str, str]:
    """What each table is called, by its id."""
    return {table.id: page.words(table.called) for table in page.document.tables}


def rows(page: RuleSetPage, name: str) -> dict[str, Lines]:
    """The rows of a table; none where the version has no such table."""
    found: list[Table] = [table for table in page.document.tables if table.id == name]
    return {one.value: row(page, one) for table in found for one in table.rows}


def row(page: RuleSetPage, one: Row) -> Lines:
    return (one.called, page.reads(one.when))


def points(page: RuleSetPage) -> dict[str, Lines]:
    return {one.id: points_entry(page, one) for one in page.document.priority.points}


def points_entry(page: RuleSetPage, one: PointsEntry) -> Lines:
    worth = _("nilai %(points)s", points=one.points)
    return _said(page.words(one.says) or page.reads(one.when), worth)


Reading = Callable[[RuleSetPage], dict[str, Lines]]


def _pairs(before: RuleSetPage, after: RuleSetPage, read: Reading) -> tuple[Pair, ...]:
    old, new = read(before), read(after)
    return tuple(Pair(old.get(name, ()), new.get(name, ())) for name in _in_order(old, new))


def _in_order(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The names of the new version in its order, the ones it lacks after their old neighbour."""
    names = list(new)
    place = 0
    for name in old:
        if name in names:
            place = names.index(name) + 1
        else:
            names.insert(place, name)
            place += 1
    return names


def _said(*lines: str) -> Lines:
    return tuple(line for line in lines if line)
