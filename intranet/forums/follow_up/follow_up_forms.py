"""What is filled in when a wish is followed up."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from intranet.budgets.calendar import Budget
from intranet.cases.handing_form import HandingForm
from intranet.choice_fields import MemberField, options
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
    without_identity,
)
from intranet.forums.follow_up import budget_choices
from intranet.forums.follow_up.answering import Answer
from intranet.forums.follow_up.handing_on import Disposition
from intranet.forums.models import AspirationItem, Promise, PromiseKind, ResponseKind
from intranet.office import queries as office

TODAY_OR_LATER = _l("Isi tanggal hari ini atau sesudahnya")


class BudgetField(SelectField):
    """A budget that still takes proposals; `data` is its key, `budget` the budget itself."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.offer(budget_choices.offered(office.today()))

    def offer(self, budgets: list[Budget]) -> None:
        self.offered = {budget_choices.key_of(budget): budget for budget in budgets}
        named = [(key, budget.name) for key, budget in self.offered.items()]
        self.choices = options(named, empty=_l("Pilih anggaran"))

    @property
    def budget(self) -> Budget | None:
        return self.offered.get(self.data or "")


class AnswerForm(Form):
    """An answer given after the session."""

    kind = MemberField(_l("Jenis jawaban"), ResponseKind, default=ResponseKind.ANSWERED)
    words = TextField(
        _l("Isi jawaban"),
        description=_l("Tulis seperti akan dibaca penyampai. Bila belum dapat dipenuhi, sebabnya."),
        validators=[Required(_l("Tulis jawabannya")), without_identity],
        longest=4_000,
    )
    budget = BudgetField(_l("Diusulkan ke anggaran"))
    agency = LineField(_l("Dirujuk ke instansi"), description=_l("Misalnya Dinas Perdagangan."))
    due_on = DayField(
        _l("Ditepati sebelum"),
        description=_l("Kosongkan untuk mengikuti standar 14 hari kerja."),
    )
    responder = LineField(
        _l("Penjawab"), validators=[Required(_l("Isi nama pejabat yang menjawab"))]
    )
    responder_position = LineField(_l("Jabatan penjawab"))
    given_on = DayField(_l("Tanggal jawaban"), validators=[Required(_l("Isi tanggal jawaban"))])
    once = OnceField()

    def about(self, wish: AspirationItem) -> AnswerForm:
        self.said_on: date = wish.aspiration.session.held_on
        return self

    def validate_budget(self, field: BudgetField) -> None:
        if self.kind.data is ResponseKind.PROPOSED and field.budget is None:
            raise ValidationError(_l("Pilih anggaran yang akan diusulkan"))

    def validate_agency(self, field: LineField) -> None:
        if self.kind.data is ResponseKind.REFERRED and not field.data:
            raise ValidationError(_l("Isi nama instansi yang dituju"))

    def validate_due_on(self, field: DayField) -> None:
        if self._asks_day and field.data and field.data < office.today():
            raise ValidationError(TODAY_OR_LATER)

    def validate_given_on(self, field: DayField) -> None:
        if field.data and field.data > office.today():
            raise ValidationError(_l("Tanggal jawaban tidak mungkin setelah hari ini"))
        if field.data and field.data < self.said_on:
            raise ValidationError(_l("Tanggal jawaban tidak mungkin sebelum hari sesi"))

    @property
    def _asks_day(self) -> bool:
        return self.kind.data in {ResponseKind.IN_PROCESS, ResponseKind.REFERRED}

    def to_answer(self) -> Answer:
        kind = self.kind.data
        return Answer(
            kind=kind,
            responder=self.responder.data or "",
            responder_position=self.responder_position.data or "",
            words=self.words.data or "",
            budget=self.budget.budget if kind is ResponseKind.PROPOSED else None,
            agency=(self.agency.data or "") if kind is ResponseKind.REFERRED else "",
            due_on=self.due_on.data if self._asks_day else None,
        )


class OwnerForm(HandingForm):
    """Who takes a wish on, and until when."""

    due_on = DayField(_l("Selesai sebelum"))
    estimate = RupiahField(
        _l("Perkiraan biaya"), description=_l("Untuk usulan anggaran. Boleh ditulis 40 juta.")
    )

    def about(self, promise: Promise | None) -> OwnerForm:
        """A budget's proposal is due when its window closes; only it has an estimate."""
        self.is_proposal = promise is not None and promise.kind is PromiseKind.BUDGET
        if self.is_proposal:
            del self.due_on
        else:
            del self.estimate
            self.due_on.flags.required = True
        return self

    def validate_due_on(self, field: DayField) -> None:
        if field.errors:
            return
        if field.data is None:
            raise ValidationError(_l("Isi tanggal selesainya"))
        if field.data < office.today():
            raise ValidationError(TODAY_OR_LATER)

    def to_disposition(self) -> Disposition:
        return Disposition(
            division_code=self.division.data,
            officer=self.chosen_officer,
            due_on=None if self.is_proposal else self.due_on.data,
            estimate=self.estimate.data if self.is_proposal else None,
        )


class ReferralForm(Form):
    """To which agency a wish goes, and when to ask what became of it."""

    agency = LineField(
        _l("Instansi"),
        description=_l("Misalnya Dinas Kesehatan, DPMPTSP, atau Kementerian Agama."),
        validators=[Required(_l("Isi nama instansi yang dituju"))],
    )
    reason = TextField(
        _l("Mengapa dirujuk?"),
        description=_l("Tulis seperti akan dibaca penyampai."),
        validators=[
            Required(_l("Tulis alasannya, supaya penyampai tahu langkah berikutnya")),
            without_identity,
        ],
        longest=2_000,
    )
    follow_up_on = DayField(
        _l("Tanyakan kembali pada"),
        description=_l("Pada hari itu muncul di daftar tindak lanjut."),
        validators=[Required(_l("Isi kapan menanyakan kembali"))],
    )
    once = OnceField()

    def validate_follow_up_on(self, field: DayField) -> None:
        if field.data and field.data < office.today():
            raise ValidationError(TODAY_OR_LATER)


class OutcomeForm(Form):
    """What became of a promise."""

    outcome = TextField(
        _l("Hasil"),
        validators=[Required(_l("Tulis apa yang terjadi, seperti akan dibaca penyampai"))],
        longest=2_000,
    )
    version = VersionField()

    def validate_outcome(self, field: TextField) -> None:
        without_identity(self, field)


class CarryOverForm(OutcomeForm):
    """Which budget a proposal waits for from now on."""

    budget = BudgetField(_l("Dibawa ke anggaran"))

    def away_from(self, budget: Budget) -> CarryOverForm:
        """Offer every budget but this one; the usual next one is chosen already."""
        today = office.today()
        next_one = budget_choices.following(budget, today)
        others = [one for one in budget_choices.offered(today) if one != budget]
        self.budget.offer(others if next_one in others else [next_one, *others])
        if not self.budget.data:
            self.budget.data = budget_choices.key_of(next_one)
        return self

    def validate_budget(self, field: BudgetField) -> None:
        if field.budget is None:
            raise ValidationError(_l("Pilih anggaran berikutnya"))
