"""Whatever the signal does, an entry is kept once, with its number in order."""

from __future__ import annotations

import pytest
from uuid_utils.compat import uuid7

from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.clock import now
from intranet.database import transaction
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Entry, KeyUsed, Wish, take_down
from intranet.forums.models import PromiseKind, ResponseKind
from tests import factories as make


def entry(**changes):
    defaults = {
        "key": uuid7(),
        "speaker": "Warga Contoh",
        "wishes": (Wish("Pemasaran produk", make.topic()),),
        "spoken_at": now(),
    }
    return Entry(**{**defaults, **changes})


def test_numbers_run_without_gap_and_a_resent_entry_is_the_first(app):
    session, by = make.forum_session(), make.user()
    first, second = entry(), entry(speaker="Warga Lain")
    with transaction():
        one = take_down(session, first, by=by)
    with transaction():
        again = take_down(session, first, by=by)
    with transaction():
        two = take_down(session, second, by=by)
    assert again.id == one.id
    assert [one.number, two.number] == [1, 2]


def test_other_words_under_the_same_key_are_not_swallowed(app):
    session, by = make.forum_session(), make.user()
    sent = entry()
    with transaction():
        take_down(session, sent, by=by)
    with transaction(), pytest.raises(KeyUsed):
        take_down(session, entry(key=sent.key, speaker="Warga Lain"), by=by)


def test_a_proposal_for_a_budget_becomes_a_promise(app):
    answer = Answer(
        kind=ResponseKind.PROPOSED,
        responder="Kepala Contoh",
        words="Diusulkan dalam P-APBD.",
        budget=Budget(2022, BudgetStage.REVISED_APBD),
    )
    wishes = (Wish("Studi banding", make.topic("Studi banding"), answer),)
    aspiration = make.aspiration(wishes=wishes)
    (promise,) = aspiration.items[0].promises
    assert promise.kind is PromiseKind.BUDGET
    assert promise.budget.name == "P-APBD 2022"
