"""What a supervisor fills in about a period, its budget and its stages."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError

from intranet.choice_fields import MemberField
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
    without_identity,
)
from intranet.programmes.models import FundingSource, PeriodStage, Programme, ProgrammePeriod
from intranet.programmes.periods import PeriodDetails, years_after
from intranet.programmes.stages import StageDetails

MOST_WAVES = 50


class PeriodForm(Form):
    once = OnceField()
    version = VersionField()
    year = NumberField(
        _l("Tahun anggaran"),
        least=2000,
        most=2100,
        validators=[Required(_l("Isi tahun anggaran, misalnya 2027"))],
    )
    wave = NumberField(
        _l("Gelombang"),
        least=1,
        most=MOST_WAVES,
        default=1,
        validators=[Required(_l("Isi gelombang ke berapa; yang pertama 1"))],
    )
    opens_on = DayField(
        _l("Permohonan diterima mulai"), validators=[Required(_l("Isi hari pertamanya"))]
    )
    closes_on = DayField(_l("Sampai dengan"), validators=[Required(_l("Isi hari terakhirnya"))])
    funding_source = MemberField(_l("Sumber dana"), FundingSource)
    budget = RupiahField(_l("Anggaran"), description=_l("Kosongkan bila belum diketahui."))
    ceiling = RupiahField(_l("Paling banyak per penerima"))
    like_before = BooleanField(_l("Salin tahapan dan jatah klaster"), default=True)

    def for_new(
        self, programme: Programme, last: ProgrammePeriod | None, today: date
    ) -> PeriodForm:
        """Filled in like the programme's last period, a year later."""
        if last is None:
            del self.like_before
        else:
            self.like_before.label.text = _(
                "Salin tahapan dan jatah klaster dari %(name)s", name=last.name
            )
        if self.is_submitted():
            return self
        if last is None:
            self.year.data = today.year
            self.opens_on.data, self.closes_on.data = today, date(today.year, 12, 31)
            self.funding_source.data = programme.funding_source
        else:
            self.year.data = last.year + 1
            self.opens_on.data = years_after(last.opens_on, 1)
            self.closes_on.data = years_after(last.closes_on, 1)
            self.funding_source.data = last.funding_source
            self.ceiling.data = last.ceiling
        return self

    def about(self, period: ProgrammePeriod) -> PeriodForm:
        """Filled in as the period stands."""
        del self.once, self.like_before
        if not self.is_submitted():
            for name in PeriodDetails.__dataclass_fields__:
                self[name].data = getattr(period, name)
            self.version.data = period.version
        return self

    def validate_closes_on(self, field: DayField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_("Pilih hari yang sama dengan hari pertama atau sesudahnya"))

        self._near_the_year(field)

    def validate_opens_on(self, field: DayField) -> None:
        self._near_the_year(field)

    def _near_the_year(self, field: DayField) -> None:
        year = self.year.data
        if field.data and year and not year - 2 <= field.data.year <= year + 1:
            raise ValidationError(
                _("Periksa tahunnya: tanggal ini jauh dari tahun anggaran %(year)s", year=year)
            )

    def validate_ceiling(self, field: RupiahField) -> None:
        if field.data and self.budget.data is not None and field.data > self.budget.data:
            raise ValidationError(_("Isi paling banyak sebesar anggarannya"))

    def to_details(self) -> PeriodDetails:
        assert self.opens_on.data is not None and self.closes_on.data is not None
        return PeriodDetails(
            year=self.year.data or 0,
            wave=self.wave.data or 1,
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            funding_source=self.funding_source.data,
            budget=self.budget.data,
            ceiling=self.ceiling.data,
        )


class BudgetForm(Form):
    """The day and the document that make the budget certain."""

    version = VersionField()
    confirmed_on = DayField(
        _l("Tanggal dokumen"), validators=[Required(_l("Isi tanggal dokumen anggarannya"))]
    )
    document = LineField(
        _l("Nomor dokumen"),
        description=_l("Misalnya nomor DPA atau peraturan daerah tentang APBD."),
        validators=[Required(_l("Isi nomor dokumen yang memastikan anggaran")), without_identity],
    )
    budget = RupiahField(
        _l("Anggaran menurut dokumen"), description=_l("Kosong: angka yang tercatat tetap.")
    )

    def about(self, period: ProgrammePeriod, today: date) -> BudgetForm:
        self.today = today
        if not self.is_submitted():
            self.budget.data, self.version.data = period.budget, period.version
        return self

    def validate_confirmed_on(self, field: DayField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_("Pilih hari ini atau sebelumnya"))


class ReasonForm(Form):
    """Why something is taken back or ended."""

    version = VersionField()
    reason = TextField(
        _l("Alasan"),
        description=_l("Dicatat dalam jejak audit."),
        validators=[Required(_l("Tulis alasannya")), without_identity],
        longest=1000,
    )

    def seen(self, version: int) -> ReasonForm:
        if not self.is_submitted():
            self.version.data = version
        return self


class StageForm(Form):
    once = OnceField()
    version = VersionField()
    name = LineField(
        _l("Tahapan"),
        validators=[Required(_l("Isi nama tahapan, misalnya Kurasi")), without_identity],
        longest=80,
    )
    starts_on = DayField(_l("Mulai"))
    ends_on = DayField(_l("Selesai paling lambat"))
    done_on = DayField(_l("Sudah selesai pada"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def about(self, stage: PeriodStage, version: int) -> StageForm:
        del self.once
        if not self.is_submitted():
            self.name.data, self.done_on.data = stage.name, stage.done_on
            self.starts_on.data, self.ends_on.data = stage.starts_on, stage.ends_on
            self.version.data = version
        return self

    def for_new(self) -> StageForm:
        del self.version, self.done_on
        return self

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("Pilih hari yang sama dengan hari mulai atau sesudahnya"))

    def validate_done_on(self, field: DayField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_("Pilih hari ini atau sebelumnya"))

    def to_details(self) -> StageDetails:
        return StageDetails(
            name=self.name.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            done_on=self.done_on.data if "done_on" in self else None,
        )
