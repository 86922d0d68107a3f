"""The page of a what-if in a real browser: from a figure that changes to the page drawn anew.

    python benchmarks/what_if_browser.py [businesses]

Chromium and the server share this machine. The page waits 100 ms after the last key before it asks,
so that typing does not ask for every digit; `drawn` is all that passes before the new page is on
the screen, `asked to drawn` without that wait. `first page` is a whole page opened anew.
"""

from __future__ import annotations

import shutil
import sys
from itertools import count
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, sync_playwright
from register import demo_office, p50_and_p95, row
from sqlalchemy import select

from intranet.accounts.models import User
from intranet.database import db, transaction
from intranet.rulebook import drafting, queries
from intranet.whatif import snapshot

ROUNDS = 40
CEILING = 2_400_000_000
# Two frames after htmx put the answer in its place, the first of them is on the screen.
CHANGE = """
value => new Promise(done => {
  const field = document.getElementById("try-turnover_ceiling");
  const seen = { begun: performance.now() };
  const once = { once: true };
  document.body.addEventListener("htmx:beforeRequest", () => seen.asked = performance.now(), once);
  document.body.addEventListener("htmx:afterSettle", () => requestAnimationFrame(
    () => requestAnimationFrame(() => done({ ...seen, drawn: performance.now() }))), once);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""
PAINTED = """
() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
  () => done(performance.now()))))"""


def main() -> None:
    businesses = int(sys.argv[1]) if len(sys.argv) > 1 else 13_652
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Not measured: Chromium is missing (.ci/system-packages test).")
        return
    with demo_office(businesses) as app:
        address = a_draft()
        snapshot.take()
        db.session.remove()
        measure(app, address, businesses)


def measure(app: Flask, address: str, businesses: int) -> None:
    from tests import live

    row("what", "businesses", "p50 ms", "p95 ms")
    row(*["---"] * 4)
    with live.served(app) as server, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=live.CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        sign_in(page, server)
        figures = (f"{figure:,}".replace(",", ".") for figure in count(CEILING, 7_000_000))

        def opened() -> float:
            page.goto(f"{server}{address}?turnover_ceiling={next(figures)}")
            page.locator("#who").wait_for()
            return float(page.evaluate(PAINTED))

        opened()
        first = [opened() for _ in range(ROUNDS // 2)]
        page.evaluate(CHANGE, next(figures))
        seen = [page.evaluate(CHANGE, next(figures)) for _ in range(ROUNDS)]
        assert page.locator("#who").count() == 1
        browser.close()
    for title, milliseconds in (
        ("first page", first),
        ("figure changed, drawn", [one["drawn"] - one["begun"] for one in seen]),
        ("asked to drawn", [one["drawn"] - one["asked"] for one in seen]),
    ):
        row(title, businesses, *(f"{figure:.0f}" for figure in p50_and_p95(milliseconds)))


def a_draft() -> str:
    """The address of what a draft of the loan rules means."""
    somebody = db.session.scalars(select(User).where(User.username == "kabid")).one()
    with transaction():
        draft = drafting.start(queries.versions("kur")[0], by=somebody)
    return f"/rules/drafts/{draft.uuid}/impact"


def sign_in(page: Page, server: str) -> None:
    page.goto(f"{server}/sign-in")
    page.get_by_label("Nama pengguna").fill("kabid")
    page.get_by_label("Kata sandi").fill("benchmark")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
