"""When the engine dies or contradicts itself, an officer decides and nothing else is lost."""

import json
import os
import signal
import threading
import time
from datetime import date

import pytest
from sqlalchemy import select

import rules
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.eligibility import queries, services
from intranet.eligibility.models import Outcome
from intranet.programmes import queries as programmes
from intranet.rulebook import documents
from intranet.rulebook.models import RuleDocument
from rules.network import worker
from tests import factories
from tests.eligibility import stories


@pytest.fixture
def dying_engine():
    """The engine's only process hangs, and is killed once a decision waits for it."""
    engine = worker.shared()
    engine.start()
    pid = engine.pid
    os.kill(pid, signal.SIGSTOP)

    def kill_when_asked():
        while not engine.workers[0]._lock.locked():
            time.sleep(0.01)
        # A process found dead before the question is sent is replaced, and answers.
        time.sleep(0.5)
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_when_asked, daemon=True)
    killer.start()
    yield engine
    killer.join()


def test_killing_the_engine_within_a_decision_leaves_the_case_to_an_officer(
    browser, clerk, dying_engine
):
    case = stories.opens_case(stories.roaster(), stories.loan(), stories.grinder(), by=clerk)

    decision = queries.current_decision(case.items[0])
    assert decision.outcome is Outcome.NO_DECISION
    assert decision.problem.startswith("EngineUnavailable")
    page = browser.get(f"/eligibility/cases/{case.uuid}")
    assert page.status == 200
    assert page.says("Tidak ada keputusan otomatis, petugas memutuskan")
    assert page.says("Mesin aturan tidak menjawab.")
    # The other item was decided by the engine's next process.
    assert queries.current_decision(case.items[1]).outcome is Outcome.INELIGIBLE


def test_a_failed_decision_stands_in_the_journal_and_can_be_tried_again(
    browser, clerk, dying_engine
):
    case = stories.opens_case(stories.roaster(), stories.loan(), by=clerk)
    failed = db.session.scalars(
        select(JournalEntry).where(JournalEntry.action == "decision_failed")
    ).all()
    assert [entry.details["problem"] for entry in failed] == ["EngineUnavailable"]

    page = browser.post(f"/eligibility/cases/{case.uuid}/decide")

    assert page.status == 200
    assert queries.current_decision(case.items[0]).outcome is Outcome.INELIGIBLE


class Contradicting:
    """A rule set whose evaluators differ."""

    def decide(self, facts, on, engine):
        raise rules.EnginesDisagree(
            "bank-linkage",
            "sha256:0",
            on,
            facts,
            {"outcome": "eligible"},
            {"outcome": "ineligible"},
        )


def test_evaluators_that_differ_decide_nothing_and_leave_a_test_case(app, config):
    attempt = services.ask(Contradicting(), {"has_nib": True}, date(2026, 11, 3))

    assert attempt.outcome is Outcome.NO_DECISION
    assert attempt.problem.startswith("EnginesDisagree")
    [path] = (config.data_folder / "disagreements").iterdir()
    kept = json.loads(path.read_text())
    assert kept["facts"] == {"has_nib": True}
    assert kept["on"] == "2026-11-03"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_disagreement_that_cannot_be_kept_still_leaves_the_case_to_an_officer(app, config):
    (config.data_folder / "disagreements").write_text("stands in the way of the folder")

    attempt = services.ask(Contradicting(), {"has_nib": True}, date(2026, 11, 3))

    assert attempt.outcome is Outcome.NO_DECISION


def test_the_engine_is_ready_before_the_first_citizen_comes(app):
    engine = worker.shared()
    engine.close()

    assert services.make_ready(processes=1) is None

    ready = engine.pid
    stories.opens_case(stories.roaster(), by=factories.user())
    assert engine.pid == ready is not None


def test_the_server_keeps_as_many_engine_processes_as_the_operator_asked_for(app):
    try:
        assert services.make_ready(processes=2) is None

        assert len(worker.shared().pids) == 2
    finally:
        worker.configure(1)


def test_a_service_whose_rule_set_is_gone_is_left_to_an_officer(browser, clerk):
    with transaction():
        programmes.by_code("bank-referral").rule_set = "long-gone"

    case = stories.opens_case(stories.roaster(), by=clerk)

    decision = queries.current_decision(case.items[0])
    assert decision.outcome is Outcome.NO_DECISION
    assert decision.document is None
    assert browser.get(f"/eligibility/cases/{case.uuid}").says("Aturan yang disebut layanan ini")
    assert browser.get(f"/eligibility/decisions/{decision.uuid}").status == 200


def test_an_answer_of_the_wrong_type_never_breaks_a_case(app):
    case = stories.opens_case(stories.roaster(size_class=None))

    stories.states(case.items[0], size_class="raksasa")

    decision = queries.current_decision(case.items[0])
    assert decision.outcome is Outcome.NO_DECISION
    assert decision.problem.startswith("FactsRefused")


def test_the_document_is_kept_once_and_loads_to_the_same_digest(app):
    for _ in range(2):
        stories.opens_case(stories.roaster(), by=factories.user())

    [kept] = db.session.scalars(select(RuleDocument).where(RuleDocument.rule_set == "bank-linkage"))

    assert documents.loaded(kept).digest == kept.digest
