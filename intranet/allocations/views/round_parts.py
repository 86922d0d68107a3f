"""What the pages of a round share: its sentences, its steps, and what may be done with it now."""

from __future__ import annotations

from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from intranet.access import Permission, may
from intranet.accounts.models import User
from intranet.allocations.models import Round, RoundState
from intranet.allocations.rounds.refusals import Refused, Why
from intranet.config import Config
from intranet.formatting import long_date
from intranet.programmes.models import ChoiceMethod
from intranet.words import words

SHOWN_TIES = 5


def sentence(refused: Refused) -> str:
    """Why not, in the reader's language."""
    facts = dict(refused.facts)
    if refused.why is Why.DRAW_NEEDED:
        facts["ties"] = _ties(facts["ties"])
    elif refused.why is Why.INFEASIBLE:
        facts["says"] = facts["says"].in_language(language())
    elif refused.why is Why.TOO_SOON_TO_DRAW:
        facts["day"] = long_date(facts["day"])
    return words(refused.why) % facts if facts else words(refused.why)


def language() -> str:
    return "en" if str(get_locale()) == "en" else "id"


def _ties(ties: tuple[tuple[str, ...], ...]) -> str:
    shown = [", ".join(tie[:SHOWN_TIES]) + (", …" if len(tie) > SHOWN_TIES else "") for tie in ties]
    return "; ".join(shown[:SHOWN_TIES]) + ("; …" if len(shown) > SHOWN_TIES else "")


def public_url(round: Round) -> str:
    """The address outside at which the round can be followed."""
    config: Config = current_app.config["LOKET"]
    return f"{config.public_url}/share/{round.uuid}"


def announcement_text(round: Round) -> str:
    """The announcement as the office may copy it elsewhere: in Indonesian, as all that goes out."""
    if round.announced_at is None or round.draw_on is None:
        return ""
    listed = "; ".join(f"{each['name']} ({each['says']['id']})" for each in round.sources)
    with force_locale("id"):
        day, frozen_on = long_date(round.draw_on), long_date(round.frozen_on)
    return (
        f"Undian {round.period.name}, putaran {round.number}. Daftar {frozen_on} dengan hash "
        f"{round.list_hash} diundi menurut RFC 3797 atas seluruh daftar. Sumber acak, terbit "
        f"{day}: {listed}. Daftar dan hasilnya: {public_url(round)}"
    )


def steps(round: Round, *, needs_draw: bool) -> list[tuple[str, str]]:
    """How far the round has come."""
    labels = [(_("Bekukan daftar"), True)]
    has_draw = round.announced_at is not None
    if round.method is ChoiceMethod.TEAM:
        labels.append((_("Penilaian tim"), round.proposed_at is not None or has_draw))
    if has_draw or needs_draw:
        labels.append((_("Umumkan undian"), has_draw))
        labels.append((_("Masukkan nilai undian"), round.proof is not None))
    labels.append((_("Usulkan hasil"), round.proposed_at is not None))
    labels.append((_("Disetujui kepala dinas"), round.decided_at is not None))
    current = next((label for label, is_done in labels if not is_done), None)
    return [
        (label, "done" if is_done else "current" if label == current else "todo")
        for label, is_done in labels
    ]


def may_run(user: User) -> bool:
    return may(user, Permission.RUN_ROUNDS)


def may_decide(user: User) -> bool:
    return may(user, Permission.DECIDE_ROUNDS)


def tone(round: Round) -> str:
    return {
        RoundState.FROZEN: "info",
        RoundState.ANNOUNCED: "info",
        RoundState.PROPOSED: "warn",
        RoundState.APPROVED: "good",
        RoundState.ANNULLED: "bad",
    }[round.state]
