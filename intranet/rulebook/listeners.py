"""Tells programmes which rule sets there are."""

from __future__ import annotations

from intranet.office import queries as office
from intranet.programmes import offered
from intranet.rulebook import documents, queries
from intranet.rulebook.words import language
from rules import DocumentRefused


@offered.offer_rule_sets
def titles() -> dict[str, str]:
    """By name, as the version of today calls itself; its name where that cannot be read."""
    return {name: title_of(name) for name in queries.names()}


def title_of(name: str) -> str:
    version = queries.version_to_read(name, office.today())
    try:
        return documents.loaded(version.document).document.title.in_language(language())
    except DocumentRefused:
        return name
