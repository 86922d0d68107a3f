"""Letters about study visits and training."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind

VISIT_INVITATION = Kind(
    key="study_visit_invitation",
    name=_l("Undangan studi banding"),
    classification="500.3.6",
    subject="Undangan Studi Banding ke {destination}",
    redraft_endpoint="study_visits.redraft_invitation",
    wording="""
Dalam rangka {purpose}, dengan hormat kami mengundang Saudara sebagai peserta {period} untuk
mengikuti studi banding yang dilaksanakan pada:

- hari, tanggal: {days}
- waktu berkumpul: {meets_at}
- tempat berkumpul: {meeting_point}
- tujuan: {destination}
- tuan rumah: {host}
- transportasi: {transport}

Mengingat pentingnya acara tersebut, mohon hadir tepat waktu dengan membawa kartu tanda penduduk.
Apabila berhalangan, mohon segera memberi tahu kami agar tempat Saudara dapat diteruskan kepada
peserta berikutnya. {contact}

Demikian disampaikan. Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.
""",
)

KINDS: tuple[Kind, ...] = (VISIT_INVITATION,)
