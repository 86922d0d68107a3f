"""What journal entries about reports say."""

from flask_babel import lazy_gettext as _l

from intranet.words import name_actions

name_actions(
    {
        "year_exported": _l("Laporan anggaran tahun {year} diunduh: {rows} baris"),
        "needs_exported": _l("Daftar kebutuhan {budget} diunduh: {rows} baris"),
        "needs_printed": _l("Daftar kebutuhan {budget} dicetak: {rows} baris"),
        "dossier_made": _l(
            "Berkas {programme} disusun: {recipients} penerima, {papers} dokumen, {missing} kurang"
        ),
        "dossier_made_with_scans": _l(
            "Berkas {programme} disusun dengan pindaian asli: {recipients} penerima, "
            "{papers} dokumen, {missing} kurang; alasan: {reason}"
        ),
    }
)
