"""What aid of equipment is called on screen and in the journal, until it is answered."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from intranet.equipment.models import AidStep, MinistryAnswer
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
