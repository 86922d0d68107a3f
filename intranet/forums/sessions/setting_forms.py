"""What is filled in about a forum, and about a topic of wishes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, ValidationError

from intranet.choice_fields import options
from intranet.fields import Form, LineField, NumberField, OnceField, Required, VersionField
from intranet.forums.models import ForumSeries, Topic
from intranet.forums.sessions.settings import SeriesDetails, TopicDetails
from intranet.programmes import queries as programmes

MOST_MONTHS = 120


class SeriesForm(Form):
    once = OnceField()
    version = VersionField()
    name = LineField(
        _l("Nama forum"),
        validators=[Required(_l("Isi nama forum, misalnya Jember Hadir untuk Rakyat"))],
        longest=120,
    )
    short_name = LineField(
        _l("Nama singkat"),
        validators=[Required(_l("Isi nama singkat, misalnya J-HUR"))],
        description=_l("Dipakai pada nomor sesi dan nomor aspirasi."),
        longest=20,
    )
    months_between = NumberField(
        _l("Jarak antarsesi di satu kecamatan"),
        description=_l("Setelah sekian bulan, kecamatan itu sudah waktunya lagi."),
        least=1,
        most=MOST_MONTHS,
    )
    is_active = BooleanField(_l("Dipakai"))

    def about(self, series: ForumSeries | None) -> SeriesForm:
        """Ask what fits a new forum, or one that is there."""
        if series is None:
            del self.is_active
            return self
        del self.once
        if not self.is_submitted():
            self.version.data, self.name.data = series.version, series.name
            self.short_name.data = series.short_name
            self.months_between.data = series.months_between
            self.is_active.data = series.is_active
        return self

    def to_details(self) -> SeriesDetails:
        return SeriesDetails(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            months_between=self.months_between.data,
            is_active=self.is_active.data if "is_active" in self else True,
        )


class TopicForm(Form):
    once = OnceField()
    version = VersionField()
    name = LineField(
        _l("Nama topik"),
        validators=[Required(_l("Isi nama topik, misalnya Pemasaran"))],
        longest=80,
    )
    programme = SelectField(
        _l("Layanan yang biasanya cocok"),
        description=_l("Disarankan saat permintaan menjadi kasus."),
        validate_choice=False,
    )
    is_active = BooleanField(_l("Dipakai"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.code: one.name for one in programmes.everything()}
        self.programme.choices = options(self.offered.items(), empty=_l("Tidak ada"))

    def about(self, topic: Topic | None) -> TopicForm:
        """Ask what fits a new topic, or one that is there."""
        if topic is None:
            del self.is_active
            return self
        del self.once
        if not self.is_submitted():
            self.version.data, self.name.data = topic.version, topic.name
            self.programme.data = topic.programme_code or ""
            self.is_active.data = topic.is_active
        return self

    def validate_programme(self, field: SelectField) -> None:
        if field.data and field.data not in self.offered:
            raise ValidationError(_l("Pilih layanan dari daftar"))

    def to_details(self) -> TopicDetails:
        return TopicDetails(
            name=self.name.data or "",
            programme_code=self.programme.data or None,
            is_active=self.is_active.data if "is_active" in self else True,
        )
