"""The page of one facilitation, put together for every view that ends on it, and why not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import files
from intranet.access import Permission, may
from intranet.accounts.session import signed_in_user
from intranet.allocations.ledger import seats
from intranet.allocations.spending import booking
from intranet.bpom import queries
from intranet.bpom.facilitating import ChangedMeanwhile, Closed, NotNow, tell
from intranet.bpom.models import TESTED, Facilitation, FacilitationState, Product, Stage
from intranet.bpom.numbers import NumberTaken
from intranet.bpom.outcomes import outcome_of
from intranet.database import transaction
from intranet.files import StoredFile


def facilitation_page(
    facilitation: Facilitation, *, refused: list[str] | None = None
) -> ResponseReturnValue:
    application = facilitation.application
    is_open = facilitation.state is not FacilitationState.GIVEN_BACK
    page = render_template(
        "bpom/show.html",
        facilitation=facilitation,
        application=application,
        seat=seats.seat_of(application),
        outcome=None if facilitation.is_running or not is_open else outcome_of(facilitation),
        costs=queries.costs(facilitation),
        sums=booking.sums_of_application(application),
        stages_of=stages_of,
        refused=refused,
        may_work=may(signed_in_user(), Permission.DELIVER_AID) and is_open,
        may_book=may(signed_in_user(), Permission.DELIVER_AID),
    )
    return page, 409 if refused else 200


def stages_of(product: Product) -> list[tuple[Stage, str]]:
    """Each stage, and whether it is done, current or still to come."""
    if product.number:
        return [(stage, "done") for stage in Stage]
    now = (*TESTED, Stage.NUMBER).index(product.stage)
    return [
        (stage, "done" if at < now else "current" if at == now else "todo")
        for at, stage in enumerate(Stage)
    ]


def form_page(
    template: str,
    form: Any,
    facilitation: Facilitation,
    *,
    refused: list[str] | None = None,
    **context: Any,
) -> ResponseReturnValue:
    page = render_template(
        template, form=form, facilitation=facilitation, refused=refused, **context
    )
    return page, 409 if refused else 422 if form.errors else 200


def saved(change: Callable[[], None]) -> list[str]:
    """Sentences that say why it was not saved; nothing when it was."""
    try:
        with transaction():
            change()
    except ChangedMeanwhile:
        return [_("Orang lain baru saja mengubah produk ini.")]
    except Closed:
        return [_("Tempatnya sudah dikembalikan, jadi fasilitasi ini ditutup.")]
    except NotNow:
        return [_("Produk ini sudah di tahap lain. Buka halaman fasilitasinya untuk melihat.")]
    except NumberTaken:
        return [_("Nomor ini sudah tercatat untuk produk atau usaha lain. Periksa angkanya.")]
    return []


def opened(file: StoredFile, product: Product, *, what: str) -> Response:
    """A file to look at; that somebody did is on record."""
    with transaction():
        tell(
            "bpom_document_opened",
            product.facilitation,
            signed_in_user(),
            what=what,
            product=product.name,
        )
    return send_file(
        io.BytesIO(files.read(file)),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
    )
