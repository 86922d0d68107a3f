"""What a page of the what-if shows: one population reckoned, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flask_babel import gettext as _

import rules
from intranet.accounts.models import User
from intranet.businesses.models import SizeClass
from intranet.office import queries as office
from intranet.people.models import Sex
from intranet.places import queries as places
from intranet.rulebook.pages import in_force_or_first
from intranet.rulebook.words import fact_label, language
from intranet.whatif import applicants, over_register, queries, taking
from intranet.whatif.applicants import Replay
from intranet.whatif.asking import PAGE_LENGTH, Asked
from intranet.whatif.impact import Group, Impact, Mover, Who
from intranet.whatif.queries import Named
from intranet.whatif.taking import State
from intranet.words import words
from rules import columns, sentences
from rules.rule_set import RuleSet


@dataclass(frozen=True)
class Chart:
    """Groups that change, the most changed first."""

    id: str
    title: str
    rows: list[tuple[str, list[int]]]
    unchanged: int


@dataclass
class Reckoned:
    """A rule set beside another over one population. `problem` says why there is no impact.

    Rules that are new to the office stand beside themselves: only what is `now` is told of them.
    """

    now: RuleSet
    before: RuleSet
    on: date
    asked: Asked
    state: State | None = None
    replay: Replay | None = None
    impact: Impact | None = None
    problem: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    is_new: bool = False

    @property
    def title(self) -> str:
        """What the rules are called, in the reader's language."""
        return self.now.document.title.in_language(language())

    @property
    def who(self) -> Who:
        """Whose names are shown: of the more numerous, where nobody chose."""
        if self.asked.who or self.impact is None:
            return self.asked.who or "gains"
        return "losses" if self.impact.losses > self.impact.gains else "gains"

    @property
    def moving(self) -> int:
        """How many there are of those whose names are shown."""
        if self.impact is None:
            return 0
        return self.impact.gains if self.who == "gains" else self.impact.losses

    @property
    def counted(self) -> tuple[int, int]:
        """How many count by the measure, before and now."""
        assert self.impact is not None
        if self.asked.measure == "eligible":
            return self.impact.before["eligible"], self.impact.now["eligible"]
        return self.impact.possible("before"), self.impact.possible("now")

    @property
    def never_asked(self) -> list[str]:
        """Facts that the text reads and no past applicant was asked for, in words."""
        return [fact_label(name) for name in self.replay.never_asked] if self.replay else []

    @cached_property
    def charts(self) -> list[Chart]:
        """Who moves, by place, cluster, class and sex."""
        assert self.impact is not None
        titles = {
            "_subdistrict": _("Menurut kecamatan"),
            "_cluster": _("Menurut klaster"),
            "_class": _("Menurut skala usaha"),
            "_sex": _("Menurut jenis kelamin pemilik"),
        }
        found = []
        for name, title in titles.items():
            groups = self.impact.groups[name]
            moving = [one for one in groups if one.gains or one.losses]
            moving.sort(key=lambda one: (-one.gains - one.losses, one.value or ""))
            rows = [(self._label(name, one.value), _values(one)) for one in moving]
            found.append(Chart(name.strip("_"), title, rows, len(groups) - len(moving)))
        return found

    def says(self, criterion_id: str) -> str:
        """A criterion as a sentence, in the words of the side that has it."""
        for rule_set in (self.now, self.before):
            for one in rule_set.document.criteria:
                if one.id == criterion_id:
                    in_force = in_force_or_first(rule_set.document, self.on)
                    sentence = sentences.criterion_sentence(rule_set.document, one, in_force)
                    return sentence.in_language(language())
        return criterion_id

    def movers(self, *, offset: int = 0, limit: int = PAGE_LENGTH) -> list[Mover]:
        """Those who move, by key."""
        if self.replay is not None:
            found = applicants.movers(self.replay, self.asked.measure, who=self.who)
            return found[offset : offset + limit]
        if self.state is None or self.state.snapshot is None or not self.moving:
            return []
        return over_register.movers(
            self.now,
            self.before,
            self.state.snapshot,
            self.on,
            self.asked.measure,
            who=self.who,
            offset=offset,
            limit=limit,
        )

    def named(self, movers: Sequence[Mover], *, reader: User) -> list[Named]:
        """Those of them whom the reader may see."""
        of = queries.of_applicants if self.replay is not None else queries.of_register
        return list(of(movers, reader=reader))

    def _label(self, name: str, value: str | None) -> str:
        unknown: str = _("Belum diketahui")
        if value is None:
            return unknown
        if name == "_subdistrict":
            if not self.names:
                self.names.update(places.subdistrict_choices(office.current().regency_code))
            outside: str = _("Di luar kabupaten")
            return self.names.get(value, outside)
        if name == "_class":
            return words(SizeClass(value))
        return words(Sex(value)) if name == "_sex" else value


def reckon(
    now: RuleSet, before: RuleSet | None, on: date, asked: Asked, *, anew: bool, quickly: bool
) -> Reckoned:
    """One population reckoned; never raises for what it finds. `before` is None for new rules."""
    found = Reckoned(now, before or now, on, asked, is_new=before is None)
    try:
        if asked.over == "applicants":
            found.replay = applicants.replay(now, on)
            found.impact = applicants.impact(found.replay, asked.measure)
        else:
            _over_register(found, anew=anew, quickly=quickly)
    except taking.CannotTake:
        found.problem = _(
            "Potret register tidak dapat disimpan. Beri tahu pengelola Loket: periksa ruang dan "
            "hak tulis di map data."
        )
    except columns.PopulationUnreadable:
        found.problem = _("Potret register rusak. Ambil potret baru, lalu buka halaman ini lagi.")
    except (over_register.NotComparable, rules.FactsRefused):
        found.problem = _(
            "Kedua naskah membaca fakta yang artinya berbeda, sehingga tidak dapat dibandingkan."
        )
    except rules.NotYetInForce:
        found.problem = _(
            "Ada angka yang belum berlaku pada tanggal itu. Pilih tanggal yang lebih lambat."
        )
    return found


def _over_register(found: Reckoned, *, anew: bool, quickly: bool) -> None:
    for attempt in (1, 2):
        found.state = taking.ready(anew=anew, quickly=quickly)
        if found.state.snapshot is None:
            return
        try:
            found.impact = over_register.impact(
                found.now, found.before, found.state.snapshot, found.on, found.asked.measure
            )
            return
        except columns.PopulationUnreadable:
            # A newer one took its place between the note and the file; or it is damaged.
            if attempt == 2:
                raise


def _values(group: Group) -> list[int]:
    return [group.gains, group.losses, group.before, group.now, group.rows]
