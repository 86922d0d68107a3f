"""What is said about rounds: why something was refused, and what the journal tells."""

from flask_babel import lazy_gettext as _l

from intranet.allocations.rounds.refusals import Why
from intranet.words import name, name_actions

name(
    {
        Why.NO_ROUND: _l("Layanan ini tidak memilih penerima lewat putaran seleksi."),
        Why.PERIOD_ENDED: _l("Periode ini sudah diakhiri."),
        Why.QUOTA_NOT_SET: _l("Kuota belum ditetapkan. Tetapkan kuota lebih dahulu."),
        Why.NO_FREE_PLACE: _l("Semua %(places)s tempat sudah terisi, jadi tidak ada yang dibagi."),
        Why.STANDING: _l(
            "Putaran %(number)s masih berlaku. Putaran lain baru dapat dibuat setelah kepala dinas "
            "membatalkannya dengan alasan."
        ),
        Why.NOBODY: _l("Belum ada permohonan terbuka tanpa tempat pada periode ini."),
        Why.NOBODY_ELIGIBLE: _l(
            "Dari %(number)s permohonan belum ada yang memenuhi syarat, jadi tidak ada daftar yang "
            "dapat dibekukan."
        ),
        Why.OTHER_RULES: _l(
            "Permohonan diputus menurut %(versions)s versi aturan, sehingga nilainya tidak dapat "
            "dibandingkan. Centang “Putuskan semua menurut aturan hari ini”, lalu bekukan lagi."
        ),
        Why.CHANGED: _l(
            "Putaran ini baru saja diubah orang lain. Tidak ada yang disimpan; periksa keadaan "
            "terbarunya."
        ),
        Why.NO_DRAW_NEEDED: _l("Tidak ada nilai yang sama, jadi undian tidak diperlukan."),
        Why.TOO_SOON_TO_DRAW: _l(
            "Nilai sumber undian harus terbit sesudah hari pengumuman, dan baru dicatat mulai hari "
            "itu (%(day)s)."
        ),
        Why.DRAW_NEEDED: _l(
            "Undian diperlukan: urutan sebagian pemohon belum dapat ditentukan (%(ties)s)."
        ),
        Why.VALUES: _l("Nilai sumber undian tidak terbaca. Tulis persis seperti yang terbit."),
        Why.SCORES_MISSING: _l("Penilaian tim belum lengkap: kurang %(number)s nilai."),
        Why.INFEASIBLE: _l("%(says)s"),
        Why.OWN_HAND: _l(
            "Yang membekukan, mengumumkan, mengundi, atau mengusulkan putaran ini tidak menyetujui "
            "sendiri. Persetujuan harus oleh orang lain."
        ),
        Why.AWAITS_BUDGET: _l(
            "Menunggu kepastian APBD. Hasil baru dapat disetujui setelah anggaran dipastikan."
        ),
        Why.QUOTA_LOWERED: _l(
            "Tempat yang kosong tinggal %(free)s, sedangkan yang diusulkan %(wanted)s. Batalkan "
            "putaran ini, lalu bekukan daftar baru."
        ),
        Why.SEATS_TAKEN_UP: _l(
            "Sudah ada penerima yang menerima tempatnya, jadi putaran ini tidak dapat dibatalkan."
        ),
    }
)
name_actions(
    {
        "round_frozen": _l(
            "Daftar {programme} putaran {number} dibekukan: {eligible} pemohon memenuhi syarat, "
            "{others} tidak; {list_hash}"
        ),
        "round_announced": _l(
            "Undian {programme} putaran {number} diumumkan; nilai sumber terbit {draw_on}"
        ),
        "round_drawn": _l("Undian {programme} putaran {number} dilakukan: {key_string}"),
        "round_scored": _l(
            "Nilai dari {member} untuk {programme} putaran {number} dicatat: {scores} pemohon"
        ),
        "round_proposed": _l(
            "Hasil {programme} putaran {number} diusulkan: {chosen} terpilih, {reserve} cadangan, "
            "{unfilled} tempat kosong"
        ),
        "round_approved": _l("Hasil {programme} putaran {number} disetujui: {chosen} penerima"),
        "round_annulled": _l("Putaran {number} {programme} dibatalkan: {reason}"),
        "application_opened_again": _l("Permohonan {key} untuk {programme} terbuka kembali"),
        "round_paper_drafted": _l("Naskah {paper} untuk putaran {number} {programme} disusun"),
    }
)
