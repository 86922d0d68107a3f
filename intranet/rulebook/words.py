"""How the rule book speaks."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from intranet.words import name_actions
from rules import sentences, vocabulary
from rules.values import NotThisType
from rules.vocabulary import Fact

name_actions({"rule_sets_installed": _l("{number} aturan bawaan mulai berlaku")})


def language() -> str:
    """`id` or `en`: the reader's language as the rules name it."""
    return "en" if str(get_locale()).startswith("en") else "id"


def value_words(name: str, value: Any, fact: Fact | None = None) -> str:
    """A fact's plain value for people: an option's label, rupiah, a date in words."""
    fact = fact or vocabulary.shipped().facts.get(name)
    if fact is None:
        return str(value)
    try:
        return sentences.value(fact, fact.value(value), language())
    except NotThisType:
        return str(value)
