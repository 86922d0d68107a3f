"""What is filled in about who is at the table of a session, and who writes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as PartOfForm
from wtforms import FormField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intranet.accounts.models import User
from intranet.cases.forms import ItemsField
from intranet.choice_fields import options
from intranet.fields import Form, LineField, VersionField
from intranet.forums import queries
from intranet.forums.models import ForumSession
from intranet.forums.sessions.attending import Present, position_of
from intranet.office.models import Official

MOST_OFFICIALS = 30


class OfficialRowForm(PartOfForm):
    """One person at the table: picked from the office's officials, or else typed."""

    official = SelectField(_l("Pejabat dinas ini"), validate_choice=False)
    name = LineField(_l("Nama"))
    position = LineField(_l("Jabatan pada hari itu"))
    agency = LineField(_l("Instansi"))

    def offer(self, offered: dict[str, Official]) -> None:
        self.offered = offered
        names = [(key, f"{one.name}, {position_of(one)}") for key, one in self.offered.items()]
        self.official.choices = options(names, empty=_l("Bukan; ketik di bawah"))

    @property
    def is_empty(self) -> bool:
        return not any(field.data for field in self)

    @property
    def chosen(self) -> Official | None:
        return self.offered.get(self.official.data or "")

    def validate_official(self, field: SelectField) -> None:
        if field.data and self.chosen is None:
            raise ValidationError(_l("Pilih pejabat dari daftar"))

    def validate_name(self, field: LineField) -> None:
        if not self.official.data and not self.is_empty and not field.data:
            raise ValidationError(_l("Isi nama pejabat, atau hapus baris ini"))

    def validate_position(self, field: LineField) -> None:
        if not self.official.data and not self.is_empty and not field.data:
            raise ValidationError(_l("Isi jabatannya pada hari itu"))


class OfficialsForm(Form):
    """Everybody at the table, a row each; one of them presides."""

    version = VersionField()
    rows = ItemsField(FormField(OfficialRowForm), min_entries=1, max_entries=MOST_OFFICIALS)
    presides = LineField(_l("Yang memimpin"), longest=20)
    """The name of a row."""

    def offer(self, offered: Sequence[Official]) -> OfficialsForm:
        self.offered = {str(one.uuid): one for one in offered}
        for row in self.rows:
            row.form.offer(self.offered)
        return self

    def show(self, session: ForumSession) -> None:
        """Fill in who is known to be there."""
        self.version.data = session.version
        rows = [
            {"official": str(one.official.uuid)}
            if one.official
            else {"name": one.name, "position": one.position, "agency": one.agency}
            for one in session.officials
        ]
        self.rows.process(None, rows)
        self.offer(list(self.offered.values()))
        for row, one in zip(self.rows, session.officials, strict=False):
            if one.presides:
                self.presides.data = row.name

    @property
    def may_add(self) -> bool:
        return len(self.rows) < MOST_OFFICIALS

    def add_row(self) -> None:
        if self.may_add:
            self.rows.append_entry().form.offer(self.offered)

    def remove_row(self, row_name: str) -> None:
        """Take the row called e.g. `rows-2` away; an empty one stays where it was the last."""
        self.rows.entries = [row for row in self.rows.entries if row.name != row_name]
        if not self.rows.entries:
            self.add_row()

    def validate_rows(self, field: ItemsField) -> None:
        seen: set[str] = set()
        for row in field:
            key = row.form.official.data
            if key and key in seen:
                row.form.official.errors = [_("Pejabat ini sudah ada di atas")]
                raise ValidationError(_l("Hapus pejabat yang tertulis dua kali"))
            seen.add(key)

    def to_present(self) -> list[Present]:
        """Rows that were left empty are passed over."""
        return [
            Present(
                official=row.form.chosen,
                name=row.form.name.data or "",
                position=row.form.position.data or "",
                agency=row.form.agency.data or "",
                presides=self.presides.data == row.name,
            )
            for row in self.rows
            if not row.form.is_empty
        ]


class ScribesForm(Form):
    version = VersionField()
    scribes = SelectMultipleField(
        _l("Pencatat"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    def offer(self, staff: Sequence[User]) -> ScribesForm:
        self.staff = {str(user.uuid): user for user in staff}
        self.scribes.choices = options((key, user.name) for key, user in self.staff.items())
        return self

    def validate_scribes(self, field: SelectMultipleField) -> None:
        if any(key not in self.staff for key in field.data or []):
            raise ValidationError(_l("Pilih pencatat dari daftar"))

    def to_uuids(self) -> set[UUID]:
        return {UUID(key) for key in self.scribes.data or []}


def officials_on_offer(session: ForumSession) -> list[Official]:
    """Who holds a post of the office on the session's day, and who was noted before."""
    found = queries.officials_of(session.held_on)
    noted = [one.official for one in session.officials if one.official]
    return found + [one for one in noted if one not in found]
