"""What is asked when a taken-down aspiration is put right."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField

from intranet.accounts.models import User
from intranet.choice_fields import options
from intranet.fields import LineField, Required, VersionField, without_identity
from intranet.forums.log import entry_choices
from intranet.forums.log.correcting import Corrected
from intranet.forums.log.entry_forms import SpeakerFields
from intranet.forums.log.masking import home_of
from intranet.forums.log.spoken_wish_forms import AskedForm
from intranet.forums.models import Aspiration


class CorrectionForm(SpeakerFields):
    """An aspiration as it should read, and why. It has as many wishes as it had."""

    asked = FieldList(FormField(AskedForm))
    reason = LineField(
        _l("Mengapa diperbaiki"),
        validators=[Required(_l("Tulis mengapa diperbaiki")), without_identity],
    )
    version = VersionField()

    @classmethod
    def about(cls, aspiration: Aspiration, *, by: User) -> CorrectionForm:
        """The form as it was sent, else as the aspiration reads now."""
        business = aspiration.business
        form = cls(
            speaker=aspiration.speaker,
            village=home_of(aspiration),
            business=business.name if business else aspiration.business_as_told,
            business_uuid=str(business.uuid) if business else "",
            phone=aspiration.phone,
            words=aspiration.words,
            is_confidential=aspiration.is_confidential,
            division=aspiration.division_code,
            version=aspiration.version,
        )
        form.offer_divisions(usual=by.division_code)
        form._show_wishes(aspiration)
        return form

    def _show_wishes(self, aspiration: Aspiration) -> None:
        """Each wish once, whatever a request names; what was sent about it stands there."""
        sent: dict[str, Any] = {
            field.name: field.raw_data[0]
            for row in self.asked
            for field in row.form
            if field.raw_data
        }
        self.asked.entries, self.asked.last_index = [], -1
        for index, item in enumerate(aspiration.items):
            row = self.asked.append_entry().form
            row.request.data = sent.get(f"asked-{index}-request", item.request).strip()
            row.topic.data = sent.get(f"asked-{index}-topic", str(item.topic.uuid))
            offered = dict(entry_choices.topics(aspiration.session))
            offered.setdefault(str(item.topic.uuid), item.topic.name)
            row.topic.choices = options(offered.items())

    def to_corrected(self, aspiration: Aspiration, *, by: User) -> Corrected:
        village, village_as_told = entry_choices.village(
            self.village.data or "", aspiration.session
        )
        if self.village.data == home_of(aspiration):  # A name may be that of several villages.
            village, village_as_told = aspiration.village, aspiration.village_as_told
        business = entry_choices.business(self.business_uuid.data, self.business.data, by=by)
        asked = []
        for row in self.asked:
            topic = entry_choices.topic(row.form.topic.data)
            assert topic is not None
            asked.append((row.form.request.data or "", topic))
        return Corrected(
            speaker=self.speaker.data or "",
            village=village,
            village_as_told=village_as_told,
            business=business,
            business_as_told="" if business else self.business.data or "",
            phone=self.phone.data,
            words=self.words.data or "",
            is_confidential=self.is_confidential.data,
            division_code=self.division_code or self._former_division(aspiration),
            asked=tuple(asked),
        )

    def _former_division(self, aspiration: Aspiration) -> str | None:
        """Who is in charge stays so when a speaker no longer wants to be hidden."""
        return None if self.is_confidential.data else aspiration.division_code
