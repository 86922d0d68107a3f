"""An applicant's line and the sums, as sentences."""

from __future__ import annotations

from rules import spelling
from rules.selection.applicants import OUTCOMES, Entry
from rules.selection.result import BY_RANK, CHOSEN, FOR_FLOOR, RESERVE, GroupSum, Line, Selection
from rules.selection.terms import Terms
from rules.selection.walking import CEILING, QUOTA_FULL, UNIT
from rules.words import Words


def explain(selection: Selection, key: str, language: str = "id") -> str:
    """Why this applicant has or has not a place, a fact a line.

    Of somebody who was not ranked, the outcome alone. Raises KeyError for an unknown key.
    """
    for other in selection.ranking.others:
        if other.key == key:
            return f"{key}: {OUTCOMES[other.outcome].in_language(language)}"
    line, say = selection.line(key), _Say(language)
    ranked, one = line.ranked, line.ranked.applicant
    group = _group(selection.terms, one.group)
    written = [
        f"{key}: {result(line).in_language(language)}",
        say(f"Alasan: {reason(selection, line).id}", f"Why: {reason(selection, line).en}"),
        say("Peringkat", "Rank")
        + f" {line.place} "
        + say(f"dari {len(selection.lines)}", f"of {len(selection.lines)}")
        + _shared(line, say),
        say("Poin", "Points") + f": {one.points}",
        *(f"  {_entry(entry, say)}" for entry in one.entries),
    ]
    for fact, value in zip(selection.ranking.tie_break, one.tie_break, strict=True):
        shown = spelling.value(fact, value, language)
        written.append(f"{fact.label.in_language(language)}: {shown}")
    if ranked.drawn is not None:
        written.append(say(f"Undian: urutan ke-{ranked.drawn}", f"Draw: place {ranked.drawn}"))
    if group is not None:
        written.append(say("Kelompok", "Group") + f": {group.in_language(language)}")
    return "\n".join(written)


def result(line: Line) -> Words:
    """Chosen, reserve with its place, or not chosen."""
    if line.result == CHOSEN:
        return Words("terpilih", "chosen")
    if line.result == RESERVE:
        return Words(f"cadangan ke-{line.reserve_place}", f"reserve, place {line.reserve_place}")
    return Words("tidak terpilih", "not chosen")


def reason(selection: Selection, line: Line) -> Words:
    """Why the line ends as it does, as a sentence in both languages."""
    names = [_group(selection.terms, group) for group in line.concerns]
    indonesian = ", ".join(name.id for name in names if name)
    english = ", ".join(name.in_language("en") for name in names if name)
    barrier = line.barrier
    if barrier is None:
        if line.because == BY_RANK:
            return Words("sesuai peringkat.", "by rank.")
        if line.because == FOR_FLOOR:
            return Words(
                f"untuk memenuhi jatah minimum {indonesian}.", f"for the floor of {english}."
            )
        return Words(
            "naik karena pemohon di atasnya dilewati demi jatah minimum kelompok.",
            "moved up, because somebody above was passed over for the floor of a group.",
        )
    if barrier.reason == QUOTA_FULL:
        quota = selection.terms.places
        return Words(f"kuota {quota} sudah terisi.", f"the quota of {quota} is full.")
    if barrier.reason == CEILING:
        ceiling = selection.terms.group(barrier.groups[0]).ceiling
        return Words(
            f"batas maksimum {indonesian} ({ceiling}) sudah tercapai.",
            f"the ceiling of {english} ({ceiling}) is reached.",
        )
    if barrier.reason == UNIT:
        keys = ", ".join(barrier.keys)
        return Words(
            f"tempat bagi usaha yang sama sudah diberikan ({keys}).",
            f"the same enterprise has its places already ({keys}).",
        )
    return Words(
        f"tempat disediakan untuk jatah minimum {indonesian}.",
        f"the place is kept for the floor of {english}.",
    )


def summary(selection: Selection, language: str = "id") -> str:
    """The sums: quota, each group's arithmetic, what is lacking, who was not ranked."""
    say, terms = _Say(language), selection.terms
    chosen, reserve, ranked = len(selection.chosen), len(selection.reserve), len(selection.lines)
    written = [
        say(
            f"Kuota {terms.places}: {chosen} terpilih, {selection.unfilled} kosong; "
            f"{ranked} pemohon memenuhi syarat, {reserve} cadangan.",
            f"Quota {terms.places}: {chosen} chosen, {selection.unfilled} unfilled; "
            f"{ranked} eligible applicants, {reserve} in reserve.",
        )
    ]
    for each in selection.sums:
        title = (
            Words("Tanpa kelompok", "Without a group") if each.group is None else each.group.name
        )
        ceiling = "–" if each.group is None or each.group.ceiling is None else each.group.ceiling
        floor = 0 if each.group is None else each.group.floor
        written.append(
            f"{title.in_language(language)}: "
            + say(
                f"minimum {floor}, maksimum {ceiling}, pemohon {each.applicants}, "
                f"terpilih {each.chosen}, cadangan {each.reserve}, kurang {each.shortfall}",
                f"floor {floor}, ceiling {ceiling}, applicants {each.applicants}, "
                f"chosen {each.chosen}, reserve {each.reserve}, short {each.shortfall}",
            )
            + (f" ({why_short(each).in_language(language)})" if each.shortfall else "")
        )
    if selection.shortfall.changes:
        short = selection.shortfall
        written.append(
            say(
                f"Jatah minimum kurang {short.total} tempat.",
                f"The floors lack {short.total} place{'' if short.total == 1 else 's'}.",
            )
        )
    if selection.to_fill.changes:
        fill = selection.to_fill.says
        written.append(
            say(f"Tempat kosong terisi jika {fill.id}.", f"Unfilled places fill if {fill.en}.")
        )
    for outcome, words in OUTCOMES.items():
        count = sum(other.outcome == outcome for other in selection.ranking.others)
        if count:
            written.append(f"{words.in_language(language)}: {count}")
    return "\n".join(written)


def why_short(each: GroupSum) -> Words:
    """Why a group has fewer places than its floor."""
    group = each.group
    if each.chosen == each.applicants:
        return Words("tidak ada pemohon lagi", "no more applicants")
    if group is not None and group.ceiling is not None and each.chosen >= group.ceiling:
        return Words("batas maksimum di bawah minimum", "the ceiling is below the floor")
    return Words("kuota atau batas per usaha", "quota or the limit for an enterprise")


def _group(terms: Terms, id: str | None) -> Words | None:
    if id is None:
        return None
    return next((group.name for group in terms.groups if group.id == id), Words(id, id))


def _shared(line: Line, say: _Say) -> str:
    if line.ranked.shared_by == 1:
        return ""
    others = line.ranked.shared_by - 1
    return say(
        f" (sama dengan {others} pemohon lain pada peringkat {line.ranked.rank}, diurutkan undian)",
        f" (equal to {others} other{'' if others == 1 else 's'} at rank {line.ranked.rank}, "
        "put in order by the draw)",
    )


def _entry(entry: Entry, say: _Say) -> str:
    counted = {
        True: f"+{entry.points}",
        False: say("tidak", "no"),
        None: say("belum diketahui", "not known"),
    }[entry.holds]
    return f"{entry.says.in_language(say.language)}: {counted}"


class _Say:
    """Picks the text of the language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, indonesian: str, english: str | None) -> str:
        return Words(indonesian, english).in_language(self.language)
