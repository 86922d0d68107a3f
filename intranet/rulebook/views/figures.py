"""Proposing one new value of one figure, on one screen."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.formatting import long_date
from intranet.office import queries as office
from intranet.rulebook import documents, new_figures, queries
from intranet.rulebook.expiry import in_force
from intranet.rulebook.figure_form import NewFigureForm
from intranet.rulebook.pages import RuleSetPage
from intranet.rulebook.side_by_side import figure
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.reading import version_today
from rules import spelling
from rules.document import Figure, Parameter


@blueprint.route("/<name>/figures/<parameter>/new", methods=["GET", "POST"])
@requires(Permission.EDIT_RULES)
def new_figure(name: str, parameter: str) -> ResponseReturnValue:
    today, by = office.today(), signed_in_user()
    page = RuleSetPage(documents.loaded(version_today(name).document), today)
    asked = page.document.parameters.get(parameter)
    if asked is None:
        abort(404)
    form = NewFigureForm(asked.unit)
    if form.is_submitted():
        if there := once.earlier_location(form.once.data, sent_by=by.uuid):
            return redirect(there, 303)
        if form.validate() and (location := _propose(name, asked, form)):
            return redirect(location, 303)
    now = in_force(asked, today)
    return render_template(
        "rulebook/new_figure.html",
        form=form,
        page=page,
        parameter=asked,
        figures=[(figure(page, asked, one), one is now) for one in asked.figures],
        to_come=new_figures.to_come(name),
        unit={"percent": "%", **spelling.UNITS[page.language]}.get(asked.unit),
    ), 422 if form.is_submitted() else 200


def _propose(name: str, parameter: Parameter, form: NewFigureForm) -> str | None:
    """Where the new draft is sent from; None where the form now tells what stands in the way."""
    by = signed_in_user()
    try:
        with transaction():
            draft = new_figures.propose(name, parameter.name, form.to_figure(), by=by)
            location = url_for(".submit", draft_uuid=draft.uuid)
            once.remember(form.once.data, location, sent_by=by.uuid)
    except once.AlreadySent as sent:
        return sent.location
    except new_figures.DayIsTaken as taken:
        form.since.errors = [_already(taken.there, parameter)]
    except new_figures.NeverHolds as never:
        form.since.errors = [_never(never.there)]
    except new_figures.NotAsked as error:
        form.since.errors = [
            _(
                "Versi %(number)s yang berlaku pada hari itu tidak memakai angka ini lagi.",
                number=error.version.number,
            )
        ]
    except queries.NoSuchRuleSet:
        form.since.errors = [_("Aturan ini belum berlaku pada hari itu. Pilih hari sesudahnya.")]
    else:
        flash(_("Angka baru siap dikirim. Periksa dulu akibatnya di bawah."), "success")
        return location
    return None


def _already(there: Figure, parameter: Parameter) -> str:
    return str(
        _(
            "Sejak %(day)s sudah ada nilai %(value)s. Pilih hari lain, atau ubah nilai itu lewat "
            "rancangan biasa.",
            day=long_date(there.since),
            value=spelling.number(there.value, parameter.unit, "id"),
        )
    )


def _never(there: Figure) -> str:
    return str(
        _(
            "Angka ini tidak akan pernah dipakai, karena sejak %(day)s nilai lain sudah "
            "menggantikannya. Pilih hari sesudah itu.",
            day=long_date(there.since),
        )
    )
