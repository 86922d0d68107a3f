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
    }
)
# In a call of its own: ChoiceMethod.NONE is the same key to Python as FundingSource.NONE.
name(
    {
        ChoiceMethod.NONE: _l("Tanpa pemilihan"),
        ChoiceMethod.FIRST_COME: _l("Siapa cepat"),
        ChoiceMethod.SEQUENCE: _l("Urutan permohonan"),
        ChoiceMethod.RANKING: _l("Urutan nilai"),
        ChoiceMethod.CLUSTERS: _l("Urutan nilai dengan jatah klaster"),
        ChoiceMethod.DRAW: _l("Undian"),
        ChoiceMethod.TEAM: _l("Penilaian tim"),
    }
)
name_actions(
    {
        "programmes_installed": _l("{number} layanan bawaan dipasang"),
        "periods_installed": _l("{number} periode layanan bawaan dibuat: {periods}"),
        "programme_added": _l("Layanan {name} dibuat"),
        "programme_changed": _l("Layanan {name} diubah: {fields}"),
        "programme_closed": _l("Layanan {name} ditutup"),
        "programme_reopened": _l("Layanan {name} dibuka kembali"),
        "period_added": _l("Periode {programme} dibuat"),
        "period_changed": _l("Periode {programme} diubah: {fields}"),
        "period_ended": _l("Periode {programme} diakhiri: {reason}"),
        "period_budget_confirmed": _l(
            "Anggaran {programme} dipastikan {on} dengan dokumen {document}: {amount}"
        ),
        "period_budget_taken_back": _l(
            "Kepastian anggaran {programme} (dokumen {document}) ditarik: {reason}"
        ),
        "stages_added": _l("Tahapan {programme}: {stages}"),
        "stage_added": _l("Tahapan {stage} ditambahkan pada {programme}"),
        "stage_changed": _l("Tahapan {stage} pada {programme} diubah"),
        "stage_moved": _l("Urutan tahapan {stage} pada {programme} diubah"),
        "stage_done": _l("Tahapan {stage} pada {programme} selesai"),
        "stage_undone": _l("Tahapan {stage} pada {programme} belum selesai"),
        "stage_removed": _l("Tahapan {stage} dihapus dari {programme}"),
        "cluster_terms_set": _l(
            "Jatah {clusters} klaster pada {programme} diatur, paling sedikit {floors} tempat"
        ),
    }
)
