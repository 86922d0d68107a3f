"""Letters: the queues, one letter, its PDF."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from intranet import files, htmx
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.cases import queries as cases
from intranet.database import transaction
from intranet.letters import queries, services
from intranet.letters.kinds import KINDS
from intranet.letters.models import LetterStatus
from intranet.letters.views.blueprint import blueprint
from intranet.letters.views.pages import letter_page
from intranet.office import queries as office


@blueprint.get("/")
@requires(Permission.READ_LETTERS)
def index() -> ResponseReturnValue:
    reader = signed_in_user()
    waiting = [one.status for one in queries.waiting_for(reader, on=office.today()) if one.count]
    try:
        status = LetterStatus(request.args.get("status", ""))
    except ValueError:
        status = waiting[0] if waiting else LetterStatus.SIGNED
    after = request.args.get("after", type=UUID)
    return render_template(
        "letters/index.html",
        status=status,
        counts=queries.counts(reader=reader),
        page=queries.page(status, reader=reader, after=after),
        kinds=KINDS,
        after=after,
    )


@blueprint.get("/of-case/<uuid:case_uuid>")
@requires(Permission.READ_LETTERS)
def of_case(case_uuid: UUID) -> ResponseReturnValue:
    reader = signed_in_user()
    case = cases.get(case_uuid, reader=reader)
    return htmx.render(
        "letters/of_case.html",
        fragment="letters/_of_case.html",
        case=case,
        letters=queries.of_case(case_uuid, reader=reader),
        kinds=KINDS,
    )


@blueprint.get("/<uuid:letter_uuid>")
@requires(Permission.READ_LETTERS)
def show(letter_uuid: UUID) -> ResponseReturnValue:
    return letter_page(letter_uuid)


@blueprint.get("/<uuid:letter_uuid>/letter.pdf")
@requires(Permission.READ_LETTERS)
def download(letter_uuid: UUID) -> ResponseReturnValue:
    reader = signed_in_user()
    letter = queries.get(letter_uuid, reader=reader)
    if letter.pdf is None:
        abort(404)
    name, content = letter.pdf.name, files.read(letter.pdf)
    with transaction():
        letter = queries.get(letter_uuid, reader=reader)
        audit.record(
            "letter_downloaded",
            by=reader,
            subject=letter,
            case=services.case_of(letter),
            number=letter.number,
        )
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
