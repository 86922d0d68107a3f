"""Letters about what was said at a forum."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind

ASPIRATION_FOLLOWED_UP = Kind(
    key="aspiration_followed_up",
    name=_l("Tanggapan atas aspirasi"),
    classification="500.3.11",
    subject="Tanggapan atas Aspirasi dengan Nomor Registrasi {number}",
    redraft_endpoint="forums.redraft_letter",
    wording="""
Menindaklanjuti aspirasi yang Saudara sampaikan pada {event} tanggal {held_on} mengenai
{subjects}, dengan hormat kami sampaikan hal-hal sebagai berikut:

1. {answers}

{completing}

1. {steps}

{objection}

Demikian disampaikan, atas partisipasi Saudara diucapkan terima kasih.
""",
)
ASPIRATION_NOT_MET = Kind(
    key="aspiration_not_met",
    name=_l("Tanggapan atas aspirasi, belum dapat dipenuhi"),
    classification="500.3.11",
    subject="Tanggapan atas Aspirasi dengan Nomor Registrasi {number}",
    redraft_endpoint="forums.redraft_letter",
    wording="""
Menindaklanjuti aspirasi yang Saudara sampaikan pada {event} tanggal {held_on} mengenai
{subjects}, setelah dilakukan penelaahan, permohonan Saudara belum dapat kami penuhi dengan
pertimbangan sebagai berikut:

1. {answers}

{completing}

1. {steps}

{objection}

Demikian disampaikan, atas partisipasi Saudara diucapkan terima kasih.
""",
)
ASPIRATION_REFERRAL = Kind(
    key="aspiration_referral",
    name=_l("Penerusan aspirasi ke instansi lain"),
    classification="500.3.9",
    subject="Penerusan Aspirasi Masyarakat Nomor Registrasi {number}",
    redraft_endpoint="forums.redraft_letter",
    wording="""
Pada {event} tanggal {held_on} di {place} kami menerima aspirasi masyarakat yang menurut tugas
dan fungsinya menjadi kewenangan {agency}, dengan data sebagai berikut:

- nomor registrasi: {number}
- penyampai: {speaker}
- alamat: {address}
- nama usaha: {business}
- pokok aspirasi: {topic}
- isi aspirasi: {request}
- tanggapan pada forum: {answer}

Sehubungan dengan hal tersebut, dengan hormat kami teruskan aspirasi dimaksud untuk ditindaklanjuti
sesuai dengan kewenangan {agency}. {deadline}

Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.
""",
)

KINDS: tuple[Kind, ...] = (ASPIRATION_FOLLOWED_UP, ASPIRATION_NOT_MET, ASPIRATION_REFERRAL)
