"""From a letter to its PDF."""

from __future__ import annotations

from flask import current_app

from intranet import pdf
from intranet.config import Config
from intranet.letters import paper
from intranet.letters.models import Letter
from intranet.office import queries as office
from intranet.office.models import Paper as PaperSize

STYLES = {
    PaperSize.F4: ("letter.css", "paper-f4.css"),
    PaperSize.A4: ("letter.css", "paper-a4.css"),
}
# Shorter than the renderer's own limit: the signing transaction waits for it.
SECONDS = 10


def on_paper(letter: Letter, *, nik: str | None = None) -> paper.Paper:
    """The letter as it stands on paper, identity numbers masked unless `nik` is given."""
    return paper.of(
        letter,
        office.current(),
        check_url=check_url(letter),
        expected=next(iter(office.signatories(office.today())), None),
        nik=nik,
    )


def check_url(letter: Letter) -> str | None:
    """The address that the letter's QR code leads to, once it is signed."""
    config: Config = current_app.config["LOKET"]
    return f"{config.public_url}/check/{letter.check_code}" if letter.check_code else None


def as_pdf(sheet: paper.Paper) -> bytes:
    """Raises pdf.RenderingFailed."""
    code = pdf.qr(sheet.check_url) if sheet.check_url else None
    # Not render_template: a command signs letters too, with no request to fill in.
    html = current_app.jinja_env.get_template("print/letter.html").render(paper=sheet, qr=code)
    return pdf.render(html, stylesheets=STYLES[office.current().paper], seconds=SECONDS)
