"""The register as a list: narrowed, paged, taken along as a file."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from intranet import clock
from intranet.audit.models import JournalEntry
from intranet.businesses import search_index
from intranet.businesses.models import LicenceKind, SizeClass
from intranet.database import db, transaction
from tests import factories

NAMES = "tbody th[scope=row] a"


def indexed():
    with transaction():
        search_index.rebuild()


def test_the_count_says_as_of_which_day(browser, clerk):
    factories.business()

    page = browser.get("/businesses/")

    assert page.text(".result-count")[0].startswith("1 usaha, per ")


def test_an_empty_register_says_what_to_do_next(browser, clerk):
    page = browser.get("/businesses/")

    assert page.says("Tidak ada usaha yang cocok")
    assert page.link("Daftarkan usaha") == "/businesses/new"


def test_searching_swaps_the_list_alone(browser, clerk):
    factories.business(name="Kopi Argopuro")
    factories.business(name="Batik Lestari")
    indexed()

    page = browser.post("/businesses/", {"q": "kpi argopuro"}, htmx=True)

    assert page.text(NAMES) == ["Kopi Argopuro"]
    assert not page.has("h1")
    assert page.headers["HX-Push-Url"] == "/businesses/?q=kpi+argopuro"


def test_a_nik_that_was_looked_for_stands_in_no_address(browser, clerk):
    business = factories.business()
    nik = business.owner.nik
    factories.business()

    page = browser.post("/businesses/", {"q": nik, "fostered": "no"}, htmx=True)

    assert page.text(NAMES) == [business.name]
    assert page.headers["HX-Push-Url"] == "/businesses/?fostered=no"
    assert nik not in page.content.decode()


@pytest.mark.parametrize(
    "filters",
    [
        {"subdistrict": "35.09.12"},
        {"size": "kecil"},
        {"fostered": "yes"},
        {"category": "makanan"},
        {"licences": "30"},
    ],
)
def test_the_list_is_narrowed(browser, clerk, filters):
    factories.business(name="Lainnya")
    wanted = factories.business(
        name="Keripik",
        village_code="35.09.12.2001",
        size_class=SizeClass.SMALL,
        is_fostered=True,
        category="makanan",
    )
    factories.licence(
        business=wanted, expires_on=clock.now().date() + timedelta(days=20), kind=LicenceKind.PIRT
    )

    assert browser.get("/businesses/", **filters).text(NAMES) == ["Keripik"]


def test_the_list_is_narrowed_to_a_cluster_and_to_lapsed_licences(browser, clerk):
    cluster = factories.cluster(name="Kopi")
    wanted = factories.business(name="Kopi", cluster_id=cluster.id)
    factories.business()
    factories.licence(business=wanted, expires_on=date(2020, 1, 1))

    assert browser.get("/businesses/", cluster=cluster.uuid).text(NAMES) == ["Kopi"]
    assert browser.get("/businesses/", licences="lapsed").text(NAMES) == ["Kopi"]
    assert browser.get("/businesses/", licences="30").text(NAMES) == []


@pytest.mark.parametrize(
    "filters",
    [
        {"size": "raksasa"},
        {"after": "x"},
        {"after": "019a0000-0000-7000-8000-000000000000"},
        {"cluster": "\0"},
        {"fostered": "mungkin"},
        {"licences": "900"},
        {"page": "-1"},
    ],
)
def test_what_no_filter_knows_narrows_nothing(browser, clerk, filters):
    factories.business()

    assert len(browser.get("/businesses/", **filters).text(NAMES)) == 1


@pytest.mark.parametrize("text", ["\0", "%", "'", "a" * 5000, "🙂", "* AND ("])
def test_whatever_is_looked_for_is_answered(browser, clerk, text):
    factories.business()

    assert browser.post("/businesses/", {"q": text}, htmx=True).status == 200
    assert browser.post("/businesses/", {"q": text, "subdistrict": text}).status == 200


def many(count):
    owner = factories.person()
    for number in range(count):
        db.session.add(
            factories.Business(owner=owner, name=f"usaha {number:03}", village_code="35.09.11.2006")
        )
    db.session.commit()


def test_pages_follow_each_other_without_gap_or_repetition(browser, clerk):
    many(120)

    page = browser.get("/businesses/")
    seen = page.text(NAMES)
    while page.has("a[rel=next]"):
        page = browser.get(page.soup.select_one("a[rel=next]")["href"])
        seen += page.text(NAMES)

    assert seen == [f"usaha {number:03}" for number in range(120)]
    back = browser.get(page.soup.select_one("a[rel=prev]")["href"])
    assert back.text(NAMES) == seen[50:100]
    first = browser.get(back.soup.select_one("a[rel=prev]")["href"])
    assert first.text(NAMES) == seen[:50]
    assert not first.has("a[rel=prev]")


def test_queries_do_not_grow_with_the_list(browser, clerk):
    def queries():
        statements = []
        listener = lambda *arguments: statements.append(arguments[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        browser.get("/businesses/")
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(statements)

    many(3)
    few = queries()
    many(60)

    assert queries() == few


def test_the_list_is_taken_along_without_formulas_and_identity_numbers(browser, clerk):
    owner = factories.person(name="=HYPERLINK(1)")
    factories.business(owner=owner, name="@usaha")
    factories.business(name="Warung, Bu Ani", is_fostered=True)

    page = browser.get("/businesses/export.csv")

    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Usaha", "'@usaha", "Warung, Bu Ani"]
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[2][8] == "Ya"
    assert owner.nik not in page.content.decode()
    [entry] = db.session.scalars(select(JournalEntry).filter_by(action="register_exported"))
    assert entry.details == {"rows": 2}


def test_the_file_holds_what_the_list_was_narrowed_to(browser, clerk):
    factories.business(name="Satu", is_fostered=True)
    factories.business(name="Dua")

    page = browser.get("/businesses/", fostered="yes")
    file = browser.get(page.link("Unduh CSV"))

    assert "Satu" in file.content.decode()
    assert "Dua" not in file.content.decode()


def test_the_administrator_sees_no_citizens(browser, administrator):
    assert browser.get("/businesses/").status == 403
    assert browser.get("/businesses/export.csv").status == 403
