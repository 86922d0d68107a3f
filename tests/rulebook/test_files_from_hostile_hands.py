"""Whatever is sent to the forms about files and examples is answered, and nothing is taken."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest

from intranet.access import Role
from intranet.database import transaction
from intranet.eligibility import queries as decisions
from intranet.office import queries as office
from intranet.rulebook import drafting, proposals, queries
from intranet.rulebook.checking import check
from intranet.rulebook.workbooks import Read
from rules import library
from tests import factories
from tests.core.test_hostile_input import TEXTS
from tests.eligibility import stories

DEEP = b"a: " + b"[" * 5_000
MANY = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(8)
)
BYTES = {"deep": DEEP, "laughs": MANY, "tag": b"a: !!python/object/apply:os.system ['true']\n"}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_are_answered(browser, supervisor, kind):
    case = stories.opens_case(stories.roaster())
    with transaction():
        case.received_at -= timedelta(days=1)
    factories.rule_version("bank-linkage", holds_from=office.today())
    [item] = case.items
    decision = decisions.current_decision(item)
    text = TEXTS[kind]

    answers = [
        browser.post(f"/eligibility/decisions/{decision.uuid}/example", name=text, draft=text),
        browser.post(f"/eligibility/items/{item.uuid}/newer-rules", reason=text, version=text),
        browser.post("/rules/import", file=text),
        browser.post(
            "/rules/import", file=(io.BytesIO(text.encode("utf-8", "replace")), text[:99])
        ),
    ]

    assert all(answer.status < 500 for answer in answers)
    assert queries.drafts_of("bank-linkage") == []
    assert item.rules_as_of is None


@pytest.mark.parametrize("kind", BYTES)
def test_yaml_that_means_harm_is_refused(browser, supervisor, kind):
    page = browser.post("/rules/import", file=(io.BytesIO(BYTES[kind]), "x.yaml"))

    assert page.status == 422
    assert page.has("#mistakes")


def long_in_quotes():
    """The KUR rules with quotation marks, which take twice the room in a draft's own data."""
    text = library.path("kur").read_text()
    entry = "'" + '"' * 1_990 + "', "
    return text.replace("basis: [", "basis: [" + entry * 150, 1).encode()


def test_a_text_that_fits_the_file_but_no_draft_is_refused(browser, supervisor):
    draft = factories.draft("kur", by=supervisor)
    content = long_in_quotes()
    assert len(content) < 400_000

    handed_in = browser.post(f"/rules/drafts/{draft.uuid}/file", file=(io.BytesIO(content), "x"))
    imported = browser.post("/rules/import", file=(io.BytesIO(content), "x.yaml"))

    for page in (handed_in, imported):
        assert page.status == 422
        assert page.says("Persingkat menjadi paling banyak 400000 karakter")
    assert queries.drafts_of("kur") == [draft]


def test_a_proposal_that_the_present_words_refuse_is_told(browser, supervisor):
    draft = factories.draft("kur", by=supervisor)
    with transaction():
        content = drafting.content_of(queries.version("kur", 1))
        content["criteria"][0]["when"] = {"fact": "unknown_to_us", "is": True}
        made = proposals.propose(draft, Read(content), seen=0, file_name="x.yaml", by=supervisor)

    page = browser.get(f"/rules/drafts/{draft.uuid}/file/{made.uuid}")

    assert page.status == 422
    assert page.says("unknown_to_us")


def test_a_draft_that_would_be_too_long_as_text_is_not_ready(app):
    draft = factories.draft("kur")
    content = drafting.content_of(draft.based_on)
    [first, *_others] = content["examples"]
    content["examples"] = [first | {"name": {"id": f"Contoh {n}"}} for n in range(500)]
    room = 399_500 - len(json.dumps(content, ensure_ascii=False))
    content["basis"] += ["x" * 1_990] * (room // 1_994)
    with transaction():
        drafting.replace_whole(draft, content, seen=0, by=factories.user(role=Role.SUPERVISOR))

    found = check(draft)

    assert not found.is_ready
    assert "longer than 400000 characters" in found.problems[0].message
