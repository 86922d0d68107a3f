"""A decision as a page of plain text, for the desk and for the citizen."""

from __future__ import annotations

from collections.abc import Iterator

from rules import spelling
from rules.answers import change_as_dict
from rules.decision import Decision, Finding
from rules.questions import question_for

WORDS = {
    "id": {
        "eligible": "MEMENUHI SYARAT",
        "ineligible": "BELUM MEMENUHI SYARAT",
        "undetermined": "BELUM DAPAT DITENTUKAN",
        "met": "[v]",
        "unmet": "[x]",
        "unknown": "[?]",
        "advisory": "saran",
        "where": "di",
        "papers": "bawa",
        "days": "hari",
        "ask": "Tanyakan",
        "once_eligible": "baru berlaku bila memenuhi syarat",
        "change": "Perubahan terkecil agar memenuhi syarat",
        "figures": "Angka yang dipakai",
        "unverified": "belum diverifikasi",
        "expired": "masa berlakunya sudah lewat",
        "on": "per",
    },
    "en": {
        "eligible": "ELIGIBLE",
        "ineligible": "NOT YET ELIGIBLE",
        "undetermined": "CANNOT BE DECIDED YET",
        "met": "[v]",
        "unmet": "[x]",
        "unknown": "[?]",
        "advisory": "advice",
        "where": "at",
        "papers": "bring",
        "days": "days",
        "ask": "Ask",
        "once_eligible": "counts only once eligible",
        "change": "Smallest change that would make it eligible",
        "figures": "Figures used",
        "unverified": "not verified",
        "expired": "past its last day",
        "on": "on",
    },
}


def explain(decision: Decision, language: str = "id") -> str:
    """The decision in sentences, in `id` or `en`, ending with a line break."""
    return "\n".join(_lines(decision, language)) + "\n"


def _lines(decision: Decision, language: str) -> Iterator[str]:
    say = WORDS[language]
    title = decision.document.title.in_language(language)
    on = spelling.day(decision.on, language)
    yield f"{title} ({say['on']} {on}): {say[decision.outcome]}"
    yield ""
    for finding in decision.criteria:
        yield from _finding(finding, language)
    tables = {table.id: table for table in decision.document.tables}
    for name, rows in decision.outputs.items():
        label = tables[name].called.in_language(language)
        if decision.outcome != "eligible":
            label += f" ({say['once_eligible']})"
        for row in rows:
            then = [text for key, text in row.items() if key != "row"] or [row["row"]]
            yield f"{label}: {', '.join(then)}"
    for fact in [*decision.missing, *decision.missing_for_outputs]:
        yield f"{say['ask']}: {question_for(decision.document.facts[fact], language).text}"
    if decision.change:
        yield f"{say['change']}:"
        for change in decision.change:
            yield f"  - {change_as_dict(decision, change, language)['says']}"
    if decision.figures:
        yield f"{say['figures']}:"
    for name, figure in decision.figures.items():
        parameter = decision.document.parameters[name]
        shown = spelling.number(figure.value, parameter.unit, language)
        note = "" if figure.verified else f" ({say['unverified']})"
        if figure.until is not None and figure.until < decision.on:
            note += f" ({say['expired']}: {spelling.day(figure.until, language)})"
        title = parameter.title.in_language(language)
        yield f"  - {title}: {shown} [{figure.source}]{note}"


def _finding(finding: Finding, language: str) -> Iterator[str]:
    say = WORDS[language]
    advisory = f" ({say['advisory']})" if finding.advisory else ""
    yield f"{say[finding.result]} {finding.says.in_language(language)}{advisory}"
    for reading in finding.reads:
        label = reading.fact.label.in_language(language)
        yield f"      {label}: {spelling.value(reading.fact, reading.value, language)}"
    remedy = finding.remedy
    if remedy is not None:
        line = f"  ->  {remedy.says.in_language(language)}"
        if remedy.where is not None:
            line += f"; {say['where']} {remedy.where.in_language(language)}"
        if remedy.papers:
            papers = ", ".join(paper.in_language(language) for paper in remedy.papers)
            line += f"; {say['papers']} {papers}"
        if remedy.takes_days is not None:
            line += f" (±{remedy.takes_days} {say['days']})"
        yield line
