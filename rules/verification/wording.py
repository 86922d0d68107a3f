"""The sentences of findings, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules import sentences
from rules.words import Words

SENTENCES = {
    "contradiction": Words(
        "{what} tidak mungkin terpenuhi oleh siapa pun.",
        "{what} can be met by nobody.",
    ),
    "tautology": Words(
        "{what} tidak pernah gagal: setiap orang memenuhinya begitu faktanya diketahui.",
        "{what} never fails: everybody meets it once the facts are known.",
    ),
    "jointly_unsatisfiable": Words(
        "Tidak seorang pun dapat memenuhi semua syarat ini sekaligus: {what}.",
        "Nobody can meet all of these criteria together: {what}.",
    ),
    "swallowed": Words(
        "{what} tidak menambah apa pun: siapa yang memenuhi {others} tidak mungkin gagal di sini.",
        "{what} adds nothing: whoever meets {others} cannot fail here.",
    ),
    "overlap": Words(
        "{what}: baris {rows} berlaku bersama, padahal hanya satu yang boleh.",
        "{what}: the rows {rows} hold together, though only one may.",
    ),
    "gap": Words(
        "{what}: ada pemohon yang memenuhi syarat tetapi tidak mendapat baris apa pun.",
        "{what}: an eligible applicant may get no row at all.",
    ),
    "gap_ineligible": Words(
        "{what}: hanya pemohon yang tidak memenuhi syarat dapat tanpa baris.",
        "{what}: only applicants who are not eligible may get no row.",
    ),
    "unreachable": Words(
        "{what} tidak pernah berlaku: syaratnya mustahil atau selalu didahului baris lain.",
        "{what} never applies: it is impossible, or other rows always come before it.",
    ),
    "unused_parameter": Words(
        'Angka "{what}" tidak dipakai di mana pun.',
        'The figure "{what}" is used nowhere.',
    ),
    "unused_derived": Words(
        'Fakta turunan "{what}" tidak dibaca di mana pun.',
        'The derived fact "{what}" is read nowhere.',
    ),
    "figure_gap": Words(
        'Angka "{what}" berakhir {until}; nilai berikutnya baru mulai {next}. '
        "Di antaranya nilai lama dipakai dengan peringatan.",
        'The figure "{what}" ends on {until}; its next value begins on {next}. '
        "In between the old value is used with a warning.",
    ),
    "figure_ends": Words(
        'Angka "{what}" berakhir {until} tanpa nilai pengganti; '
        "sesudahnya nilai lama dipakai dengan peringatan.",
        'The figure "{what}" ends on {until} and no value follows; '
        "after that the old value is used with a warning.",
    ),
    "figure_replaced": Words(
        'Angka "{what}" berlaku sampai {until}, tetapi sudah diganti mulai {next}.',
        'The figure "{what}" is said to hold until {until}, but is replaced from {next}.',
    ),
    "first_day": Words(
        "Sebelum {first} tidak ada keputusan, karena angka ini baru mulai hari itu: {what}.",
        "Before {first} nothing is decided, because these figures begin on that day: {what}.",
    ),
    "present": Words(
        "Fakta {what} diuji dengan `present`: fakta yang belum ditanyakan dapat memutuskan. "
        "Lebih baik tanyakan faktanya, atau pakai fakta ya/tidak.",
        "The fact {what} is tested with `present`: a fact nobody asked for can decide. "
        "Better ask for it, or use a yes/no fact.",
    ),
    "no_examples": Words("Belum ada contoh.", "There are no examples yet."),
    "example_fails": Words("Contoh {what}: {why}", "Example {what}: {why}"),
    "not_shown_met": Words(
        "Belum ada contoh yang memenuhi {what}.",
        "No example meets {what}.",
    ),
    "not_shown_unmet": Words(
        "Belum ada contoh yang gagal pada {what}.",
        "No example fails {what}.",
    ),
    "undecided": Words(
        "{what}: tidak dapat dipastikan dalam waktu yang ada ({question}).",
        "{what}: could not be decided in time ({question}).",
    ),
    "not_checked": Words(
        "Angka yang berlaku sejak {first} belum diperiksa: waktunya habis.",
        "The figures in force from {first} were not checked: the time was over.",
    ),
}


def sentence(kind: str, **parts: Words | date | str) -> Words:
    """The sentence of a finding, with its parts filled in; days are written in words."""
    template = SENTENCES[kind]
    filled = {
        language: template.in_language(language).format(
            **{name: _told(part, language) for name, part in parts.items()}
        )
        for language in ("id", "en")
    }
    return Words(_capital(filled["id"]), _capital(filled["en"]))


def joined(parts: Iterable[Words]) -> Words:
    """Several names in a row."""
    listed = list(parts)
    return Words(
        ", ".join(part.id for part in listed), ", ".join(part.in_language("en") for part in listed)
    )


def quoted(names: Iterable[str]) -> str:
    """Ids in quotation marks."""
    return ", ".join(f'"{name}"' for name in names)


def named(noun_id: str, noun_en: str, name: str, says: Words | None = None) -> Words:
    """A thing of the document by its id, with its own sentence where it has one."""
    if says is None:
        return Words(f'{noun_id} "{name}"', f'{noun_en} "{name}"')
    return Words(
        f'{noun_id} "{name}" ({says.id})', f'{noun_en} "{name}" ({says.in_language("en")})'
    )


def _told(part: Words | date | str, language: str) -> str:
    if isinstance(part, date):
        return sentences.day(part, language)
    return part if isinstance(part, str) else part.in_language(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
