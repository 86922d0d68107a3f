"""What places, applications, rounds and money are called on screen and in the journal."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.allocations.models import ApplicationState, ExpenseKind, RoundState, SeatState
from intranet.allocations.rounds import round_words  # noqa: F401 (It names its own.)
from intranet.words import name, name_actions

name(
    {
        SeatState.HELD: _l("Disediakan"),
        SeatState.OFFERED: _l("Ditawarkan"),
        SeatState.ACCEPTED: _l("Diterima calon penerima"),
        SeatState.AWARDED: _l("Diberikan"),
        SeatState.RELEASED: _l("Dikembalikan"),
        SeatState.EXPIRED: _l("Penawaran kedaluwarsa"),
    }
)
name(  # Apart: two members of one value are one key.
    {
        ApplicationState.OPEN: _lp("application", "Terbuka"),
        ApplicationState.AWARDED: _lp("application", "Mendapat tempat"),
        ApplicationState.WITHDRAWN: _lp("application", "Tidak dilanjutkan"),
        ApplicationState.ENDED: _lp("application", "Berakhir tanpa tempat"),
        RoundState.FROZEN: _l("Daftar dibekukan"),
        RoundState.ANNOUNCED: _l("Undian diumumkan"),
        RoundState.PROPOSED: _l("Menunggu persetujuan kepala dinas"),
        RoundState.APPROVED: _l("Disetujui"),
        RoundState.ANNULLED: _l("Dibatalkan"),
        ExpenseKind.COMMITMENT: _l("Komitmen"),
        ExpenseKind.REALISATION: _l("Realisasi"),
    }
)
name_actions(
    {
        "quota_set": _l("Kuota {programme} ditetapkan {after} tempat: {reason}"),
        "quota_changed": _l("Kuota {programme} diubah dari {before} menjadi {after}: {reason}"),
        "application_entered": _l("{key} didaftarkan pada {programme}, urutan {place_in_line}"),
        "application_withdrawn": _l("{key} tidak melanjutkan {programme}: {reason}"),
        "application_ended": _l("Permohonan {key} berakhir tanpa tempat: {programme} diakhiri"),
        "place_held": _l("Tempat {place} {programme} disediakan untuk {key}"),
        "place_offered": _l("Tempat {place} {programme} ditawarkan kepada {key}"),
        "place_accepted": _l("{key} menerima tawaran tempat {place} {programme}"),
        "place_awarded": _l("Tempat {place} {programme} diberikan kepada {key}"),
        "place_released": _l("Tempat {place} {programme} dikembalikan oleh {key}: {reason}"),
        "application_passed_over": _l("{key} dilewati untuk tempat {programme}: {reason}"),
        "applications_exported": _l("Daftar permohonan {programme} diekspor: {rows} baris"),
        "place_expired": _l("Tawaran tempat {place} {programme} kepada {key} kedaluwarsa"),
        "expense_booked": _l("{kind} {amount} untuk {programme} dicatat: {description}"),
        "expense_taken_back": _l(
            "{kind} {amount} untuk {programme} ditarik kembali: {description}"
        ),
    }
)
