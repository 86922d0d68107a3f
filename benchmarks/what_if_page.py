"""The page of a what-if over the whole register, beside a Flask page that says hello, in process.

    python benchmarks/what_if_page.py [businesses]

The figure that is tried differs each time, so that nothing is remembered. `reckoned alone` is the
same comparison without page, database and names. A snapshot is taken once and serves for a while.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from flask import Flask
from register import demo_office, p50_and_p99, row, timed
from sqlalchemy import select

from intranet.accounts.models import User
from intranet.database import db, transaction
from intranet.rulebook import documents, drafting, queries
from intranet.whatif import over_register, snapshot, trying

ROUNDS = 40
CEILING = 4_800_000_000


def main() -> None:
    businesses = int(sys.argv[1]) if len(sys.argv) > 1 else 13_652
    from tests.browser import Browser

    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "hello")
    row("what", "businesses", "p50 ms", "p99 ms")
    row(*["---"] * 4)
    show("Flask hello", "–", [timed(lambda: hello.test_client().get("/")) for _ in range(ROUNDS)])
    with demo_office(businesses) as app:
        browser = Browser(app)
        somebody = db.session.scalars(select(User).where(User.username == "kabid")).one()
        browser.sign_in(somebody)
        version = queries.versions("kur")[0]
        with transaction():
            draft = drafting.start(version, by=somebody)
        address = f"/rules/drafts/{draft.uuid}/impact"
        show("snapshot taken", businesses, [timed(snapshot.take) for _ in range(3)])
        ceilings = count(CEILING // 2, 7_000_000)

        def page(**headers: str) -> None:
            path = f"{address}?turnover_ceiling={next(ceilings)}"
            answer = browser.client.get(path, headers=headers)
            assert answer.status_code == 200, answer.status_code
            assert b'id="who"' in answer.data

        def fragment() -> None:
            page(**{"HX-Request": "true"})

        before = documents.loaded(version.document)
        taken = snapshot.newest()
        assert taken is not None

        def reckoned() -> None:
            given = {"turnover_ceiling": str(next(ceilings))}
            words = version.document.vocabulary
            tried = trying.with_figures(before, before, words, given, taken.day, "id")
            over_register.impact(tried.rule_set, before, taken, taken.day, "possible")

        for title, act in (
            ("whole page, names among it", page),
            ("slider moved", fragment),
            ("reckoned alone", reckoned),
        ):
            act()
            show(title, businesses, [timed(act) for _ in range(ROUNDS)])


def show(title: str, businesses: object, milliseconds: list[float]) -> None:
    p50, p99 = p50_and_p99(milliseconds)
    row(title, businesses, f"{p50:.2f}", f"{p99:.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
