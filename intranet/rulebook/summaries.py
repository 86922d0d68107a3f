"""Each kind of entry in a draft, told in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from intranet.rulebook.editing import Data
from intranet.rulebook.example_cards import example_card
from intranet.rulebook.prose import Line
from rules.words import lowered

if TYPE_CHECKING:
    from intranet.rulebook.draft_page import DraftPage


class Summaries:
    """Parts of an Entry by its kind: each method answers the keyword arguments for one."""

    def __init__(self, page: DraftPage) -> None:
        self.page, self.reader = page, page.reader
        self.known, self.language = page.known, page.language

    def title(self, _path: str, data: Any) -> dict[str, Any]:
        return {"title": self.reader.words(data) or _("Tanpa judul"), "can_be_removed": False}

    def basis(self, _path: str, data: Any) -> dict[str, Any]:
        listed = "; ".join(str(one) for one in data)
        return {
            "title": _("Dasar hukum"),
            "details": (listed or _("Belum diisi"),),
            "can_be_removed": False,
        }

    def criterion(self, path: str, data: Any) -> dict[str, Any]:
        says = self.reader.words(data.get("says"))
        meaning = self.reader.condition(data.get("when"))
        details = [_("Dasar: %(source)s", source=data["source"])] if data.get("source") else []
        remedy = self.reader.words(data.get("remedy"))
        if remedy:
            details.append(_("Bila belum terpenuhi: %(remedy)s", remedy=remedy))
        advisory = ((_("saran, tidak menentukan"), "neutral"),) if data.get("advisory") else ()
        return {
            "title": says or meaning.text,
            "lines": (meaning,) if says or meaning.members else (),
            "details": tuple(details),
            "badges": advisory,
        }

    def parameter(self, path: str, data: Any) -> dict[str, Any]:
        name = path.partition(".")[2]
        unit = str(data.get("unit"))
        in_force = self.known.figures.get(name)
        lines: list[Line] = []
        badges: list[tuple[str, str]] = []
        values = data.get("values")
        for one in values if isinstance(values, list) else ():
            value = self.reader.number(one.get("value"), unit)
            lines.append(Line(self._dated(value, one)))
            if one.get("verified") is False and not badges:
                badges.append((_("belum diverifikasi"), "warn"))
        title = self.reader.words(data.get("title")) or name
        shown = self.reader.number(in_force.value, unit) if in_force else "…"
        return {"title": f"{title}: {shown}", "lines": tuple(lines), "badges": tuple(badges)}

    def _dated(self, value: str, figure: Data) -> str:
        parts = [
            _("%(value)s sejak %(day)s", value=value, day=self.page.day_words(figure.get("from")))
        ]
        if figure.get("until"):
            parts.append(_("sampai %(day)s", day=self.page.day_words(figure["until"])))
        source = figure.get("source")
        return " ".join(parts) + (f" – {source}" if source else "")

    def derived(self, path: str, data: Any) -> dict[str, Any]:
        name = str(data.get("fact"))
        fact = self.known.facts.get(name)
        title = fact.label.in_language(self.language) if fact else name
        if "choose" not in data:
            return {"title": title, "lines": (self.reader.condition(data.get("when")),)}
        rows = data["choose"] if isinstance(data["choose"], list) else []
        lines = [
            Line(
                _(
                    "%(value)s bila %(when)s",
                    value=row.get("value") or "…",
                    when=lowered(self.reader.inline(row.get("when"))),
                )
            )
            for row in rows
            if isinstance(row, dict)
        ]
        lines.append(Line(_("selain itu %(value)s", value=data.get("otherwise") or "…")))
        return {"title": title, "lines": tuple(lines)}

    def table(self, _path: str, data: Any) -> dict[str, Any]:
        return {
            "title": self.reader.words(data.get("title"))
            or _("Tabel %(name)s", name=data.get("id")),
            "details": (str(HITS.get(str(data.get("hit")), lambda: "…")()),),
        }

    def row(self, _path: str, data: Any) -> dict[str, Any]:
        then = data.get("then")
        values = [str(one) for one in then.values()] if isinstance(then, dict) else []
        return {
            "title": " · ".join(values) or str(data.get("id")),
            "lines": (self.reader.condition(data.get("when")),),
        }

    def points(self, _path: str, data: Any) -> dict[str, Any]:
        says = self.reader.words(data.get("says"))
        meaning = self.reader.condition(data.get("when"))
        points = self.reader.number(data.get("points"), "")
        return {
            "title": _("%(points)s nilai: %(says)s", points=points, says=says or meaning.text),
            "lines": (meaning,) if says or meaning.members else (),
        }

    def tie_break(self, _path: str, data: Any) -> dict[str, Any]:
        names = [
            self.known.facts[name].label.in_language(self.language)
            for name in data
            if name in self.known.facts
        ]
        listed = ", ".join(names)
        return {
            "title": _("Bila nilainya sama"),
            "details": (
                _("Menurut %(facts)s, lalu diundi", facts=lowered(listed))
                if listed
                else _("Diundi"),
            ),
            "can_be_removed": False,
        }

    def example(self, path: str, data: Any) -> dict[str, Any]:
        card = example_card(self.page, path, data)
        return {
            "title": self.reader.words(data.get("name")) or _("Contoh tanpa nama"),
            "badges": card.badges,
            "example": card,
        }


HITS: dict[str, Callable[[], str]] = {
    "unique": lambda: _("Tepat satu baris yang berlaku"),
    "first": lambda: _("Baris pertama yang cocok yang berlaku"),
    "collect": lambda: _("Semua baris yang cocok berlaku"),
}
