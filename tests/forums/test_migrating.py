"""An office that worked with the release before gains forums, or loses them, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from intranet.audit import services as audit
from intranet.budgets import services as budgets
from intranet.budgets.calendar import Budget
from intranet.budgets.models import BudgetStage
from intranet.database import db, transaction
from intranet.forums.follow_up.answering import Answer
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import ResponseKind
from intranet.forums.sessions import attending
from intranet.forums.sessions.attending import Present
from intranet.office import queries as office
from tests import factories as make

BEFORE = "20261122_drafts_without_a_base"
P_APBD = Budget(2022, BudgetStage.REVISED_APBD)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    db.session.rollback()
    found = {}
    for table in inspect(db.session.connection()).get_table_names():
        if not table.startswith(("business_search", "alembic")):
            found[table] = db.session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
    db.session.rollback()
    return found


def a_forum_was_held() -> None:
    """A row in every table that stands on its own feet without papers."""
    supervisor = make.user()
    session = make.forum_session(number=6)
    answer = Answer(
        ResponseKind.PROPOSED, "Kepala Contoh", "Diusulkan dalam P-APBD.", budget=P_APBD
    )
    make.aspiration(
        session=session, wishes=(Wish("Studi banding", make.topic("Studi banding"), answer),)
    )
    with transaction():
        attending.seat(
            session,
            [Present(office.officials()[0]), Present(None, "Camat Contoh", "Camat Wuluhan")],
            seen_version=session.version,
            by=supervisor,
        )
        budgets.set_window(
            P_APBD,
            opens_on=date(2022, 4, 1),
            closes_on=date(2022, 6, 30),
            source="Surat edaran contoh",
            seen_version=None,
            by=supervisor,
        )


def test_what_an_office_had_before_stays_through_both_ways(app):
    make.signed_letter()
    make.licence()
    a_forum_was_held()
    full = rows()
    sealed = office.current().name
    db.session.remove()

    downgrade(revision=BEFORE)
    before = rows()
    gone = full.keys() - before.keys()
    assert gone >= {
        "forum_series",
        "forum_topics",
        "forum_sessions",
        "forum_officials",
        "forum_scribes",
        "aspirations",
        "aspiration_items",
        "aspiration_responses",
        "promises",
        "budget_windows",
    }
    assert all(full[table] for table in ("promises", "forum_officials", "budget_windows"))
    assert {table: full[table] for table in before} == before
    db.session.remove()

    upgrade()
    check()
    after = rows()
    assert {table: after[table] for table in before} == before
    assert all(after[table] == 0 for table in gone)
    assert office.current().name == sealed
    assert list(audit.verify()) == []


def test_what_the_tables_of_forums_refuse(app):
    """Named constraints, on both databases: a number twice, two open promises, a budget unnamed."""
    session = make.forum_session(number=6)
    item = make.aspiration(session=session).items[0].id
    promise = (
        "INSERT INTO promises (uuid, item_id, kind, standing, agency, made_at, made_by, outcome,"
        " version, budget_stage, budget_year) VALUES (:uuid, :item, :kind, 'open', '',"
        " '2026-11-22 00:00:00', :uuid, '', 1, :stage, :year)"
    )

    def insert(number: int, **changes) -> None:
        uuid = f"{number:032x}"
        values = {"uuid": uuid, "item": item, "kind": "work", "stage": None, "year": None}
        db.session.execute(text(promise), {**values, **changes})

    with pytest.raises(IntegrityError):
        make.forum_session(number=6)
    db.session.rollback()
    insert(1)
    with pytest.raises(IntegrityError):
        insert(2)
    db.session.rollback()
    for wrong in ({"kind": "budget"}, {"kind": "work", "stage": "apbd", "year": 2027}):
        with pytest.raises(IntegrityError, match="names_its_budget"):
            insert(3, **wrong)
        db.session.rollback()
