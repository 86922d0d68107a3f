"""Cards about what forums promised: proposals whose budget is open, promises past their day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from intranet.access import Permission
from intranet.accounts.models import User
from intranet.budgets.calendar import Window
from intranet.formatting import long_date
from intranet.forums.follow_up import budget_choices, following, proposals
from intranet.forums.follow_up.following import Kind, Wanted
from intranet.forums.follow_up.proposals import State, Waiting
from intranet.forums.models import Promise
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office

SHOWN = 5


@offered_to(Permission.DECIDE_PROPOSALS)
def awake(user: User) -> Iterable[Card]:
    """Budgets that take proposals today, and those whose window closed without a decision."""
    for waiting in proposals.waiting(office.today()):
        if waiting.state is State.OPEN:
            yield _open(waiting)
        elif waiting.state is State.OVER:
            yield _left_over(waiting)


@offered_to(Permission.DECIDE_PROPOSALS)
def overdue(user: User) -> Iterable[Card]:
    """The whole office's promises that are past their day."""
    nothing = _("Tidak ada janji forum yang lewat tenggat.")
    yield _waiting("overdue", Kind.OVERDUE, Wanted(), user, _("Janji forum lewat tenggat"), nothing)


@offered_to(Permission.RUN_FORUMS)
def own(user: User) -> Iterable[Card]:
    """What the user, or somebody of the user's division, promised or was entrusted with."""
    yield _waiting(
        "mine",
        Kind.ALL_OPEN,
        Wanted(only_mine=True),
        user,
        _("Janji forum saya"),
        _("Tidak ada janji forum yang dipercayakan kepada Anda."),
    )
    if user.division_code is None:
        return
    of_division = Wanted(division_code=user.division_code)
    yield _waiting(
        "division",
        Kind.ALL_OPEN,
        of_division,
        user,
        _("Janji forum bidang saya"),
        _("Tidak ada janji forum terbuka di bidang Anda."),
    )
    yield _waiting(
        "ask-after",
        Kind.ASK_AFTER,
        of_division,
        user,
        _("Rujukan forum perlu ditanyakan"),
        _("Tidak ada rujukan forum yang perlu ditanyakan."),
    )


def _open(waiting: Waiting) -> Card:
    assert waiting.window is not None
    title = _(
        "Usulan menunggu %(budget)s (jendela %(days)s)",
        budget=waiting.budget.name,
        days=_days(waiting.window),
    )
    if waiting.closes_soon and waiting.days_left is not None:
        title = f"{title}, {_left(waiting.days_left)}"
    return _of_budget(waiting, title, tone="warn" if waiting.closes_soon else "info")


def _left_over(waiting: Waiting) -> Card:
    title = _("Jendela %(budget)s sudah tutup: catat hasilnya", budget=waiting.budget.name)
    return _of_budget(waiting, title, tone="bad")


def _of_budget(waiting: Waiting, title: str, *, tone: str) -> Card:
    key = budget_choices.key_of(waiting.budget)
    url = url_for("forums.proposals", budget=key)
    shown = proposals.first_of(waiting.budget, SHOWN)
    return Card(
        key=f"proposals-{key}",
        title=title,
        icon="calendar-due",
        count=waiting.number,
        nothing="",
        rows=[_row(promise, url) for promise in shown],
        url=url,
        tone=tone,
    )


def _row(promise: Promise, url: str) -> Row:
    wish = promise.item
    return Row(
        label=_shortened(wish.request),
        url=url,
        detail=f"{wish.aspiration.label} · {wish.aspiration.session.subdistrict.name}"
        f" · {wish.topic.name}",
    )


def _waiting(key: str, kind: Kind, wanted: Wanted, user: User, title: str, nothing: str) -> Card:
    count = following.counts(wanted, reader=user, kinds=[kind])[kind]
    found = following.page(kind, wanted, reader=user).rows if count else []
    asked = {
        "kind": kind.value,
        "division": wanted.division_code,
        "mine": "1" if wanted.only_mine else None,
    }
    return Card(
        key=f"promises-{key}",
        title=title,
        icon="heart-handshake",
        count=count,
        nothing=nothing,
        rows=[
            Row(
                label=_shortened(row.wish.request),
                url=url_for(
                    "forums.wishes",
                    aspiration_uuid=row.wish.aspiration.uuid,
                    _anchor=f"wish-{row.wish.position}",
                ),
                detail=_due(row.wish.aspiration.label, row.promise),
            )
            for row in found[:SHOWN]
        ],
        url=url_for("forums.follow_up", **asked) if count else None,  # type: ignore[arg-type]
        tone="bad" if kind is Kind.OVERDUE else "warn" if kind is Kind.ASK_AFTER else "info",
    )


def _due(label: str, promise: Promise | None) -> str:
    if promise is None:
        return label
    if promise.budget is not None:
        return f"{label} · {promise.budget.name}"
    if promise.due_on is None:
        return label
    return str(_("%(label)s · tenggat %(day)s", label=label, day=long_date(promise.due_on)))


def _days(window: Window) -> str:
    """1 April–30 Juni; with years where they differ."""
    if window.opens_on.year != window.closes_on.year:
        return f"{long_date(window.opens_on)}–{long_date(window.closes_on)}"
    return f"{_day(window.opens_on)}–{_day(window.closes_on)}"


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM", rebase=False))


def _left(days: int) -> str:
    if days == 0:
        return str(_("tutup hari ini"))
    return str(ngettext("tutup %(num)s hari lagi", "tutup %(num)s hari lagi", days))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:88].rstrip()}…"
