"""The page of one visit, put together for every view that ends on it, and why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.allocations import confidential
from intranet.allocations.ledger import quotas
from intranet.database import transaction
from intranet.office import queries as office
from intranet.study_visits import clusters, inviting, joining, papers
from intranet.study_visits.inviting import NothingSaid
from intranet.study_visits.joining import AttendanceRecorded
from intranet.study_visits.models import StudyVisit, VisitState
from intranet.study_visits.planning import CalledOff, ChangedMeanwhile, NotYet, SomebodyCame
from intranet.study_visits.results import MOST_PHOTOS, NotThere, TooManyPhotos


def visit_page(visit: StudyVisit, *, refused: list[str] | None = None) -> ResponseReturnValue:
    reader, today = signed_in_user(), office.today()
    participants = papers.in_order(visit)
    waiting = joining.waiting_to_join(visit.period) if visit.state is VisitState.PLANNED else []
    shown = [*participants, *(one for one in visit.participants if one.left_reason is not None)]
    sight = confidential.sight(reader, [*(one.application for one in shown), *waiting])
    page = render_template(
        "study_visits/show.html",
        visit=visit,
        participants=participants,
        left=[one for one in visit.participants if one.left_reason is not None],
        waiting=waiting,
        sight=sight,
        to_invite=inviting.to_invite([one for one in participants if _seen(sight, one)]),
        clusters=clusters.lines(visit),
        quota=quotas.of_period(visit.period),
        has_begun=visit.starts_on <= today,
        is_on=visit.state is VisitState.PLANNED,
        may_run=may(reader, Permission.DELIVER_AID),
        may_draft=may(reader, Permission.DRAFT_LETTERS),
        refused=refused,
        invite_key=uuid4(),
    )
    return page, 409 if refused else 200


def _seen(sight: confidential.Sight, participant: Any) -> bool:
    return sight.may_open(participant.application)


def form_page(
    template: str, form: Any, *, refused: list[str] | None = None, **context: Any
) -> ResponseReturnValue:
    page = render_template(template, form=form, refused=refused, **context)
    return page, 409 if refused else 422 if form.errors else 200


def saved(change: Callable[[], object]) -> list[str]:
    """Sentences that say why it was not saved; nothing when it was."""
    try:
        with transaction():
            change()
    except (
        ChangedMeanwhile,
        CalledOff,
        NotYet,
        SomebodyCame,
        NothingSaid,
        AttendanceRecorded,
        NotThere,
        TooManyPhotos,
    ) as refusal:
        return [_sentence(refusal)]
    return []


def _sentence(refusal: Exception) -> str:
    told: dict[type[Exception], str] = {
        ChangedMeanwhile: _("Orang lain baru saja mengubah data ini."),
        CalledOff: _("Kunjungan ini sudah dibatalkan."),
        NotYet: _("Harinya belum tiba."),
        SomebodyCame: _("Sudah ada peserta yang tercatat hadir, jadi kunjungan ini terlaksana."),
        NothingSaid: _("Isi jam dan tempat berkumpul dulu; undangan menyebutkannya."),
        AttendanceRecorded: _("Kehadirannya sudah dicatat, jadi peserta ini tidak dapat keluar."),
        NotThere: _("Hasil hanya dicatat untuk peserta yang hadir atau diwakili."),
        TooManyPhotos: _("Paling banyak %(most)s foto satu kunjungan.", most=MOST_PHOTOS),
    }
    return told[type(refusal)]
