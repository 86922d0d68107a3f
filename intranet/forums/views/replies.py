"""Letters about aspirations: replies to speakers, one by one or all of a session, and referrals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.forums import queries
from intranet.forums.follow_up import following
from intranet.forums.log.masking import shown_to
from intranet.forums.models import AspirationReply
from intranet.forums.papers import replies
from intranet.forums.papers.replies import CannotDraft
from intranet.forums.papers.reply_drafts import referral_of, reply_to
from intranet.forums.papers.reply_forms import DraftForm, ReferralLetterForm
from intranet.forums.views.blueprint import blueprint
from intranet.letters import queries as letters
from intranet.letters import wording
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act
from intranet.office import queries as office
from intranet.words import words

# Measured: 300 replies take two seconds, or six where others keep the machine busy.
SECONDS_A_REPLY = 0.01


@blueprint.route("/aspirations/<uuid:aspiration_uuid>/reply", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def reply(aspiration_uuid: UUID) -> ResponseReturnValue:
    aspiration, by, form = following.aspiration(aspiration_uuid), signed_in_user(), DraftForm()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if (why := replies.obstacle_to_reply(aspiration, by=by)) is not None:
        return _cannot(aspiration, why)
    if not form.validate_on_submit():
        return _preview("forums/reply.html", aspiration, reply_to(aspiration, by=by), form=form)
    try:
        with transaction():
            letter = replies.draft_reply(following.aspiration(aspiration_uuid), by=by)
            location = url_for("letters.show", letter_uuid=letter.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except CannotDraft as cannot:
        return _cannot(following.aspiration(aspiration_uuid), cannot.obstacle)
    flash(_("Konsep surat siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
    return redirect(location, 303)


@blueprint.route("/items/<uuid:wish_uuid>/referral-letter", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def referral_letter(wish_uuid: UUID) -> ResponseReturnValue:
    wish, by, form = following.wish(wish_uuid), signed_in_user(), ReferralLetterForm()
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    promise = referral_of(wish)
    if (why := replies.obstacle_to_referral(wish)) is not None or promise is None:
        return _cannot(wish.aspiration, why)
    if not form.is_submitted():
        form.suggest(agency=promise.agency, town=office.current().seat)
    elif form.validate():
        try:
            with transaction():
                letter = replies.draft_referral(
                    following.wish(wish_uuid), form.to_addressee(), by=by
                )
                location = url_for("letters.show", letter_uuid=letter.uuid)
                once.remember(form.once.data, location, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except CannotDraft as cannot:
            return _cannot(following.wish(wish_uuid).aspiration, cannot.obstacle)
        flash(_("Konsep surat siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
        return redirect(location, 303)
    return _referral_page(wish, form, None)


@blueprint.route("/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_letter(letter_uuid: UUID) -> ResponseReturnValue:
    """Word a draft anew, from what was answered since."""
    by = signed_in_user()
    about = replies.of_letter(letter_uuid, reader=by)
    back = url_for("letters.show", letter_uuid=letter_uuid)
    if (refusal := why_not(Act.REDRAFT, about.letter, by, on=office.today())) is not None:
        flash(words(refusal), "error")
        return redirect(back, 303)
    form = DraftForm() if about.item is None else ReferralLetterForm()
    if (why := _obstacle(about)) is not None:
        return _cannot(about.aspiration, why)
    if not form.is_submitted():
        form.version.data = about.letter.version
        if isinstance(form, ReferralLetterForm):
            form.show(about.letter)
    elif form.validate():
        to = form.to_addressee() if isinstance(form, ReferralLetterForm) else None
        try:
            with transaction():
                letters.get_to_change(letter_uuid, reader=by)
                about = replies.of_letter(letter_uuid, reader=by)
                replies.redraft(about, to, version=form.version.data, by=by)
        except Refused as refused:
            flash(words(refused.why), "error")
        except CannotDraft as cannot:
            return _cannot(replies.of_letter(letter_uuid, reader=by).aspiration, cannot.obstacle)
        else:
            flash(_("Konsep surat disusun ulang dari jawaban hari ini."), "success")
        return redirect(back, 303)
    if about.item is not None:
        return _referral_page(about.item, form, letter_uuid)
    draft = reply_to(about.aspiration, by=by)
    return _preview("forums/reply.html", about.aspiration, draft, form=form, back=back)


@blueprint.route("/<uuid:session_uuid>/replies", endpoint="replies", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def session_replies(session_uuid: UUID) -> ResponseReturnValue:
    session, by, form = queries.session(session_uuid), signed_in_user(), DraftForm()
    here = url_for(".replies", session_uuid=session_uuid)
    if form.is_submitted() and (there := once.earlier_location(form.once.data, sent_by=by.uuid)):
        return redirect(there, 303)
    if form.validate_on_submit():
        try:
            with transaction():
                made = replies.draft_all(queries.session(session_uuid), by=by)
                once.remember(form.once.data, here, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        text = ngettext("%(num)s konsep surat disusun.", "%(num)s konsep surat disusun.", made)
        flash(text, "success")
        return redirect(here, 303)
    found = replies.outlook(session, by=by)
    return render_template(
        "forums/replies.html",
        session=session,
        outlook=found,
        to_draft=[shown_to(by, aspiration) for aspiration in found.to_draft],
        seconds=round(len(found.to_draft) * SECONDS_A_REPLY),
        form=DraftForm(formdata=None),
    )


def _obstacle(about: AspirationReply) -> replies.Obstacle | None:
    if about.item is not None:
        return None if referral_of(about.item) else replies.Obstacle.NOT_REFERRED
    why = replies.obstacle_to_reply(about.aspiration, by=signed_in_user())
    return None if why is replies.Obstacle.ALREADY_DRAFTED else why


def _referral_page(wish: Any, form: DraftForm, letter_uuid: UUID | None) -> ResponseReturnValue:
    page = render_template(
        "forums/referral_letter.html",
        wish=wish,
        promise=referral_of(wish),
        aspiration=shown_to(signed_in_user(), wish.aspiration),
        form=form,
        letter_uuid=letter_uuid,
    )
    return page, 422 if form.errors else 200


def _preview(
    template: str, aspiration: Any, draft: Any, *, form: DraftForm, back: str | None = None
) -> ResponseReturnValue:
    blocks = wording.blocks(draft.kind.wording, draft.values, lists=draft.lists)
    page = render_template(
        template,
        aspiration=shown_to(signed_in_user(), aspiration),
        kind=draft.kind,
        addressee=draft.addressee,
        is_confidential=draft.is_confidential,
        blocks=blocks,
        form=form,
        back=back,
    )
    return page, 422 if form.errors else 200


def _cannot(aspiration: Any, why: replies.Obstacle | None) -> ResponseReturnValue:
    reader = signed_in_user()
    page = render_template(
        "forums/cannot_draft.html",
        aspiration=shown_to(reader, aspiration),
        why=why or replies.Obstacle.NOT_REFERRED,
        letters=replies.of_aspiration(aspiration, reader=reader),
    )
    return page, 409
