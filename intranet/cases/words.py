"""What channels, purposes, statuses, acts and the journal entries of cases are called."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from intranet.cases.codes import Channel, PaperState, Purpose, StatementBasis, Status, Urgency
from intranet.cases.course import Act
from intranet.words import name, name_actions

name(
    {
        Channel.IN_PERSON: _l("Datang langsung"),
        Channel.TELEPHONE: _l("Telepon"),
        Channel.WHATSAPP: _l("WhatsApp"),
        Channel.LETTER: lazy_pgettext("channel", "Surat"),
        Channel.FORUM: _l("Forum"),
        Channel.OTHER_AGENCY: _l("Instansi lain"),
        Purpose.MORE_CAPITAL: _l("Tambah modal"),
        Purpose.EQUIPMENT: _l("Alat"),
        Purpose.PACKAGING: _l("Kemasan"),
        Purpose.WIDER_MARKET: _l("Perluasan pasar"),
        Purpose.RAW_MATERIAL: _l("Bahan baku"),
        Purpose.LEGALITY: _l("Legalitas"),
        Purpose.OTHER: _l("Lainnya"),
        Status.RECEIVED: _l("Diterima"),
        Status.VERIFIED: _l("Diverifikasi"),
        Status.DISPOSED: _l("Didisposisikan"),
        Status.FOLLOWED_UP: _l("Ditindaklanjuti"),
        Status.ANSWERED: _l("Ditanggapi"),
        Status.DONE: _l("Selesai"),
        Status.RETURNED: _l("Dikembalikan untuk dilengkapi"),
        Status.REFERRED: _l("Dirujuk ke instansi lain"),
        Status.POSTPONED: _l("Menunggu anggaran"),
        Status.REFUSED: _l("Tidak dapat dipenuhi"),
        Status.CANCELLED: _l("Dibatalkan"),
        PaperState.MISSING: _l("Belum ada"),
        PaperState.ORIGINAL_SEEN: _l("Asli dilihat"),
        PaperState.COPY_RECEIVED: _l("Fotokopi diterima"),
        PaperState.NOT_NEEDED: _l("Tidak perlu"),
        StatementBasis.STATEMENT: _l("Pernyataan pemohon"),
        StatementBasis.DOCUMENT: _l("Dokumen dilihat petugas"),
        Urgency.ORDINARY: _l("Biasa"),
        Urgency.URGENT: _l("Segera"),
        Urgency.VERY_URGENT: _l("Sangat segera"),
        Act.VERIFY: _l("Verifikasi"),
        Act.RETURN: _l("Kembalikan untuk dilengkapi"),
        Act.COMPLETE: _l("Berkas sudah dilengkapi"),
        Act.DISPOSE: _l("Disposisikan"),
        Act.FOLLOW_UP: _l("Mulai tindak lanjut"),
        Act.REFER: _l("Rujuk ke instansi lain"),
        Act.POSTPONE: _l("Tunda sampai ada anggaran"),
        Act.ANSWER: _l("Catat tanggapan"),
        Act.FINISH: _l("Selesaikan"),
        Act.REFUSE: _l("Tidak dapat dipenuhi"),
        Act.CANCEL: _l("Batalkan"),
        Act.REOPEN: _l("Buka kembali"),
    }
)
name_actions(
    {
        "case_opened": _l("Kasus {number} diterima"),
        "case_verified": _l("Kasus diverifikasi"),
        "case_returned": _l("Kasus dikembalikan untuk dilengkapi"),
        "case_completed": _l("Kasus sudah dilengkapi pemohon"),
        "case_disposed": _l("Kasus didisposisikan"),
        "case_followed_up": _l("Tindak lanjut dimulai"),
        "case_postponed": _l("Kasus menunggu anggaran {budget}"),
        "case_answered": _l("Kasus ditanggapi"),
        "case_finished": _l("Kasus selesai"),
        "case_refused": _l("Kasus tidak dapat dipenuhi"),
        "case_cancelled": _l("Kasus dibatalkan"),
        "case_reopened": _l("Kasus dibuka kembali"),
        "case_taken_into_confidence": _l("Kasus dirahasiakan"),
        "item_referred": _l("Permintaan {position} dirujuk ke {agency}"),
        "agency_answered": _l("Jawaban dari {agency} dicatat"),
        "item_corrected": _l("Permintaan {position} dibetulkan"),
        "facts_stated": _l("{number} keterangan dicatat untuk permintaan {position}"),
        "papers_marked": _l("Berkas ditandai: {titles}"),
        "attachment_added": _l("Lampiran ditambahkan"),
        "attachment_downloaded": _l("Lampiran diunduh"),
        "note_written": _l("Catatan ditulis"),
        "receipt_printed": _l("Tanda terima {number} dicetak"),
    }
)
# What each act came to, told once it is done.
DONE = {
    Act.VERIFY: _l("Kasus sudah diverifikasi."),
    Act.RETURN: _l("Kasus dikembalikan untuk dilengkapi."),
    Act.COMPLETE: _l("Kasus kembali masuk antrean verifikasi."),
    Act.DISPOSE: _l("Kasus sudah didisposisikan."),
    Act.FOLLOW_UP: _l("Tindak lanjut dimulai."),
    Act.REFER: _l("Permintaan dirujuk ke instansi lain."),
    Act.POSTPONE: _l("Kasus menunggu anggaran."),
    Act.ANSWER: _l("Tanggapan sudah dicatat."),
    Act.FINISH: _l("Kasus selesai."),
    Act.REFUSE: _l("Keputusan dan alasannya sudah dicatat."),
    Act.CANCEL: _l("Kasus dibatalkan."),
    Act.REOPEN: _l("Kasus dibuka kembali."),
}
# What the reason of an act is asked for as: a label and a hint.
REASON_ASKED = {
    Act.RETURN: (
        _l("Apa yang perlu dilengkapi?"),
        _l("Tulis seperti akan dibaca pemohon: berkas apa, di mana mengurusnya."),
    ),
    Act.POSTPONE: (
        _l("Mengapa menunggu anggaran?"),
        _l("Jangan menjanjikan hasil; cukup katakan anggaran mana yang ditunggu."),
    ),
    Act.ANSWER: (_l("Apa tanggapan dinas?"), _l("Tulis seperti disampaikan kepada pemohon.")),
    Act.FINISH: (
        _l("Apa yang sudah dilakukan?"),
        _l("Tulis hasilnya, supaya jelas bahwa permohonan ini benar-benar dikerjakan."),
    ),
    Act.REFUSE: (
        _l("Mengapa tidak dapat dipenuhi?"),
        _l("Sebutkan syarat mana, dasar aturannya, dan apa yang masih bisa ditempuh."),
    ),
    Act.CANCEL: (
        _l("Mengapa dibatalkan?"),
        _l("Misalnya: pemohon mencabut permohonannya sendiri."),
    ),
    Act.REOPEN: (_l("Mengapa dibuka kembali?"), _l("Tenggat baru dihitung mulai hari ini.")),
}
