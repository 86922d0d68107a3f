"""Anybody may see how far the wishes got, and nothing of who spoke."""

from __future__ import annotations

import csv
import io

from intranet.database import transaction
from intranet.forums.follow_up import promising
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import ResponseKind
from tests import factories as make

SPEAKER, WORDS = "Penutur Contoh", "Kata-kata yang tidak boleh keluar."


def a_kept_promise() -> None:
    answer = Answer(kind=ResponseKind.IN_PROCESS, responder="Pejabat Contoh", words="Kami urus.")
    spoken = make.aspiration(
        speaker=SPEAKER,
        words=WORDS,
        phone="+6281200000000",
        wishes=(Wish("=1+1", make.topic(), answer),),
    )
    with transaction():
        promising.keep(spoken.items[0].promise, "Sudah.", by=make.user())


def test_the_page_counts_and_names_nobody(app, browser):
    a_kept_promise()
    page = browser.get("/forum?by=topic")
    assert page.status == 200
    assert page.says("Pemasaran")
    for personal in (SPEAKER, WORDS, "+6281200000000", "=1+1", "Pejabat Contoh"):
        assert personal.encode() not in page.content


def test_open_data_can_be_read_by_a_program_and_asked_for_again(app, browser):
    a_kept_promise()
    answer = browser.get("/forum/data.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert row["topic"] == "Pemasaran"
    assert row["subdistrict_code"] == "35.09.11"
    assert [row[step] for step in ("voiced", "answered", "promised", "realised")] == ["1"] * 4
    known = {"If-None-Match": answer.headers["ETag"]}
    assert app.test_client().get("/forum/data.csv", headers=known).status_code == 304


def test_a_page_nobody_asked_sensibly_for_is_the_whole_board(app, browser):
    a_kept_promise()
    assert browser.get("/forum?by=speaker&year=abc&series=').--").status == 200


def test_it_can_be_put_on_any_web_server(app, tmp_path):
    a_kept_promise()
    done = app.test_cli_runner().invoke(args=["publish-forums", str(tmp_path / "forum")])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "forum" / "index.html").read_text()
    assert "Pemasaran" in page
    assert SPEAKER not in page
    assert "1 wishes" in done.output


def test_the_staff_see_it_too(app, browser, clerk):
    a_kept_promise()
    page = browser.get("/forums/scoreboard?by=session")
    assert page.says("Wuluhan")
    table = browser.get("/forums/scoreboard.csv")
    assert table.content.decode().startswith("\ufeff")


def test_one_session_can_be_looked_at_alone(app, browser, clerk):
    a_kept_promise()
    session = make.forum_session(place="Balai Lain", number=99)
    make.aspiration(session=session)
    everything = browser.get("/forums/scoreboard")
    one = browser.get(f"/forums/scoreboard?session={session.uuid}")
    assert everything.text(".score-steps strong")[0] == "2"
    assert one.text(".score-steps strong")[0] == "1"
    assert one.says("Hanya sesi J-HUR 99")
