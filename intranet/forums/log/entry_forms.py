"""What a scribe fills in about one speaker, and how it is read."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField, SelectField, ValidationError

from intranet import clock
from intranet.accounts.models import User
from intranet.choice_fields import options
from intranet.fields import (
    Form,
    LineField,
    NumberField,
    OnceField,
    Required,
    TextField,
    without_identity,
)
from intranet.forums.log import entry_choices
from intranet.forums.log.spoken_wish_forms import CHOOSE, WishesField, WishForm
from intranet.forums.log.taking_down import Entry
from intranet.forums.models import ForumSession
from intranet.office import queries as office
from intranet.people import identifiers
from intranet.people.forms import IdentifierField

MOST_WISHES = 10
# Never part of what was said: made anew each time the same words are sent.
NOT_TYPED = frozenset({"csrf_token", "once", "spoken_at", "version"})


class SpeakerFields(Form):
    """Who spoke; shared by taking down and correcting."""

    speaker = LineField(
        _l("Penyampai"),
        validators=[Required(_l("Tulis nama penyampai, atau “Tanpa nama”")), without_identity],
    )
    village = LineField(_l("Desa atau kelurahan"), validators=[without_identity])
    business = LineField(_l("Usaha"), validators=[without_identity])
    business_uuid = HiddenField()
    phone = IdentifierField(
        _l("Telepon"),
        identifiers.read_phone,
        _l("Isi nomor telepon Indonesia, misalnya 0812 3456 7890"),
    )
    words = TextField(_l("Kata-kata warga"), validators=[without_identity])
    is_confidential = BooleanField(_l("Rahasiakan penyampai"))
    division = SelectField(_l("Bidang yang menangani"), validate_choice=False)

    def offer_divisions(self, *, usual: str | None) -> None:
        divisions = {division.code: division.name for division in office.all_divisions()}
        if self.division.data is None:
            self.division.data = usual if usual in divisions else ""
        self.division.choices = options(divisions.items(), empty=CHOOSE)

    def validate_division(self, field: SelectField) -> None:
        codes = {division.code for division in office.all_divisions()}
        if self.is_confidential.data and field.data not in codes:
            raise ValidationError(_l("Pilih bidang yang boleh melihat penyampai ini"))

    @property
    def division_code(self) -> str | None:
        return self.division.data if self.is_confidential.data else None


class EntryForm(SpeakerFields):
    """The one screen of a scribe."""

    paper_number = NumberField(_l("Nomor formulir kertas"), least=1, most=9_999)
    wishes = WishesField(FormField(WishForm), min_entries=1, max_entries=MOST_WISHES)
    spoken_at = HiddenField()
    once = OnceField()

    def __init__(self, session: ForumSession | None, by: User | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.offer_divisions(usual=by.division_code if by else None)
        for row in self.wishes:
            row.form.offer(session)
        # What scripts copy for another wish.
        self.another = WishForm(prefix="wishes-N-")
        self.another.offer(session)

    @property
    def may_add(self) -> bool:
        return len(self.wishes) < MOST_WISHES

    def add_wish(self) -> None:
        if self.may_add:
            self.wishes.append_entry().form.offer(self.session)

    def drop_blank_wishes(self) -> None:
        """A wish that was added and not used is no mistake; the first has to be written."""
        first, *others = self.wishes.entries
        self.wishes.entries = [first, *(row for row in others if not row.form.is_blank)]

    def validate(self, extra_validators: Any = None) -> bool:
        is_right: bool = super().validate(extra_validators)
        if self.wishes.has_too_many:
            self.form_errors.append(
                _("Satu entri memuat paling banyak %(most)s butir. Bagi dua.", most=MOST_WISHES)
            )
            return False
        return is_right

    def validate_paper_number(self, field: NumberField) -> None:
        printed = self.session.paper_forms_printed if self.session else 0
        if field.data and printed and field.data > printed:
            message = _(
                "Formulir yang dicetak untuk sesi ini bernomor 1 sampai %(last)s", last=printed
            )
            raise ValidationError(message)

    def to_entry(self, session: ForumSession, *, by: User) -> Entry:
        village, village_as_told = entry_choices.village(self.village.data or "", session)
        business = entry_choices.business(self.business_uuid.data, self.business.data, by=by)
        return Entry(
            key=self.once.data,
            speaker=self.speaker.data or "",
            wishes=tuple(row.form.to_wish() for row in self.wishes),
            spoken_at=self._spoken_at(session),
            words=self.words.data or "",
            village=village,
            village_as_told=village_as_told,
            business=business,
            business_as_told="" if business else self.business.data or "",
            phone=self.phone.data,
            is_confidential=self.is_confidential.data,
            division_code=self.division_code,
            paper_number=self.paper_number.data,
            typed=typed(),
        )

    def _spoken_at(self, session: ForumSession) -> datetime:
        """The device's clock, unless it says a day before the session was held."""
        try:
            told = datetime.fromisoformat(self.spoken_at.data or "")
        except ValueError:
            return clock.now()
        earliest = datetime.combine(session.held_on, time(), UTC) - timedelta(days=1)
        if told.tzinfo is None or told < earliest:
            return clock.now()
        return told


def typed() -> tuple[tuple[str, str], ...]:
    """The fields of this request that somebody filled in."""
    sent = request.form.items(multi=True)
    return tuple((name, value) for name, value in sent if value and name not in NOT_TYPED)
