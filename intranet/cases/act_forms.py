"""What is filled in when something is done with a case."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from wtforms import Field, ValidationError

from intranet import uploads
from intranet.cases.codes import PaperState, Urgency
from intranet.cases.course import COURSE, Act
from intranet.cases.handing_form import HandingForm
from intranet.cases.models import Case
from intranet.cases.moving import Instruction
from intranet.cases.words import REASON_ASKED
from intranet.choice_fields import MemberField
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    Required,
    TextField,
    VersionField,
    without_identity,
)
from intranet.office import queries as office


class VersionForm(Form):
    """A form about a case as its writer saw it."""

    version = VersionField()


class ActForm(VersionForm):
    """An act with its reason, where it needs one."""

    reason = TextField(_l("Alasan"))
    budget = LineField(
        _l("Anggaran yang ditunggu"), description=_l("Misalnya P-APBD 2026."), longest=40
    )

    def about(self, act: Act) -> ActForm:
        """Ask what this act needs."""
        self.act = act
        if act in REASON_ASKED:
            label, hint = REASON_ASKED[act]
            self.reason.label.text, self.reason.description = label, hint
        self.reason.flags.required = COURSE[act].needs_reason
        self.budget.flags.required = True
        if act is not Act.POSTPONE:
            del self.budget
        return self

    def validate_reason(self, field: TextField) -> None:
        if COURSE[self.act].needs_reason and not field.data:
            raise ValidationError(_l("Tulis alasannya, supaya pemohon tahu langkah berikutnya"))

    def validate_budget(self, field: LineField) -> None:
        if not field.data:
            raise ValidationError(_l("Isi anggaran yang ditunggu, misalnya P-APBD 2026"))


class DispositionForm(HandingForm):
    """The disposition sheet."""

    urgency = MemberField(_l("Sifat"), Urgency, default=Urgency.ORDINARY)
    instruction = TextField(
        _l("Dengan hormat harap"),
        description=_l("Misalnya: tanggapan dan saran, proses lebih lanjut, koordinasikan."),
        validators=[Required(_l("Tulis apa yang diharapkan dari penerima disposisi"))],
        longest=2_000,
    )
    due_on = DayField(_l("Selesai sebelum"))

    def validate_due_on(self, field: DayField) -> None:
        if field.data and field.data < office.today():
            raise ValidationError(_l("Isi tanggal hari ini atau sesudahnya"))

    def to_instruction(self) -> Instruction:
        return Instruction(
            division_code=self.division.data,
            officer=self.chosen_officer,
            urgency=self.urgency.data or Urgency.ORDINARY,
            text=self.instruction.data or "",
            due_on=self.due_on.data,
        )


class AgencyForm(VersionForm):
    """To which agency an item goes, and when to ask what became of it."""

    agency = LineField(
        _l("Instansi"),
        description=_l("Misalnya Dinas Kesehatan, DPMPTSP, atau Kementerian Agama."),
        validators=[Required(_l("Isi nama instansi yang dituju"))],
    )
    reason = TextField(
        _l("Mengapa dirujuk?"),
        description=_l("Tulis seperti akan dibaca pemohon."),
        validators=[Required(_l("Tulis alasannya, supaya pemohon tahu langkah berikutnya"))],
        longest=2_000,
    )
    follow_up_on = DayField(
        _l("Tanyakan kembali pada"), description=_l("Pada hari itu muncul di daftar tunggu Anda.")
    )

    def validate_follow_up_on(self, field: DayField) -> None:
        if field.data and field.data < office.today():
            raise ValidationError(_l("Isi tanggal hari ini atau sesudahnya"))


class AgencyAnswerForm(VersionForm):
    answer = TextField(
        _l("Jawaban instansi"),
        validators=[Required(_l("Tulis apa yang dijawab instansi itu"))],
    )


class NoteForm(Form):
    text = TextField(
        _l("Catatan baru"), validators=[Required(_l("Tulis catatannya dulu")), without_identity]
    )
    once = OnceField()


class AttachmentForm(Form):
    """A file that the applicant handed in. `accepted` holds it once the form is valid."""

    title = LineField(
        _l("Nama lampiran"),
        description=_l("Misalnya foto tempat usaha."),
        validators=[Required(_l("Beri nama lampiran ini"))],
    )
    file = FileField(
        lazy_pgettext("upload", "Berkas"), description=_l("PDF, JPG, atau PNG; paling besar 15 MB.")
    )
    once = OnceField()

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(_l("Pilih berkasnya"))
        try:
            self.accepted = uploads.accept(field.data)
        except uploads.Refused as refused:
            raise ValidationError(str(refused)) from None
        finally:
            field.data.close()  # A large one lies in a temporary file.


class PapersForm(VersionForm):
    """The checklist: one question a paper, and a line for a paper outside it."""

    questions: list[Field]
    further = LineField(_l("Berkas lain yang diterima"))

    def states(self, case: Case) -> Mapping[UUID, PaperState]:
        return {
            paper.uuid: self[paper_field(paper.uuid)].data
            for paper in case.papers
            if self[paper_field(paper.uuid)].data is not None
        }


def paper_field(paper_uuid: UUID) -> str:
    return f"paper_{paper_uuid.hex}"


def papers_form(case: Case, *, blank: bool = False) -> PapersForm:
    """The checklist of this case; `blank` shows it as kept, whatever was just sent."""
    questions = {
        paper_field(paper.uuid): MemberField(paper.title, PaperState, default=paper.state)
        for paper in case.papers
    }
    form_class: type[PapersForm] = type("PapersOfCase", (PapersForm,), questions)
    form = form_class(formdata=None) if blank else form_class()
    form.questions = [form[name] for name in questions]
    return form
