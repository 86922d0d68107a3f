"""What aid of equipment is called on screen and in the journal, from the request to the checks."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.equipment.models import (
    AidStep,
    Condition,
    GrantPaperKind,
    MinistryAnswer,
    ResultMoment,
)
from intranet.equipment.recommending import Obstacle
from intranet.words import name, name_actions

name(
    {
        AidStep.PROPOSED: _lp("equipment", "Diajukan"),
        AidStep.VISITED: _lp("equipment", "Ditinjau"),
        AidStep.RECOMMENDED: _lp("equipment", "Direkomendasikan"),
        AidStep.FORWARDED: _lp("equipment", "Diusulkan ke kementerian"),
        AidStep.GRANTED: _lp("equipment", "Disetujui"),
        AidStep.REFUSED: _lp("equipment", "Belum dapat dipenuhi"),
        AidStep.PROCURED: _lp("equipment", "Alat datang"),
        AidStep.HANDED_OVER: _lp("equipment", "Sudah diserahkan"),
        AidStep.WITHDRAWN: _lp("equipment", "Tidak dilanjutkan"),
    }
)
# Members of the same value would be one and the same key.
name(
    {
        MinistryAnswer.GRANTED: _lp("ministry", "Disetujui"),
        MinistryAnswer.REFUSED: _lp("ministry", "Belum dapat dipenuhi"),
    }
)
name(
    {
        Obstacle.ENDED: _l("Permohonan alat ini sudah berakhir."),
        Obstacle.ANSWERED: _l("Permohonan ini sudah disetujui, jadi tidak perlu rekomendasi."),
        Obstacle.NO_EQUIPMENT: _l("Pilih dulu alatnya dari katalog."),
        Obstacle.NO_VISIT: _l("Tempat usahanya belum ditinjau. Catat dulu hasil tinjauan."),
        Obstacle.ADVISED_AGAINST: _l(
            "Peninjau tidak merekomendasikannya. Rekomendasi baru dapat disusun setelah tinjauan "
            "berikutnya menyatakan lain."
        ),
        Obstacle.NOT_ELIGIBLE: _l(
            "Aturan belum menyatakan permohonan ini memenuhi syarat. Lihat kelayakannya pada kasus."
        ),
        Obstacle.ALREADY_DRAFTED: _l("Rekomendasinya sudah disusun."),
    }
)
name_actions(
    {
        "catalogue_installed": _l("Katalog alat diisi {number} alat bawaan"),
        "catalogue_item_added": _l("{name} ditambahkan ke katalog alat"),
        "catalogue_item_changed": _l("{name} dalam katalog alat diubah: {fields}"),
        "aid_opened": _l("Bantuan alat {key} dibuka dalam {programme}"),
        "aid_equipment_chosen": _l("Alat untuk {key}: {quantity} {equipment}"),
        "aid_visited": _l("{key} sudah ditinjau di tempat usahanya"),
        "aid_recommended": _l("Rekomendasi alat untuk {key} ditandatangani"),
        "aid_forwarded": _l("{key} diusulkan ke kementerian"),
        "aid_granted": _l("Bantuan alat {key} disetujui"),
        "aid_refused": _l("Bantuan alat {key} belum dapat dipenuhi: {reason}"),
        "aid_procured": _l("Alat untuk {key} sudah datang"),
        "aid_handed_over": _l("Alat untuk {key} sudah diserahkan"),
        "aid_withdrawn": _l("Bantuan alat {key} tidak dilanjutkan: {reason}"),
        "aid_proposed": _l("Bantuan alat {key} kembali ke tahap diajukan: {reason}"),
        "aid_recommendation_drafted": _l("Konsep rekomendasi alat untuk {key} disusun"),
        "proposal_form_printed": _l("Proposal alat {key} dicetak"),
        "site_visit_recorded": _l(
            "Tinjauan {key} tanggal {visited_on} dicatat dengan {photos} foto: direkomendasikan"
        ),
        "site_visit_advised_against": _l(
            "Tinjauan {key} tanggal {visited_on} dicatat dengan {photos} foto: tidak "
            "direkomendasikan"
        ),
        "site_visit_printed": _l("Berita acara peninjauan {key} dicetak"),
        "site_photo_seen": _l("Foto peninjauan {key} dibuka"),
        "batch_made": _l("Usulan {batch} ke kementerian disusun: {number} permohonan"),
        "batch_exported": _l("Usulan {batch} ke kementerian diunduh: {rows} baris"),
        "ministry_granted": _l("Kementerian menyetujui {quantity} alat untuk {key}"),
        "ministry_refused": _l("Kementerian belum dapat memenuhi usulan {key}"),
    }
)

# From the delivered machine on.
name(
    {
        Condition.IN_USE: _l("Dipakai"),
        Condition.IDLE: _l("Menganggur"),
        Condition.BROKEN: _l("Rusak"),
        Condition.MOVED: _l("Berpindah tangan atau tempat"),
        Condition.LOST: _l("Hilang"),
        GrantPaperKind.GRANT_AGREEMENT: _l("Naskah perjanjian hibah (NPHD)"),
        GrantPaperKind.INTEGRITY_PACT: _l("Pakta integritas"),
        GrantPaperKind.ASSIGNMENT: _l("Surat tugas"),
        ResultMoment.BEFORE: _l("Sebelum serah terima"),
        ResultMoment.SIX_MONTHS: _l("6 bulan sesudahnya"),
        ResultMoment.TWELVE_MONTHS: _l("12 bulan sesudahnya"),
    }
)
name_actions(
    {
        "equipment_received": _l("{units} unit {item} diterima ({document}), nilai {value}"),
        "equipment_receipt_put_right": _l(
            "Penerimaan {item} dibetulkan: {units} unit, nilai {value} ({document})"
        ),
        "equipment_paid": _l("Pengadaan {item} dibayar: {value}"),
        "equipment_handover_prepared": _l("Serah terima {item} tanggal {held_on} disiapkan"),
        "equipment_handed_over": _l("{item} diserahkan tanggal {held_on} dengan BAST {number}"),
        "equipment_handover_undone": _l(
            "Serah terima {item} tidak berlaku lagi karena BAST {number} dibatalkan"
        ),
        "equipment_awarded": _l("{key} ditetapkan sebagai penerima {programme}"),
        "equipment_paper_drafted": _l("Konsep {kind} untuk {item} disusun"),
        "equipment_handover_photos": _l("{photos} foto serah terima {item} disimpan"),
        "equipment_checked": _l("{item} diperiksa tanggal {day}: {condition}"),
        "equipment_result_recorded": _l("Hasil usaha dengan {item} dicatat: {moment}"),
        "equipment_photo_opened": _l("Foto {item} dibuka"),
    }
)
