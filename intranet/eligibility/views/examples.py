"""A past decision becomes an example in a draft of its rule set."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.eligibility import examples, queries
from intranet.eligibility.cards import answer_of
from intranet.eligibility.rule_forms import NEW_DRAFT, ExampleForm
from intranet.eligibility.views.blueprint import blueprint
from intranet.formatting import moment
from intranet.rulebook import drafting
from intranet.rulebook import queries as rulebook
from intranet.words import words


@blueprint.route("/decisions/<uuid:decision_uuid>/example", methods=["GET", "POST"])
@requires(Permission.EDIT_RULES)
def example(decision_uuid: UUID) -> ResponseReturnValue:
    user = signed_in_user()
    decision = queries.get(decision_uuid, reader=user)
    if not examples.is_possible(decision):
        abort(404)
    if decision.item.case.is_confidential:
        return confidential(decision_uuid)
    drafts = rulebook.drafts_of(decision.rule_set)
    form = ExampleForm()
    if form.is_submitted() and (
        earlier := once.earlier_location(form.once.data, sent_by=user.uuid)
    ):
        return redirect(earlier, 303)
    names = accounts.names_of({one.author for one in drafts})
    form.draft.choices = [
        *(
            (
                str(one.uuid),
                _(
                    "Rancangan %(name)s, dimulai %(at)s",
                    name=names.get(one.author, "–"),
                    at=moment(one.started_at),
                ),
            )
            for one in drafts
        ),
        (NEW_DRAFT, _("Rancangan baru dari aturan yang berlaku hari ini")),
    ]
    answer = answer_of(decision)
    if not form.is_submitted():
        form.name.data = examples.name_for(decision, words(decision.outcome))
        form.draft.data = form.draft.choices[0][0]
    elif form.validate():
        chosen = next((one for one in drafts if str(one.uuid) == form.draft.data), None)
        try:
            with transaction():
                draft, place = examples.add(decision, chosen, name=form.name.data or "", by=user)
                location = url_for("rulebook.draft", draft_uuid=draft.uuid, open=place)
                once.remember(form.once.data, location, sent_by=user.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except examples.IsConfidential:
            return confidential(decision_uuid)
        except (drafting.DraftClosed, drafting.ChangedMeanwhile, drafting.TooLong):
            form.form_errors.append(_("Rancangan itu baru saja berubah. Pilih sekali lagi."))
        else:
            flash(_("Keputusan ini sekarang menjadi contoh di rancangan."), "success")
            return redirect(location, 303)
    kept = examples.facts_of(decision)
    page = render_template(
        "eligibility/example.html",
        decision=decision,
        answer=answer,
        form=form,
        facts=[fact for fact in answer.facts if fact.fact in kept],
    )
    return page, 422 if form.is_submitted() else 200


def confidential(decision_uuid: UUID) -> ResponseReturnValue:
    flash(
        _(
            "Perkara ini rahasia. Faktanya tidak dijadikan contoh, karena contoh dibaca semua "
            "orang di kantor dan ikut ke kantor lain."
        ),
        "error",
    )
    return redirect(url_for("eligibility.decision", decision_uuid=decision_uuid), 303)
