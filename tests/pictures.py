"""Taking a picture of what a browser shows, for the documentation."""

from __future__ import annotations

import shutil
import subprocess

from playwright.sync_api import Page

from tests import live

PICTURES = live.ROOT / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 760}


def take(page: Page, name: str, *, whole: bool = False) -> None:
    page.wait_for_load_state("networkidle")
    if whole:  # The menu stays at the top of what is scrolled to.
        page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


def take_from_top(page: Page, name: str) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    take(page, name)


def picture_of_pdf(visitor: live.Visitor, path: str, name: str) -> None:
    """The first page of a PDF, where this machine can draw one."""
    if shutil.which("pdftoppm") is None:
        return
    body = visitor.context.request.get(visitor.address + path).body()
    picture = PICTURES / name
    subprocess.run(
        ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", "-", str(picture)],
        input=body,
        check=True,
    )
    assert picture.with_suffix(".png").exists()
