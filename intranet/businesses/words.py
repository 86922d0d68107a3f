"""What the codes of businesses are called on screen."""

from flask_babel import lazy_gettext as _l

from intranet.businesses.identifiers import NumberDoubt
from intranet.businesses.models import (
    AidKind,
    LicenceKind,
    MarketEvidenceKind,
    ProductCategory,
    SizeBasis,
    SizeClass,
)
from intranet.businesses.switching.fates import Fate
from intranet.businesses.switching.matching import Reason
from intranet.businesses.switching.models import ListKind, ListState
from intranet.businesses.switching.services import Obstacle, Scope
from intranet.words import name, name_actions

name(
    {
        SizeClass.MICRO: _l("Mikro"),
        SizeClass.SMALL: _l("Kecil"),
        SizeClass.MEDIUM: _l("Menengah"),
        SizeClass.LARGE: _l("Besar"),
        SizeBasis.CAPITAL: _l("Modal usaha"),
        SizeBasis.SALES: _l("Hasil penjualan tahunan"),
        ProductCategory.FOOD: _l("Makanan"),
        ProductCategory.DRINK: _l("Minuman"),
        ProductCategory.CRAFT: _l("Kriya"),
        ProductCategory.FASHION: _l("Fesyen"),
        ProductCategory.HOUSEHOLD: _l("Peralatan rumah tangga"),
        ProductCategory.FARMING: _l("Pertanian"),
        ProductCategory.SERVICE: _l("Jasa"),
        ProductCategory.TRADE: _l("Perdagangan"),
        ProductCategory.OTHER: _l("Lainnya"),
        LicenceKind.PIRT: _l("PIRT"),
        LicenceKind.BPOM: _l("BPOM MD/ML"),
        LicenceKind.HALAL: _l("Sertifikat halal"),
        LicenceKind.SLHS: _l("SLHS"),
        LicenceKind.TRADEMARK: _l("Merek"),
        LicenceKind.PBG: _l("PBG (dahulu IMB)"),
        LicenceKind.SNI: _l("SNI"),
        LicenceKind.OTHER: _l("Izin lain"),
    }
)
# In a call of its own: AidKind.OTHER is the same key to Python as LicenceKind.OTHER.
name(
    {
        AidKind.EQUIPMENT: _l("Bantuan alat"),
        AidKind.BPOM_SUBSIDY: _l("Subsidi BPOM"),
        AidKind.BPUM: _l("BPUM"),
        AidKind.STUDY_VISIT: _l("Studi banding"),
        AidKind.TRAINING: _l("Pelatihan"),
        AidKind.OTHER: _l("Bantuan lain"),
        MarketEvidenceKind.ORDER: _l("Pesanan"),
        MarketEvidenceKind.CONTRACT: _l("Kontrak"),
        MarketEvidenceKind.SALES_RECORD: _l("Catatan penjualan"),
        NumberDoubt.NPWP_CHECK_DIGIT: _l(
            "Angka periksa NPWP tidak cocok. Cocokkan dengan kartunya"
        ),
        NumberDoubt.PIRT_OLD_FORM: _l(
            "Nomor PIRT 12 angka adalah bentuk lama. Tanyakan nomor barunya"
        ),
        NumberDoubt.PIRT_OTHER_REGENCY: _l("Nomor PIRT diterbitkan kabupaten atau kota lain"),
        NumberDoubt.PIRT_EXPIRED: _l("Menurut dua angka terakhirnya, PIRT ini sudah habis"),
        NumberDoubt.PIRT_YEAR_DIFFERS: _l("Tahun habis berbeda dari dua angka terakhir nomor PIRT"),
    }
)
# The lists that were kept before Loket.
name(
    {
        ListKind.OWN_AID: _l("Bantuan, kunjungan, dan pelatihan dari kantor ini"),
        ListKind.OTHER_AGENCIES: _l("Penerima bantuan dari instansi lain"),
        ListState.OPEN: _l("Belum diambil"),
        ListState.TAKEN: _l("Sudah diambil"),
        ListState.DROPPED: _l("Tidak dipakai"),
        Fate.NEW: _l("Akan dicatat"),
        Fate.TO_CHOOSE: _l("Perlu dipilih"),
        Fate.MISTAKEN: _l("Perlu diperbaiki"),
        Fate.REFUSED: _l("Ditolak"),
        Fate.UNKNOWN: _l("Tidak ada di register"),
        Fate.ALREADY: _l("Sudah tercatat"),
        Fate.TWIN: _l("Baris kembar"),
        Fate.SKIPPED: _l("Dilewati"),
        Reason.NOBODY: _l("Orang atau usaha ini tidak ada di register."),
        Reason.NO_BUSINESS: _l("Orangnya terdaftar, tetapi usahanya belum."),
        Reason.SEVERAL: _l("Ada beberapa usaha yang cocok."),
        Reason.NIK_UNKNOWN: _l(
            "NIK ini tidak ada di register; nama atau NIB-nya cocok dengan usaha lain."
        ),
        Reason.ONLY_ALIKE: _l("Namanya hanya mirip."),
        Reason.WITHOUT_VILLAGE: _l("Namanya sama, tetapi desanya berbeda atau tidak ditulis."),
    }
)
# In calls of their own: some codes are the same keys to Python.
name(
    {
        Scope.NOBODY: _l("Jangan nyatakan lengkap"),
        Scope.MATCHED: _l("Usaha yang ada di daftar ini saja"),
        Scope.ALL: _l("Semua usaha di register"),
    }
)
name(
    {
        Obstacle.CHANGED_MEANWHILE: _l(
            "Daftar ini berubah setelah Anda membukanya. Periksa lagi di bawah, lalu ulangi."
        ),
        Obstacle.NOT_OPEN: _l("Daftar ini sudah diambil atau tidak dipakai lagi."),
        Obstacle.NOTHING_NEW: _l("Tidak ada baris baru untuk dicatat."),
        Obstacle.UNSETTLED_ROWS: _l(
            "Riwayat baru dapat dinyatakan lengkap setelah tidak ada lagi baris yang perlu "
            "dipilih atau diperbaiki."
        ),
    }
)
name_actions(
    {
        "history_list_handed_in": _l("Daftar lama dikirim untuk diperiksa"),
        "history_rows_chosen": _l("Baris daftar lama dipilih: {rows} baris"),
        "history_list_dropped": _l("Daftar lama tidak dipakai"),
        "history_list_taken": _l(
            "Daftar lama diambil: {rows} bantuan, {businesses} usaha, {left} baris ditinggalkan"
        ),
        "histories_completed": _l(
            "Riwayat bantuan {businesses} usaha dinyatakan lengkap sejak {day}"
        ),
        "other_recipients_taken": _l("Penerima bantuan instansi lain dicatat: {rows} baris"),
        "business_registered": _l("Usaha didaftarkan"),
        "business_corrected": _l("Data usaha diubah: {fields}"),
        "licence_added": _l("Izin {kind} ditambahkan"),
        "licence_corrected": _l("Izin {kind} diubah"),
        "licence_removed": _l("Izin {kind} dihapus dari dompet izin"),
        "fostering_begun": _l("Usaha menjadi binaan {agency} sejak {day}"),
        "fostering_ended": _l("Usaha tidak lagi binaan {agency} sejak {day}"),
        "market_evidence_added": _l("Bukti pasar dicatat: {kind}"),
        "market_evidence_removed": _l("Bukti pasar dihapus: {kind}"),
        "aid_recorded": _l("Bantuan yang pernah diterima dicatat: {kind}, {day}"),
        "aid_removed": _l("Catatan bantuan dihapus: {kind}, {day}"),
        "aid_history_completed": _l("Riwayat bantuan dinyatakan lengkap sejak {day}"),
        "cluster_added": _l("Klaster {name} ditambahkan"),
        "cluster_corrected": _l("Klaster {name} diubah"),
        "document_viewed": _l("Dokumen usaha diunduh"),
        "register_exported": _l("Register usaha diekspor: {rows} baris"),
    }
)
