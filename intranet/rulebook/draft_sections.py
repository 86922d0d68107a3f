"""The sections of a draft's editor: what each is called, holds, lacks, and what may be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.rulebook.entries.places import place_id

if TYPE_CHECKING:
    from intranet.rulebook.draft_page import DraftPage


@dataclass(frozen=True)
class Adding:
    """A field for the name of a new entry of a kind; kinds as `entries.starting` knows them."""

    kind: str
    label: str
    button: str

    @property
    def id(self) -> str:
        """The id of its field."""
        return f"new-{place_id(self.kind)}"


@dataclass(frozen=True)
class Section:
    """A part of the editor, in the order of the page."""

    name: str
    title: str
    paths: tuple[str, ...]
    """The places of its entries."""
    number: int | None
    """How many of what its title says it holds; None where nothing is counted."""
    wrong: int
    """Fields that cannot be read, and examples that the rules decide otherwise."""
    note: str = ""
    """What it holds besides."""
    empty: str = ""
    """What stands there while it has no entry."""
    adds: tuple[Adding, ...] = ()

    @property
    def id(self) -> str:
        return f"part-{self.name}"


def sections(page: DraftPage) -> list[Section]:
    """The sections of a draft, in the reader's language."""
    found = []
    for name, title in _titles().items():
        paths = tuple(page.sections[name])
        failing = len(page.failing()) if name == "examples" else 0
        unread = sum(section_of(one.path) == name for one in page.told)
        found.append(
            Section(
                name=name,
                title=title,
                paths=paths,
                number=_number(name, paths),
                wrong=failing + unread,
                note=_note(name, paths),
                empty=_when_empty().get(name, ""),
                adds=_adds().get(name, ()),
            )
        )
    return found


def adding(kind: str) -> Adding | None:
    """The field that adds entries of a kind; None where the editor has none."""
    return next((one for adds in _adds().values() for one in adds if one.kind == kind), None)


def section_of(path: str) -> str:
    """The section that a place belongs to; the head of the text if it is in no other."""
    name = path.partition(".")[0].partition("[")[0]
    return name if name in _titles() else "header"


def _titles() -> dict[str, str]:
    return {
        "criteria": _("Syarat"),
        "parameters": _("Angka"),
        "derived": _("Yang disimpulkan"),
        "tables": _("Tabel"),
        "priority": _("Urutan prioritas"),
        "examples": _("Contoh"),
        "header": _("Judul dan dasar"),
    }


def _number(name: str, paths: tuple[str, ...]) -> int | None:
    if name == "header":
        return None
    if name == "tables":
        return len(paths) - len(_rows(paths))
    if name == "priority":
        return len(paths) - 1  # What decides between equals is no item of the list.
    return len(paths)


def _note(name: str, paths: tuple[str, ...]) -> str:
    if name != "tables" or not paths:
        return ""
    return str(ngettext("%(num)s baris", "%(num)s baris", len(_rows(paths))))


def _rows(paths: tuple[str, ...]) -> list[str]:
    return [path for path in paths if ".rows[" in path]


def _when_empty() -> dict[str, str]:
    return {
        "criteria": _("Belum ada syarat. Tambahkan yang pertama."),
        "parameters": _("Belum ada angka bernama."),
        "derived": _("Tidak ada yang disimpulkan sendiri oleh aturan ini."),
        "tables": _("Tidak ada tabel."),
        "examples": _("Belum ada contoh. Tiap syarat perlu contoh yang memenuhi dan yang belum."),
    }


def _adds() -> dict[str, tuple[Adding, ...]]:
    return {
        "criteria": (Adding("criteria", _("Syarat baru"), _("Tambah syarat")),),
        "parameters": (Adding("parameters", _("Angka baru"), _("Tambah angka")),),
        "derived": (
            Adding("derived", _("Kesimpulan ya/tidak baru"), _("Tambah ya/tidak")),
            Adding("choose", _("Kesimpulan pilihan baru"), _("Tambah pilihan")),
        ),
        "tables": (Adding("tables", _("Tabel baru"), _("Tambah tabel")),),
        "priority": (Adding("priority.points", _("Butir prioritas baru"), _("Tambah butir")),),
        "examples": (Adding("examples", _("Contoh baru"), _("Tambah contoh")),),
    }
