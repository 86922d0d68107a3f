"""The one screen on which a paper or an act of a business is written down."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from intranet.businesses.models import Business
from intranet.fields import Form


def ask(
    form: Form, business: Business, *, title: str, label: str, remove_url: str | None = None
) -> ResponseReturnValue:
    """The form on a page of its own, 422 when something in it needs mending."""
    page = render_template(
        "businesses/part.html",
        form=form,
        business=business,
        title=title,
        label=label,
        remove_url=remove_url,
        has_file="document" in form,
    )
    return page, 422 if form.errors else 200


def page_of(business: Business, anchor: str = "") -> str:
    options: dict[str, Any] = {"_anchor": anchor} if anchor else {}
    return url_for("businesses.show", business_uuid=business.uuid, **options)
