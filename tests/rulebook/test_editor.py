"""A supervisor changes a draft: entries open into fields, are kept as they are typed."""

from __future__ import annotations

from tests.rulebook.editor import opened, started


def test_smoke(browser, supervisor):
    draft, page = started(browser)
    assert page.status == 200
    for path in draft_paths(browser, draft):
        page = opened(browser, draft, path)
        assert page.status == 200, path


def draft_paths(browser, draft):
    page = browser.get(draft)
    import re
    from urllib.parse import unquote
    return [unquote(re.search(r"open=([^#&]*)", a["href"])[1]) for a in page.soup.select("a[id$=-open]")]
