"""Slips that speakers take home: the number of what they said, and a code that leads to how far it
is. Always in Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet import pdf
from intranet.cases.printing import contact_line
from intranet.config import Config
from intranet.database import db
from intranet.formatting import long_date
from intranet.forums.log import masking
from intranet.forums.models import Aspiration, ForumSession
from intranet.forums.papers.reply_wording import subject
from intranet.office import queries as office

STYLES = ("forum-slips.css",)
# Eight to a page; a session of some hundred slips has dozens of pages.
SECONDS = 50


@dataclass(frozen=True)
class Slip:
    """What is printed on one slip. `speaker` is None where somebody spoke in confidence; then the
    slip tells nothing of what was said either."""

    label: str
    session: str
    held: str
    speaker: str | None
    village: str
    wishes: tuple[str, ...]
    url: str
    qr: str


def as_pdf(aspirations: Sequence[Aspiration]) -> bytes:
    """One slip for each. Raises pdf.RenderingFailed."""
    config: Config = current_app.config["LOKET"]
    here = office.current()
    with force_locale("id"):
        slips = [slip_of(aspiration, config.public_url) for aspiration in aspirations]
        html = render_template(
            "forums/slips_pdf.html",
            slips=slips,
            title=slips[0].session if slips else here.name,
            office=here.name,
            contact=contact_line(here),
        )
    return pdf.render(html, stylesheets=STYLES, seconds=SECONDS)


def slip_of(aspiration: Aspiration, public_url: str) -> Slip:
    in_full = not aspiration.is_confidential
    shown = masking.shown(aspiration, in_full=in_full)
    session, url = aspiration.session, status_url(aspiration, public_url)
    return Slip(
        label=shown.label,
        session=f"{session.series.name} ({session.name})",
        held=f"Kecamatan {session.subdistrict.name}, {long_date(session.held_on)}",
        speaker=shown.speaker,
        village=shown.village,
        wishes=tuple(subject(item) for item in shown.items) if in_full else (),
        url=url,
        qr=pdf.qr(url),
    )


def status_url(aspiration: Aspiration, public_url: str) -> str:
    """Where everybody who holds the slip reads how far it is."""
    return f"{public_url}/aspiration/{aspiration.check_code}"


def of_session(session: ForumSession) -> list[Aspiration]:
    """All that was said at the session and not withdrawn, by number."""
    return list(
        db.session.scalars(
            select(Aspiration)
            .where(Aspiration.session_id == session.id, Aspiration.withdrawn_at.is_(None))
            .options(
                selectinload(Aspiration.items),
                selectinload(Aspiration.village),
                selectinload(Aspiration.business),
            )
            .order_by(Aspiration.number)
        )
    )
