"""Following wishes up: what waits, answers given later, owners, other agencies."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import htmx, once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.cases import queries as cases
from intranet.cases.course import CaseClosed, NotNow
from intranet.cases.services import ChangedMeanwhile as CaseChangedMeanwhile
from intranet.database import transaction
from intranet.forums.follow_up import answering, following, handing_on, origins, wish_page
from intranet.forums.follow_up.follow_up_forms import AnswerForm, OwnerForm, ReferralForm
from intranet.forums.follow_up.following import Kind, Wanted
from intranet.forums.log import withdrawing
from intranet.forums.models import AspirationItem, PromiseKind
from intranet.forums.views.blueprint import blueprint
from intranet.forums.views.deciding import refusal_of
from intranet.office import queries as office
from intranet.words import choices, indonesian


@blueprint.get("/aspirations/<uuid:aspiration_uuid>/items")
@requires(Permission.READ_FORUMS)
def wishes(aspiration_uuid: UUID) -> ResponseReturnValue:
    """What came of each wish; shown within the page of the aspiration, and on its own."""
    aspiration = following.aspiration(aspiration_uuid)
    page = wish_page.page_of(aspiration, reader=signed_in_user())
    return htmx.render("forums/wishes.html", fragment="forums/_wishes.html", page=page)


@blueprint.get("/of-case/<uuid:case_uuid>")
@requires(Permission.READ_FORUMS)
def of_case(case_uuid: UUID) -> ResponseReturnValue:
    """The wishes that a case came from; shown within the page of the case."""
    user = signed_in_user()
    case = cases.get(case_uuid, reader=user)
    return htmx.render(
        "forums/of_case.html",
        fragment="forums/_of_case.html",
        case=case,
        origins=origins.of_case(case, reader=user),
    )


@blueprint.get("/follow-up")
@requires(Permission.READ_FORUMS)
def follow_up() -> ResponseReturnValue:
    user, asked = signed_in_user(), request.args
    kind = Kind(asked["kind"]) if asked.get("kind") in set(Kind) else Kind.UNANSWERED
    wanted = Wanted(
        session=_uuid(asked.get("session")),
        division_code=asked.get("division", "").replace("\0", "") or None,
        only_mine="mine" in asked,
    )
    found = following.page(
        kind,
        wanted,
        reader=user,
        after=_uuid(asked.get("after")),
        before=_uuid(asked.get("before")),
    )
    narrowed = {name: asked[name][:50] for name in ("session", "division", "mine") if name in asked}

    def address(**more: object) -> str:
        return url_for(".follow_up", **{"kind": kind.value, **narrowed, **more})  # type: ignore[arg-type]

    counts = following.counts(wanted, reader=user)
    return htmx.render(
        "forums/follow_up.html",
        fragment="forums/_follow_up.html",
        kind=kind,
        wanted=wanted,
        found=found,
        earlier=address(before=found.earlier) if found.earlier else None,
        later=address(after=found.later) if found.later else None,
        kinds=[
            {
                "url": address(kind=value),
                "label": label,
                "count": counts[Kind(value)],
                "is_current": value == kind.value,
            }
            for value, label in choices(Kind)
        ],
        sessions=following.sessions(),
        divisions=cases.division_names(),
        today=office.today(),
    )


@blueprint.route("/items/<uuid:wish_uuid>/answer", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def answer(wish_uuid: UUID) -> ResponseReturnValue:
    wish, user = following.wish(wish_uuid), signed_in_user()
    withdrawing.refuse_withdrawn(wish.aspiration)
    form = AnswerForm(
        responder=user.name, responder_position=indonesian(user.role), given_on=office.today()
    ).about(wish)
    if not form.validate_on_submit():
        return _form("forums/answer.html", wish, form)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    location = address_of(wish)
    try:
        with transaction():
            answering.respond(
                wish, form.to_answer(), given_on=form.given_on.data, at_session=False, by=user
            )
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    flash(_("Jawaban tersimpan."), "success")
    return redirect(location, 303)


@blueprint.route("/items/<uuid:wish_uuid>/dispose", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def dispose(wish_uuid: UUID) -> ResponseReturnValue:
    """Who owns the wish's promise, until when; without a promise the office makes one."""
    wish = following.wish(wish_uuid)
    withdrawing.refuse_withdrawn(wish.aspiration)
    promise = handing_on.open_promise(wish)
    form = OwnerForm(
        division=(promise.division_code if promise else None)
        or wish.aspiration.division_code
        or signed_in_user().division_code,
        officer=str(promise.officer.uuid) if promise and promise.officer else "",
        due_on=promise.due_on if promise else None,
        estimate=promise.estimate if promise else None,
        version=promise.version if promise else 0,
    ).about(promise)
    if not form.validate_on_submit():
        return _form("forums/dispose.html", wish, form, promise=promise)
    refused = refusal_of(
        lambda: handing_on.dispose(
            wish,
            form.to_disposition(),
            seen_version=form.version.data or None,
            by=signed_in_user(),
        )
    )
    if refused:
        now = handing_on.open_promise(wish)
        if (now and now.kind is PromiseKind.BUDGET) != form.is_proposal:
            flash(refused, "error")
            return redirect(address_of(wish), 303)
        form.version.data = now.version if now else 0
        return _form("forums/dispose.html", wish, form, promise=now, refused=refused)
    flash(_("Penanggung jawab ditetapkan."), "success")
    return redirect(address_of(wish), 303)


@blueprint.route("/items/<uuid:wish_uuid>/refer", methods=["GET", "POST"])
@requires(Permission.RUN_FORUMS)
def refer(wish_uuid: UUID) -> ResponseReturnValue:
    wish, user, form = following.wish(wish_uuid), signed_in_user(), ReferralForm()
    withdrawing.refuse_withdrawn(wish.aspiration)
    if not form.validate_on_submit():
        return _form("forums/refer.html", wish, form)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    location = address_of(wish)
    try:
        with transaction():
            handing_on.refer(
                wish,
                agency=form.agency.data or "",
                reason=form.reason.data or "",
                follow_up_on=form.follow_up_on.data,
                by=user,
            )
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except (CaseClosed, NotNow, CaseChangedMeanwhile):
        refused = _("Kasusnya baru saja diubah. Periksa kasus itu, lalu simpan sekali lagi.")
        return _form("forums/refer.html", wish, form, refused=refused)
    flash(_("Rujukan ke instansi lain dicatat."), "success")
    return redirect(location, 303)


def address_of(wish: AspirationItem) -> str:
    """Where the wish stands among what came of its aspiration."""
    return url_for(
        "forums.wishes",
        aspiration_uuid=wish.aspiration.uuid,
        _anchor=f"wish-{wish.position}",
    )


def _form(
    template: str,
    wish: AspirationItem,
    form: AnswerForm | OwnerForm | ReferralForm,
    *,
    refused: str = "",
    **more: object,
) -> ResponseReturnValue:
    status = 409 if refused else 422 if form.errors else 200
    page = render_template(
        template, wish=wish, form=form, back=address_of(wish), refused=refused, **more
    )
    return page, status


def _uuid(given: str | None) -> UUID | None:
    try:
        return UUID(given or "")
    except ValueError:
        return None
