"""Papers about aid of equipment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind, Layout

EQUIPMENT_RECOMMENDATION = Kind(
    key="equipment_recommendation",
    name=_l("Rekomendasi bantuan alat"),
    classification="500.3.3",
    subject="Rekomendasi Bantuan Alat atas nama {name}",
    redraft_endpoint="equipment.redraft_recommendation",
    layout=Layout.DOCUMENT,
    heading="REKOMENDASI",
    wording="""
- Dasar: a. {bases}
- Menimbang: a. {reasons}

Kepala {office} memberikan rekomendasi kepada:

- nama: {name}
- NIK: {nik}
- alamat: {address}
- nama usaha: {business}
- NIB: {nib}
- tempat usaha: {place}

untuk diusulkan sebagai calon penerima bantuan peralatan berupa {quantity} {unit} {equipment} yang
bersumber dari {funding}.

Rekomendasi ini bukan penetapan penerima. Pemberian bantuan bergantung pada ketersediaan anggaran
dan penetapan pejabat yang berwenang.

Demikian rekomendasi ini dibuat untuk dipergunakan sebagaimana mestinya.
""",
)
MINISTRY_PROPOSAL = Kind(
    key="ministry_proposal",
    name=_l("Usulan bantuan alat ke kementerian"),
    classification="500.3.3",
    subject="Usulan Calon Penerima Bantuan Peralatan Tahun {year}",
    redraft_endpoint="equipment.redraft_batch",
    wording="""
Sehubungan dengan permohonan bantuan peralatan dari pelaku usaha mikro dan kecil yang kami terima,
dengan hormat kami sampaikan usulan calon penerima bantuan peralatan dari {regency} sebanyak
{count} pelaku usaha, sebagaimana daftar terlampir.

Setiap pemohon telah menyerahkan proposal, telah ditinjau di tempat usahanya, dan telah diberi
rekomendasi oleh {office}. {prices}

Usulan ini belum merupakan penetapan penerima. Penetapan sepenuhnya menjadi kewenangan Kementerian.
Kami mengharapkan pemberitahuan atas usulan ini, yang diterima maupun yang belum dapat dipenuhi,
sebagai bahan jawaban kami kepada para pemohon.

Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.
""",
    annex="""
Daftar usulan calon penerima bantuan peralatan

{proposals}
""",
)

KINDS: tuple[Kind, ...] = (EQUIPMENT_RECOMMENDATION, MINISTRY_PROPOSAL)
