"""A draft as its editor shows it: entries as sentences, in sections, with what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from intranet.rulebook import editing
from intranet.rulebook.checking import Checked
from intranet.rulebook.draft_sections import Section, sections
from intranet.rulebook.editing import Data, NoSuchPlace
from intranet.rulebook.entries.places import entry_id, kind_of, name_at
from intranet.rulebook.example_cards import ExampleCard, ExampleGroup, grouped
from intranet.rulebook.form_parts import FormParts
from intranet.rulebook.known import Known, known
from intranet.rulebook.problems import Told, told
from intranet.rulebook.prose import Line, Reader
from intranet.rulebook.readings import Reading, reading
from intranet.rulebook.summaries import Summaries


@dataclass(frozen=True)
class Entry:
    """One entry as sentences. `title` names it in buttons; `lines` say what it means."""

    path: str
    kind: str
    title: str
    lines: tuple[Line, ...] = ()
    details: tuple[str, ...] = ()
    badges: tuple[tuple[str, str], ...] = ()
    problems: tuple[Told, ...] = ()
    place: str = ""
    """`first`, `last`, `only` or `between` in its list; empty for an entry outside lists."""
    can_be_removed: bool = True
    example: ExampleCard | None = None

    @property
    def id(self) -> str:
        return entry_id(self.path)


class DraftPage(FormParts):
    """Reads a draft's content for the editor, in a language, with the figures of a day."""

    def __init__(
        self, content: Data, checked: Checked | None, words: str, language: str, day: date
    ) -> None:
        self.content, self.checked, self.language, self.day = content, checked, language, day
        self.known: Known = known(content, words, day)
        self.reader = Reader(self.known, language)
        called = {name: one.label.in_language(language) for name, one in self.known.facts.items()}
        self.told = told(checked.problems, called) if checked else []

    def entry(self, path: str) -> Entry:
        """The entry at a place. Raises NoSuchPlace."""
        kind = kind_of(path)
        data = self.data(path)
        parts = self._parts(kind, path, data)
        own = tuple(one for one in self.told if one.entry == path)
        return Entry(path, kind, **parts, problems=own, place=self._place(path))

    def data(self, path: str) -> Any:
        """What stands at an entry's place. Raises NoSuchPlace."""
        if path in ("title", "basis"):
            return self.content.get(path) or ({} if path == "title" else [])
        if path == "priority.tie_break":
            return self._priority.get("tie_break") or []
        found = editing.at(self.content, path)
        if not isinstance(found, dict):
            raise NoSuchPlace(path)
        return found

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every entry by its place, in the order of the page."""
        return {path: self.entry(path) for paths in self.sections.values() for path in paths}

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The places of the entries of each section."""
        tables: list[str] = []
        for place in self._listed("tables"):
            tables += [place, *self._listed(f"{place}.rows")]
        parameters = self.content.get("parameters")
        names = parameters if isinstance(parameters, dict) else {}
        return {
            "criteria": self._listed("criteria"),
            "parameters": [f"parameters.{name}" for name in names if self._is_name(name)],
            "derived": self._listed("derived"),
            "tables": tables,
            "priority": [*self._listed("priority.points"), "priority.tie_break"],
            "examples": self._listed("examples"),
            "header": ["title", "basis"],
        }

    def problems_at(self, path: str) -> list[str]:
        return [one.says for one in self.told if one.path == path]

    def problems_within(self, path: str) -> list[str]:
        """Of a place that is one field for several values."""
        return [one.says for one in self.told if one.path.startswith(path)]

    def name(self, path: str) -> str:
        """The id of the entry at a place; empty where it has none."""
        if path.startswith("parameters."):
            return path.partition(".")[2]
        return name_at(self.content, path) or ""

    def words_at(self, path: str) -> str:
        """What the entry at a place is called; the place itself where there is none."""
        found = self.entries.get(path)
        return found.title if found else path

    def criteria(self) -> list[tuple[str, str]]:
        """The criteria as (id, words)."""
        return [(self.name(path), self.words_at(path)) for path in self.sections["criteria"]]

    def criterion_words(self, name: str) -> str:
        return dict(self.criteria()).get(name, name)

    @cached_property
    def example_groups(self) -> list[ExampleGroup]:
        """The examples by how they went, those that fail first."""
        return grouped(self.entries[path] for path in self.sections["examples"])

    def failing(self) -> list[Entry]:
        """The examples that the rules decide otherwise."""
        return [one for group in self.example_groups for one in group.entries if group.is_failing]

    def parts(self) -> list[Section]:
        """The sections as the page shows them."""
        return sections(self)

    def reading(self) -> Reading:
        return reading(self)

    @property
    def _priority(self) -> Data:
        found = self.content.get("priority")
        return found if isinstance(found, dict) else {}

    def _is_name(self, name: str) -> bool:
        try:
            return kind_of(f"parameters.{name}") == "parameter"
        except NoSuchPlace:
            return False

    def _listed(self, path: str) -> list[str]:
        try:
            found = editing.at(self.content, path)
        except NoSuchPlace:
            return []
        listed = found if isinstance(found, list) else []
        return [f"{path}[{n}]" for n, one in enumerate(listed) if isinstance(one, dict)]

    def _place(self, path: str) -> str:
        steps = editing.steps_of(path)
        if not isinstance(steps[-1], int):
            return ""
        last = len(editing.at(self.content, editing.path_of(steps[:-1]))) - 1
        if last == 0:
            return "only"
        return {0: "first", last: "last"}.get(steps[-1], "between")

    def _parts(self, kind: str, path: str, data: Any) -> dict[str, Any]:
        return getattr(Summaries(self), kind)(path, data)  # type: ignore[no-any-return]
