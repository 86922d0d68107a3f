"""Any two versions of a rule set beside one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

import rules
from intranet import htmx
from intranet.access import Permission, requires
from intranet.office import queries as office
from intranet.rulebook import documents, queries
from intranet.rulebook.models import RuleVersion
from intranet.rulebook.pages import RuleSetPage
from intranet.rulebook.side_by_side import sections
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.words import fact_label, language, value_words
from rules import comparison
from rules.comparison import semantic


@dataclass(frozen=True)
class Two:
    """The versions compared, and all that there are to choose from."""

    before: RuleVersion
    after: RuleVersion
    versions: list[RuleVersion]

    @property
    def day(self) -> date:
        """The first day from today on which both could decide."""
        return max(office.today(), self.before.holds_from, self.after.holds_from)


@blueprint.get("/<name>/compare")
@requires(Permission.READ_RULES)
def compare(name: str) -> ResponseReturnValue:
    two = _asked_for(name)
    before, after = (documents.loaded(one.document) for one in (two.before, two.after))
    pages = RuleSetPage(before, two.day), RuleSetPage(after, two.day)
    return render_template(
        "rulebook/compare.html",
        two=two,
        about=pages[1].title,
        differences=comparison.compare(before, after).differences,
        sections=sections(*pages),
        language=language(),
    )


@blueprint.get("/<name>/compare/meaning")
@requires(Permission.READ_RULES)
def compared_meaning(name: str) -> ResponseReturnValue:
    """Applicants whom the versions treat differently, or the proof that there are none."""
    two = _asked_for(name)
    before, after = (documents.loaded(one.document) for one in (two.before, two.after))
    try:
        found, too_early = semantic.compare(before, after, two.day), None
    except rules.NotYetInForce as error:
        found, too_early = None, error
    return htmx.render(
        "rulebook/compared_meaning.html",
        fragment="rulebook/_compared_meaning.html",
        two=two,
        found=found,
        too_early=too_early,
        language=language(),
        fact_label=fact_label,
        value_words=value_words,
    )


def _asked_for(name: str) -> Two:
    """The two versions by their numbers; the newest and the one before it where none is named."""
    versions = queries.versions(name)
    if not versions:
        abort(404)
    newest = versions[0]
    numbers = {
        "from": versions[1].number if len(versions) > 1 else newest.number,
        "to": newest.number,
    }
    for which in numbers:
        typed = request.args.get(which)
        if typed is not None:
            # Not int(): it takes blanks, signs and digits of other scripts.
            numbers[which] = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
    by_number = {one.number: one for one in versions}
    try:
        return Two(by_number[numbers["from"]], by_number[numbers["to"]], versions)
    except KeyError:
        abort(404)
