"""What is filled in about a visit, its participants and what they brought home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intranet import uploads
from intranet.accounts.models import User
from intranet.businesses.licence_forms import not_later_than_today
from intranet.businesses.wallet import Document
from intranet.choice_fields import YesNoField, options
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    TimeField,
    VersionField,
    without_identity,
)
from intranet.programmes.models import ProgrammePeriod
from intranet.study_visits.models import Participant, StudyVisit
from intranet.study_visits.planning import Plan
from intranet.study_visits.results import Result


class VisitForm(Form):
    once = OnceField()
    version = VersionField()
    period = SelectField(_l("Periode program"), validate_choice=False)
    destination = LineField(
        _l("Tujuan"),
        validators=[Required(_l("Isi tujuan, misalnya Sentra UMKM Malang")), without_identity],
    )
    host = LineField(
        _l("Tuan rumah"),
        description=_l("Instansi atau usaha yang menerima kunjungan."),
        validators=[without_identity],
    )
    purpose = TextField(
        _l("Maksud dan tujuan"),
        longest=1_000,
        description=_l("Dipakai di undangan setelah kata “Dalam rangka”."),
        validators=[without_identity],
    )
    starts_on = DayField(_l("Tanggal berangkat"), validators=[Required(_l("Isi tanggalnya"))])
    ends_on = DayField(_l("Tanggal kembali"), description=_l("Kosong bila sehari saja."))
    meets_at = TimeField(_l("Jam berkumpul"))
    meeting_point = LineField(_l("Tempat berkumpul"), validators=[without_identity])
    transport = LineField(
        _l("Transportasi"), description=_l("Misalnya satu bus."), validators=[without_identity]
    )
    organisers = SelectMultipleField(
        _l("Petugas pendamping"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    def offer(self, periods: Sequence[ProgrammePeriod], staff: Sequence[User]) -> VisitForm:
        self.periods = {str(one.uuid): one for one in periods}
        self.staff = {str(user.uuid): user for user in staff}
        self.period.choices = options((key, one.name) for key, one in self.periods.items())
        self.organisers.choices = options((key, user.name) for key, user in self.staff.items())
        return self

    def about(self, visit: StudyVisit) -> VisitForm:
        """Its period stays as it is: the participants have their places there."""
        del self.once, self.period
        if not self.is_submitted():
            self._show(visit)
        return self

    def _show(self, visit: StudyVisit) -> None:
        self.version.data = visit.version
        for name in ("destination", "host", "purpose", "meeting_point", "transport"):
            self[name].data = getattr(visit, name)
        self.starts_on.data, self.meets_at.data = visit.starts_on, visit.meets_at
        self.ends_on.data = visit.ends_on if visit.ends_on != visit.starts_on else None
        self.organisers.data = [str(one.user.uuid) for one in visit.organisers]

    def validate_period(self, field: SelectField) -> None:
        if field.data not in self.periods:
            raise ValidationError(_l("Pilih periode dari daftar"))

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("Tanggal kembali tidak mungkin sebelum tanggal berangkat"))

    def validate_organisers(self, field: SelectMultipleField) -> None:
        if any(key not in self.staff for key in field.data or []):
            raise ValidationError(_l("Pilih petugas dari daftar"))

    def to_plan(self) -> Plan:
        assert self.starts_on.data
        return Plan(
            destination=self.destination.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data or self.starts_on.data,
            host=self.host.data or "",
            purpose=self.purpose.data or "",
            meets_at=self.meets_at.data,
            meeting_point=self.meeting_point.data or "",
            transport=self.transport.data or "",
            organisers=[self.staff[key] for key in self.organisers.data or []],
        )


class OnceForm(Form):
    once = OnceField()


class VersionForm(Form):
    """For acts that ask nothing."""

    version = VersionField()


class ReasonForm(Form):
    version = VersionField()
    reason = TextField(
        _l("Alasan"),
        longest=500,
        description=_l("Tanpa NIK. Masuk ke jejak audit."),
        validators=[Required(_l("Tulis alasannya")), without_identity],
    )


class ReportForm(Form):
    version = VersionField()
    report = TextField(
        _l("Pelaksanaan kunjungan"),
        description=_l("Apa yang dilihat, siapa yang menerima, dan kesepakatan bila ada."),
        validators=[Required(_l("Tulis jalannya kunjungan")), without_identity],
    )


class ResultForm(Form):
    version = VersionField()
    took_home = TextField(
        _l("Yang dibawa pulang"),
        longest=2_000,
        description=_l("Pengetahuan, kenalan, atau rencana menurut peserta."),
        validators=[without_identity],
    )
    result_on = DayField(_l("Tanggal ditanyakan"))
    put_into_practice = YesNoField(_l("Sudah diterapkan?"))
    result = TextField(_l("Hasil setelah 3–6 bulan"), longest=2_000, validators=[without_identity])

    def show(self, participant: Participant) -> None:
        self.version.data = participant.version
        for name in ("took_home", "result_on", "put_into_practice", "result"):
            self[name].data = getattr(participant, name)

    def validate_result_on(self, field: DayField) -> None:
        not_later_than_today(field)
        asked = self.result.data or self.put_into_practice.data is not None
        if asked and not field.data:
            raise ValidationError(_l("Isi tanggal hasilnya ditanyakan"))

    def to_result(self) -> Result:
        return Result(
            took_home=self.took_home.data or "",
            result=self.result.data or "",
            result_on=self.result_on.data,
            put_into_practice=self.put_into_practice.data,
        )


class PictureField(FileField):
    """A photo as JPEG or PNG; `picture` is what is safe to keep."""

    picture: Document | None = None

    def pre_validate(self, form: Any) -> None:
        upload = self.data
        if not isinstance(upload, FileStorage) or not upload.filename:
            raise ValidationError(_l("Pilih foto JPG atau PNG"))
        try:
            accepted = uploads.accept(upload)
        except uploads.Refused as refused:
            raise ValidationError(str(refused)) from None
        if accepted.media_type == uploads.PDF:
            raise ValidationError(_l("Pilih foto JPG atau PNG"))
        self.picture = Document(accepted.content, accepted.media_type, accepted.name)


class PhotoForm(Form):
    once = OnceField()
    photo = PictureField(_l("Foto"), description=_l("JPG atau PNG."))
    caption = LineField(_l("Keterangan"), validators=[without_identity])
