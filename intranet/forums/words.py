"""What statuses, answers, promises and the journal entries of forums are called."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from intranet.forums.follow_up.following import Kind
from intranet.forums.follow_up.wish_states import WishState
from intranet.forums.models import PromiseKind, PromiseStanding, ResponseKind, SessionStatus
from intranet.forums.papers.replies import Obstacle
from intranet.forums.scores.scoreboard import Dimension
from intranet.forums.sessions.calendar import Due
from intranet.words import name, name_actions

name(
    {
        SessionStatus.PLANNED: _l("Direncanakan"),
        SessionStatus.LIVE: _l("Berlangsung"),
        SessionStatus.CLOSED: _l("Ditutup"),
        SessionStatus.MINUTED: _l("Sudah dinotulakan"),
        SessionStatus.CALLED_OFF: _l("Tidak jadi"),
        ResponseKind.ANSWERED: _l("Dijawab"),
        ResponseKind.IN_PROCESS: _l("Diproses"),
        ResponseKind.REFERRED: _l("Dirujuk ke OPD lain"),
        ResponseKind.PROPOSED: _l("Diupayakan diusulkan ke anggaran"),
        ResponseKind.NOT_POSSIBLE: _l("Belum dapat dipenuhi"),
        PromiseKind.WORK: _l("Dikerjakan dinas"),
        PromiseKind.REFERRAL: _l("Menunggu OPD lain"),
        PromiseKind.BUDGET: _l("Menunggu anggaran"),
        Dimension.SESSION: lazy_pgettext("forum", "Sesi"),
        Dimension.SUBDISTRICT: _l("Kecamatan"),
        Dimension.TOPIC: _l("Topik"),
        Dimension.AGENCY: _l("Instansi"),
        Dimension.YEAR: _l("Tahun"),
        Kind.UNANSWERED: _l("Belum dijawab"),
        Kind.UNOWNED: _l("Tanpa penanggung jawab"),
        Kind.OVERDUE: _l("Lewat tenggat"),
        Kind.ASK_AFTER: _l("Rujukan perlu ditanyakan"),
        Kind.CASE_CLOSED: _l("Kasus selesai, hasil belum dicatat"),
        Kind.ALL_OPEN: _l("Semua janji terbuka"),
        PromiseStanding.OPEN: _l("Belum ditepati"),
        PromiseStanding.KEPT: _l("Terwujud"),
        PromiseStanding.REFUSED: _l("Belum dapat dipenuhi"),
        PromiseStanding.CARRIED_OVER: _l("Dibawa ke anggaran berikutnya"),
        PromiseStanding.REPLACED: lazy_pgettext("promise", "Diganti jawaban baru"),
        PromiseStanding.WITHDRAWN: _l("Gugur bersama catatannya"),
    }
)
name(  # Apart: texts with a value that another enum has too are one key of a dict.
    {
        Due.NEVER: _l("Belum pernah"),
        Due.DUE: _l("Sudah waktunya"),
        Due.PLANNED: _l("Sudah dijadwalkan"),
        Due.NOT_YET: _l("Belum waktunya"),
        Due.NOT_SET: _l("Jarak belum diatur"),
    }
)
# In a call of its own: members of the same value are the same key to Python.
name(
    {
        Obstacle.NO_ANSWER: _l("Belum ada butir yang dijawab. Catat jawabannya dulu."),
        Obstacle.ALREADY_DRAFTED: _l("Surat ini sudah disusun."),
        Obstacle.SPEAKER_HIDDEN: _l(
            "Penyampai meminta dirahasiakan. Bidang yang menanganinya yang menyusun suratnya."
        ),
        Obstacle.WITHDRAWN: _l("Aspirasi ini sudah ditarik, jadi tidak disurati."),
        Obstacle.NOT_REFERRED: _l("Butir ini tidak sedang dirujuk ke instansi lain."),
        WishState.WAITING: _l("Belum dijawab"),
        WishState.ANSWERED: _l("Sudah dijawab"),
        WishState.IN_PROCESS: _l("Sedang dikerjakan dinas"),
        WishState.REFERRED: _l("Diteruskan ke instansi lain"),
        WishState.PROPOSED: _l("Diupayakan masuk anggaran"),
        WishState.REALISED: _l("Sudah terwujud"),
        WishState.NOT_POSSIBLE: _l("Belum dapat dipenuhi"),
    }
)
name_actions(
    {
        "forums_installed": _l("Forum bawaan dipasang beserta {number} topik"),
        "session_planned": _l("Sesi {number} di {place} direncanakan untuk {day}"),
        "session_changed": _l("Sesi {number} diubah: {fields}"),
        "session_opened": _l("Sesi {number} dibuka"),
        "session_closed": _l("Sesi {number} ditutup dengan {count} aspirasi"),
        "session_reopened": _l("Sesi {number} dibuka kembali: {reason}"),
        "session_called_off": _l("Sesi {number} tidak jadi: {reason}"),
        "session_officials_noted": _l("Pejabat yang hadir di {number} dicatat: {count} orang"),
        "session_scribes_named": _l("Pencatat {number} ditetapkan: {count} orang"),
        "forum_series_added": _l("Forum {name} ditambahkan"),
        "forum_series_changed": _l("Forum {name} diubah: {fields}"),
        "forum_topic_added": _l("Topik aspirasi {name} ditambahkan"),
        "forum_topic_changed": _l("Topik aspirasi {name} diubah: {fields}"),
        "forum_topic_moved": _l("Topik aspirasi {name} pindah ke urutan {number}"),
        "aspiration_taken_down": _l("Aspirasi {number} dicatat, {items} butir"),
        "aspiration_corrected": _l("Catatan aspirasi {number} diperbaiki: {fields}"),
        "aspiration_withdrawn": _l("Aspirasi {number} ditarik: {reason}"),
        "aspiration_joined": _l("Aspirasi {number} ditarik, ganda dengan {other}: {reason}"),
        "aspiration_restored": _l("Aspirasi {number} dipulihkan"),
        "wish_added": _l("Aspirasi {number}: butir {position} ditambahkan"),
        "promise_withdrawn": _l("Janji {number} butir {position} gugur bersama catatannya"),
        "promise_reopened": _l("Janji {number} butir {position} berlaku lagi"),
        "aspiration_answered": _l("Aspirasi {number} butir {position}: {kind}"),
        "promise_made": _l("Janji untuk aspirasi {number} butir {position} dicatat"),
        "promise_entrusted": _l("Penanggung jawab janji {number} butir {position} ditetapkan"),
        "promise_kept": _l("Aspirasi {number} butir {position} terwujud"),
        "promise_refused": _l("Aspirasi {number} butir {position} belum dapat dipenuhi"),
        "promise_carried_over": _l("Aspirasi {number} butir {position} dibawa dari {budget}"),
        "wish_became_case": _l("Aspirasi {number} butir {position} masuk kasus {case_number}"),
        "proposals_exported": _l("Daftar usulan {budget} diunduh: {rows} usulan"),
        "promise_replaced": _l("Janji {number} butir {position} diganti jawaban baru"),
        "minutes_made": _l("Notula {number} edisi {edition} dibuat, {entries} aspirasi"),
        "aspiration_letter_drafted": _l("Konsep surat tentang aspirasi {number} disusun"),
        "paper_forms_printed": _l("Formulir kertas {number} nomor {first} sampai {last} dicetak"),
        "slip_printed": _l("Slip aspirasi {number} dicetak"),
        "slips_printed": _l("Slip {number} dicetak: {slips} lembar"),
        "minutes_downloaded": _l("Notula {number} edisi {edition} diunduh sebagai {format}"),
    }
)
