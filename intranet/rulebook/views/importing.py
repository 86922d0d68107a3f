"""A rule set of another office, taken from one YAML file into a new draft."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.models import User
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import documents, drafting, proposals, queries
from intranet.rulebook.file_forms import YamlFileForm
from intranet.rulebook.models import RuleVersion
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.exchanging import Mistake, holds_identity, in_words
from intranet.rulebook.workbooks import Read
from rules.errors import DocumentRefused
from rules.rule_set import RuleSet


@blueprint.route("/import", methods=["GET", "POST"])
@requires(Permission.EDIT_RULES)
def from_another_office() -> ResponseReturnValue:
    """A YAML file becomes a draft: beside the rules of its name, or the first of that name."""
    form, user = YamlFileForm(), signed_in_user()
    mistakes: list[Mistake] = []
    if form.is_submitted():
        if there := once.earlier_location(form.once.data, sent_by=user.uuid):
            return redirect(there, 303)
        if form.validate():
            try:
                found = proposals.read_text(form.content, documents.shipped_vocabulary())
            except DocumentRefused as refused:
                mistakes = in_words(refused)
            except proposals.HoldsIdentity:
                mistakes = [holds_identity()]
            else:
                if is_free(found.id):
                    return redirect(_begin(found, form, user), 303)
                mistakes = [Mistake("rule_set", not_free(found.id))]
    page = render_template("rulebook/import.html", form=form, mistakes=mistakes)
    return page, 422 if form.is_submitted() else 200


def _begin(found: RuleSet, form: YamlFileForm, user: User) -> str:
    """Make the draft; where to read it."""
    version = here(found.id)
    try:
        with transaction():
            if version is None:
                draft = drafting.take_over(found, by=user)
                location = url_for(".draft", draft_uuid=draft.uuid)
            else:
                draft = drafting.start(version, by=user)
                proposal = proposals.propose(
                    draft,
                    Read(drafting.as_content(found)),
                    seen=0,
                    file_name=form.file_name,
                    by=user,
                )
                location = url_for(".proposal", draft_uuid=draft.uuid, proposal_uuid=proposal.uuid)
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return sent.location
    if version is None:
        flash(
            _("Aturan ini baru di kantor ini. Periksa seluruhnya, lalu kirim untuk disetujui."),
            "success",
        )
    return location


def here(name: str) -> RuleVersion | None:
    """What the file is compared with; None where the office has no rules of this name."""
    try:
        return queries.version_to_read(name, office.today())
    except queries.NoSuchRuleSet:
        return None


def is_free(name: str) -> bool:
    """Whether rules of this name have an address of their own, which `drafts` would not."""
    routes = current_app.url_map.bind("localhost")
    try:
        endpoint, found = routes.match(url_for(".rule_set", name=name))
    except HTTPException:  # Another page, or a redirection to one.
        return False
    return bool(endpoint == "rulebook.rule_set" and found == {"name": name})


def not_free(name: str) -> str:
    sentence: str = _(
        "Nama %(name)s sudah dipakai Loket sendiri. Beri aturan itu nama lain di berkasnya.",
        name=name,
    )
    return sentence
