"""What is filled in about a session: its plan, and why its course was changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from intranet.choice_fields import options
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    TimeField,
    VersionField,
    without_identity,
)
from intranet.forums import queries
from intranet.forums.models import ForumSeries, ForumSession, SessionStatus
from intranet.forums.sessions import running
from intranet.forums.sessions.running import Plan
from intranet.office import queries as office
from intranet.people.forms import VillageField
from intranet.places import queries as places

HIGHEST_NUMBER = 9_999


class SessionForm(Form):
    """The plan of a session, new or to be corrected."""

    once = OnceField()
    version = VersionField()
    series = SelectField(_l("Forum"), validate_choice=False)
    number = NumberField(
        _l("Nomor urut"),
        validators=[Required(_l("Isi nomor urut sesi, misalnya 6"))],
        least=1,
        most=HIGHEST_NUMBER,
    )
    subdistrict = SelectField(_l("Kecamatan"), validate_choice=False)
    village = VillageField(_l("Desa/kelurahan"))
    place = LineField(
        _l("Tempat"),
        validators=[Required(_l("Isi tempat, misalnya Balai Desa Tanjungrejo"))],
        description=_l("Misalnya balai desa atau pendopo kecamatan."),
    )
    held_on = DayField(_l("Tanggal"), validators=[Required(_l("Isi tanggal sesi"))])
    starts_at = TimeField(
        _l("Jam mulai"), validators=[Required(_l("Isi jam mulai, misalnya 09.00"))]
    )
    agenda = TextField(_l("Acara"), longest=4_000, validators=[without_identity])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_series = {str(one.uuid): one for one in queries.series(only_active=True)}
        self.subdistricts = dict(places.subdistrict_choices(office.current().regency_code))
        self.series.choices = options(
            (key, f"{one.name} ({one.short_name})") for key, one in self.all_series.items()
        )
        self.subdistrict.choices = options(self.subdistricts.items(), empty=_l("Pilih kecamatan"))
        self.number.description = "; ".join(
            _("%(series)s berikutnya: %(number)s", series=one.short_name, number=number)
            for one, number in self._next_numbers()
        )

    def suggest(self, series: ForumSeries | None, subdistrict: str) -> None:
        """Fill in what can be foretold of a new session."""
        chosen = series or next(iter(self.all_series.values()), None)
        if chosen is not None:
            self.series.data = str(chosen.uuid)
            self.number.data = running.next_number(chosen)
        self.subdistrict.data = subdistrict if subdistrict in self.subdistricts else ""
        self.starts_at.data = time(9)

    def show(self, session: ForumSession) -> None:
        """Fill in what is planned already."""
        self.version.data = session.version
        if "series" in self:
            self.series.data, self.number.data = str(session.series.uuid), session.number
        self.subdistrict.data = session.subdistrict_code
        self.village.process_data(session.village_code)
        self.place.data, self.agenda.data = session.place, session.agenda
        self.held_on.data, self.starts_at.data = session.held_on, session.starts_at

    def about(self, session: ForumSession) -> SessionForm:
        """Ask only what may still be changed; a series that is out of use stays on offer."""
        del self.once
        if session.status is not SessionStatus.PLANNED:
            del self.series, self.number
        elif str(session.series.uuid) not in self.all_series:
            self.all_series[str(session.series.uuid)] = session.series
            self.series.choices = options(
                (key, f"{one.name} ({one.short_name})") for key, one in self.all_series.items()
            )
        return self

    def validate_series(self, field: SelectField) -> None:
        if field.data not in self.all_series:
            raise ValidationError(_l("Pilih forum dari daftar"))

    def validate_subdistrict(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_l("Pilih kecamatan tempat sesi diadakan"))
        if field.data not in self.subdistricts:
            raise ValidationError(_l("Pilih kecamatan dari daftar"))

    def validate_village(self, field: VillageField) -> None:
        village = places.find(field.data) if field.data else None
        if village is None or village.parent_code == self.subdistrict.data:
            return
        there = self.subdistricts.get(village.parent_code or "")
        raise ValidationError(
            _l(
                "%(village)s ada di Kecamatan %(there)s. Samakan kecamatannya",
                village=village.name,
                there=there,
            )
            if there
            else _l("Pilih desa atau kelurahan dari daftar")
        )

    def to_plan(self, session: ForumSession | None = None) -> Plan:
        """What was filled in; what was not asked is as the session has it."""
        if "series" in self:
            series, number = self.all_series[self.series.data], self.number.data
        else:
            assert session is not None
            series, number = session.series, session.number
        return Plan(
            series=series,
            number=number,
            subdistrict_code=self.subdistrict.data,
            village_code=self.village.data or None,
            place=self.place.data or "",
            held_on=self.held_on.data,
            starts_at=self.starts_at.data,
            agenda=self.agenda.data or "",
        )

    def _next_numbers(self) -> Iterable[tuple[ForumSeries, int]]:
        return ((one, running.next_number(one)) for one in self.all_series.values())


class ReasonForm(Form):
    """Why a session is called off or opened again."""

    reason = TextField(
        _l("Alasan"),
        validators=[Required(_l("Tulis alasannya, supaya rekan tahu sebabnya")), without_identity],
        description=_l("Tampil di halaman sesi dan di jejak audit."),
        longest=1_000,
    )
