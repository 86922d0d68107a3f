"""What drafting any paper about an aid has in common, the first time and anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from intranet import once
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.equipment import bases, handing_over, papers_of_grant, procuring, queries
from intranet.equipment.models import Aid
from intranet.equipment.paper_forms import PaperForm
from intranet.equipment.views.blueprint import status_of
from intranet.equipment.views.procurement import not_now, told
from intranet.letters.course import Refused, why_not
from intranet.letters.models import Act, Letter
from intranet.office import queries as office
from intranet.words import words


def paper_form(aid: Aid, leaves_out: Sequence[str], *, letter: Letter | None = None) -> PaperForm:
    """The form of a paper about the aid; `letter` is the one that is drafted anew."""
    reader = signed_in_user()
    return PaperForm(
        officials=office.signatories(office.today()),
        letters=bases.of_aid(aid, reader=reader, but=letter),
        leaves_out=leaves_out,
        today=office.today(),
    )


def may_not_redraft(letter: Letter) -> Response | None:
    """Back to the letter with why it is not drafted anew; None where it may be."""
    refusal = why_not(Act.REDRAFT, letter, signed_in_user(), on=office.today())
    return None if refusal is None else told(words(refusal), letter_page(letter.uuid), "error")


def drafted(
    form: PaperForm, aid_uuid: UUID, change: Callable[[Aid], Letter], *, anew: UUID | None = None
) -> Response | None:
    """Draft, and lead to the letter; None where the form now tells why it cannot be.

    `anew` names the letter that is drafted again.
    """
    by = signed_in_user()
    try:
        with transaction():
            letter = change(queries.aid(aid_uuid, reader=by))
            location = letter_page(letter.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except handing_over.AlreadyPrepared as earlier:
        return already(earlier.handover.letter)
    except papers_of_grant.AlreadyDrafted as earlier_paper:
        return already(earlier_paper.paper.letter)
    except procuring.NotNow:
        return not_now(queries.aid(aid_uuid, reader=by), "handover")
    except handing_over.TooEarly:
        form.dated_on.errors = [_("Barang belum diterima pada tanggal itu")]
        return None
    except Refused as refused:
        assert anew is not None
        return told(words(refused.why), letter_page(anew), "error")
    return told(_("Konsep surat siap. Periksa isinya, lalu ajukan untuk paraf."), location)


def already(letter: Letter) -> Response:
    return told(
        _("Suratnya sudah disusun. Perbaiki konsepnya, atau batalkan dulu surat ini."),
        letter_page(letter.uuid),
        "warning",
    )


def letter_page(letter_uuid: UUID) -> str:
    return url_for("letters.show", letter_uuid=letter_uuid)


def form_page(template: str, aid: Aid, form: PaperForm, **context: Any) -> ResponseReturnValue:
    page = render_template(
        template,
        aid=aid,
        case=aid.application.item.case,
        form=form,
        procurement=procuring.of_aid(aid),
        **context,
    )
    return page, status_of(form)
