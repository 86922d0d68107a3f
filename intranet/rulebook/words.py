"""How the rule book speaks."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from intranet.rulebook.models import DraftStatus
from intranet.words import name, name_actions
from rules import spelling, vocabulary
from rules.values import NotThisType
from rules.vocabulary import Fact

name(
    {
        DraftStatus.OPEN: _l("Sedang disusun"),
        DraftStatus.SUBMITTED: _l("Menunggu persetujuan"),
        DraftStatus.PUBLISHED: _l("Disetujui"),
        DraftStatus.DISCARDED: _l("Dibatalkan"),
    }
)
name_actions(
    {
        "rule_sets_installed": _l("{number} aturan bawaan mulai berlaku"),
        "rule_draft_started": _l("Rancangan aturan {rule_set} dimulai dari versi {number}"),
        "rule_draft_taken_over": _l("Rancangan aturan {rule_set} diambil dari kantor lain"),
        "rule_draft_discarded": _l("Rancangan aturan {rule_set} dibatalkan"),
        "rule_draft_submitted": _l("Rancangan aturan {rule_set} dikirim untuk disetujui: {reason}"),
        "rule_draft_withdrawn": _l("Rancangan aturan {rule_set} ditarik kembali"),
        "rule_draft_sent_back": _l("Rancangan aturan {rule_set} dikembalikan: {reason}"),
        "rule_version_published": _l(
            "Aturan {rule_set} versi {number} disetujui, berlaku sejak {holds_from}: {reason}"
        ),
    }
)


def language() -> str:
    """`id` or `en`: the reader's language as the rules name it."""
    return "en" if str(get_locale()).startswith("en") else "id"


def fact_label(name: str) -> str:
    """What a fact of the vocabulary is called; its own name where it is a rule set's."""
    fact = vocabulary.shipped().facts.get(name)
    return fact.label.in_language(language()) if fact else name


def value_words(fact_name: str, value: Any, fact: Fact | None = None) -> str:
    """A fact's plain value for people: an option's label, rupiah, a date in words."""
    fact = fact or vocabulary.shipped().facts.get(fact_name)
    if fact is None:
        return str(value)
    try:
        return spelling.value(fact, fact.value(value), language())
    except NotThisType:
        return str(value)
