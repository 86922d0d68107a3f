"""The register's page of 50 rows, beside a Flask page that says hello, in process.

    python benchmarks/list_page.py [businesses]

The last page is reached by its key, as the pager does it. "Processor ms" is what the page needs of
one core, also where other work makes it wait. The goal is 5 ms.
"""

from __future__ import annotations

import statistics
import sys
import time

from flask import Flask
from register import demo_office, p50_and_p99, row, timed
from sqlalchemy import event, select

from intranet.accounts.models import User
from intranet.businesses.models import Business
from intranet.database import db

ROUNDS = 100


def main() -> None:
    businesses = int(sys.argv[1]) if len(sys.argv) > 1 else 13_652
    from tests.browser import Browser

    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "hello")
    row("page", "businesses", "p50 ms", "p99 ms", "processor ms", "queries")
    row(*["---"] * 6)
    measure("Flask hello", "–", hello, hello.test_client(), "/")
    with demo_office(businesses) as app:
        browser = Browser(app)
        browser.sign_in(db.session.scalars(select(User).where(User.username == "loket")).one())
        near_the_end = db.session.scalars(
            select(Business.uuid)
            .order_by(Business.sort_name.desc(), Business.id.desc())
            .offset(50)
            .limit(1)
        ).one()
        pages = {
            "register, first page": "/businesses/",
            "register, last page": f"/businesses/?after={near_the_end}",
            "register, searched": "/businesses/?q=kopi",
            "register, one subdistrict": "/businesses/?subdistrict=35.09.11",
        }
        for title, path in pages.items():
            measure(title, str(businesses), app, browser.client, path)


def measure(title: str, businesses: str, app: Flask, client: object, path: str) -> None:
    def visit() -> None:
        answer = client.get(path)  # type: ignore[attr-defined]
        assert answer.status_code == 200, answer.status_code

    statements: list[str] = []
    visit()
    if "sqlalchemy" in app.extensions:
        event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    visit()
    counted = len(statements)
    used = []
    taken = []
    for _ in range(ROUNDS):
        before = time.process_time()
        taken.append(timed(visit))
        used.append((time.process_time() - before) * 1000)
    p50, p99 = p50_and_p99(taken)
    needed = statistics.median(used)
    row(title, businesses, f"{p50:.2f}", f"{p99:.2f}", f"{needed:.2f}", counted)


if __name__ == "__main__":
    main()
