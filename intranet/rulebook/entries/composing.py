"""A whole entry from the fields of its form. What the form does not show stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from intranet.rulebook.editing import Data
from intranet.rulebook.entries import conditions, typed
from intranet.rulebook.entries.posted import Posted
from intranet.rulebook.entries.starting import snake
from rules.figures import UNITS
from rules.vocabulary import Fact

SEPARATOR = "|"
"""Between a paper's Indonesian and English name on one line."""
Facts = Mapping[str, Fact]


def compose(kind: str, posted: Posted, before: Any, facts: Facts) -> Any:
    """The entry as its form says it, starting from what stood there before."""
    if kind in ("basis", "tie_break"):
        return LISTS[kind](posted)
    base = before if isinstance(before, dict) else {}
    return READERS[kind](posted, dict(base), facts)


def words(posted: Posted) -> Data | None:
    """An `{id, en}` text; None where both are blank."""
    found = {language: posted.at(language).text for language in ("id", "en")}
    found = {language: text for language, text in found.items() if text}
    return found or None


def papers(posted: Posted) -> list[Data]:
    """Papers one a line: `Bukti alamat usaha | Proof of the business address`."""
    found = []
    for line in posted.lines:
        name, _bar, english = (part.strip() for part in line.partition(SEPARATOR))
        found.append({"id": name or english, **({"en": english} if english and name else {})})
    return found


def _put(entry: Data, **parts: Any) -> Data:
    """With parts that are there, without those that are None or empty."""
    for key, part in parts.items():
        if part is None or part in ("", [], {}):
            entry.pop(key, None)
        else:
            entry[key] = part
    return entry


def _when(posted: Posted, entry: Data, facts: Facts, key: str = "when") -> None:
    if posted.at(key).is_there:
        entry[key] = conditions.compose(posted.at(key), facts)


def _title(posted: Posted, entry: Data, _facts: Facts) -> Data:
    return words(posted) or {"id": ""}


def _criterion(posted: Posted, entry: Data, facts: Facts) -> Data:
    _when(posted, entry, facts)
    return _put(
        entry,
        says=words(posted.at("says")),
        source=posted.at("source").text,
        advisory=posted.at("advisory").text == "true" or None,
        remedy=_remedy(posted.at("remedy")),
    )


def _remedy(posted: Posted) -> Data | None:
    days = posted.at("takes_days").text
    found: Data = words(posted) or {}
    return _put(
        found,
        where=words(posted.at("where")),
        papers=papers(posted.at("papers")),
        takes_days=typed.read("integer", days) if days else None,
    )


def _parameter(posted: Posted, entry: Data, _facts: Facts) -> Data:
    unit = posted.at("unit").text
    entry["title"] = words(posted.at("title")) or {"id": ""}
    entry["unit"] = unit if unit in UNITS else entry.get("unit", "none")
    kind = typed.KINDS_OF_UNITS.get(entry["unit"], "integer")
    entry["values"] = [_figure(one, kind) for one in posted.at("values").items]
    return entry


def _figure(posted: Posted, kind: str) -> Data:
    found: Data = {
        "from": typed.read("date", posted.at("from").text),
        "value": typed.read(kind, posted.at("value").text),
        "source": posted.at("source").text,
    }
    until = posted.at("until").text
    if until:
        found["until"] = typed.read("date", until)
    if posted.at("verified").text != "true":
        found["verified"] = False
    return found


def _derived(posted: Posted, entry: Data, facts: Facts) -> Data:
    _put(entry, label=words(posted.at("label")))
    if "choose" in entry:
        before = entry["choose"] if isinstance(entry["choose"], list) else []
        entry["choose"] = [
            _choice(one, before[place] if place < len(before) else {}, facts)
            for place, one in enumerate(posted.at("choose").items)
        ]
        entry["otherwise"] = posted.at("otherwise").text
    else:
        _when(posted, entry, facts)
    return entry


def _choice(posted: Posted, _before: Any, facts: Facts) -> Data:
    return {
        "value": posted.at("value").text,
        "when": conditions.compose(posted.at("when"), facts),
    }


def _table(posted: Posted, entry: Data, _facts: Facts) -> Data:
    entry["hit"] = posted.at("hit").text
    return _put(entry, title=words(posted.at("title")))


def _row(posted: Posted, entry: Data, facts: Facts) -> Data:
    _when(posted, entry, facts)
    then = {str(key): one.text for key, one in posted.at("then").below.items()}
    key, value = posted.note("key"), posted.note("value")
    if key:
        then[snake(key, "nilai")] = value
    return _put(entry, then={name: text for name, text in then.items() if text})


def _points(posted: Posted, entry: Data, facts: Facts) -> Data:
    _when(posted, entry, facts)
    entry["points"] = typed.read("integer", posted.at("points").text)
    return _put(entry, says=words(posted.at("says")))


def _example(posted: Posted, entry: Data, facts: Facts) -> Data:
    entry["name"] = words(posted.at("name")) or {"id": ""}
    entry["date"] = typed.read("date", posted.at("date").text)
    entry["outcome"] = posted.at("outcome").text
    given = entry.get("facts")
    told: Data = dict(given) if isinstance(given, dict) else {}
    for name, one in posted.at("facts").below.items():
        fact = facts.get(str(name))
        if fact is None:
            continue
        value = _fact_value(one, fact)
        if value in ("", [], None):
            told.pop(str(name), None)
        else:
            told[str(name)] = value
    entry["facts"] = told
    if posted.note("checks") == "unmet":
        entry["unmet"] = [text for text in posted.at("unmet").texts if text]
    elif "checks" in posted.notes or posted.note("may_check"):
        entry.pop("unmet", None)
    return entry


def _fact_value(posted: Posted, fact: Fact) -> Any:
    if fact.type != "list":
        return typed.read(fact.type, posted.text)
    if fact.options:
        return [text for text in posted.texts if text]
    return typed.read_list(fact.item_type, posted.text)


def _basis(posted: Posted) -> list[Any]:
    return list(posted.lines)


def _tie_break(posted: Posted) -> list[Any]:
    return [one.text for one in posted.items if one.text]


READERS: dict[str, Callable[[Posted, Data, Facts], Data]] = {
    "title": _title,
    "parameter": _parameter,
    "derived": _derived,
    "criterion": _criterion,
    "table": _table,
    "row": _row,
    "points": _points,
    "example": _example,
}
LISTS: dict[str, Callable[[Posted], list[Any]]] = {"basis": _basis, "tie_break": _tie_break}
