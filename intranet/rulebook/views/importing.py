"""A rule set of another office, taken from one YAML file into a new draft."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.office import queries as office
from intranet.rulebook import documents, drafting, proposals, queries
from intranet.rulebook.file_forms import YamlFileForm
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.exchanging import Mistake, holds_identity, in_words
from intranet.rulebook.workbooks import Read
from rules.errors import DocumentRefused


@blueprint.route("/import", methods=["GET", "POST"])
@requires(Permission.EDIT_RULES)
def from_another_office() -> ResponseReturnValue:
    """A YAML file of a rule set that this office has, shown against a new draft of it."""
    form, user = YamlFileForm(), signed_in_user()
    mistakes: list[Mistake] = []
    if form.is_submitted() and form.validate():
        try:
            content = proposals.text_as_data(form.content, documents.shipped_vocabulary())
            name = str(content["rule_set"])
            version = queries.version_on(name, office.today())
            # The draft is read with the words of the version that it begins from.
            content = proposals.text_as_data(form.content, version.document.vocabulary)
        except DocumentRefused as refused:
            mistakes = in_words(refused)
        except proposals.HoldsIdentity:
            mistakes = [holds_identity()]
        except queries.NoSuchRuleSet:
            mistakes = [Mistake("rule_set", unknown_here(name))]
        else:
            with transaction():
                draft = drafting.start(version, by=user)
                found = proposals.propose(
                    draft, Read(content), seen=0, file_name=form.file_name, by=user
                )
                address = url_for(".proposal", draft_uuid=draft.uuid, proposal_uuid=found.uuid)
            return redirect(address, 303)
    page = render_template("rulebook/import.html", form=form, mistakes=mistakes)
    return page, 422 if form.is_submitted() else 200


def unknown_here(name: str) -> str:
    sentence: str = _(
        "Aturan %(name)s tidak ada di kantor ini. Yang dapat diambil: %(known)s.",
        name=name,
        known=", ".join(queries.names()),
    )
    return sentence
