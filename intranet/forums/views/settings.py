"""Which forums the office holds, and what wishes are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from intranet import once
from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import db, transaction
from intranet.forums import queries
from intranet.forums.models import ForumSeries, Topic
from intranet.forums.sessions import settings
from intranet.forums.sessions.setting_forms import SeriesForm, TopicForm
from intranet.forums.views.blueprint import blueprint
from intranet.programmes import queries as programmes


@blueprint.route("/series", methods=["GET", "POST"])
@requires(Permission.SET_UP_FORUMS)
def series() -> ResponseReturnValue:
    form = SeriesForm().about(None)
    return _added(
        form,
        lambda: settings.add_series(form.to_details(), by=signed_in_user()),
        ".series",
        _("Forum ditambahkan."),
    ) or _page("forums/series.html", form, all_series=queries.series())


@blueprint.route("/series/<uuid:series_uuid>", methods=["GET", "POST"])
@requires(Permission.SET_UP_FORUMS)
def edit_series(series_uuid: UUID) -> ResponseReturnValue:
    found = db.session.scalars(select(ForumSeries).where(ForumSeries.uuid == series_uuid)).one()
    form = SeriesForm().about(found)
    return _changed(
        form,
        found,
        lambda: settings.change_series(
            found, form.to_details(), seen_version=form.version.data, by=signed_in_user()
        ),
        ".series",
        _("Forum disimpan."),
    ) or _page("forums/edit_series.html", form, series=found)


@blueprint.route("/topics", methods=["GET", "POST"])
@requires(Permission.SET_UP_FORUMS)
def topics() -> ResponseReturnValue:
    form = TopicForm().about(None)
    return _added(
        form,
        lambda: settings.add_topic(form.to_details(), by=signed_in_user()),
        ".topics",
        _("Topik ditambahkan."),
    ) or _page(
        "forums/topics.html",
        form,
        topics=queries.topics(),
        programme_names={one.code: one.name for one in programmes.everything()},
    )


@blueprint.route("/topics/<uuid:topic_uuid>", methods=["GET", "POST"])
@requires(Permission.SET_UP_FORUMS)
def edit_topic(topic_uuid: UUID) -> ResponseReturnValue:
    topic = _topic(topic_uuid)
    form = TopicForm().about(topic)
    return _changed(
        form,
        topic,
        lambda: settings.change_topic(
            topic, form.to_details(), seen_version=form.version.data, by=signed_in_user()
        ),
        ".topics",
        _("Topik disimpan."),
    ) or _page("forums/edit_topic.html", form, topic=topic)


@blueprint.post("/topics/<uuid:topic_uuid>/<any(up, down):direction>")
@requires(Permission.SET_UP_FORUMS)
def move_topic(topic_uuid: UUID, direction: str) -> ResponseReturnValue:
    topic = _topic(topic_uuid)
    with transaction():
        settings.move_topic(topic, settings.Direction[direction.upper()], by=signed_in_user())
    return redirect(url_for(".topics", _anchor=f"topic-{topic.uuid}"), 303)


def _topic(topic_uuid: UUID) -> Topic:
    return db.session.scalars(select(Topic).where(Topic.uuid == topic_uuid)).one()


def _added(
    form: Any, add: Callable[[], object], endpoint: str, told: str
) -> ResponseReturnValue | None:
    """Where it leads once added; None where the form is to be shown."""
    if not form.validate_on_submit():
        return None
    user, location = signed_in_user(), url_for(endpoint)
    if there := once.earlier_location(form.once.data, sent_by=user.uuid):
        return redirect(there, 303)
    try:
        with transaction():
            add()
            once.remember(form.once.data, location, sent_by=user.uuid)
    except once.AlreadySent as sent:
        return redirect(sent.location, 303)
    except settings.NameTaken as taken:
        form[taken.field].errors = [_("Sudah ada yang bernama ini. Pakai nama lain")]
        return None
    flash(told, "success")
    return redirect(location, 303)


def _changed(
    form: Any,
    record: ForumSeries | Topic,
    change: Callable[[], object],
    endpoint: str,
    told: str,
) -> ResponseReturnValue | None:
    """Where it leads once saved; None where the form is to be shown."""
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            change()
    except settings.NameTaken as taken:
        form[taken.field].errors = [_("Sudah ada yang bernama ini. Pakai nama lain")]
        return None
    except settings.ChangedMeanwhile:
        form.version.data = record.version
        form.form_errors.append(
            _("Orang lain baru saja mengubah data ini. Periksa, lalu simpan lagi.")
        )
        return None
    flash(told, "success")
    return redirect(url_for(endpoint), 303)


def _page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **context), 422 if form.errors else 200
