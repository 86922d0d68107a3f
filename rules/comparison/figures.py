"""Differences of parameters: dated figures that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules import canonical, spelling
from rules.comparison.differences import Difference, Effect
from rules.comparison.texts import plain_difference, text_difference
from rules.document import Condition, Document, Figure, Parameter, leaves_of
from rules.labels import UNITS
from rules.words import Words, joined, say


def parameters(old: Document, new: Document) -> Iterator[Difference]:
    """Every difference of the parameters, in the order of the new document."""
    before, after = (canonical.as_data(document)["parameters"] for document in (old, new))
    for name, parameter in old.parameters.items():
        if name not in new.parameters:
            says = say('Angka "{title}" dihapus', 'Figure "{title}" removed', title=parameter.title)
            effect = effect_of(old, name)
            yield Difference("parameter_removed", _path(name), effect, says, before[name])
    for name, parameter in new.parameters.items():
        effect = effect_of(new, name)
        if name in old.parameters:
            effect = min(effect, effect_of(old, name))
            yield from _changed(old.parameters[name], parameter, effect)
        else:
            says = say(
                'Angka baru "{title}": {figures}',
                'New figure "{title}": {figures}',
                title=parameter.title,
                figures=_figures(parameter),
            )
            yield Difference("parameter_added", _path(name), effect, says, None, after[name])


def effect_of(document: Document, name: str) -> Effect:
    """What a parameter can alter: that of the weightiest condition that reads it."""
    places: list[tuple[Effect, Condition]] = [
        *((Effect.OUTCOME, when) for derived in document.derived for when in derived.conditions()),
        *(
            (Effect.ADVICE if criterion.advisory else Effect.OUTCOME, criterion.when)
            for criterion in document.criteria
        ),
        *((Effect.OUTPUTS, row.when) for table in document.tables for row in table.rows),
        *((Effect.RANKING, entry.when) for entry in document.priority.points),
    ]
    reading = [
        effect
        for effect, condition in places
        if any(name in leaf.parameters_read() for leaf in leaves_of(condition))
    ]
    return min(reading, default=Effect.WORDS)


def _changed(old: Parameter, new: Parameter, effect: Effect) -> Iterator[Difference]:
    path = _path(new.name)
    label = Words("Nama angka", "The title of the figure")
    yield from text_difference(
        "parameter_title", f"{path}.title", label, old.title, new.title, Effect.WORDS
    )
    if old.unit != new.unit:
        says = say(
            'Satuan "{title}" kini {now} (sebelumnya {was})',
            'The unit of "{title}" is now {now} (before: {was})',
            title=new.title,
            now=UNITS[new.unit],
            was=UNITS[old.unit],
        )
        yield Difference("unit", f"{path}.unit", Effect.WORDS, says, old.unit, new.unit)
    before = {figure.since: figure for figure in old.figures}
    after = {figure.since: figure for figure in new.figures}
    for since in sorted({*before, *after}):
        was, now = before.get(since), after.get(since)
        if was is None and now is not None:
            place = new.figures.index(now)
            yield _added(old, new, now, f"{path}.values[{place}]", effect)
        elif now is None and was is not None:
            place = old.figures.index(was)
            yield _removed(old, new, was, f"{path}.values[{place}]", effect)
        elif was is not None and now is not None:
            place = new.figures.index(now)
            yield from _figure(old, new, was, now, f"{path}.values[{place}]", effect)


def _added(old: Parameter, new: Parameter, now: Figure, path: str, effect: Effect) -> Difference:
    return Difference(
        "figure_added",
        path,
        effect,
        say(
            "{title}: mulai {day} menjadi {value}{until}{before}, sumber {source}{doubt}",
            "{title}: from {day} it is {value}{until}{before}, source {source}{doubt}",
            title=new.title,
            day=_day(now.since),
            value=_value(new, now),
            until=_until(now),
            before=_before(old, _holding(old, now.since)),
            source=now.source,
            doubt=_doubt(now),
        ),
        None,
        _data(now),
    )


def _removed(old: Parameter, new: Parameter, was: Figure, path: str, effect: Effect) -> Difference:
    holding = _holding(new, was.since)
    rest = (
        Words("tidak ada angka pada hari itu", "there is no figure on that day")
        if holding is None
        else say("yang berlaku {value}", "{value} holds", value=_value(new, holding))
    )
    return Difference(
        "figure_removed",
        path,
        effect,
        say(
            "{title}: angka {value} mulai {day} dihapus; {rest}",
            "{title}: the figure {value} from {day} is removed; {rest}",
            title=new.title,
            value=_value(old, was),
            day=_day(was.since),
            rest=rest,
        ),
        _data(was),
    )


def _figure(
    old: Parameter, new: Parameter, was: Figure, now: Figure, path: str, effect: Effect
) -> Iterator[Difference]:
    if was.value != now.value:
        says = say(
            "{title}: mulai {day} menjadi {value}{before}, sumber {source}{doubt}",
            "{title}: from {day} it is {value}{before}, source {source}{doubt}",
            title=new.title,
            day=_day(now.since),
            value=_value(new, now),
            before=_before(old, was),
            source=now.source,
            doubt=_doubt(now),
        )
        yield Difference("figure_value", f"{path}.value", effect, says, _data(was), _data(now))
    label = say("{title} mulai {day}", "{title} from {day}", title=new.title, day=_day(now.since))
    if was.until != now.until:
        says = say(
            "{label}: berlaku {now} (sebelumnya {was})",
            "{label}: holds {now} (before: {was})",
            label=label,
            now=_end(now),
            was=_end(was),
        )
        yield Difference(
            "figure_until", f"{path}.until", Effect.ADVICE, says, _data(was), _data(now)
        )
    source = say("Sumber {label}", "The source of {label}", label=label)
    yield from plain_difference(
        "figure_source", f"{path}.source", source, was.source, now.source, Effect.WORDS
    )
    if was.verified != now.verified:
        now_verified = Words("kini sudah diverifikasi", "is now verified")
        now_doubtful = Words("kini belum diverifikasi", "is now not verified")
        says = say(
            "{label}: {now}", "{label}: {now}", label=label,
            now=now_verified if now.verified else now_doubtful,
        )  # fmt: skip
        yield Difference(
            "figure_verified", f"{path}.verified", Effect.WORDS, says, was.verified, now.verified
        )


def _holding(parameter: Parameter, on: date) -> Figure | None:
    begun = [figure for figure in parameter.figures if figure.since <= on]
    return begun[-1] if begun else None


def _figures(parameter: Parameter) -> Words:
    parts = [
        say(
            "mulai {day} {value}, sumber {source}{doubt}",
            "from {day} {value}, source {source}{doubt}",
            day=_day(figure.since),
            value=_value(parameter, figure),
            source=figure.source,
            doubt=_doubt(figure),
        )
        for figure in parameter.figures
    ]
    return joined(parts, "; ")


def _before(parameter: Parameter, figure: Figure | None) -> Words:
    if figure is None:
        return Words("", "")
    value = _value(parameter, figure)
    return say(" (sebelumnya {value})", " (before: {value})", value=value)


def _until(figure: Figure) -> Words:
    if figure.until is None:
        return Words("", "")
    return say(" sampai {day}", " until {day}", day=_day(figure.until))


def _end(figure: Figure) -> Words:
    if figure.until is None:
        return Words("tanpa batas waktu", "without an end")
    return say("sampai {day}", "until {day}", day=_day(figure.until))


def _doubt(figure: Figure) -> Words:
    return Words("", "") if figure.verified else Words(" (belum diverifikasi)", " (not verified)")


def _value(parameter: Parameter, figure: Figure) -> Words:
    shown = (spelling.number(figure.value, parameter.unit, lang) for lang in ("id", "en"))
    return Words(*shown)


def _day(day: date) -> Words:
    return Words(*(spelling.day(day, language) for language in ("id", "en")))


def _data(figure: Figure) -> dict[str, object]:
    return canonical.figure(figure)


def _path(name: str) -> str:
    return f"parameters.{name}"
