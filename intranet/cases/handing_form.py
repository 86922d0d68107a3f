"""To whom work is handed: a division, and somebody of it or anybody there."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from intranet.accounts.models import User
from intranet.cases import queries
from intranet.choice_fields import options
from intranet.fields import Form, VersionField
from intranet.office import queries as office


class HandingForm(Form):
    """The division and the officer; what is handed, as its writer saw it."""

    version = VersionField()
    division = SelectField(_l("Diteruskan kepada bidang"), validate_choice=False)
    officer = SelectField(_l("Petugas"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = queries.division_names()
        self.staff: dict[str, User] = {str(user.uuid): user for user in queries.officers()}
        self.divisions = {division.code: division.name for division in office.divisions()}
        self.division.choices = options(self.divisions.items(), empty=_l("Pilih bidang"))
        self.officer.choices = options(
            [
                (key, f"{user.name}, {names.get(user.division_code or '', '')}".rstrip(", "))
                for key, user in self.staff.items()
            ],
            empty=_l("Siapa saja di bidang itu"),
        )

    @property
    def chosen_officer(self) -> User | None:
        return self.staff.get(self.officer.data or "")

    def validate_division(self, field: SelectField) -> None:
        if field.data not in self.divisions:
            raise ValidationError(_l("Pilih bidang yang menangani"))

    def validate_officer(self, field: SelectField) -> None:
        if not field.data:
            return
        if field.data not in self.staff:
            raise ValidationError(_l("Pilih petugas dari daftar"))
        if self.staff[field.data].division_code != self.division.data:
            raise ValidationError(_l("Petugas ini bukan dari bidang itu. Samakan bidangnya"))
