"""What the loader says is wrong with a draft, in words for whoever edits it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from intranet.rulebook.entries.places import entry_of, place_id
from rules.errors import Problem


@dataclass(frozen=True)
class Told:
    """A problem at a place: the field it belongs to, its entry, and what to do."""

    path: str
    entry: str
    says: str

    @property
    def target(self) -> str:
        """The id of the field on the page."""
        return place_id(self.path)


# The loader's sentences, the most particular first; groups of the pattern fill the words. What it
# advises after a semicolon is for authors of YAML.
SENTENCES: dict[str, Any] = {
    r'the key "[^"]*" is missing|the text is blank': _l("Isian ini belum diisi"),
    r'the vocabulary has no fact ""': _l("Pilih datanya"),
    r"the vocabulary has no fact (?P<a>.*?)": _l("Data %(a)s tidak dikenal"),
    r"there is no parameter (?P<a>.*?)": _l("Angka %(a)s tidak ada dalam aturan ini"),
    r".*the quotation marks|.*is not a number.*": _l("Isi dengan angka, misalnya 40.000.000"),
    r".*is not a decimal number": _l("Isi dengan angka, misalnya 2,5"),
    r".*is not a whole number from .*": _l("Isi angka bulat yang cocok di sini"),
    r".*has a fraction.*": _l("Isi angka bulat, tanpa koma"),
    r".*digits behind the point": _l("Terlalu banyak angka di belakang koma"),
    r".*beyond ±10\^15": _l("Angka ini terlalu besar. Periksa angka nolnya"),
    r".*is not a day of the calendar|.*is not a date.*|a date is asked.*": _l(
        "Isi tanggal yang ada di kalender, misalnya 31/12/2026"
    ),
    r".*is outside 1900 to 2199": _l("Isi tanggal antara 1900 dan 2199"),
    r".*is not true or false|.*is not a boolean.*": _l("Pilih ya atau tidak"),
    r".*is not one of its options.*|.*is not known here.*": _l("Pilih salah satu dari daftar"),
    r"the list is empty|fewer than .*": _l("Isi paling sedikit satu"),
    r"(?P<a>\d+) entries; at most (?P<b>\d+) are allowed": _l(
        "Paling banyak %(b)s di sini; sekarang %(a)s"
    ),
    r"(?P<a>\d+) conditions; at most (?P<b>\d+) are allowed": _l(
        "Paling banyak %(b)s perbandingan dalam satu aturan; sekarang %(a)s"
    ),
    r"(?P<a>\d+) groups; at most (?P<b>\d+) are allowed": _l(
        "Paling banyak %(b)s kelompok dalam satu aturan; sekarang %(a)s"
    ),
    r"nested deeper than (?P<a>\d+) levels": _l("Kelompok bertingkat paling banyak %(a)s tingkat"),
    r".* is derived twice|.* stands twice": _l("Nama ini sudah dipakai"),
    r"\S+ comes before \S+": _l("Tanggal berakhir mendahului tanggal mulai"),
    r"two values begin on (?P<a>\S+)": _l("Dua nilai mulai pada tanggal yang sama, %(a)s"),
    r"these facts are derived from one another: (?P<facts>.*)": _l(
        "Kesimpulan ini saling bergantung: %(facts)s"
    ),
    r"no value here.*": _l("Isi nilainya"),
    r".*is an? \w+; here an? \w+ is asked": _l("Jenis data ini tidak cocok untuk dibandingkan"),
    r"a parameter is a number.*": _l("Angka bernama hanya dapat dibandingkan dengan angka"),
    r".*is not always a whole number.*": _l("Angka ini tidak selalu bilangan bulat nol atau lebih"),
    r".*does not fit a .*": _l("Perbandingan ini tidak cocok untuk data ini"),
    r"longer than (?P<a>\d+) characters": _l("Persingkat menjadi paling banyak %(a)s karakter"),
    r"no fact (?P<a>\S+) (?:can be given|to order by).*": _l(
        "Data %(a)s tidak dapat dipakai di sini"
    ),
    r".*is not a name.*|a parameter's name is.*": _l(
        "Nama hanya boleh huruf, angka, dan garis bawah"
    ),
    r"one test is asked.*": _l("Pilih satu perbandingan"),
    r".*stands where .* asked": _l("Isian ini tidak dapat dibaca di sini"),
    r".*is already a fact of the vocabulary": _l(
        "Nama kesimpulan ini sudah dipakai oleh data lain"
    ),
}
PATTERNS = {
    re.compile(rf"(?:{pattern})(?:; .*)?", re.DOTALL): words for pattern, words in SENTENCES.items()
}
LEAF = re.compile(r"^[a-z_]+ is (?:a|an) [a-z]+: ")


def told(problems: Iterable[Problem], called: Mapping[str, str] = {}) -> list[Told]:
    """The problems in order, each at the field where it is mended. `called` are labels of facts."""
    found = []
    for problem in problems:
        message = LEAF.sub("", problem.message)
        path = problem.path if not problem.path.startswith("says: ") else ""
        key = re.fullmatch(r'the key "(?P<key>[^"]+)" is missing', message)
        if key:
            path = f"{path}.{key['key']}".lstrip(".")
        if path.endswith(".fact") and message == "the text is blank":
            message = 'the vocabulary has no fact ""'
        found.append(Told(path, entry_of(path), in_words(message, called)))
    return found


def in_words(message: str, called: Mapping[str, str] = {}) -> str:
    """A sentence of the loader for people; as it is where there are no words for it yet."""
    for pattern, words in PATTERNS.items():
        match = pattern.fullmatch(message)
        if match:
            groups = match.groupdict()
            if "facts" in groups:
                names = groups["facts"].partition(";")[0].split(", ")
                groups["facts"] = ", ".join(called.get(name, name) for name in names)
            return str(words) % groups if groups else str(words)
    return message
