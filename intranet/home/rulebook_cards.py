"""Cards about the rules: drafts to judge, drafts in hand, figures whose time runs out."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.access import Permission, may
from intranet.accounts import queries as accounts
from intranet.accounts.models import User
from intranet.formatting import long_date
from intranet.home.cards import Card, Row, offered_to
from intranet.office import queries as office
from intranet.rulebook import expiry, waiting
from intranet.rulebook.expiry import Expiring
from intranet.rulebook.models import Draft
from intranet.rulebook.views.drafting import title_of
from intranet.rulebook.words import language

SHOWN = 5


@offered_to(Permission.READ_RULES)
def to_judge(user: User) -> Iterable[Card]:
    """For approvers, and for who stands in for the head today while something waits."""
    drafts = waiting.to_judge(user, on=office.today())
    if not drafts and not may(user, Permission.APPROVE_RULES):
        return
    names = accounts.names_of({one.submitted_by for one in drafts if one.submitted_by})
    yield Card(
        key="rules-to-judge",
        title=_("Rancangan aturan menunggu persetujuan"),
        icon="scale",
        count=len(drafts),
        nothing=_("Tidak ada rancangan aturan yang menunggu persetujuan Anda."),
        rows=[
            Row(
                title_of(one),
                url_for("rulebook.review", draft_uuid=one.uuid),
                _(
                    "diajukan %(name)s · diminta berlaku %(day)s",
                    name=names.get(one.submitted_by, "–") if one.submitted_by else "–",
                    day=long_date(one.holds_from),
                ),
            )
            for one in drafts[:SHOWN]
        ],
        url=url_for("rulebook.drafts") if drafts else None,
        tone="warn",
    )


@offered_to(Permission.EDIT_RULES)
def in_hand(user: User) -> Iterable[Card]:
    drafts = waiting.written_by(user)
    yield Card(
        key="rules-in-hand",
        title=_("Rancangan aturan saya"),
        icon="edit",
        count=len(drafts),
        nothing=_("Anda tidak sedang menyusun rancangan aturan."),
        rows=[
            Row(title_of(one), url_for("rulebook.draft", draft_uuid=one.uuid), _how_far(one))
            for one in drafts[:SHOWN]
        ],
        url=url_for("rulebook.drafts") if drafts else None,
        tone="warn" if any(one.answer for one in drafts) else "info",
    )


@offered_to(Permission.APPROVE_RULES)
def expiring(user: User) -> Iterable[Card]:
    figures = expiry.everywhere(office.today())
    yield Card(
        key="figures-expiring",
        title=_("Angka yang segera habis masa berlakunya"),
        icon="hourglass",
        count=len(figures),
        nothing=_("Semua angka aturan masih berlaku lebih dari 60 hari."),
        rows=[
            Row(
                f"{one.parameter.title.in_language(language())} · "
                f"{one.title.in_language(language())}",
                url_for("rulebook.rule_set", name=one.rule_set, _anchor="figures"),
                _until(one),
            )
            for one in figures[:SHOWN]
        ],
        tone="bad" if any(one.has_ended for one in figures) else "warn",
    )


def _how_far(draft: Draft) -> str:
    if draft.answer:
        return str(_("dikembalikan: %(why)s", why=draft.answer[:120]))
    if draft.based_on is None:
        return str(_("sedang disusun, diambil dari kantor lain"))
    return str(_("sedang disusun dari versi %(number)s", number=draft.based_on.number))


def _until(one: Expiring) -> str:
    day = long_date(one.until)
    if one.has_ended:
        return str(_("habis %(day)s, masih dipakai sampai diganti", day=day))
    if one.days_left == 0:
        return str(_("hari ini hari terakhirnya"))
    return str(
        ngettext(
            "sampai %(day)s, %(num)s hari lagi",
            "sampai %(day)s, %(num)s hari lagi",
            one.days_left,
            day=day,
        )
    )
