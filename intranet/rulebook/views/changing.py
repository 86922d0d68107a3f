"""Changing a draft: one entry's form, or a step in a list of entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.rulebook import documents, drafting, editing, queries
from intranet.rulebook.checking import check
from intranet.rulebook.draft_page import DraftPage
from intranet.rulebook.editing import Data, NoSuchPlace
from intranet.rulebook.entries import acts, posted
from intranet.rulebook.entries.composing import compose
from intranet.rulebook.entries.places import entry_id, found_again, kind_of, place_id
from intranet.rulebook.entries.posted import Posted
from intranet.rulebook.identity_numbers import has_identity
from intranet.rulebook.known import known
from intranet.rulebook.models import Draft
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.drafting import closed, gone
from intranet.rulebook.views.editor import (
    Conflict,
    Screen,
    back_to,
    day_of,
    one_entry,
    opened_elsewhere,
    page_of,
    screen,
    whole,
)


@blueprint.post("/drafts/<uuid:draft_uuid>/entry")
@requires(Permission.EDIT_RULES)
def entry(draft_uuid: UUID) -> ResponseReturnValue:
    """Take an entry as its form says it, then do what the pressed button asks."""
    draft = queries.draft(draft_uuid)
    sent = Sent(draft)
    before = page_of(draft, draft.content, check(draft))
    try:
        change = sent.read()
        if has_identity(sent.composed(draft.content)):
            return sent.refused(_("Hapus NIK atau nomor KK dari isian ini. Belum disimpan."))
        with transaction():
            drafting.take_step(
                draft,
                change,
                path=sent.path,
                seen=seen(),
                by=signed_in_user(),
                typed=sent.act in acts.PLAIN,
            )
    except NoSuchPlace:
        return whole(screen(draft, refused=_lost(sent)), 422)
    except drafting.DraftClosed:
        return whole(screen(draft, refused=closed()), 409)
    except drafting.TooLong:
        return sent.refused(too_long())
    except drafting.ChangedMeanwhile as changed:
        return sent.conflicting(changed)
    return sent.done(before)


class Sent:
    """The form of one entry as it was sent."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.path = request.form.get("path", "")
        self.act = request.form.get("act", acts.SAVE)
        self.posted = Posted()
        self.kind, self.focus = "", ""

    def read(self) -> Any:
        """The change that was asked for. Raises NoSuchPlace."""
        sent_path = self.path
        self.kind = kind_of(sent_path)
        self.posted = posted.read(sent_path, request.form.lists())
        name = self.posted.note("name") or None
        self.path = found_again(self.draft.content, sent_path, name)
        if not self.posted.is_there:
            raise NoSuchPlace(sent_path)

        def change(content: Data) -> Data:
            # Read again under the lock: a step of one's own may have moved it since.
            self.path = found_again(content, sent_path, name)
            wanted = self.act.replace(sent_path, self.path)
            new = put(content, self.path, self.composed(content))
            if wanted in acts.PLAIN:
                return new
            new, focus = acts.act(new, self.path, wanted)
            self.focus = focus or ""
            return new

        return change

    def composed(self, content: Data) -> Any:
        """The entry as the form says it."""
        facts = known(content, documents.shipped_vocabulary(), day_of(self.draft)).facts
        return compose(self.kind, self.posted, there(content, self.path), facts)

    def done(self, before: DraftPage) -> ResponseReturnValue:
        is_closing = self.act == acts.DONE
        if not htmx.wants_fragment():
            focus = self._field() if self.focus else ""
            return back_to(self.draft, "" if is_closing else self.path, focus=focus)
        shown = screen(self.draft, opened=() if is_closing else [self.path])
        focus = self._field() if self.focus else ""
        if is_closing:
            focus = entry_id(self.path) + "-open"
        news = self._news(is_closing)
        return one_entry(replace(shown, focus=focus, news=news), self.path, before=before)

    def _field(self) -> str:
        """The first field of the place to go to."""
        here = there(self.draft.content, self.focus)
        keys = here if isinstance(here, dict) else {}
        first = next((f".{key}" for key in ("fact", "value") if key in keys), "")
        return place_id(self.focus + first)

    def _news(self, is_closing: bool) -> str:
        word = self.act.partition(":")[0]
        words: dict[str, str] = {
            "add": _("Ditambahkan."),
            "nest": _("Kelompok ditambahkan."),
            "group": _("Sekarang menjadi kelompok."),
            "ungroup": _("Kelompok dibubarkan."),
            "remove": _("Dihapus."),
            "value": _("Nilai baru ditambahkan."),
            "row": _("Baris ditambahkan."),
            "up": _("Dinaikkan."),
            "down": _("Diturunkan."),
            acts.MINE: _("Isian Anda dipakai."),
        }
        return words.get(word, _("Tersimpan.") if is_closing else "")

    def refused(self, why: str) -> ResponseReturnValue:
        """What was typed, not kept, with why."""
        return self._answer(self._as_typed(refused=why), 422)

    def conflicting(self, changed: drafting.ChangedMeanwhile) -> ResponseReturnValue:
        who = accounts.names_of({changed.step.actor}).get(changed.step.actor, "–")
        try:
            theirs = screen(self.draft).page.entry(self.path)
        except NoSuchPlace:
            return whole(screen(self.draft, refused=_lost(self)), 409)
        conflict = Conflict(changed.step, who, theirs)
        return self._answer(self._as_typed(conflict=conflict), 409)

    def _as_typed(self, **shown: Any) -> Screen:
        found = screen(self.draft, opened=[self.path], **shown)
        content = put(self.draft.content, self.path, self.composed(self.draft.content))
        typed = page_of(self.draft, content, found.checked)
        return replace(found, page=typed, focus=entry_id(self.path) + "-told")

    def _answer(self, shown: Screen, status: int) -> ResponseReturnValue:
        if htmx.wants_fragment():
            return one_entry(shown, self.path, status=status)
        return whole(shown, status)


def there(content: Data, path: str) -> Any:
    """What stands at an entry's place; None where nothing does yet."""
    try:
        return editing.at(content, path)
    except NoSuchPlace:
        return None


def put(content: Data, path: str, entry: Any) -> Data:
    """The content with the entry at its place; an empty list is left out."""
    if entry == [] and there(content, path) in (None, []):
        return content
    if path.startswith("priority.") and not isinstance(content.get("priority"), dict):
        content = {**content, "priority": {}}
    return editing.changed(content, path, None if entry == [] else entry)


def seen() -> int:
    """The revision on the screen that sent the form; 0, before everything, if unreadable."""
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def too_long() -> str:
    return str(_("Naskah aturan menjadi terlalu panjang. Persingkat isian ini; belum disimpan."))


def _lost(sent: Sent) -> str:
    """That the entry is gone, with what was typed for it, so that nothing typed is lost."""
    typed = " · ".join(text for text in sorted(_typed(sent.posted)) if text)[:2_000]
    return gone() + (" " + _("Yang Anda ketik: %(typed)s", typed=typed) if typed else "")


def _typed(found: Posted) -> Iterator[str]:
    yield from (text.strip() for text in found.texts)
    for one in found.below.values():
        yield from _typed(one)


def still_open(path: str) -> list[str]:
    """The entries open on the screen, without those of a list whose numbers have changed."""
    return [one for one in opened_elsewhere() if not one.startswith(path + "[")]
