"""What the editor's forms ask a draft for: texts of fields, options of selects."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from intranet.rulebook import fields
from intranet.rulebook.editing import Data
from intranet.rulebook.entries import typed
from intranet.rulebook.entries.composing import SEPARATOR
from intranet.rulebook.example_cards import outcome_words
from intranet.rulebook.known import Known
from intranet.rulebook.summaries import HITS
from rules import spelling
from rules.figures import UNITS
from rules.loading.examples import OUTCOMES
from rules.values import FAMILIES, NotThisType
from rules.vocabulary import ALWAYS_KNOWN, Fact

Options = list[tuple[str, Any]]


class FormParts:
    """For templates; the draft's page is one of these."""

    known: Known
    language: str
    content: Data
    group_words, between_words = fields.GROUP_WORDS, fields.BETWEEN_MEMBERS
    shift_units = fields.SHIFT_UNITS
    is_day = staticmethod(typed.is_day)

    def field(self, path: str, data: Any) -> Any:
        """The fields of the condition at a place."""
        return fields.field_of(path, data, self.known, self.language)

    def facts(self, family: str | None = None) -> list[Any]:
        return fields.facts_by_source(self.known, self.language, family)

    def parameters(self) -> Options:
        return [
            (name, one.title.in_language(self.language))
            for name, one in self.known.parameters.items()
        ]

    def placeholder_hint(self) -> str | None:
        """How a sentence names a figure, with one of the draft's own."""
        name = next(iter(self.known.parameters), None)
        return (
            _("Angka ditulis dengan namanya, misalnya %(name)s.", name=f"{{{name}}}")
            if name
            else None
        )

    def text(self, data: Any, key: str) -> str:
        """A text or a number of an entry as it stands in a field."""
        return typed.written("", data.get(key)) if isinstance(data, dict) else ""

    def words_in(self, data: Any, key: str) -> Data:
        """An `{id, en}` text that may be written as one text for both."""
        found = data.get(key) if isinstance(data, dict) else None
        return found if isinstance(found, dict) else {"id": found or ""}

    def papers(self, remedy: Any) -> str:
        """Papers one a line, as `composing.papers` reads them."""
        lines = []
        for one in self.listed_any(remedy, "papers"):
            words = one if isinstance(one, dict) else {"id": one}
            parts = [str(words.get(language) or "") for language in ("id", "en")]
            lines.append(f" {SEPARATOR} ".join(part for part in parts if part))
        return "\n".join(lines)

    def listed(self, data: Any, key: str) -> list[Data]:
        return [one if isinstance(one, dict) else {} for one in self.listed_any(data, key)]

    def listed_any(self, data: Any, key: str) -> list[Any]:
        found = data.get(key) if isinstance(data, dict) else None
        return found if isinstance(found, list) else []

    def pairs(self, data: Any, key: str) -> list[tuple[str, str]]:
        found = data.get(key) if isinstance(data, dict) else None
        return (
            [(name, str(text)) for name, text in found.items()] if isinstance(found, dict) else []
        )

    def hits(self) -> Options:
        return [(code, words()) for code, words in HITS.items()]

    def units(self) -> Options:
        words = {
            "IDR": _("rupiah"),
            "months": _("bulan"),
            "years": _("tahun"),
            "days": _("hari"),
            "count": _("banyaknya"),
            "percent": _("persen"),
            "none": _("tanpa satuan"),
        }
        return [(unit, words[unit]) for unit in UNITS]

    def unit_words(self, unit: str) -> str | None:
        """What stands behind a figure's box."""
        words = dict(self.units())
        return {"percent": "%"}.get(unit, words.get(unit)) if unit not in ("IDR", "none") else None

    def figure_text(self, figure: Data, unit: str) -> str:
        return typed.written(typed.KINDS_OF_UNITS.get(unit, "integer"), figure.get("value"))

    def outcomes(self) -> Options:
        return [(code, outcome_words(code)) for code in OUTCOMES]

    def facts_read(self) -> list[tuple[str, Fact]]:
        """The facts that the conditions read and somebody can tell, by label."""
        named = set(_facts_in({key: self.content.get(key) for key in READING}))
        given = [one.get("facts") for one in self.listed(self.content, "examples")]
        named |= {name for one in given if isinstance(one, dict) for name in one}
        return [
            (name, fact)
            for name, fact in sorted(
                self.known.facts.items(), key=lambda one: one[1].label.in_language(self.language)
            )
            if name in named and fact.source != "derived" and name not in ALWAYS_KNOWN
        ]

    def given(self, data: Any, name: str) -> Any:
        found = data.get("facts") if isinstance(data, dict) else None
        return found.get(name) if isinstance(found, dict) else None

    def options(self, fact: Fact) -> Options:
        if fact.type == "boolean":
            return fields.YES_NO
        return [(code, words.in_language(self.language)) for code, words in fact.options.items()]

    def written(self, fact: Fact, value: Any) -> str:
        return typed.written(fact.type, value)

    def lines(self, fact: Fact, value: Any) -> str:
        return typed.written_list(fact.item_type, value if isinstance(value, list) else [])

    def fact_words(self, name: str) -> str:
        fact = self.known.facts.get(name)
        return fact.label.in_language(self.language) if fact else str(_("data yang belum dipilih"))

    def family_of(self, kind: str) -> str:
        return FAMILIES.get(kind, "text")

    def day_words(self, day: Any) -> str:
        return day_words(day, self.language)


READING = ("derived", "criteria", "tables", "priority")


def day_words(day: Any, language: str) -> str:
    """A date of a draft for people; as typed where it is none."""
    if not typed.is_day(day):
        return str(day or "…")
    fact = ALWAYS_KNOWN["decision_date"]
    try:
        return spelling.value(fact, fact.value(day), language)
    except NotThisType:  # A day of the calendar that no rule can hold on, such as 0002-01-05.
        return str(day)


def _facts_in(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["fact"]] if isinstance(part.get("fact"), str) else []
        return own + [name for one in part.values() for name in _facts_in(one)]
    if isinstance(part, list):
        return [name for one in part for name in _facts_in(one)]
    return [part] if isinstance(part, str) else []
