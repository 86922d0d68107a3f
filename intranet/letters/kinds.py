"""The kinds of letters, as data: adding one needs a wording and who drafts it.

The wordings are the starting point of docs; classification codes are those of Permendagri
83/2022 as published in a public seeder, to be confirmed by the office.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SEALED = frozenset({"nik"})
"""Placeholders whose values are never kept in a letter's content."""


@dataclass(frozen=True)
class Kind:
    key: str
    name: LazyString
    classification: str
    """Archive classification code, the first part of the letter's number."""
    subject: str
    wording: str
    redraft_endpoint: str
    """The view, of the feature that drafts this kind, that drafts it anew."""


BANK_REFERRAL = Kind(
    key="bank_referral",
    name=_l("Surat pengantar ke bank"),
    classification="500.3.4",
    subject="Surat Pengantar Permohonan Pembiayaan atas nama {name}",
    redraft_endpoint="banks.redraft_referral",
    wording="""
Sehubungan dengan permohonan pelaku usaha mikro, kecil, dan menengah yang kami terima pada
tanggal {received_on} dengan nomor registrasi {case_number}, dengan ini kami sampaikan data
pelaku usaha sebagai berikut:

- nama: {name}
- NIK: {nik}
- alamat: {address}
- nama usaha: {business}
- bidang usaha/KBLI: {line_of_business}
- NIB: {nib}
- skala usaha: {size}
- mulai usaha: {started_in}
- tujuan pembiayaan: {purpose}
- perkiraan kebutuhan: {amount}

Pelaku usaha tersebut terdaftar pada {office}{fostered} dan berdasarkan hasil verifikasi
administrasi tanggal {verified_on} telah melengkapi dokumen {documents}.

Berkenaan dengan hal tersebut, kami mohon Saudara memproses permohonan tersebut sesuai dengan
ketentuan yang berlaku pada {bank}. Surat pengantar ini bukan merupakan jaminan atau penjaminan
kredit; keputusan pemberian pembiayaan sepenuhnya menjadi kewenangan {bank}. Kami mengharapkan
pemberitahuan hasil permohonan paling lambat {answer_days} hari kerja sejak surat ini diterima
sebagai bahan pembinaan.

Surat pengantar ini berlaku sampai dengan tanggal {valid_until}.

Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.
""",
)

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

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (BANK_REFERRAL, ASPIRATION_FOLLOWED_UP, ASPIRATION_NOT_MET, ASPIRATION_REFERRAL)
}
