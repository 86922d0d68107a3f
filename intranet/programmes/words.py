"""What programmes, their fields and their funding are called on screen."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.programmes.models import (
    BasisKind,
    ChoiceMethod,
    Counted,
    Field,
    FundingSource,
    ProgrammeKind,
)
from intranet.words import name, name_actions

name(
    {
        FundingSource.APBD: _l("APBD"),
        FundingSource.REVISED_APBD: _l("P-APBD"),
        FundingSource.APBN: _l("APBN"),
        FundingSource.OTHER: _l("Sumber lain"),
        FundingSource.NONE: _l("Tanpa anggaran khusus"),
        Field.PRODUCTION: _l("Produksi"),
        Field.PACKAGING: _l("Kemasan"),
        Field.MARKETING: _l("Pemasaran"),
        Field.CAPITAL: _l("Permodalan"),
        Field.LEGALITY: _l("Legalitas"),
        Field.TRAINING: _l("Pelatihan"),
        Field.OTHER: _l("Lainnya"),
        ProgrammeKind.SERVICE: _l("Layanan dengan surat"),
        ProgrammeKind.EQUIPMENT: _l("Bantuan alat"),
        ProgrammeKind.PRODUCT_TEST: _l("Uji dan pendaftaran produk"),
        ProgrammeKind.STUDY_VISIT: _l("Studi banding"),
        ProgrammeKind.TRAINING: _lp("programme", "Pelatihan"),
        ProgrammeKind.CASH: _l("Bantuan uang"),
        BasisKind.REGULATION: _l("Peraturan"),
        BasisKind.GOVERNOR_INSTRUCTION: _l("Instruksi gubernur"),
        BasisKind.REGENT_INSTRUCTION: _l("Instruksi bupati"),
        BasisKind.RPJMD: _l("Prioritas RPJMD"),
        BasisKind.OFFICE_POLICY: _l("Kebijakan dinas"),
        Counted.BUSINESS: _lp("counted", "Usaha"),
        Counted.PRODUCT: _lp("counted", "Produk"),
        Counted.GROUP: _lp("counted", "Kelompok"),
        ChoiceMethod.NONE: _l("Tanpa pemilihan"),
        ChoiceMethod.FIRST_COME: _l("Siapa cepat"),
        ChoiceMethod.SEQUENCE: _l("Urutan permohonan"),
        ChoiceMethod.RANKING: _l("Urutan nilai"),
        ChoiceMethod.CLUSTERS: _l("Urutan nilai dengan jatah klaster"),
        ChoiceMethod.DRAW: _l("Undian"),
        ChoiceMethod.TEAM: _l("Penilaian tim"),
    }
)
name_actions({"programmes_installed": _l("{number} layanan bawaan dipasang")})
