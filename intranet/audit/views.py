"""The journal on screen and as a table to take along."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, g, request, stream_with_context, url_for
from flask_babel import format_datetime
from werkzeug.routing import BuildError

from intranet import htmx, spreadsheets
from intranet.access import Permission, may, requires
from intranet.audit import queries, services
from intranet.audit.forms import FilterForm
from intranet.audit.queries import Filter, Row
from intranet.database import transaction

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

# Where a record of this kind is shown, when not at `<kind>.show` by its UUID.
SHOWN_AT = {"users": "accounts.show"}
COLUMNS = (
    "nomor",
    "waktu_utc",
    "waktu_setempat",
    "oleh",
    "oleh_uuid",
    "perbuatan",
    "kalimat",
    "jenis_catatan",
    "catatan_uuid",
    "kasus_uuid",
    "rincian",
    "mac",
)


@blueprint.get("/")
@requires(Permission.READ_JOURNAL)
def index() -> Response:
    form = FilterForm(request.args)
    is_valid = form.validate()
    wanted = form.to_filter() if is_valid else Filter()
    page = queries.page(
        wanted,
        older_than=_read_place("older_than"),
        newer_than=_read_place("newer_than"),
    )
    return htmx.render(
        "audit/index.html",
        fragment="audit/_entries.html",
        status=200 if is_valid else 422,
        form=form,
        found=page,
        extent=queries.extent(wanted) if form.is_used() and is_valid else None,
        head=services.fingerprint(services.head()),
        newer=_beside(newer_than=page.newer_than),
        older=_beside(older_than=page.older_than),
        export=_address("audit.export"),
        link_to=link_to,
    )


@blueprint.get("/journal.csv")
@requires(Permission.READ_JOURNAL)
def export() -> Response:
    form = FilterForm(request.args)
    if not form.validate():
        return index()
    wanted = form.to_filter()
    with transaction():
        entries = queries.extent(wanted).entries
        services.record("journal_exported", by=_reader(), entries=entries, filter=_asked())
    table = spreadsheets.as_csv(COLUMNS, map(_cells, queries.rows(wanted)))
    response = Response(stream_with_context(table), content_type=spreadsheets.MEDIA_TYPE)
    response.headers["Content-Disposition"] = "attachment; filename=jejak-audit.csv"
    return response


def link_to(kind: str | None, uuid: Any) -> str | None:
    """The page of a record, for kinds that have one which the reader may open."""
    endpoint = SHOWN_AT.get(kind or "", f"{kind}.show")
    for rule in current_app.url_map.iter_rules(endpoint) if _is_open(endpoint) else ():
        if len(rule.arguments) == 1:
            try:
                return url_for(endpoint, **{next(iter(rule.arguments)): uuid})
            except BuildError:
                return None
    return None


def _reader() -> services.Actor:
    # Accounts stands above: here the user is only somebody with a UUID.
    reader: services.Actor = g.user
    return reader


def _is_open(endpoint: str) -> bool:
    view = current_app.view_functions.get(endpoint)
    permission = getattr(view, "access", None)
    return isinstance(permission, Permission) and may(g.user, permission)


def _asked() -> dict[str, str]:
    """The filter as the reader wrote it, for links that keep it."""
    names = ("actor", "action", "since", "until", "about")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _read_place(name: str) -> int | None:
    """A place in the journal from the address; None for what no database could count to."""
    place = request.args.get(name, type=int)
    return place if place is not None and 0 <= place < 2**31 else None


def _beside(**place: int | None) -> str | None:
    return _address("audit.index", **place) if any(place.values()) else None


def _address(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **{**_asked(), **values})


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.sequence,
        row.at.isoformat(timespec="seconds"),
        format_datetime(row.at, "yyyy-MM-dd HH:mm:ss"),
        row.actor_name,
        row.actor_uuid or "",
        row.action,
        row.sentence,
        row.subject_kind or "",
        row.subject_uuid or "",
        row.case_uuid or "",
        row.details,
        row.mac,
    )
