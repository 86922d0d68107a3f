"""A draft read back as sentences, also while it is half-finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from intranet.rulebook.editing import GROUPS, Data, members_of
from intranet.rulebook.known import Known, node_of, text_of
from rules import sentences, spelling
from rules.document import Condition, Leaf
from rules.errors import DocumentRefused
from rules.loading.conditions import ConditionReader
from rules.loading.forms import Notes, Wrong
from rules.loading.names import Names
from rules.words import Words

DEEPEST = 30


@dataclass(frozen=True)
class Line:
    """A sentence, with the lines under it. `is_whole` is false where something is still open."""

    text: str
    members: tuple[Line, ...] = ()
    is_whole: bool = True


class Reader:
    """Reads parts of a draft as sentences in one language."""

    def __init__(self, known: Known, language: str) -> None:
        self.known, self.language, self.document = known, language, known.document

    def words(self, data: Any) -> str:
        """An `{id, en}` text in the reader's language, figures filled in; empty if none."""
        found = text_of(data)
        if found is None:
            return ""
        return self._in_language(sentences.filled(self.document, found, self.known.figures))

    def condition(self, data: Any, depth: int = 0) -> Line:
        """A condition as a sentence, or as a list of them where it holds groups."""
        condition = data if isinstance(data, dict) else {}
        kind = next((key for key in GROUPS if key in condition), None)
        if kind is None or depth > DEEPEST:
            return self._leaf(condition)
        members = members_of(condition)
        if kind in ("all", "any") and members and all(not _is_group(one) for one in members):
            lines = [self._leaf(one) for one in members]
            word = _(" dan ") if kind == "all" else _(" atau ")
            if len(lines) <= 2 and all(one.is_whole for one in lines):
                return Line(word.join([lines[0].text, *(one.text for one in lines[1:])]))
        lines = [self.condition(one, depth + 1) for one in members]
        whole = bool(lines) and all(one.is_whole for one in lines)
        return Line(self._head(kind, condition), tuple(lines), whole)

    def inline(self, data: Any) -> str:
        """A condition on one line, without a full stop."""
        return self._joined(self.condition(data))

    def number(self, value: Any, unit: str) -> str:
        """A figure in its unit; as typed where it is no number."""
        if isinstance(value, int) and not isinstance(value, bool):
            return spelling.number(value, unit if unit != "count" else "", self.language)
        return f"{value}" if value not in (None, "") else "…"

    def _head(self, kind: str, condition: Data) -> str:
        words: dict[str, str] = {
            "all": _("Semua ini:"),
            "any": _("Salah satu dari:"),
            "none": _("Tidak satu pun dari:"),
            "not": _("Bukan:"),
            "count_at_least": _(
                "Paling sedikit %(count)s dari:", count=condition.get("count_at_least", "…")
            ),
        }
        return words[kind]

    def _leaf(self, data: Any) -> Line:
        condition = self._read(data)
        if condition is None:
            fact = self.known.facts.get(str(data.get("fact"))) if isinstance(data, dict) else None
            label = fact.label.in_language(self.language) if fact else _("Data belum dipilih")
            return Line(_("%(what)s … (belum lengkap)", what=label), is_whole=False)
        figures = self.known.figures
        return Line(
            self._in_language(sentences.condition_sentence(self.document, condition, figures))
        )

    def _read(self, data: Any) -> Condition | None:
        node = node_of(data)
        if node is None:
            return None
        notes = Notes("")
        facts, parameters = self.known.facts, self.known.parameters
        reader = ConditionReader(
            notes, facts, parameters, Names(tuple(facts)), Names(tuple(parameters))
        )
        try:
            condition = reader.read(node, "")
        except (Wrong, DocumentRefused):
            return None
        return condition if isinstance(condition, Leaf) and not notes.problems else None

    def _joined(self, line: Line) -> str:
        if not line.members:
            return line.text
        inner = "; ".join(self._joined(one) for one in line.members)
        return f"{line.text} {inner}"

    def _in_language(self, text: Words) -> str:
        return text.in_language(self.language)


def _is_group(data: Any) -> bool:
    return isinstance(data, dict) and any(key in data for key in GROUPS)
