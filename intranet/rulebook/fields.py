"""The fields of a condition: what each select offers, and what stands in each box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from intranet.rulebook.editing import GROUPS, members_of
from intranet.rulebook.entries import typed
from intranet.rulebook.entries.conditions import (
    OFFERED,
    SHIFTS,
    operands_in,
    operator_in,
    operators_of,
)
from intranet.rulebook.known import Known
from rules.loading.conditions import MANY
from rules.vocabulary import Fact

DEEPEST = 20
Options = list[tuple[str, Any]]
GROUP_WORDS: dict[str, Any] = {
    "all": _l("Semua"),
    "any": _l("Salah satu"),
    "none": _l("Tidak satu pun"),
    "not": _l("Bukan"),
    "count_at_least": _l("Paling sedikit … dari"),
}
BETWEEN_MEMBERS: dict[str, Any] = {
    "all": _l("dan"),
    "any": _l("atau"),
    "none": _l("maupun"),
    "not": "",
    "count_at_least": _l("dan atau"),
}
OPERATOR_WORDS: dict[str, Any] = {
    "is": _l("adalah"),
    "is_not": _l("bukan"),
    "one_of": _l("salah satu dari"),
    "none_of": _l("bukan salah satu dari"),
    "at_least": _l("paling sedikit"),
    "at_most": _l("paling banyak"),
    "more_than": _l("lebih dari"),
    "less_than": _l("kurang dari"),
    "between": _l("dari … sampai dengan …"),
    "above_to": _l("di atas … sampai dengan …"),
    "on_or_after": _l("paling awal"),
    "on_or_before": _l("paling lambat"),
    "after": _l("sesudah"),
    "before": _l("sebelum"),
    "contains": _l("mencakup"),
    "contains_any": _l("mencakup salah satu dari"),
    "contains_all": _l("mencakup semua dari"),
    "contains_none": _l("tidak mencakup satu pun dari"),
    "present": _l("sudah atau belum diketahui"),
}
SOURCES: dict[str, Any] = {
    "value": _l("nilai"),
    "parameter": _l("angka bernama"),
    "fact": _l("data lain"),
    "minus": _l("tanggal, dikurangi"),
    "plus": _l("tanggal, ditambah"),
}
FACT_SOURCES: dict[str, Any] = {
    "derived": _l("Disimpulkan oleh aturan ini"),
    "register": _l("Register usaha"),
    "case": _l("Ditanyakan di loket"),
    "history": _l("Riwayat bantuan"),
    "computed": _l("Dihitung"),
}
SHIFT_UNITS: dict[str, Any] = {"years": _l("tahun"), "months": _l("bulan"), "days": _l("hari")}
YES_NO: Options = [("true", _l("ya")), ("false", _l("tidak"))]
KNOWN_OR_NOT: Options = [("true", _l("sudah diketahui")), ("false", _l("belum diketahui"))]


@dataclass(frozen=True)
class OperandField:
    """What a comparison compares with: a typed value, a figure, another fact, a moved date."""

    path: str
    kind: str
    source: str
    sources: Options
    text: str
    options: Options
    """What a select offers; none for a box to type in."""
    parameter: str = ""
    fact: str = ""
    unit: str = "years"
    amount: str = ""
    amount_parameter: str = ""


@dataclass(frozen=True)
class ListField:
    """Several values: boxes to tick for choices, lines to type otherwise."""

    path: str
    kind: str
    options: Options
    chosen: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class LeafField:
    path: str
    fact: str
    operator: str
    operators: Options
    operands: tuple[OperandField, ...]
    listed: ListField | None = None
    is_group: bool = False


@dataclass(frozen=True)
class GroupField:
    path: str
    kind: str
    count: str
    members: tuple[LeafField | GroupField, ...]
    depth: int
    is_group: bool = True


def field_of(path: str, data: Any, known: Known, language: str, depth: int = 1) -> Any:
    """The fields of the condition at a path: a LeafField or a GroupField."""
    condition = data if isinstance(data, dict) else {}
    kind = next((key for key in GROUPS if key in condition), None)
    if kind is None or depth > DEEPEST:
        return _leaf(path, condition, known, language)
    key = "of" if kind == "count_at_least" else kind
    members = tuple(
        field_of(
            f"{path}.not" if kind == "not" else f"{path}.{key}[{number}]",
            member,
            known,
            language,
            depth + 1,
        )
        for number, member in enumerate(members_of(condition))
    )
    count = typed.written("integer", condition.get("count_at_least"))
    return GroupField(path, kind, count, members, depth)


def _leaf(path: str, condition: Any, known: Known, language: str) -> LeafField:
    name = str(condition.get("fact") or "")
    fact = known.facts.get(name)
    operator = operator_in(condition) or "is"
    if fact is None:
        return LeafField(path, name, operator, [], ())
    offered = [*OFFERED[fact.family], "present"]
    if operator not in offered and operator in operators_of(fact):
        offered.append(operator)
    operators = [(code, OPERATOR_WORDS[code]) for code in offered]
    here = f"{path}.{operator}"
    values = operands_in(condition, operator)
    if operator == "present":
        text = typed.written("boolean", values[0])
        box = OperandField(here, "boolean", "value", [], text, KNOWN_OR_NOT)
        return LeafField(path, name, operator, operators, (box,))
    if operator in MANY:
        listed = ListField(
            here,
            fact.item_type,
            _options(fact, language),
            tuple(str(one) for one in values if isinstance(one, str)),
            typed.written_list(fact.item_type, [one for one in values if one is not None]),
        )
        references = tuple(
            _operand(f"{here}[{number}]", one, fact, known, language)
            for number, one in enumerate(values)
            if isinstance(one, dict)
        )
        return LeafField(path, name, operator, operators, references, listed)
    is_range = isinstance(condition.get(operator), list)
    operands = tuple(
        _operand(f"{here}[{number}]" if is_range else here, one, fact, known, language)
        for number, one in enumerate(values)
    )
    return LeafField(path, name, operator, operators, operands)


def _operand(path: str, value: Any, fact: Fact, known: Known, language: str) -> OperandField:
    kind = fact.item_type
    offered = ["value"]
    if kind in ("integer", "money", "decimal"):
        offered += ["parameter", "fact"]
    elif kind == "date":
        offered += ["fact", *SHIFTS]
    source = "value"
    parts: dict[str, str] = {}
    if isinstance(value, dict):
        shift = next((word for word in SHIFTS if isinstance(value.get(word), dict)), None)
        source = shift or ("parameter" if "parameter" in value else "fact")
        parts = {key: str(value.get(key) or "") for key in ("parameter", "fact")}
        if shift:
            parts |= _shifted(value[shift])
    if source not in offered:
        offered.append(source)
    return OperandField(
        path=path,
        kind=kind,
        source=source,
        sources=[(code, SOURCES[code]) for code in offered],
        text=typed.written(kind, value),
        options=YES_NO if kind == "boolean" else _options(fact, language),
        **parts,
    )


def _shifted(shift: Any) -> dict[str, str]:
    unit = next(iter(shift), "years")
    amount = shift.get(unit)
    named = amount.get("parameter") if isinstance(amount, dict) else ""
    return {
        "unit": str(unit),
        "amount": typed.written("integer", amount),
        "amount_parameter": str(named or ""),
    }


def _options(fact: Fact, language: str) -> Options:
    return [(code, words.in_language(language)) for code, words in fact.options.items()]


def facts_by_source(known: Known, language: str, family: str | None = None) -> list[Any]:
    """Facts as a select offers them: `(who knows it, [(name, label), …])`, by family if given."""
    found = []
    for source, words in FACT_SOURCES.items():
        facts = [
            (name, fact.label.in_language(language))
            for name, fact in known.facts.items()
            if fact.source == source and (family is None or fact.family == family)
        ]
        if facts:
            found.append((words, sorted(facts, key=lambda one: one[1].lower())))
    return found
