"""Letters to banks."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind

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

KINDS: tuple[Kind, ...] = (BANK_REFERRAL,)
