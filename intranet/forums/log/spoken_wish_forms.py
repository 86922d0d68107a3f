"""What was asked for, and what was answered on the spot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, SelectField, ValidationError
from wtforms import Form as PartOfForm

from intranet.choice_fields import MemberField, options
from intranet.fields import LineField, TextField, without_identity
from intranet.forums.follow_up.answering import Answer
from intranet.forums.follow_up.budget_choices import from_key
from intranet.forums.log import entry_choices
from intranet.forums.log.taking_down import Wish
from intranet.forums.models import ForumSession, ResponseKind

CHOOSE = _l("Pilih salah satu")
# Nothing is chosen to begin with: nobody promises a budget that nobody named.
CHOOSE_BUDGET = _l("Pilih anggaran")


class AskedForm(PartOfForm):
    """One thing asked for."""

    request = TextField(_l("Yang diminta"), longest=2_000, validators=[without_identity])
    topic = SelectField(_l("Topik"), validate_choice=False)

    def validate_request(self, field: TextField) -> None:
        if not field.data:
            raise ValidationError(_l("Tulis apa yang diminta"))

    def validate_topic(self, field: SelectField) -> None:
        if entry_choices.topic(field.data or "") is None:
            raise ValidationError(_l("Pilih topiknya"))


class WishForm(AskedForm):
    """One thing asked for, and what was answered on the spot."""

    kind = MemberField(_l("Jawaban di tempat"), ResponseKind, empty=_l("Belum dijawab"))
    responder = LineField(_l("Dijawab oleh"), validators=[without_identity])
    responder_position = LineField(_l("Jabatan"), validators=[without_identity])
    answer = TextField(_l("Isi jawaban"), longest=5_000, validators=[without_identity])
    budget = SelectField(_l("Anggaran"), validate_choice=False)
    agency = LineField(_l("OPD yang dituju"), validators=[without_identity])

    def offer(self, session: ForumSession | None) -> None:
        """Make these the choices; without a session the page fills them in by itself."""
        self.topic.choices = options(entry_choices.topics(session), empty=CHOOSE)
        self.budget.choices = options(entry_choices.budgets(session), empty=CHOOSE_BUDGET)
        presiding = entry_choices.presiding(session)
        if presiding and self.responder.data is None and not self.responder.raw_data:
            self.responder.data = presiding.name
            self.responder_position.data = presiding.position

    @property
    def is_blank(self) -> bool:
        """Nothing was written; who presides stands there by itself."""
        typed = (self.request, self.topic, self.kind, self.answer, self.agency)
        return not any(field.data for field in typed)

    def validate_kind(self, field: MemberField[ResponseKind]) -> None:
        if self.answer.data and field.data is None and not field.errors:
            raise ValidationError(_l("Pilih macam jawabannya"))

    def validate_responder(self, field: LineField) -> None:
        if self.kind.data and not field.data:
            raise ValidationError(_l("Tulis siapa yang menjawab"))

    def validate_answer(self, field: TextField) -> None:
        if self.kind.data is ResponseKind.NOT_POSSIBLE and not field.data:
            raise ValidationError(_l("Tulis mengapa belum dapat dipenuhi"))
        if self.kind.data is ResponseKind.ANSWERED and not field.data:
            raise ValidationError(_l("Tulis jawabannya"))

    def validate_budget(self, field: SelectField) -> None:
        if self.kind.data is ResponseKind.PROPOSED and from_key(field.data or "") is None:
            raise ValidationError(_l("Pilih anggaran yang dijanjikan"))

    def validate_agency(self, field: LineField) -> None:
        if self.kind.data is ResponseKind.REFERRED and not field.data:
            raise ValidationError(_l("Tulis OPD yang dituju"))

    def to_wish(self) -> Wish:
        topic = entry_choices.topic(self.topic.data)
        assert topic is not None
        return Wish(self.request.data or "", topic, self._to_answer())

    def _to_answer(self) -> Answer | None:
        kind: ResponseKind | None = self.kind.data
        if kind is None:
            return None
        return Answer(
            kind=kind,
            responder=self.responder.data or "",
            responder_position=self.responder_position.data or "",
            words=self.answer.data or "",
            budget=from_key(self.budget.data or "") if kind is ResponseKind.PROPOSED else None,
            agency=(self.agency.data or "") if kind is ResponseKind.REFERRED else "",
        )


class WishesField(FieldList):  # type: ignore[type-arg]  # Generic in the stubs alone.
    """Wishes by number; names that no page of ours sends are passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent: set[int] = set()
        self.type = "FieldList"  # What the error summary looks into.

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        self.sent = set()
        for name in formdata:
            if found := re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,3}})-\w+", name, re.ASCII):
                self.sent.add(int(found[1]))
                yield int(found[1])

    @property
    def has_too_many(self) -> bool:
        """More were sent than are read."""
        return self.max_entries is not None and len(self.sent) > self.max_entries
