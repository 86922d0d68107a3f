"""The sentences of findings, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules import spelling
from rules.words import Words, joined, say

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
        "Fakta {what} diuji sudah atau belum diketahui: "
        "fakta yang belum ditanyakan dapat memutuskan. "
        "Lebih baik tanyakan faktanya, atau pakai fakta ya/tidak.",
        "The fact {what} is tested for being known: a fact nobody asked for can decide. "
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

QUESTIONS = {
    "contradiction": Words("adakah yang memenuhinya", "can anybody meet it"),
    "tautology": Words("adakah yang gagal", "can anybody fail it"),
    "jointly_unsatisfiable": Words("dapatkah semua terpenuhi", "can all be met"),
    "swallowed": Words("apakah menambah sesuatu", "does it add anything"),
    "overlap": Words("dapatkah dua baris berlaku bersama", "can two rows hold together"),
    "gap": Words("adakah yang tanpa baris", "can anybody get no row"),
    "unreachable": Words("apakah pernah berlaku", "does it ever apply"),
}
"""What is asked of the solver, by the kind of finding that an answer would be."""

RESULTS = {
    "unmet": Words("syarat yang belum terpenuhi", "criteria unmet"),
    "unknown": Words("syarat yang belum diketahui", "criteria unknown"),
}
NOTHING = Words("tidak ada", "nothing")
NOT_DECIDED = Words(
    "tidak dapat diputus: angkanya belum berlaku pada hari itu, atau dua baris tabel cocok",
    "cannot be decided: its figures are not in force on the day, or two rows of a table hold",
)


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


def quoted(names: Iterable[Words | str]) -> Words:
    """Names in quotation marks, in a row."""
    return joined(say('"{name}"', '"{name}"', name=name) for name in names)


def named(noun_id: str, noun_en: str, text: Words | str) -> Words:
    """A thing of the document by what people call it."""
    return say('{noun} "{text}"', '{noun} "{text}"', noun=Words(noun_id, noun_en), text=text)


def _told(part: Words | date | str, language: str) -> str:
    if isinstance(part, date):
        return spelling.day(part, language)
    return part if isinstance(part, str) else part.in_language(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
