"""The goods receipt of an aid and its payment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.allocations.spending import booking
from intranet.businesses import other_agencies
from intranet.database import transaction
from intranet.equipment import after_delivery, asking_again, procuring, queries
from intranet.equipment.aids import ChangedMeanwhile
from intranet.equipment.delivery_forms import PaymentForm, ReceiptForm
from intranet.equipment.models import Aid, Procurement
from intranet.equipment.views.blueprint import blueprint, may_deliver, may_draft, status_of
from intranet.formatting import rupiah
from intranet.office import queries as office
from intranet.words import words

BUDGET_REFUSALS = (
    booking.OverCeiling,
    booking.OverBudget,
    booking.BudgetNotConfirmed,
    booking.NothingToTakeBack,
)


@blueprint.context_processor
def panels_of_an_aid() -> dict[str, Any]:
    """What the panels from the delivery on ask for themselves."""
    return {
        "delivery_of": after_delivery.of,
        "cooldown_of": asking_again.of_aid,
        "received_elsewhere": other_agencies.received_by,
        "may_deliver_aid": may_deliver,
        "may_draft_papers": may_draft,
    }


def page_of(aid_uuid: UUID, anchor: str) -> str:
    return url_for(".aid", aid_uuid=aid_uuid, _anchor=anchor)


def told(message: str, there: str, category: str = "success") -> Response:
    flash(message, category)
    return redirect(there, 303)


def sent_before(form: Any) -> Response | None:
    """Where the same form led to, if it was sent before."""
    if not form.is_submitted():
        return None
    there = once.earlier_location(form.once.data, sent_by=signed_in_user().uuid)
    return redirect(there, 303) if there else None


def not_now(aid: Aid, anchor: str) -> Response:
    """Back to the aid's page, with how far it is."""
    sentence = _(
        "Ini belum atau tidak lagi dapat dilakukan: bantuan ini berada pada tahap “%(step)s”.",
        step=words(aid.step),
    )
    return told(sentence, page_of(aid.uuid, anchor), "error")


@blueprint.route("/aids/<uuid:aid_uuid>/procurement", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def procurement(aid_uuid: UUID) -> ResponseReturnValue:
    """Record what came; once it is on record, put it right."""
    by = signed_in_user()
    aid, form = queries.aid(aid_uuid, reader=by), ReceiptForm(today=office.today())
    if there := sent_before(form):
        return there
    kept = procuring.of_aid(aid)
    steps = procuring.PUT_RIGHT_IN if kept else procuring.RECEIVED_FROM
    if aid.step not in steps:
        return not_now(aid, "delivery")
    if not form.is_submitted():
        _suggest(form, aid, kept)
    elif form.validate() and (done := _receive(aid_uuid, form)) is not None:
        return done
    aid = queries.aid(aid_uuid, reader=by)
    status = 409 if form.form_errors else status_of(form)
    return _receipt_page(aid, form, procuring.of_aid(aid)), status


def _receive(aid_uuid: UUID, form: ReceiptForm) -> Response | None:
    """Save the receipt; None where the form now tells why it cannot be."""
    by, there = signed_in_user(), page_of(aid_uuid, "delivery")
    try:
        with transaction():
            aid = queries.aid(aid_uuid, reader=by)
            kept = procuring.of_aid(aid)
            if kept is None:
                procuring.receive(aid, form.to_receipt(), by=by)
            else:
                version = form.version.data
                procuring.put_right(kept, form.to_receipt(), version=version, by=by)
            once.remember(form.once.data, there, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except procuring.NotNow:
        return not_now(queries.aid(aid_uuid, reader=by), "delivery")
    except procuring.ItemMissing:
        return told(_("Pilih dulu alatnya dari katalog."), page_of(aid_uuid, "equipment"), "error")
    except (ChangedMeanwhile, procuring.PaidAlready) as refused:
        _refuse(form, aid_uuid, refused)
        return None
    except (procuring.WrongCount, procuring.SerialTwice) as wrong:
        form.serials.errors = [_wrong_serials(wrong)]
        return None
    except BUDGET_REFUSALS as refused:
        form.unit_value.errors = [sentence_of(refused)]
        return None
    return told(_("Penerimaan barang tersimpan."), there)


@blueprint.route("/aids/<uuid:aid_uuid>/payment", methods=["GET", "POST"])
@requires(Permission.DELIVER_AID)
def payment(aid_uuid: UUID) -> ResponseReturnValue:
    by, there = signed_in_user(), page_of(aid_uuid, "delivery")
    aid, form = queries.aid(aid_uuid, reader=by), PaymentForm(today=office.today())
    if earlier := sent_before(form):
        return earlier
    kept = procuring.of_aid(aid)
    if kept is None or kept.paid_on is not None:
        return told(_("Tidak ada pengadaan yang menunggu dibayar."), there, "error")
    if not form.is_submitted():
        form.paid_on.data = office.today()
    elif form.validate():
        try:
            with transaction():
                kept = procuring.of_aid(queries.aid(aid_uuid, reader=by))
                assert kept is not None
                document = form.document.data or ""
                procuring.pay(kept, on=form.paid_on.data, document=document, by=by)
                once.remember(form.once.data, there, sent_by=by.uuid)
        except once.AlreadySent as sent:
            return redirect(sent.location, 303)
        except procuring.PaidAlready:
            return told(_("Pembayarannya sudah tercatat."), there, "error")
        except BUDGET_REFUSALS as refused:
            form.document.errors = [sentence_of(refused)]
        else:
            return told(_("Pembayaran tersimpan."), there)
    kept = procuring.of_aid(queries.aid(aid_uuid, reader=by))
    return render_template(
        "equipment/payment.html", aid=kept.aid if kept else aid, procurement=kept, form=form
    ), status_of(form)


def sentence_of(refused: Exception) -> str:
    """Why the budget does not bear it."""
    sentence: str
    if isinstance(refused, booking.OverCeiling):
        sentence = _(
            "Nilainya menjadi %(total)s, lebih dari batas %(most)s untuk satu penerima",
            total=rupiah(refused.would_be),
            most=rupiah(refused.ceiling),
        )
    elif isinstance(refused, booking.OverBudget):
        sentence = _(
            "Anggaran periode ini %(budget)s; dengan nilai ini terpakai %(total)s",
            budget=rupiah(refused.budget),
            total=rupiah(refused.would_be),
        )
    elif isinstance(refused, booking.NothingToTakeBack):
        sentence = _("Komitmennya sudah ditarik kembali. Catat dulu komitmen itu pada anggaran")
    else:
        sentence = _("Anggarannya belum pasti, jadi belum boleh diikat")
    return sentence


def _wrong_serials(wrong: procuring.WrongCount | procuring.SerialTwice) -> str:
    sentence: str
    if isinstance(wrong, procuring.WrongCount):
        sentence = _(
            "Tulis tepat %(wanted)s nomor seri, satu per baris (sekarang %(given)s)",
            wanted=wrong.wanted,
            given=wrong.given,
        )
    elif wrong.elsewhere:
        sentence = _("Nomor seri %(serial)s sudah tercatat pada bantuan lain", serial=wrong.serial)
    else:
        sentence = _("Nomor seri %(serial)s tertulis lebih dari sekali", serial=wrong.serial)
    return sentence


def _refuse(form: ReceiptForm, aid_uuid: UUID, refused: Exception) -> None:
    if isinstance(refused, procuring.PaidAlready):
        form.unit_value.errors = [_("Nilainya tidak dapat diubah lagi karena sudah dibayar")]
        return
    kept = procuring.of_aid(queries.aid(aid_uuid, reader=signed_in_user()))
    form.version.data = kept.version if kept else 0
    form.form_errors.append(
        _("Orang lain menyimpan perubahan setelah Anda membukanya. Periksa, lalu simpan lagi")
    )


def _suggest(form: ReceiptForm, aid: Aid, kept: Procurement | None) -> None:
    if kept is not None:
        form.show(kept)
        return
    form.received_on.data = form.contracted_on.data = office.today()
    form.unit_value.data = aid.equipment_item.price if aid.equipment_item else None


def _receipt_page(aid: Aid, form: ReceiptForm, kept: Procurement | None) -> str:
    return render_template("equipment/procurement.html", aid=aid, form=form, procurement=kept)
