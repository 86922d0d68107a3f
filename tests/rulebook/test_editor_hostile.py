"""Whatever is posted to the editor is answered with a page, and the draft can still be read."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intranet.rulebook import documents, editing
from intranet.rulebook.draft_page import DraftPage
from intranet.rulebook.entries import acts, places
from intranet.rulebook.entries.composing import compose
from intranet.rulebook.entries.posted import read
from intranet.rulebook.known import known
from intranet.rulebook.views.changing import put
from rules import library, writing
from tests import factories
from tests.rulebook.editor import content, fields, started, stepped

DAY = date(2026, 11, 23)
KUR = json.loads(json.dumps(writing.tidy(library.load("kur").document)))
FACTS = known(KUR, documents.shipped_vocabulary(), DAY).facts
HELD = {"criterion", "parameter", "derived", "table", "row", "example", "title", "basis"}
ENTRIES = [
    *("criteria[0]", "criteria[4]", "parameters.turnover_ceiling", "derived[0]", "tables[0]"),
    *("tables[0].rows[0]", "priority.points[0]", "priority.tie_break", "examples[0]"),
    *("title", "basis", "nonsense", "criteria", "criteria[99]", "rule_set", "", "a..b"),
]
PIECES = st.sampled_from(
    [
        *(".when", ".fact", ".is", ".any[0]", ".all[1]", ".not", ".of[0]", ".count_at_least"),
        *(".values[0]", ".value", ".from", ".says.id", ".remedy.papers", ".choose[0]", "[0]"),
        *(":kind", ":op", ":source", ":was", ":amount", ":unit", ":name", ":checks", ":key"),
        *(".then.x", ".facts.has_nib", ".unmet", ".between[1]", "]", "[", "..", "[99999]"),
    ]
)
TEXTS = st.one_of(
    st.sampled_from(
        [
            *("any", "not", "count_at_least", "between", "one_of", "has_nib", "annual_sales"),
            *("parameter", "minus", "years", "5", "1e999", "-1", "a\0b", "\ud800", "٣", "{x}"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
WORDS = ["save", "done", "add", "nest", "group", "ungroup", "remove", "up", "down", "value", "row"]
ACTS = st.builds(
    lambda word, entry, pieces, kind: f"{word}:{entry}{''.join(pieces)}{kind}",
    st.sampled_from([*WORDS, "copy", "expect", "keep", "undo", "x"]),
    st.sampled_from(ENTRIES),
    st.lists(PIECES, max_size=4),
    st.sampled_from(["", ":any", ":not", ":x", ":"]),
)


@given(
    path=st.sampled_from(ENTRIES),
    act=ACTS,
    posted=st.lists(st.tuples(st.lists(PIECES, min_size=1, max_size=5), TEXTS), max_size=8),
    is_step=st.booleans(),
    as_shown=st.booleans(),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_posted_is_answered(
    browser, supervisor, once, path, act, posted, is_step, as_shown
):
    draft = once
    sent = {"path": path, "act": act, "seen": "5"}
    if as_shown and path in ENTRIES[:9]:
        page = browser.get(draft, htmx=True, open=path)
        if page.has("form.entry-form"):
            sent = page.fields("form.entry-form") | {"act": act}
    sent |= {
        path + "".join(pieces): text.encode("utf-8", "replace").decode() for pieces, text in posted
    }

    page = browser.post(f"{draft}/{'step' if is_step else 'entry'}", sent, htmx=True)

    assert page.status in {200, 409, 422}
    assert browser.get(draft, htmx=True).status == 200


@given(
    path=st.sampled_from(ENTRIES[:11]),
    act=ACTS,
    posted=st.lists(st.tuples(st.lists(PIECES, min_size=1, max_size=6), TEXTS), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_composed_can_be_read_back_as_sentences(path, act, posted):
    kind = places.kind_of(path)
    before = KUR if path.split(".")[0] != "priority" else {**KUR, "priority": {}}
    try:
        found = read(path, [(path + "".join(pieces), [text]) for pieces, text in posted])
        entry = compose(kind, found, editing.at(before, path) if kind in HELD else None, FACTS)
        after = put(before, path, entry)
        after, _focus = acts.act(after, path, act)
    except editing.NoSuchPlace:
        return

    page = DraftPage(after, None, documents.shipped_vocabulary(), "id", DAY)
    assert len(json.dumps(after)) > 100
    assert page.known.facts
    for one in ("criteria", "derived"):
        for number, data in enumerate(after[one]):
            page.field(f"{one}[{number}].when", data.get("when"))


@pytest.fixture
def once(browser, supervisor):
    """One draft for all the examples of a test: what one leaves behind the next finds."""
    return started(browser, "study-visit")


@pytest.mark.parametrize("act", ["", "add", "add:", "add:nonsense", "keep:0", "keep:-1", "up:x"])
def test_a_step_that_makes_no_sense_is_told_in_a_sentence(browser, supervisor, act):
    draft = started(browser)
    before = content(draft)

    page = stepped(browser, draft, act)

    assert page.status == 422
    assert page.has("[role=alert]")
    assert content(draft) == before


def test_a_text_of_a_megabyte_is_refused_and_nothing_kept(browser, supervisor):
    draft = started(browser)
    before = content(draft)
    sent = fields(browser, draft, "criteria[0]") | {"criteria[0].source": "x" * 1_000_000}

    page = browser.post(f"{draft}/entry", sent, htmx=True)

    assert page.status == 422
    assert page.says("terlalu panjang")
    assert content(draft) == before


def test_more_members_and_levels_than_the_language_takes_are_told(browser, supervisor):
    draft = started(browser)
    when = "criteria[7].when"
    sent = fields(browser, draft, "criteria[7]")
    for number in range(2, 16):
        sent[f"{when}.any[{number}].fact"] = "has_nib"
    page = browser.post(f"{draft}/entry", sent, htmx=True)
    assert page.says("Paling banyak 14 di sini; sekarang 16")

    deep = "criteria[0].when"
    for _ in range(6):
        sent = fields(browser, draft, "criteria[0]") | {"act": f"group:{deep}:all"}
        page = browser.post(f"{draft}/entry", sent, htmx=True)
        deep += ".all[0]"
    assert page.says("Kelompok bertingkat paling banyak 6 tingkat")


@pytest.mark.parametrize("path", ["", "x", "criteria[5].when", "criteria[99]", "a..b", "\0", "[0]"])
def test_an_address_that_opens_nothing_is_answered(browser, supervisor, path):
    draft = f"/rules/drafts/{factories.draft().uuid}"

    assert browser.get(f"{draft}?open={quote(path)}").status == 200
    assert browser.get(f"{draft}?open={quote(path)}", htmx=True).status in {200, 409}


def test_a_path_of_the_language_reads_as_it_is_written():
    assert editing.path_of(editing.steps_of("criteria[2].when.any[0]")) == "criteria[2].when.any[0]"
