"""Whatever is sent to the forms about files and examples is answered, and nothing is taken."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from intranet.database import transaction
from intranet.eligibility import queries as decisions
from intranet.office import queries as office
from intranet.rulebook import queries
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
