"""The rules as anybody in the office reads them, and their versions."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from intranet.access import Permission, may, requires
from intranet.accounts import queries as accounts
from intranet.accounts.session import signed_in_user
from intranet.database import db
from intranet.office import queries as office
from intranet.programmes import queries as programmes
from intranet.rulebook import documents, expiry, history, queries
from intranet.rulebook.models import RuleDocument, RuleVersion
from intranet.rulebook.pages import RuleSetPage
from intranet.rulebook.views.blueprint import blueprint


@blueprint.get("/")
@requires(Permission.READ_RULES)
def index() -> ResponseReturnValue:
    used = programmes.everything()
    today = office.today()
    names = queries.names()
    return render_template(
        "rulebook/index.html",
        pages=[RuleSetPage(queries.in_force(name, today), today) for name in names],
        users={
            name: [one for one in used if name in {one.rule_set, *one.advice_rule_sets}]
            for name in names
        },
    )


@blueprint.get("/<name>")
@requires(Permission.READ_RULES)
def rule_set(name: str) -> ResponseReturnValue:
    return show(version_today(name))


@blueprint.get("/<name>/versions/<int(max=999999):number>")
@requires(Permission.READ_RULES)
def version(name: str, number: int) -> ResponseReturnValue:
    return show(queries.version(name, number))


@blueprint.get("/<name>.yaml")
@requires(Permission.READ_RULES)
def text(name: str) -> ResponseReturnValue:
    return as_download(version_today(name).document.document, f"{name}.yaml")


@blueprint.get("/documents/<uuid:document_uuid>/<any(document, vocabulary):part>.yaml")
@requires(Permission.READ_RULES)
def document(document_uuid: UUID, part: str) -> ResponseReturnValue:
    """The text that a decision was taken under, as it was then."""
    kept = db.session.scalars(select(RuleDocument).where(RuleDocument.uuid == document_uuid)).one()
    name = f"{kept.rule_set}-{kept.digest.removeprefix('sha256:')[:12]}-{part}.yaml"
    return as_download(kept.document if part == "document" else kept.vocabulary, name)


def version_today(name: str) -> RuleVersion:
    try:
        return queries.version_on(name, office.today())
    except queries.NoSuchRuleSet:
        abort(404)


def show(version: RuleVersion) -> str:
    today = office.today()
    versions = queries.versions(version.rule_set)
    people = [one for each in versions for one in (each.author, each.approver) if one]
    in_force = history.holding(versions, today)
    return render_template(
        "rulebook/rule_set.html",
        page=RuleSetPage(documents.loaded(version.document), max(today, version.holds_from)),
        version=version,
        versions=versions,
        in_force=in_force,
        standings={one.number: history.standing(one, versions, today).value for one in versions},
        may_return=history.may_return(version, versions, today),
        expiring=expiry.of_rule_set(versions, today) if version is in_force else [],
        names=accounts.names_of(people),
        today=today,
        may_edit=may(signed_in_user(), Permission.EDIT_RULES),
    )


def as_download(text: str, name: str) -> Response:
    answer = Response(text, mimetype="application/yaml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
