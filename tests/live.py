"""A real browser on a real server: for what only a browser shows.

Every page that a test opens is checked on the way: no console error, no CSP report, no
accessibility fault that axe-core finds.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parent.parent
# What the screen showed when a test failed.
PICTURES = ROOT / "test-results"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What htmx marks while an answer is under way or being put in its place.
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"
# Chromium logs every answer past 399 as an error; these are how forms and conflicts answer.
# So does htmx of a poll that was under way when its page was left; a failed one it calls sendError.
EXPECTED = ("status of 422", "status of 409", "htmx:sendAbort", "htmx:afterRequest")


class Quiet(WSGIRequestHandler):
    def log(self, *_arguments: Any) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of `app` on a free port of this machine, for as long as the block lasts."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    # Wait for every answer under way, so that none outlives the test's database.
    server.daemon_threads, server.block_on_close = False, True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium. Its absence is a failure in CI and a skip on a desk without it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: run .ci/system-packages test")
        pytest.skip("Chromium is missing: run .ci/system-packages test")
    return playwright.chromium.launch(executable_path=path, args=CHROMIUM)


@cache
def axe() -> str:
    return AXE.read_text()


class Visitor:
    """Somebody at a screen. `look()` is the check of a page as it stands now."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.faults: list[str] = []
        self.expected = list(EXPECTED)
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(
            expected in message.text for expected in self.expected
        ):
            self.faults.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.look()
        return self.page

    def look(self, *, width: int | None = None) -> None:
        """No console error, no axe fault, and nothing wider than the screen."""
        if width:
            self.page.set_viewport_size({"width": width, "height": 800})
        self.page.wait_for_load_state("load")
        self.page.wait_for_function("busy => !document.querySelector(busy)", arg=BUSY)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in found["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            self.faults.append(f"{self.page.url}: axe {violation['id']} at {places}")
        wider = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if wider:
            self.faults.append(f"{self.page.url}: scrolls sideways")
        self.check_faults()

    def check_faults(self) -> None:
        """Fail on all that came up until now, on any page."""
        assert not self.faults, "\n".join(self.faults)

    def sign_in(self, username: str, password: str) -> None:
        self.go("/sign-in")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.look()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def reopen(self, path: str) -> Page:
        """Close the tab, and open the page in another."""
        self.page.close()
        self.page = self._new_page()
        return self.go(path)

    def lose_signal(self) -> None:
        """What is under way when the signal goes may say so on the console."""
        self.expected += ["net::ERR_INTERNET_DISCONNECTED", "htmx:sendError"]
        self.context.set_offline(True)

    def find_signal(self) -> None:
        self.context.set_offline(False)
