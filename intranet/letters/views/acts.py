"""What is done with a letter on its way to the signature, and after."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import pdf
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.letters import queries, services, signing
from intranet.letters.course import Refused
from intranet.letters.forms import ActForm, RemarkForm
from intranet.letters.models import Act, Letter
from intranet.letters.views.blueprint import blueprint
from intranet.letters.views.pages import letter_page
from intranet.letters.words import DONE
from intranet.words import words

Change = Callable[[Letter], None]


@blueprint.post("/<uuid:letter_uuid>/submit")
@requires(Permission.DRAFT_LETTERS)
def submit(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = ActForm(), signed_in_user()
    return _take(
        Act.SUBMIT,
        letter_uuid,
        form,
        lambda letter: services.submit(letter, version=form.version.data, by=by),
    )


@blueprint.post("/<uuid:letter_uuid>/initial")
@requires(Permission.CHECK_LETTERS)
def initial(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = ActForm(), signed_in_user()
    return _take(
        Act.INITIAL,
        letter_uuid,
        form,
        lambda letter: services.put_initials(letter, version=form.version.data, by=by),
    )


@blueprint.post("/<uuid:letter_uuid>/sign")
@requires(Permission.SIGN_LETTERS)
def sign(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = ActForm(), signed_in_user()
    return _take(
        Act.SIGN,
        letter_uuid,
        form,
        lambda letter: signing.sign_letter(letter, version=form.version.data, by=by),
    )


@blueprint.post("/<uuid:letter_uuid>/send-back")
@requires(Permission.CHECK_LETTERS)
def send_back(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = RemarkForm(Act.SEND_BACK), signed_in_user()
    return _take(
        Act.SEND_BACK,
        letter_uuid,
        form,
        lambda letter: services.send_back(
            letter, remark=form.remark.data or "", version=form.version.data, by=by
        ),
    )


@blueprint.post("/<uuid:letter_uuid>/void")
@requires(Permission.SIGN_LETTERS)
def void(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = RemarkForm(Act.VOID), signed_in_user()
    return _take(
        Act.VOID,
        letter_uuid,
        form,
        lambda letter: signing.void_letter(
            letter, reason=form.remark.data or "", version=form.version.data, by=by
        ),
    )


@blueprint.post("/<uuid:letter_uuid>/give-up")
@requires(Permission.DRAFT_LETTERS)
def give_up(letter_uuid: UUID) -> ResponseReturnValue:
    form, by = RemarkForm(Act.GIVE_UP), signed_in_user()
    return _take(
        Act.GIVE_UP,
        letter_uuid,
        form,
        lambda letter: services.give_up(
            letter, reason=form.remark.data or "", version=form.version.data, by=by
        ),
    )


def _take(act: Act, letter_uuid: UUID, form: ActForm, change: Change) -> ResponseReturnValue:
    """Do the act and go back to the letter, or show the letter with what stands in the way."""
    if not form.validate():
        return letter_page(letter_uuid, failed=form, act=act, status=422)
    try:
        with transaction():
            change(queries.get_to_change(letter_uuid, reader=signed_in_user()))
    except Refused as refused:
        flash(words(refused.why), "error")
        return letter_page(letter_uuid, status=409)
    except pdf.RenderingFailed as failed:
        current_app.logger.error("letter not rendered: %s", type(failed).__name__)
        flash(_unprinted(failed), "error")
        return letter_page(letter_uuid, status=503)
    flash(DONE[act], "success")
    return redirect(url_for(".show", letter_uuid=letter_uuid), 303)


def _unprinted(failed: pdf.RenderingFailed) -> str:
    sentence: str
    if isinstance(failed, pdf.MissingLibraries):
        sentence = _(
            "PDF tidak dapat dibuat karena server kekurangan pustaka sistem. Surat belum "
            "ditandatangani dan nomor belum dipakai. Hubungi administrator: %(what)s",
            what=str(failed),
        )
        return sentence
    sentence = _(
        "PDF tidak dapat dibuat, sehingga surat belum ditandatangani dan nomor belum dipakai. "
        "Coba sekali lagi; bila tetap gagal, hubungi administrator."
    )
    return sentence
