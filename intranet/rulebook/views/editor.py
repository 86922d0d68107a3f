"""The editor of a draft on screen: the whole page, or the parts that a step changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx
from intranet.access import Permission, may
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.office import queries as office
from intranet.rulebook import documents
from intranet.rulebook.checking import Checked, check
from intranet.rulebook.draft_page import DraftPage, Entry
from intranet.rulebook.draft_sections import Adding
from intranet.rulebook.editing import Data, NoSuchPlace
from intranet.rulebook.entries.places import entry_id, entry_of, place_id
from intranet.rulebook.example_cards import ExampleGroup
from intranet.rulebook.models import Draft, DraftStep
from intranet.rulebook.words import language

MOST_OPEN = 20


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the entry meanwhile; what it says now stands beside what was typed."""

    step: DraftStep
    who: str
    theirs: Entry


@dataclass(frozen=True)
class NotAdded:
    """A new entry that was not taken: of which kind, the name typed for it, and why not."""

    kind: str
    typed: str
    says: str


@dataclass(frozen=True)
class Screen:
    """How the editor shows a draft: which entries are open, where the focus goes, what is told."""

    draft: Draft
    page: DraftPage
    checked: Checked
    may_edit: bool
    opened: frozenset[str] = frozenset()
    focus: str = ""
    """The id of the element that the focus goes to."""
    news: str = ""
    refused: str = ""
    conflict: Conflict | None = None
    not_added: NotAdded | None = None

    def is_unfolded(self, group: ExampleGroup) -> bool:
        """Whether one of the examples is open, or has the focus."""
        return any(
            one.path in self.opened or self.focus == one.id or self.focus.startswith(f"{one.id}-")
            for one in group.entries
        )

    @property
    def last_step(self) -> DraftStep | None:
        """What would be undone."""
        return next((step for step in reversed(self.draft.steps) if not step.undone), None)

    @property
    def undoes_anothers(self) -> bool:
        """Whether what would be undone is the step of somebody else than the reader."""
        return self.last_step is not None and self.last_step.actor != signed_in_user().uuid

    @property
    def undoes(self) -> str:
        """What the last step changed, in words."""
        step = self.last_step
        return place_words(self.page, step.path) if step else ""


def screen(draft: Draft, *, opened: Collection[str] = (), **shown: Any) -> Screen:
    """The editor as it stands now for whoever is signed in."""
    checked = check(draft)
    return Screen(
        draft=draft,
        page=page_of(draft, draft.content, checked),
        checked=checked,
        may_edit=may(signed_in_user(), Permission.EDIT_RULES) and draft.is_open,
        opened=frozenset(list(opened)[:MOST_OPEN]),
        **shown,
    )


def page_of(draft: Draft, content: Data, checked: Checked | None) -> DraftPage:
    """A content of the draft, read for the day from which it may hold."""
    words = documents.shipped_vocabulary()
    return DraftPage(content, checked, words, language(), day_of(draft))


def day_of(draft: Draft) -> date:
    return draft.holds_from or office.today() + timedelta(days=1)


def whole(shown: Screen, status: int = 200) -> ResponseReturnValue:
    """The page, or in its place the whole editor for a swap."""
    answer = htmx.render(
        "rulebook/draft.html", fragment="rulebook/_draft.html", status=status, **context(shown)
    )
    if htmx.wants_fragment():
        answer.headers["HX-Retarget"] = "#draft"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def one_entry(
    shown: Screen, path: str, *, before: DraftPage | None = None, status: int = 200
) -> ResponseReturnValue:
    """An entry for a swap in its place; with `before`, also whatever else reads differently now.

    Examples that went another way than before come as a whole, each in its group, unless one of
    them is open: nothing that is typed in is moved.
    """
    others: list[Entry] = []
    regroups = before is not None and _regroups(shown, path, before)
    if before is not None:
        others = [
            entry
            for place, entry in shown.page.entries.items()
            if place != path
            and before.entries.get(place) != entry
            and place not in opened_elsewhere()
            and not (regroups and entry.example)
        ]
    answer = make_response(
        render_template(
            "rulebook/_draft_changed.html",
            path=path,
            others=others,
            is_changed=before is not None,
            regroups=regroups,
            **context(shown),
        ),
        status,
    )
    if regroups and _is_example(path):
        answer.headers["HX-Retarget"] = "#draft-examples"
    answer.vary.add("HX-Request")
    return answer


def add_form(shown: Screen, add: Adding) -> ResponseReturnValue:
    """The field for a new entry with what was typed, for a swap in its place."""
    answer = make_response(
        render_template("rulebook/_draft_add.html", add=add, **context(shown)), 422
    )
    answer.headers["HX-Retarget"] = f"#{add.id}-form"
    answer.headers["HX-Reswap"] = "outerHTML"
    answer.vary.add("HX-Request")
    return answer


def _regroups(shown: Screen, path: str, before: DraftPage) -> bool:
    """Whether the examples are to be shown anew, each in its group."""
    still_open = shown.opened | (opened_elsewhere() - {path})
    if any(_is_example(one) for one in still_open):
        return False
    return _is_example(path) or _groups(before) != _groups(shown.page)


def _groups(page: DraftPage) -> list[tuple[str, list[str]]]:
    return [(group.code, [one.path for one in group.entries]) for group in page.example_groups]


def _is_example(path: str) -> bool:
    return path.startswith("examples[")


def context(shown: Screen) -> dict[str, Any]:
    """What the templates of the editor read."""
    people = {shown.draft.author, *(step.actor for step in shown.draft.steps)}
    return {
        "screen": shown,
        "draft": shown.draft,
        "page": shown.page,
        "checked": shown.checked,
        "names": accounts.names_of(people),
        "place_id": place_id,
        "entry_of": entry_of,
        "entry_id": entry_id,
        "today": office.today(),
    }


def back_to(draft: Draft, path: str = "", *, focus: str = "") -> ResponseReturnValue:
    """Without JavaScript: to the page, the entry open and in sight."""
    anchor = focus or (entry_id(path) if path else "draft")
    address = url_for(".draft", draft_uuid=draft.uuid, open=path or None, _anchor=anchor)
    return redirect(address, 303)


def opened_elsewhere() -> frozenset[str]:
    """The entries that are open on the screen that asks."""
    return frozenset(one for one in request.form.getlist("opened")[:MOST_OPEN] if one)


def place_words(page: DraftPage, path: str) -> str:
    """A place by the title of its entry, or by its section."""
    try:
        return page.entry(entry_of(path)).title
    except (NoSuchPlace, AttributeError):
        pass
    section: dict[str, str] = {
        "criteria": _("urutan atau isi Syarat"),
        "parameters": _("daftar Angka"),
        "derived": _("daftar Yang disimpulkan"),
        "tables": _("daftar Tabel"),
        "priority": _("Urutan prioritas"),
        "examples": _("daftar Contoh"),
    }
    return section.get(path.partition(".")[0].partition("[")[0]) or str(_("seluruh naskah"))
