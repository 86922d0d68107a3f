"""Which business of the register a row speaks of: by NIK, else NIB, else name and village."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz, process

from intranet.accounts.models import User
from intranet.businesses import queries
from intranet.businesses.models import Business
from intranet.businesses.switching.names import bare
from intranet.businesses.switching.rows import Told
from intranet.database import db
from intranet.people.models import Person
from intranet.people.queries import ALIKE, visible_to
from intranet.places import queries as places

MOST_CANDIDATES = 8


class Reason(StrEnum):
    """Why a row finds no business, or not surely one."""

    NOBODY = "nobody"
    NO_BUSINESS = "no_business"
    """The person is known, a business of theirs is not."""
    SEVERAL = "several"
    NIK_UNKNOWN = "nik_unknown"
    """Nobody bears this NIK; the name or NIB fits somebody else."""
    ONLY_ALIKE = "only_alike"
    WITHOUT_VILLAGE = "without_village"


@dataclass(frozen=True)
class Listed:
    """A business as it is compared and shown."""

    id: int
    uuid: UUID
    name: str
    owner: str
    village_code: str
    village: str
    nib: str | None


@dataclass(frozen=True)
class Match:
    business: Listed | None
    candidates: tuple[Listed, ...] = ()
    reason: Reason | None = None


class Register:
    """The register as rows are looked up in it: read once for a whole list."""

    def __init__(self, regency_code: str, *, reader: User) -> None:
        self.by_nik: dict[bytes, list[Listed]] = defaultdict(list)
        self.by_nib: dict[str, list[Listed]] = defaultdict(list)
        self.by_name: dict[str, list[Listed]] = defaultdict(list)
        self.in_village: dict[str, list[tuple[str, Listed]]] = defaultdict(list)
        """By code, the names of its businesses and their owners with their words in order."""
        self.villages: dict[str, set[str]] = defaultdict(set)
        names = {}
        for village in places.village_choices(regency_code):
            names[village.code] = village.name
            self.villages[bare(village.name)].add(village.code)
            self.villages[f"{bare(village.name)}|{bare(village.subdistrict)}"].add(village.code)
        for row in _rows(reader):
            id, uuid, name, owner, code, nib, nik_index = row
            listed = Listed(id, uuid, name, owner, code, names.get(code, code), nib)
            if nik_index is not None:
                self.by_nik[nik_index].append(listed)
            if nib:
                self.by_nib[nib].append(listed)
            for either in {bare(name), bare(owner)}:
                self.by_name[either].append(listed)
                self.in_village[code].append((_in_order(either), listed))
        without = visible_to(reader).where(Person.nik_index.is_not(None))
        self.people = set(db.session.scalars(without.with_only_columns(Person.nik_index)))

    def village_codes(self, told: Told) -> set[str]:
        """The villages of that name; empty where none is told or known."""
        village = bare(told.village).removeprefix("desa ").removeprefix("kelurahan ")
        subdistrict = bare(told.subdistrict).removeprefix("kecamatan ").removeprefix("kec ")
        for key in (f"{village}|{subdistrict}", village):
            if key in self.villages:
                return set(self.villages[key])
        return set()


def find(told: Told, register: Register) -> Match:
    if told.nik:
        return _by_nik(told, register)
    if told.nib and (found := register.by_nib.get(told.nib)):
        return _one_of(told, found)
    return _by_name(told, register)


def _by_nik(told: Told, register: Register) -> Match:
    index = Person.nik.index_of(told.nik or "")
    if found := register.by_nik.get(index):
        return _one_of(told, found)
    if index in register.people:
        return Match(None, reason=Reason.NO_BUSINESS)
    others = register.by_nib.get(told.nib or "") or _by_name(told, register).candidates
    if not others:
        named = _by_name(told, register).business
        others = [named] if named else []
    if not others:
        return Match(None, reason=Reason.NOBODY)
    return Match(None, tuple(others[:MOST_CANDIDATES]), Reason.NIK_UNKNOWN)


def _one_of(told: Told, found: list[Listed]) -> Match:
    """The one that the row means among the businesses of one number."""
    if len(found) > 1:
        named = [one for one in found if bare(one.name) == bare(told.business)]
        numbered = [one for one in found if told.nib and one.nib == told.nib]
        found = next((few for few in (named, numbered) if len(few) == 1), found)
    if len(found) == 1:
        return Match(found[0])
    return Match(None, tuple(found[:MOST_CANDIDATES]), Reason.SEVERAL)


def _by_name(told: Told, register: Register) -> Match:
    codes = register.village_codes(told)
    same = _of_same_name(told, register)
    here = [one for one in same if one.village_code in codes]
    if len(here) == 1 and len(codes) == 1:
        return Match(here[0])
    if here:
        return Match(None, tuple(here[:MOST_CANDIDATES]), Reason.SEVERAL)
    alike = _alike(told, [one for code in sorted(codes) for one in register.in_village[code]])
    if alike:
        return Match(None, tuple(alike[:MOST_CANDIDATES]), Reason.ONLY_ALIKE)
    if same:
        return Match(None, tuple(same[:MOST_CANDIDATES]), Reason.WITHOUT_VILLAGE)
    return Match(None, reason=Reason.NOBODY)


def _of_same_name(told: Told, register: Register) -> list[Listed]:
    """Of the same owner and business, as far as both are told."""
    owner, business = bare(told.name), bare(told.business)
    found = register.by_name.get(owner, []) if owner else []
    if not business or business == owner:
        return list(found)
    both = [one for one in found if bare(one.name) == business]
    return both or [
        one
        for one in register.by_name.get(business, [])
        if bare(one.name) == business and fuzz.token_sort_ratio(bare(one.owner), owner) >= ALIKE
    ]


def _alike(told: Told, those: Sequence[tuple[str, Listed]]) -> list[Listed]:
    """Of nearly the same owner or business, whatever the order of the words."""
    names, found = [name for name, _one in those], dict[int, Listed]()
    for text in filter(None, (told.name, told.business)):
        near = process.extract(
            _in_order(bare(text)),
            names,
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=ALIKE,
            limit=MOST_CANDIDATES,
        )
        found |= {those[at][1].id: those[at][1] for _name, _score, at in near}
    return list(found.values())


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _rows(reader: User) -> list[Any]:
    columns = (
        Business.id,
        Business.uuid,
        Business.name,
        Person.name,
        Business.village_code,
        Business.nib,
        Person.nik_index,
    )
    query = queries.visible_to(reader).join(Business.owner).with_only_columns(*columns)
    return list(db.session.execute(query.order_by(Business.sort_name, Business.id)))
