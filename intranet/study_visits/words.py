"""What attendance and visits are called, and the journal's sentences about them."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.study_visits.models import Attendance, VisitState
from intranet.words import name, name_actions

name(
    {
        VisitState.PLANNED: _lp("visit", "Direncanakan"),
        VisitState.CALLED_OFF: _lp("visit", "Batal"),
        Attendance.PRESENT: _lp("attendance", "Hadir"),
        Attendance.REPRESENTED: _lp("attendance", "Diwakili"),
        Attendance.ABSENT: _lp("attendance", "Tidak hadir"),
    }
)
name_actions(
    {
        "visit_planned": _l("{visit} direncanakan"),
        "visit_corrected": _l("Rencana {visit} diubah"),
        "visit_called_off": _l("{visit} dibatalkan: {reason}"),
        "visit_reported": _l("Laporan {visit} ditulis"),
        "participant_joined": _l("{key} menjadi peserta {visit}"),
        "participant_left": _l("{key} tidak ikut {visit}: {reason}"),
        "participant_invited": _l("Undangan {visit} untuk {key} disusun"),
        "attendance_recorded": _l("Kehadiran {key} pada {visit}: {attendance}"),
        "attendance_corrected": _l(
            "Kehadiran {key} pada {visit} diubah dari {before} menjadi {attendance}"
        ),
        "participant_result_written": _l("Hasil {visit} untuk {key} ditulis"),
        "visit_photo_added": _l("Foto {visit} ditambahkan"),
        "visit_photo_removed": _l("Foto {visit} dihapus"),
        "visit_photo_opened": _l("Foto {visit} dibuka"),
        "visit_expense_booked": _l("Biaya {visit} dicatat"),
        "participants_printed": _l("Daftar hadir {visit} dicetak: {rows} peserta"),
        "participants_exported": _l("Daftar peserta {visit} diunduh: {rows} peserta"),
        "visit_report_printed": _l("Laporan {visit} dicetak: {rows} peserta"),
    }
)
