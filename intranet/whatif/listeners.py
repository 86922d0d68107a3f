"""Before a version holds, all who asked before are decided by it, by both evaluators."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext as _

import rules
from intranet import moments
from intranet.accounts.models import User
from intranet.cases import queries as cases
from intranet.cases.models import Case
from intranet.database import db
from intranet.moments import on
from intranet.rulebook.approving import Refused
from intranet.rulebook.models import Draft
from intranet.whatif import services
from rules.rule_set import RuleSet


@on("rules_about_to_hold")
def replay_and_count(
    *, draft: Draft, rule_set: RuleSet, holds_from: date, by: User, impact: dict[str, Any]
) -> None:
    """Refuse what the engine cannot decide; keep what changes for whom. Raises Refused.

    Takes as long as there are past applicants, and is asked outside any transaction.
    """
    try:
        asked = services.replay_with_engine(rule_set, holds_from)
    except services.ReplayFailed as failed:
        current_app.logger.error("the replay of rule set %s failed: %s", draft.rule_set, failed)
        if isinstance(failed.error, rules.EnginesDisagree):
            moments.publish("engines_disagreed", test_case=failed.error.as_test_case())
        raise Refused(_why(failed, reader=by)) from failed
    impact.update(services.impact_of(draft, rule_set, holds_from), replayed=asked)


def _whom(case_id: int | None, reader: User) -> str:
    """The applicant's case as far as the reader may know of it."""
    case = db.session.get(Case, case_id) if case_id else None
    about: str
    if case is None:
        about = _("permohonan terdahulu")
    elif cases.may_read(case, reader=reader):
        about = _("permohonan %(case)s", case=case.number)
    elif case.is_confidential:
        about = _("satu perkara rahasia")
    else:
        about = _("satu permohonan yang tidak dapat Anda baca")
    return about


def _why(failed: services.ReplayFailed, *, reader: User) -> str:
    about = _whom(failed.case_id, reader)
    why: str
    if isinstance(failed.error, rules.EnginesDisagree):
        why = _(
            "Mesin aturan dan pembandingnya menjawab berbeda tentang %(about)s. "
            "Rancangan tidak diberlakukan; laporkan kepada pengelola Loket.",
            about=about,
        )
    elif isinstance(failed.error, rules.AmbiguousTable):
        why = _(
            "Untuk %(about)s tabel %(table)s memberi lebih dari satu jawaban. "
            "Perbaiki baris tabel itu, lalu kirim lagi.",
            about=about,
            table=failed.error.table,
        )
    elif isinstance(failed.error, rules.NotYetInForce):
        why = _("Ada angka yang belum berlaku pada hari rancangan ini mulai berlaku.")
    else:
        why = _(
            "Mesin aturan tidak dapat memutuskan ulang %(about)s. Coba setujui lagi sebentar "
            "lagi; bila tetap begitu, laporkan kepada pengelola Loket.",
            about=about,
        )
    return why
