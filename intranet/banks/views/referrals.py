"""Putting an item of a case before a bank."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.banks import queries, referring
from intranet.banks.forms import ReferralForm
from intranet.banks.views.blueprint import blueprint, may_manage, status_of
from intranet.cases import queries as cases
from intranet.cases.codes import PaperState
from intranet.cases.models import Item
from intranet.database import transaction
from intranet.eligibility.queries import current_decision
from intranet.letters import queries as letters
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act
from intranet.office import queries as office
from intranet.words import words


@blueprint.get("/referrals/of-case/<uuid:case_uuid>")
@requires(Permission.READ_CASES)
def referrals_of_case(case_uuid: UUID) -> ResponseReturnValue:
    reader = signed_in_user()
    case = cases.get(case_uuid, reader=reader)
    referrals = queries.of_case(case, reader=reader)
    return htmx.render(
        "banks/of_case.html",
        fragment="banks/_of_case.html",
        case=case,
        items=[
            (item, referring.obstacle(item), [one for one in referrals if one.item is item])
            for item in queries.items_to_refer(case)
        ],
        may_draft=may(reader, Permission.DRAFT_LETTERS),
    )


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def new_referral() -> ResponseReturnValue:
    by = signed_in_user()
    item = _item_asked_for()
    if (why := referring.obstacle(item)) is not None:
        return _cannot_refer(item, why)
    form = _form_for(item)
    if not form.is_submitted():
        form.suggest(_papers_at_hand(item))
    elif there := once.earlier_location(form.once.data, sent_by=by.uuid):
        return redirect(there, 303)
    elif form.validate():
        try:
            with transaction():
                made = referring.refer(_item_asked_for(), form.to_referral(), by=by)
                location = url_for("letters.show", letter_uuid=made.letter.uuid)
                once.remember(form.once.data, location, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except referring.CannotRefer as cannot:
            return _cannot_refer(_item_asked_for(), cannot.obstacle)
        flash(_("Konsep surat siap. Periksa isinya, lalu ajukan untuk paraf."), "success")
        return redirect(location, 303)
    return _referral_page(item, form, None)


@blueprint.route("/referrals/letters/<uuid:letter_uuid>/redraft", methods=["GET", "POST"])
@requires(Permission.DRAFT_LETTERS)
def redraft_referral(letter_uuid: UUID) -> ResponseReturnValue:
    by = signed_in_user()
    made = queries.of_letter(letter_uuid, reader=by)
    back = url_for("letters.show", letter_uuid=letter_uuid)
    if (refusal := why_not(Act.REDRAFT, made.letter, by, on=office.today())) is not None:
        flash(words(refusal), "error")
        return redirect(back, 303)
    if (why := referring.obstacle(made.item)) is not None:
        return _cannot_refer(made.item, why)
    form = _form_for(made.item)
    if not form.is_submitted():
        form.show(made)
    elif form.validate():
        try:
            with transaction():
                letters.get_to_change(letter_uuid, reader=by)
                made = queries.of_letter(letter_uuid, reader=by)
                referring.refer_anew(made, form.to_referral(), version=form.version.data, by=by)
        except Refused as refused:
            flash(words(refused.why), "error")
        else:
            flash(_("Konsep surat disusun ulang dari data permohonan hari ini."), "success")
        return redirect(back, 303)
    return _referral_page(made.item, form, made.letter.uuid)


def _item_asked_for() -> Item:
    """The item named in the address. Raises NoResultFound, which answers 404."""
    try:
        item_uuid = UUID(request.args.get("item", ""))
    except ValueError:
        item_uuid = UUID(int=0)
    return cases.get_item(item_uuid, reader=signed_in_user())


def _form_for(item: Item) -> ReferralForm:
    return ReferralForm(
        branches=queries.open_branches(),
        today=office.today(),
        has_consent=referring.has_consent(item),
        is_eligible=referring.is_eligible(item),
    )


def _papers_at_hand(item: Item) -> list[str]:
    at_hand = {PaperState.ORIGINAL_SEEN, PaperState.COPY_RECEIVED}
    return [paper.title for paper in item.case.papers if paper.state in at_hand]


def _referral_page(item: Item, form: ReferralForm, letter_uuid: UUID | None) -> ResponseReturnValue:
    decision = current_decision(item)
    return (
        render_template(
            "banks/referral.html",
            item=item,
            case=item.case,
            form=form,
            letter_uuid=letter_uuid,
            outcome=decision.outcome.value if decision else None,
            has_branches=bool(form.branches),
            may_manage=may_manage(),
        ),
        status_of(form),
    )


def _cannot_refer(item: Item, why: referring.Obstacle) -> ResponseReturnValue:
    return render_template("banks/cannot_refer.html", case=item.case, why=why), 409
