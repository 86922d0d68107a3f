"""Decides when something that decisions rest on has changed, in the same transaction."""

from __future__ import annotations

import json
import os
from typing import Any
from uuid import uuid4

from flask import current_app
from flask_babel import LazyString, get_locale

from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.cases import equipment_choices
from intranet.cases.models import Case, Item
from intranet.config import Config
from intranet.eligibility import (
    case_facts,  # noqa: F401 (registers what it knows; the first import is asked first)
    history_facts,  # noqa: F401
    lacking,  # noqa: F401 (tells receipts what the rules found missing)
    queries,
    register_facts,  # noqa: F401
    services,
)
from intranet.eligibility.settled import is_settled
from intranet.moments import on
from intranet.people.models import Person
from intranet.programmes.models import Programme
from rules import vocabulary
from rules.words import Words

DISAGREEMENTS = "disagreements"
RULES_OF_PROGRAMME = frozenset({"rule_set", "advice_rule_sets"})


@on("case_opened")
def decide_new_case(*, case: Case, by: User | None) -> None:
    services.decide_case(case, by=by)


@on("item_changed")
def decide_changed_item(*, item: Item, by: User | None) -> None:
    services.decide_item(item, by=by)


@on("papers_marked")
def decide_after_papers(*, case: Case, by: User | None) -> None:
    services.decide_case(case, by=by)


@on("business_changed")
def decide_for_business(*, business: Business, by: User | None) -> None:
    for item in queries.open_items_of_business(business):
        if not is_settled(item):
            services.decide_item(item, by=by)


@on("all_histories_changed")
def decide_for_all_businesses(*, by: User | None) -> None:
    for item in queries.open_items_of_businesses():
        if not is_settled(item):
            services.decide_item(item, by=by)


@on("person_changed")
def decide_for_person(*, person: Person, by: User | None) -> None:
    for item in queries.open_items_of_person(person):
        services.decide_item(item, by=by)


@on("programme_changed")
def decide_by_the_programmes_rules(
    *, programme: Programme, fields: frozenset[str], by: User | None
) -> None:
    """Whoever waits is told what the rule sets say that the programme asks from now on."""
    if fields & RULES_OF_PROGRAMME:
        for item in queries.open_items_of_programme(programme):
            services.decide_item(item, by=by)


@on("engines_disagreed")
def write_test_case(*, test_case: dict[str, Any]) -> None:
    """Keep what two evaluators saw differently, readable by its owner alone.

    A file rather than a row: it stays although the caller's transaction may still fail. A full
    disk costs the test case alone, never the case that was being decided.
    """
    config: Config = current_app.config["LOKET"]
    folder = config.data_folder / DISAGREEMENTS
    path = folder / f"{test_case['rule_set']}-{uuid4()}.json"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(test_case, file, ensure_ascii=False, indent=1)
    except OSError as error:
        current_app.logger.error("engine and reference disagree, test case lost: %s", error)
        return
    current_app.logger.error("engine and reference disagree, test case kept at %s", path)


def offer_equipment() -> None:
    """The desk chooses equipment among the options of the rules."""
    options = vocabulary.shipped().facts["requested_equipment"].options
    equipment_choices.offer([(code, _for_the_reader(words)) for code, words in options.items()])


def _for_the_reader(words: Words) -> LazyString:
    """In the language of whoever reads it, which is known only then."""
    return LazyString(lambda: words.in_language(str(get_locale())))


offer_equipment()
