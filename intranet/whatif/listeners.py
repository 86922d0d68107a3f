"""Before a version holds, all who asked before are decided by it, by both evaluators."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import gettext as _

import rules
from intranet import moments
from intranet.moments import on
from intranet.rulebook.approving import Refused
from intranet.rulebook.models import Draft
from intranet.whatif import services
from rules.rule_set import RuleSet


@on("rules_about_to_hold")
def replay_and_count(*, draft: Draft, rule_set: RuleSet, impact: dict[str, Any]) -> None:
    """Refuse what the engine cannot decide; keep what changes for whom. Raises Refused."""
    try:
        asked = services.replay_with_engine(rule_set, services.replay_day(draft))
    except services.ReplayFailed as failed:
        current_app.logger.error("the replay of rule set %s failed: %s", draft.rule_set, failed)
        if isinstance(failed.error, rules.EnginesDisagree):
            moments.publish("engines_disagreed", test_case=failed.error.as_test_case())
        raise Refused(_why(failed)) from failed
    impact.update(services.impact_of(draft, rule_set), replayed=asked)


def _why(failed: services.ReplayFailed) -> str:
    about = _("permohonan %(case)s", case=failed.case) if failed.case else _("permohonan terdahulu")
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
