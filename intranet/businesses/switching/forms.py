"""What is asked when a list is handed in, and before it is taken."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from wtforms import RadioField, ValidationError

from intranet import uploads, workbooks
from intranet.businesses.models import AidKind
from intranet.businesses.switching import headings
from intranet.businesses.switching.models import ListKind
from intranet.businesses.switching.services import Completeness, HandedIn, Scope
from intranet.choice_fields import MemberField, options
from intranet.config import MEGABYTE
from intranet.fields import (
    DayField,
    Form,
    LineField,
    OnceField,
    VersionField,
    without_identity,
)
from intranet.office import queries as office
from intranet.words import choices

LARGEST = 5 * MEGABYTE


class ListForm(Form):
    """A file with a list. `to_list` says what was read, once the form is valid."""

    once = OnceField()
    kind = RadioField(
        _l("Isi daftar"), choices=options(choices(ListKind)), default=ListKind.OWN_AID.value
    )
    file = FileField(
        lazy_pgettext("upload", "Berkas"), description=_l("XLSX atau CSV; paling besar 5 MB.")
    )
    assumed_kind = MemberField(
        _l("Jenis bantuan, bila tidak tertulis di baris"),
        AidKind,
        empty=_l("Tertulis di setiap baris"),
    )
    agency = LineField(
        _l("Instansi pemberi, bila tidak tertulis di baris"),
        description=_l("Hanya untuk penerima bantuan dari instansi lain."),
        validators=[without_identity],
    )

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in {kind.value for kind in ListKind}:
            raise ValidationError(_l("Pilih isi daftar ini"))

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(_l("Pilih berkasnya"))
        try:
            self.content = uploads.within(field.data, LARGEST)
            ending = "xlsx" if self.content.startswith(workbooks.ZIP) else "csv"
            self.file_name = uploads.file_name(field.data, ending)
            self.found = headings.find(workbooks.read(self.content))
        except (uploads.Refused, workbooks.Refused) as refused:
            raise ValidationError(str(refused)) from None
        except headings.NoHeadings:
            raise ValidationError(
                _l(
                    "Judul kolomnya tidak dikenali. Paling sedikit ada kolom Nama, Usaha, NIK, "
                    "atau NIB, dan kolom Tanggal atau Tahun, dalam 15 baris pertama."
                )
            ) from None
        finally:
            field.data.close()  # A large one lies in a temporary file.

    def to_list(self) -> HandedIn:
        return HandedIn(
            kind=ListKind(self.kind.data),
            name=self.file_name,
            content=self.content,
            found=self.found,
            assumed_kind=self.assumed_kind.data,
            agency=self.agency.data or "",
        )


class SeenForm(Form):
    """An act on a list as its user saw it."""

    version = VersionField()


class TakeForm(SeenForm):
    scope = RadioField(
        _l("Riwayat siapa yang lengkap sejak tanggal itu?"),
        choices=options(choices(Scope)),
        default=Scope.NOBODY.value,
    )
    since = DayField(
        _l("Riwayat lengkap sejak"),
        description=_l(
            "Isi hanya bila daftar ini memuat semua bantuan sejak tanggal itu. Sebelum tanggal "
            "ini jumlah bantuan tetap tidak diketahui, bukan nol."
        ),
    )

    def validate_scope(self, field: RadioField) -> None:
        if field.data not in {scope.value for scope in Scope}:
            raise ValidationError(_l("Pilih salah satu dari daftar"))

    def validate_since(self, field: DayField) -> None:
        if field.data and field.data > office.today():
            raise ValidationError(_l("Tanggal tidak mungkin setelah hari ini"))
        if not field.data and self.scope.data in {Scope.MATCHED.value, Scope.ALL.value}:
            raise ValidationError(_l("Isi sejak tanggal berapa riwayat bantuan lengkap"))

    def to_completeness(self) -> Completeness:
        return Completeness(Scope(self.scope.data), self.since.data)
