"""Forms about batches to the ministry and its answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError

from intranet.choice_fields import options
from intranet.equipment.batches import Answer, Terms
from intranet.equipment.models import BatchLine, MinistryAnswer, MinistryBatch
from intranet.fields import (
    DayField,
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.office import queries as office
from intranet.office.forms import ListedField
from intranet.words import choices

LONGEST_DAYS = 250
USUAL_DAYS = 30


class ListedRadio(ListedField, RadioField):
    """One of a list, shown as cards."""


class BatchForm(Form):
    version = VersionField()
    once = OnceField()
    addressee = TextField(
        _l("Kepada"),
        description=_l("Seperti pada surat, satu baris satu baris."),
        longest=500,
        validators=[Required(_l("Isi kepada siapa surat ditujukan")), without_identity],
    )
    answer_days = NumberField(
        _l("Ditanyakan kembali setelah"),
        least=1,
        most=LONGEST_DAYS,
        default=USUAL_DAYS,
        validators=[Required(_l("Isi jumlah hari kerja"))],
    )

    def suggest(self, owner: str) -> None:
        """The ministry, as the programme names it."""
        self.addressee.data = f"Yth. {owner or 'Menteri'}\ndi Jakarta"

    def show(self, batch: MinistryBatch) -> None:
        self.addressee.data = "\n".join(batch.letter.addressee)
        self.answer_days.data, self.version.data = batch.answer_days, batch.letter.version

    def to_terms(self) -> Terms:
        lines = [line.strip() for line in (self.addressee.data or "").splitlines()]
        return Terms(tuple(line for line in lines if line), self.answer_days.data or USUAL_DAYS)


class AnswerForm(Form):
    version = VersionField()
    answer = ListedRadio(
        _l("Jawaban kementerian"),
        choices=options(choices(MinistryAnswer)),
        validators=[Required(_l("Pilih jawabannya"))],
    )
    quantity = NumberField(_l("Jumlah yang disetujui"), least=1, most=100)
    answered_on = DayField(
        _l("Tanggal surat jawaban"), validators=[Required(_l("Isi tanggal surat jawabannya"))]
    )
    letter_number = LineField(
        _l("Nomor surat kementerian"),
        validators=[Required(_l("Isi nomor suratnya")), without_identity],
    )
    reason = TextField(
        _l("Alasan kementerian"),
        description=_l("Wajib diisi bila belum dapat dipenuhi."),
        longest=2_000,
        validators=[without_identity],
    )

    def show(self, line: BatchLine) -> None:
        self.version.data = line.version
        self.answer.data = line.answer.value if line.answer else None
        self.quantity.data = line.granted_quantity or line.quantity
        self.answered_on.data = line.answered_on
        self.letter_number.data, self.reason.data = line.answer_letter, line.answer_reason

    def validate_quantity(self, field: NumberField) -> None:
        if self.answer.data == MinistryAnswer.GRANTED.value and field.data is None:
            raise ValidationError(_l("Isi berapa yang disetujui"))

    def validate_answered_on(self, field: DayField) -> None:
        if field.data and field.data > office.today():
            raise ValidationError(_l("Isi tanggal hari ini atau sebelumnya"))

    def validate_reason(self, field: TextField) -> None:
        if self.answer.data == MinistryAnswer.REFUSED.value and not field.data:
            raise ValidationError(_l("Tulis alasannya, supaya pemohon mengetahuinya"))

    def to_answer(self) -> Answer:
        return Answer(
            answer=MinistryAnswer(self.answer.data),
            answered_on=self.answered_on.data,
            letter_number=self.letter_number.data or "",
            quantity=self.quantity.data,
            reason=self.reason.data or "",
        )
