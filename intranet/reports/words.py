"""What journal entries about reports say."""

from flask_babel import lazy_gettext as _l

from intranet.reports.dossier.contents import State, Step
from intranet.words import name, name_actions

name(
    {
        Step.PROPOSAL: _l("Permohonan"),
        Step.VERIFICATION: _l("Verifikasi"),
        Step.SELECTION: _l("Seleksi"),
        Step.DECREE: _l("Penetapan"),
        Step.DELIVERY: _l("Penyerahan"),
        Step.PHOTOS: _l("Foto"),
        Step.MONEY: _l("Anggaran"),
        State.THERE: _l("Ada"),
        State.UNDERWAY: _l("Belum selesai"),
        State.MISSING: _l("Belum ada"),
        State.ELSEWHERE: _l("Di tempat lain"),
    }
)

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
