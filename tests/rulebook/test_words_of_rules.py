"""Supervisors read what parts of the rules are called, nowhere their ids."""

from __future__ import annotations

import re

import pytest

from intranet.rulebook import problems
from rules import library
from rules.errors import Problem
from tests.rulebook.editor import at, content, fields, started, stepped

pytestmark = pytest.mark.apart_from_the_database

IDS = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(?:in)?eligible\b|\bundetermined\b")


def changed(browser, draft, path, **values):
    sent = fields(browser, draft, path) | {"act": "save"}
    return browser.post(f"{draft}/entry", sent | {f"{path}.{key}": v for key, v in values.items()})


def test_a_table_is_called_by_its_title(browser, supervisor):
    assert browser.get("/rules/kur").says("Jenis KUR")
    draft = started(browser)

    page = changed(browser, draft, "tables[0]", **{"title.id": "Produk KUR"})

    assert at(draft, "tables[0].title")["id"] == "Produk KUR"
    assert page.says("Produk KUR")
    stepped(browser, draft, "add:tables", title="Loket pelayanan")
    assert at(draft, "tables[1].title") == {"id": "Loket pelayanan"}
    changed(browser, draft, "tables[1]", **{"title.id": ""})
    assert "title" not in content(draft)["tables"][1]
    assert browser.get(draft).says("Tabel loket_pelayanan")


@pytest.mark.parametrize("name", library.names())
def test_no_page_of_a_shipped_rule_set_shows_an_id(browser, supervisor, name):
    draft = started(browser, name)

    for language in ("id", "en"):
        browser.post("/language", {"language": language})
        for path in (f"/rules/{name}", draft, f"{draft}/findings"):
            told = " ".join(browser.get(path).text("main"))
            assert not re.findall(r"[a-z]+_[a-z_]+", told), path


def test_findings_and_kept_examples_name_no_ids(browser, supervisor):
    draft = started(browser)
    for _number in range(2):
        stepped(browser, draft, "remove", path="examples[0]")
    changed(browser, draft, "tables[0].rows[0]", **{"when.above_to[0]": "5"})

    page = browser.get(f"{draft}/findings")

    assert page.says("Pemeriksaan menemukan") and page.says('Tabel "Jenis KUR"')
    told = " ".join(page.text("#draft-findings li"))
    assert not IDS.search(told), told
    kept = [keep_gap(browser, draft) for _again in range(2)]
    assert kept == [
        "Jumlah yang diminta Rp5 – memenuhi syarat",
        "Jumlah yang diminta Rp5 – memenuhi syarat (2)",
    ]


def keep_gap(browser, draft):
    """Keep the applicant who gets no row; the name it has among the examples."""
    page = browser.get(f"{draft}/findings")
    (gap,) = [one for one in page.soup.select("#draft-findings li") if "baris apa pun" in one.text]
    digest, act = gap.select_one("[name=digest]")["value"], gap.select_one("button")["value"]
    stepped(browser, draft, act, digest=digest)
    return content(draft)["examples"][-1]["name"]["id"]


def test_conclusions_in_a_circle_are_told_by_their_labels():
    circle = "these facts are derived from one another: is_new, is_small, is_new; let one of them"

    (told,) = problems.told([Problem("", "derived", circle)], {"is_new": "Usaha baru"})

    assert told.says == "Kesimpulan ini saling bergantung: Usaha baru, is_small, Usaha baru"
