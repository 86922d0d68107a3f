"""The rules as anybody in the office reads them, and their versions."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

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
    used, names, today = programmes.everything(), queries.names(), office.today()
    read = {name: queries.version_to_read(name, today) for name in names}
    return render_template(
        "rulebook/index.html",
        pages=[page_of(one, today) for one in read.values()],
        to_come={name: one for name, one in read.items() if not one.holds_on(today)},
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
@blueprint.get("/<name>/versions/<int(max=999999):number>.yaml")
@requires(Permission.READ_RULES)
def text(name: str, number: int | None = None) -> ResponseReturnValue:
    return as_download(asked_version(name, number).document.document, f"{name}.yaml")


@blueprint.get("/documents/<uuid:document_uuid>/<any(document, vocabulary):part>.yaml")
@requires(Permission.READ_RULES)
def document(document_uuid: UUID, part: str) -> ResponseReturnValue:
    """The text that a decision was taken under, as it was then."""
    kept = db.session.scalars(select(RuleDocument).where(RuleDocument.uuid == document_uuid)).one()
    name = f"{kept.rule_set}-{kept.digest.removeprefix('sha256:')[:12]}-{part}.yaml"
    return as_download(kept.document if part == "document" else kept.vocabulary, name)


def asked_version(name: str, number: int | None) -> RuleVersion:
    """The version of that number; without one, the version that holds today."""
    return version_today(name) if number is None else queries.version(name, number)


def version_today(name: str) -> RuleVersion:
    """The version that holds today; of rules new to the office the newest. Answers 404 for none."""
    try:
        return queries.version_to_read(name, office.today())
    except queries.NoSuchRuleSet:
        abort(404)


def page_of(version: RuleVersion, today: date) -> RuleSetPage:
    """A version with the figures of today, or of its first day where that is to come."""
    return RuleSetPage(documents.loaded(version.document), max(today, version.holds_from))


def show(version: RuleVersion) -> str:
    today = office.today()
    versions = queries.versions(version.rule_set)
    people = [one for each in versions for one in (each.author, each.approver) if one]
    in_force = history.holding(versions, today)
    return render_template(
        "rulebook/rule_set.html",
        page=page_of(version, today),
        keys=(uuid4(), uuid4()),
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
