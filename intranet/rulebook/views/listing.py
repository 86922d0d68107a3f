"""Steps in the lists of a draft: entries come, are copied, moved, taken away; steps are undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import drafting, editing, queries
from intranet.rulebook.checking import check
from intranet.rulebook.draft_page import DraftPage
from intranet.rulebook.draft_sections import adding
from intranet.rulebook.editing import Data, NoSuchPlace
from intranet.rulebook.entries.places import entry_id, found_again, kind_of, list_of
from intranet.rulebook.entries.posted import without_control_characters
from intranet.rulebook.entries.starting import added
from intranet.rulebook.example_cards import as_decided, result_at
from intranet.rulebook.identity_numbers import has_identity
from intranet.rulebook.models import Draft
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.changing import seen, still_open, too_long
from intranet.rulebook.views.drafting import closed, gone
from intranet.rulebook.views.editor import (
    NotAdded,
    add_form,
    back_to,
    page_of,
    screen,
    whole,
)
from intranet.rulebook.views.undoing import undo

LONGEST_TITLE = 300


class Refused(Exception):
    """The step is not taken; the sentence says why."""


class NameRefused(Exception):
    """Nothing is added under this name; the sentence says why, at the field."""

    def __init__(self, not_added: NotAdded) -> None:
        super().__init__(not_added.says)
        self.not_added = not_added


@dataclass(frozen=True)
class Step:
    """A step in a list: where it is taken, what it changes, what to tell and show afterwards."""

    path: str
    change: Callable[[Data], Data]
    news: str
    at: str = ""
    """The entry to go to; the whole editor if empty."""
    focus: str = "open"
    """What of that entry: its button `open`, `up` or `down`, or its `form`."""


@blueprint.post("/drafts/<uuid:draft_uuid>/step")
@requires(Permission.EDIT_RULES)
def step(draft_uuid: UUID) -> ResponseReturnValue:
    """Add, copy, move, remove, undo, or keep an example of the check's."""
    draft = queries.draft(draft_uuid)
    word, _colon, rest = request.form.get("act", "").partition(":")
    try:
        if word == "undo":
            return undo(draft)
        page = page_of(draft, draft.content, check(draft))
        if word not in STEPS:
            raise NoSuchPlace(word)
        wanted = STEPS[word](draft, page, rest or request.form.get("path", ""))
        with transaction():
            drafting.take_step(
                draft, wanted.change, path=wanted.path, seen=seen(), by=signed_in_user()
            )
    except NoSuchPlace:
        return whole(screen(draft, refused=gone()), 422)
    except NameRefused as refused:
        return told_at_the_field(draft, refused.not_added)
    except Refused as refused:
        return whole(screen(draft, refused=str(refused)), 422)
    except drafting.DraftClosed:
        return whole(screen(draft, refused=closed()), 409)
    except drafting.TooLong:
        return whole(screen(draft, refused=too_long()), 422)
    except drafting.ChangedMeanwhile:
        return whole(screen(draft, refused=meanwhile()), 409)
    return shown_after(draft, wanted)


def told_at_the_field(draft: Draft, not_added: NotAdded) -> ResponseReturnValue:
    """What was typed as a name, at its field, with why it is no name."""
    add = adding(not_added.kind)
    if add is None:
        return whole(screen(draft, refused=not_added.says), 422)
    shown = screen(draft, not_added=not_added, focus=add.id)
    return add_form(shown, add) if htmx.wants_fragment() else whole(shown, 422)


def shown_after(draft: Draft, wanted: Step) -> ResponseReturnValue:
    is_opened = wanted.focus == "form"
    if not htmx.wants_fragment():
        focus = entry_id(wanted.at) if wanted.at else ""
        return back_to(draft, wanted.at if is_opened else "", focus=focus)
    opened = still_open(wanted.path) + ([wanted.at] if is_opened else [])
    focus = f"{entry_id(wanted.at)}-{wanted.focus}" if wanted.at else "draft"
    return whole(screen(draft, opened=opened, focus=focus, news=wanted.news))


def meanwhile() -> str:
    return str(
        _(
            "Orang lain mengubah daftar ini sesudah halaman Anda dibuka. "
            "Langkah Anda belum dijalankan; periksa keadaan sekarang, lalu ulangi."
        )
    )


def _add(_draft: Draft, page: DraftPage, kind: str) -> Step:
    title = without_control_characters(request.form.get("title", "")).strip()[:LONGEST_TITLE]
    day = office.today()
    _content, at = added(page.content, kind, title, day=day)
    if not title:
        raise NameRefused(NotAdded(kind, title, _("Isi dulu namanya, lalu tambahkan.")))
    if has_identity(title):
        raise NameRefused(NotAdded(kind, title, _("Hapus NIK atau nomor KK dari isian ini.")))
    path = at if at.startswith("parameters.") else list_of(at)
    news = _("%(what)s ditambahkan.", what=title)
    return Step(path, lambda data: added(data, kind, title, day=day)[0], news, at, "form")


def _standing(page: DraftPage, path: str) -> tuple[str, str]:
    """Where the entry stands now, and its title."""
    kind_of(path)
    path = _now_at(page.content, path)
    return path, page.entry(path).title


def _now_at(content: Data, path: str) -> str:
    """Where the entry stands that the form names: asked again under the lock, as the same step
    sent twice would otherwise be taken on the entry that came in its place."""
    return found_again(content, path, request.form.get("name") or None)


def _copy(_draft: Draft, page: DraftPage, path: str) -> Step:
    path, title = _standing(page, path)
    steps = editing.steps_of(path)
    listed = list_of(path)
    at = f"{listed}[{int(steps[-1]) + 1}]"
    news = _("%(what)s disalin.", what=title)
    return Step(listed, lambda data: editing.copied(data, _now_at(data, path)), news, at, "form")


def _moving(by: int) -> Callable[[Draft, DraftPage, str], Step]:
    def move(_draft: Draft, page: DraftPage, path: str) -> Step:
        path, title = _standing(page, path)
        listed, number = list_of(path), int(editing.steps_of(path)[-1])
        last = len(editing.at(page.content, listed)) - 1
        to = max(0, min(number + by, last))
        news = _("%(what)s sekarang di urutan %(number)s.", what=title, number=to + 1)
        return Step(
            listed,
            lambda data: editing.moved(data, _now_at(data, path), by),
            news,
            f"{listed}[{to}]",
            "up" if by < 0 else "down",
        )

    return move


def _remove(_draft: Draft, page: DraftPage, path: str) -> Step:
    path, title = _standing(page, path)
    if not page.entry(path).can_be_removed:
        raise NoSuchPlace(path)
    news = _("%(what)s dihapus. Urungkan bila keliru.", what=title)
    if path.startswith("parameters."):
        return Step(path, lambda data: editing.removed(data, _now_at(data, path)), news)
    listed, number = list_of(path), int(editing.steps_of(path)[-1])
    left = len(editing.at(page.content, listed)) - 1
    at = f"{listed}[{min(number, left - 1)}]" if left else ""
    return Step(listed, lambda data: editing.removed(data, _now_at(data, path)), news, at)


def _expect(_draft: Draft, page: DraftPage, path: str) -> Step:
    """What was decided becomes what an example expects; on to the next that fails, if any."""
    if kind_of(path) != "example":
        raise NoSuchPlace(path)
    data = as_decided(result_at(page, path), page.data(path))
    news = _("Hasil ini sekarang yang diharapkan.")
    failing = [one.path for one in page.failing()]
    after = failing[failing.index(path) + 1 :] if path in failing else []
    to = next(iter([*after, *(one for one in failing if one != path)]), path)
    return Step(path, lambda content: editing.changed(content, path, data), news, to)


def _keep(draft: Draft, page: DraftPage, number: str) -> Step:
    """An example applicant of the check becomes an example of the draft."""
    report = page.checked.report if page.checked else None
    if report is None or not re.fullmatch("[0-9]{1,4}", number):
        raise NoSuchPlace(number)
    if request.form.get("digest") != report.digest or int(number) >= len(report.findings):
        raise Refused(_("Aturan sudah berubah sejak pemeriksaan. Tunggu hasil periksa yang baru."))
    applicant = report.findings[int(number)].applicant
    if applicant is None:
        raise NoSuchPlace(number)
    named = [page.data(path).get("name") for path in page.sections["examples"]]
    example = applicant.as_example({str(one.get("id")) for one in named if isinstance(one, dict)})
    at = f"examples[{len(page.sections['examples'])}]"
    news = _("Contoh disimpan: %(name)s.", name=example["name"]["id"])
    return Step("examples", lambda data: editing.added(data, "examples", example), news, at)


STEPS: dict[str, Callable[[Draft, DraftPage, str], Step]] = {
    "add": _add,
    "copy": _copy,
    "up": _moving(-1),
    "down": _moving(1),
    "remove": _remove,
    "expect": _expect,
    "keep": _keep,
}
