"""Forms that take a file with rules."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from wtforms import ValidationError

from intranet import uploads
from intranet.config import MEGABYTE
from intranet.fields import Form, OnceField
from intranet.rulebook import proposals

LARGEST = 5 * MEGABYTE


class RulesFileForm(Form):
    """A workbook or a YAML file. `content` holds it once the form is valid."""

    file = FileField(
        lazy_pgettext("upload", "Berkas"), description=_l("XLSX atau YAML; paling besar 5 MB.")
    )

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(_l("Pilih berkasnya"))
        try:
            self.content = uploads.within(field.data, LARGEST)
            ending = "xlsx" if proposals.is_workbook(self.content) else "yaml"
            self.file_name = uploads.file_name(field.data, ending)
        except uploads.Refused as refused:
            raise ValidationError(str(refused)) from None
        finally:
            field.data.close()  # A large one lies in a temporary file.


class YamlFileForm(RulesFileForm):
    """A YAML file alone: another office's whole rule set."""

    once = OnceField()
    file = FileField(lazy_pgettext("upload", "Berkas"), description=_l("YAML; paling besar 5 MB."))
