"""Drafts: found, started, read, put aside; what the check finds."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, may, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import documents, drafting, queries
from intranet.rulebook.editing import NoSuchPlace
from intranet.rulebook.entries.places import entry_id, entry_of
from intranet.rulebook.forms import OnceForm
from intranet.rulebook.models import Draft, DraftStatus
from intranet.rulebook.pages import RuleSetPage
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.editor import back_to, context, one_entry, screen, whole
from intranet.rulebook.views.reading import version_today
from intranet.rulebook.words import language


@blueprint.get("/drafts/")
@requires(Permission.READ_RULES)
def drafts() -> ResponseReturnValue:
    found = [*queries.drafts(DraftStatus.SUBMITTED), *queries.drafts(DraftStatus.OPEN)]
    return render_template(
        "rulebook/drafts.html",
        drafts=found,
        titles={one.id: title_of(one) for one in found},
        names=accounts.names_of({one.author for one in found}),
        may_edit=may(signed_in_user(), Permission.EDIT_RULES),
    )


@blueprint.post("/<name>/drafts")
@requires(Permission.EDIT_RULES)
def start(name: str) -> ResponseReturnValue:
    """A new draft from today's version; where drafts are open they are offered first."""
    version, by, form = version_today(name), signed_in_user(), OnceForm()
    if earlier := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(earlier, 303)
    there = [one for one in queries.drafts(DraftStatus.OPEN) if one.rule_set == name]
    if there and not request.form.get("another"):
        return render_template(
            "rulebook/draft_offered.html",
            version=version,
            title=RuleSetPage(documents.loaded(version.document), office.today()).title,
            drafts=there,
            key=form.once.data,
            titles={one.id: title_of(one) for one in there},
            names=accounts.names_of({one.author for one in there}),
        )
    try:
        with transaction():
            draft = drafting.start(version_today(name), by=by)
            location = url_for(".draft", draft_uuid=draft.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    return redirect(location, 303)


@blueprint.post("/<name>/versions/<int(max=999999):number>/restore")
@requires(Permission.EDIT_RULES)
def restore(name: str, number: int) -> ResponseReturnValue:
    """A new draft that puts an old version back, ready to be sent."""
    version, by, form = queries.version(name, number), signed_in_user(), OnceForm()
    if earlier := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(earlier, 303)
    try:
        with transaction():
            draft = drafting.start(version, by=by, restoring=True)
            location = url_for(".submit", draft_uuid=draft.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(
        _("Rancangan untuk mengembalikan versi %(number)s siap dikirim.", number=number), "success"
    )
    return redirect(location, 303)


@blueprint.get("/drafts/<uuid:draft_uuid>")
@requires(Permission.READ_RULES)
def draft(draft_uuid: UUID) -> ResponseReturnValue:
    found = queries.draft(draft_uuid)
    path = request.args.get("open", "")
    closing = request.args.get("close", "")
    shown = screen(found, opened=[path] if path else [])
    if htmx.wants_fragment() and (path or closing):
        try:
            shown.page.entry(path or closing)
        except NoSuchPlace:
            return whole(screen(found, refused=gone()), 409)
        if path:
            shown = screen(found, opened=[path], focus=entry_id(path) + "-form")
        else:
            shown = screen(found, focus=entry_id(closing) + "-open")
        return one_entry(shown, path or closing)
    return whole(shown)


@blueprint.get("/drafts/<uuid:draft_uuid>/findings")
@requires(Permission.READ_RULES)
def findings(draft_uuid: UUID) -> ResponseReturnValue:
    """What the solver found; asked for after the page, as it takes a second or two."""
    found = queries.draft(draft_uuid)
    shown = screen(found)
    report = shown.checked.report
    at: dict[str, list[tuple[int, object]]] = {}
    for number, finding in enumerate(report.findings if report else ()):
        places = dict.fromkeys(entry_of(path) for path in finding.paths)
        # What is only worth knowing is said once, not at every entry that it touches.
        for place in list(places)[:1] if finding.severity == "note" else places:
            at.setdefault(place, []).append((number, finding))
    return htmx.render(
        "rulebook/draft_findings.html",
        fragment="rulebook/_draft_findings.html",
        report=report,
        at=at,
        is_swap=htmx.wants_fragment(),
        **context(shown),
    )


@blueprint.post("/drafts/<uuid:draft_uuid>/discard")
@requires(Permission.EDIT_RULES)
def discard(draft_uuid: UUID) -> ResponseReturnValue:
    found = queries.draft(draft_uuid)
    try:
        with transaction():
            drafting.discard(found, by=signed_in_user())
    except drafting.DraftClosed:
        flash(closed(), "error")
        return back_to(found)
    flash(_("Rancangan dibatalkan. Aturan yang berlaku tidak berubah."), "success")
    if not queries.versions(found.rule_set):  # Rules that never held here have no page.
        return redirect(url_for(".drafts"), 303)
    return redirect(url_for(".rule_set", name=found.rule_set), 303)


def title_of(draft: Draft) -> str:
    """What a draft is about: the title of its rule set, in the reader's language."""
    title = draft.content.get("title")
    texts = title if isinstance(title, dict) else {}
    return str(texts.get(language()) or texts.get("id") or draft.rule_set)


def gone() -> str:
    return str(
        _("Bagian ini tidak ada lagi: mungkin sudah dihapus atau dipindah. Periksa di bawah.")
    )


def closed() -> str:
    return str(
        _("Rancangan ini sudah dikirim, disetujui, atau dibatalkan, jadi tidak dapat diubah.")
    )
