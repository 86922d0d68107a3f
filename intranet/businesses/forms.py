"""What is asked about a business, and what to do when an answer cannot be right."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField, ValidationError

from intranet.businesses import identifiers, queries, size
from intranet.businesses.licence_forms import LicenceRow
from intranet.businesses.models import Business, ProductCategory, SizeBasis
from intranet.businesses.services import BusinessDetails
from intranet.choice_fields import MemberField, YesNoField
from intranet.choice_fields import options as offer
from intranet.fields import (
    Form,
    LineField,
    MonthField,
    OnceField,
    Required,
    RupiahField,
    TextField,
    VersionField,
)
from intranet.office import queries as office
from intranet.people.forms import IdentifierField, PersonFields, VillageField

CHOOSE = _l("Belum ditanyakan")
MOST_LICENCES = 20


class ClusterField(SelectField):
    """One of the office's clusters, by UUID; `data` is its id or None."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, coerce=str, validate_choice=False, **kwargs)
        self.clusters = {str(cluster.uuid): cluster for cluster in queries.clusters()}
        named = [(key, cluster.name) for key, cluster in self.clusters.items()]
        self.choices = offer(named, empty=CHOOSE)

    def process_data(self, value: Any) -> None:
        self.data = next((k for k, cluster in self.clusters.items() if cluster.id == value), "")

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in self.clusters:
            raise ValidationError(_l("Pilih klaster dari daftar"))

    @property
    def cluster_id(self) -> int | None:
        return self.clusters[self.data].id if self.data else None


class BusinessFields(Form):
    """The questions about a business, shared by registering and correcting."""

    business_name = LineField(
        _l("Nama usaha"), validators=[Required(_l("Isi nama usaha, misalnya Kopi Bubuk Argopuro"))]
    )
    category = MemberField(_l("Jenis produk"), ProductCategory, empty=CHOOSE)
    cluster = ClusterField(_l("Klaster"))
    kbli = IdentifierField(
        _l("KBLI"),
        identifiers.read_kbli,
        _l("Isi kode KBLI 5 digit, misalnya 10761"),
        description=_l("Lima digit, misalnya 10761 untuk pengolahan kopi."),
    )
    kbli_edition = SelectField(
        _l("Edisi KBLI"),
        choices=offer([("2025", "KBLI 2025"), ("2020", "KBLI 2020")]),
        default="2025",
        validate_choice=False,
    )
    business_address = LineField(_l("Alamat usaha"), description=_l("Jalan, dusun, RT/RW."))
    business_village = VillageField(
        _l("Desa/kelurahan tempat usaha"),
        validators=[Required(_l("Pilih desa atau kelurahan tempat usaha"))],
    )
    started_on = MonthField(_l("Mulai usaha"), description=_l("Bulan dan tahun."))
    capital = RupiahField(
        _l("Modal usaha"), description=_l("Tanpa tanah dan bangunan tempat usaha.")
    )
    annual_sales = RupiahField(
        _l("Hasil penjualan setahun"), description=_l("Omzet dua belas bulan terakhir.")
    )
    size_basis = MemberField(
        _l("Dasar skala usaha"), SizeBasis, empty=_l("Hasil penjualan tahunan (bawaan)")
    )
    size_reason = LineField(_l("Alasan memilih dasar ini"))
    has_nib = YesNoField(_l("Punya NIB?"))
    nib = IdentifierField(_l("NIB"), identifiers.read_nib, _l("Isi NIB 13 digit, angka saja"))
    has_npwp = YesNoField(_l("Punya NPWP?"))
    npwp = IdentifierField(
        _l("NPWP"), identifiers.read_npwp, _l("Isi NPWP 15 atau 16 digit, angka saja")
    )
    bank_account = IdentifierField(
        _l("Nomor rekening"),
        identifiers.read_bank_account,
        _l("Isi nomor rekening 10 sampai 16 digit, angka saja"),
    )
    is_leading = BooleanField(_l("Usaha unggulan"))
    description = TextField(_l("Keterangan"), longest=2000)

    def validate_started_on(self, field: MonthField) -> None:
        if field.data and field.data > office.today():
            raise ValidationError(_l("Bulan mulai usaha tidak mungkin setelah bulan ini"))

    def validate_kbli_edition(self, field: SelectField) -> None:
        if field.data not in {"2020", "2025"}:
            raise ValidationError(_l("Pilih edisi KBLI dari daftar"))

    def validate_nib(self, field: IdentifierField) -> None:
        if field.data and self.has_nib.data is False:
            raise ValidationError(_l("Kosongkan nomor NIB, atau pilih bahwa usaha punya NIB"))

    def validate_npwp(self, field: IdentifierField) -> None:
        if field.data and self.has_npwp.data is False:
            raise ValidationError(_l("Kosongkan nomor NPWP, atau pilih bahwa usaha punya NPWP"))

    def validate_size_reason(self, field: LineField) -> None:
        if self.size_basis.data and self.assessment().differs and not field.data:
            raise ValidationError(_l("Isi alasan memilih dasar ini; modal dan penjualan berbeda"))

    def assessment(self) -> size.Assessment:
        """The size class that follows from what is typed so far."""
        return size.assess(self.capital.data, self.annual_sales.data, self.size_basis.data)

    def doubts(self) -> list[identifiers.NumberDoubt]:
        return identifiers.npwp_doubts(self.npwp.data) if self.npwp.data else []

    def to_business(self, on_record: Business | None = None) -> BusinessDetails:
        """Sealed numbers left empty stay as they are `on_record`, unless there is none now."""
        npwp: str | None = self.npwp.data
        account: str | None = self.bank_account.data
        if on_record:
            npwp = npwp or (None if self.has_npwp.data is False else on_record.npwp)
            account = account or on_record.bank_account
        return BusinessDetails(
            name=self.business_name.data or "",
            village_code=self.business_village.data,
            description=self.description.data or "",
            address=self.business_address.data or "",
            category=self.category.data,
            cluster_id=self.cluster.cluster_id,
            kbli=self.kbli.data,
            kbli_edition=int(self.kbli_edition.data) if self.kbli.data else None,
            started_on=self.started_on.data,
            capital=self.capital.data,
            annual_sales=self.annual_sales.data,
            size_basis=self.size_basis.data,
            size_reason=self.size_reason.data if self.size_basis.data else None,
            has_nib=True if self.nib.data else self.has_nib.data,
            nib=self.nib.data,
            has_npwp=True if npwp else self.has_npwp.data,
            npwp=npwp,
            bank_account=account,
            is_leading=self.is_leading.data,
        )


class BusinessForm(BusinessFields):
    """Correcting a business. NPWP and account number left empty stay as they are."""

    version = VersionField()

    @classmethod
    def of(cls, business: Business) -> BusinessForm:
        return cls(
            data={
                "business_name": business.name,
                "category": business.category,
                "cluster": business.cluster_id,
                "kbli": business.kbli,
                "kbli_edition": str(business.kbli_edition or 2025),
                "business_address": business.address,
                "business_village": business.village_code,
                "started_on": business.started_on,
                "capital": business.capital,
                "annual_sales": business.annual_sales,
                "size_basis": business.size_basis,
                "size_reason": business.size_reason,
                "has_nib": business.has_nib,
                "nib": business.nib,
                "has_npwp": business.has_npwp,
                "is_leading": business.is_leading,
                "description": business.description,
                "version": business.version,
            }
        )


class RegistrationForm(PersonFields, BusinessFields):
    """A person and their business on one screen.

    The person's questions are left out where the person is known (`ask_business_alone`); the
    business's go unheard where there is no business yet.
    """

    once = OnceField()
    has_no_business = BooleanField(
        _l("Belum punya usaha"), description=_l("Hanya orangnya yang didaftarkan.")
    )
    licences = FieldList(FormField(LicenceRow), max_entries=MOST_LICENCES)
    is_checked = BooleanField(_l("Sudah saya periksa, ini orang atau usaha lain"))

    def ask_business_alone(self) -> None:
        for name in (*names_of(PersonFields), "has_no_business"):
            del self[name]

    @property
    def has_business(self) -> bool:
        return "has_no_business" not in self or not self.has_no_business.data

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.has_business:
            for name in names_of(BusinessFields):
                self[name].errors = []
            for row in self.licences:
                for field in row.form:
                    field.errors = []
        return not any(field.errors for field in self)

    def change_rows(self, act: str) -> None:
        """Add an empty row for a licence, or take away the row that `act` names."""
        if act == "add_licence":
            if len(self.licences) < MOST_LICENCES:
                self.licences.append_entry()
            return
        kept = [row.data for row in self.licences if act != f"remove_{row.name}"]
        while self.licences.entries:
            self.licences.pop_entry()
        for data in kept:
            self.licences.append_entry(data)

    def filled_licences(self) -> list[LicenceRow]:
        return [row.form for row in self.licences if not row.form.is_empty]


def names_of(form: type[Form]) -> list[str]:
    """The names of a form's own questions."""
    return [name for name in dir(form) if hasattr(getattr(form, name), "_formfield")]
