"""The register as a list, and as a file to take along."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import clock, htmx, spreadsheets
from intranet.access import Permission, may, requires
from intranet.accounts.session import signed_in_user
from intranet.audit import services as audit
from intranet.businesses import matches, queries, register
from intranet.businesses.models import ProductCategory, SizeClass
from intranet.businesses.register import Filters, LicencesExpiring
from intranet.businesses.views.blueprint import blueprint
from intranet.database import transaction
from intranet.office import queries as office
from intranet.places import queries as places
from intranet.words import choices, words

E = TypeVar("E", bound=Enum)
REGION_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{2,4}){0,3}", re.ASCII)


@blueprint.route("/", methods=["GET", "POST"])
@requires(Permission.READ_REGISTER)
def index() -> ResponseReturnValue:
    """By POST while typing, so that a NIK stands in no address; other texts get their address."""
    user, filters, here = signed_in_user(), read_filters(), office.current()
    has_address = not matches.holds_identity_number(filters.text)
    if request.method == "POST" and has_address and not htmx.wants_fragment():
        return redirect(address(filters), 303)
    today = clock.today(here.zone)
    listing = register.listing(
        filters,
        reader=user,
        today=today,
        after=read_uuid("after"),
        before=read_uuid("before"),
    )
    response = htmx.render(
        "businesses/index.html",
        fragment="businesses/_register.html",
        listing=listing,
        filters=filters,
        today=today,
        may_register=may(user, Permission.EDIT_REGISTER),
        may_take_over=may(user, Permission.SET_UP_PROGRAMMES),
        pages=pages(filters, listing),
        **offered(here.regency_code),
    )
    if request.method == "POST" and htmx.wants_fragment():
        response.headers["HX-Push-Url"] = address(filters)
    return response


@blueprint.get("/export.csv")
@requires(Permission.READ_REGISTER)
def export() -> ResponseReturnValue:
    """The list as CSV, without identity numbers; its name carries the journal's fingerprint."""
    user, filters, today = signed_in_user(), read_filters(), office.today()
    with transaction():
        rows = [cells(row) for row in register.all_rows(filters, reader=user, today=today)]
        entry = audit.record("register_exported", by=user, rows=len(rows))
        name = f"register-usaha-{today}-{audit.fingerprint(entry)}.csv"
    return Response(
        spreadsheets.as_csv(headings(), rows),
        content_type=spreadsheets.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def headings() -> list[str]:
    return [
        _("Usaha"),
        _("Pemilik"),
        _("Desa/kelurahan"),
        _("Kecamatan"),
        _("NIB"),
        _("Jenis produk"),
        _("Skala usaha"),
        _("Hasil penjualan setahun"),
        _("Binaan"),
    ]


def cells(row: register.Row) -> list[Any]:
    return [
        row.name,
        row.owner,
        row.village,
        row.subdistrict,
        row.nib or "",
        words(row.category),
        words(row.size_class),
        "" if row.annual_sales is None else row.annual_sales,
        _("Ya") if row.is_fostered else _("Tidak"),
    ]


def read_filters() -> Filters:
    """The filters as they stand in the address or the form; what is unknown narrows nothing."""
    given = request.values
    fostered = {"yes": True, "no": False}.get(given.get("fostered", ""))
    return Filters(
        text=given.get("q", "").strip(),
        subdistrict=read_code("subdistrict"),
        size_class=read_member(SizeClass, "size"),
        is_fostered=fostered,
        category=read_member(ProductCategory, "category"),
        cluster=read_uuid("cluster"),
        expiring=read_member(LicencesExpiring, "licences"),
    )


def read_code(name: str) -> str:
    """A region code such as 35.09.11, or nothing."""
    given = request.values.get(name, "")
    return given if REGION_CODE.fullmatch(given) else ""


def read_member(enum: type[E], name: str) -> E | None:
    try:
        return enum(request.values.get(name, ""))
    except ValueError:
        return None


def read_uuid(name: str) -> UUID | None:
    try:
        return UUID(request.values.get(name, ""))
    except ValueError:
        return None


def as_query(filters: Filters) -> dict[str, Any]:
    """The filters as they stand in an address, without a text that may be a NIK."""
    fostered = {True: "yes", False: "no", None: ""}[filters.is_fostered]
    query = {
        "q": "" if matches.holds_identity_number(filters.text) else filters.text[:200],
        "subdistrict": filters.subdistrict,
        "size": filters.size_class or "",
        "fostered": fostered,
        "category": filters.category or "",
        "cluster": str(filters.cluster or ""),
        "licences": filters.expiring or "",
    }
    return {name: value for name, value in query.items() if value}


def address(filters: Filters, **more: Any) -> str:
    return url_for("businesses.index", **as_query(filters), **more)


def pages(filters: Filters, listing: register.Listing) -> dict[str, str | None]:
    return {
        "before": address(filters, before=listing.before) if listing.before else None,
        "after": address(filters, after=listing.after) if listing.after else None,
        "export": url_for("businesses.export", **as_query(filters)),
    }


def offered(regency_code: str) -> dict[str, Any]:
    """What the filters can be set to."""
    expiring = {
        LicencesExpiring.WITHIN_30: _("Habis dalam 30 hari"),
        LicencesExpiring.WITHIN_90: _("Habis dalam 90 hari"),
        LicencesExpiring.LAPSED: _("Sudah habis"),
    }
    return {
        "subdistricts": places.subdistrict_choices(regency_code),
        "sizes": choices(SizeClass),
        "categories": choices(ProductCategory),
        "clusters": queries.cluster_choices(),
        "expiring": list(expiring.items()),
    }
