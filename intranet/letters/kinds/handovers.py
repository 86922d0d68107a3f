"""Papers with which equipment changes hands: handover, grant agreement, pact, assignment.

The wordings are our own; which of them the office uses, and what its regulations add, is the
office's to confirm.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind, Layout

EQUIPMENT_HANDOVER = Kind(
    key="equipment_handover",
    name=_l("Berita acara serah terima (BAST)"),
    classification="500.3.3",
    subject="Berita Acara Serah Terima {equipment} kepada {receiver}",
    redraft_endpoint="equipment.redraft_handover",
    layout=Layout.DOCUMENT,
    heading="BERITA ACARA SERAH TERIMA BARANG",
    signs_as="PIHAK KESATU,",
    wording="""
Pada hari ini {day}, bertempat di {place}, kami yang bertanda tangan di bawah ini:

- Nama: {official}
- NIP: {official_nip}
- Jabatan: {official_position}

bertindak untuk dan atas nama {office}, selanjutnya disebut PIHAK KESATU; dan

- Nama: {receiver}
- NIK: {nik}
- Jabatan: {receiver_position}
- Alamat: {address}

bertindak untuk usaha {business}, selanjutnya disebut PIHAK KEDUA.

Berdasarkan {bases}, PIHAK KESATU menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari
PIHAK KESATU, barang yang bersumber dari {funding} sebagai berikut:

{goods}

Jumlah nilai barang seluruhnya {total}.

- PIHAK KEDUA menyatakan: a. {statements}

Demikian berita acara ini dibuat dalam rangkap 2 (dua), masing-masing bermeterai cukup dan
mempunyai kekuatan hukum yang sama.
""",
)

GRANT_AGREEMENT = Kind(
    key="grant_agreement",
    name=_l("Naskah perjanjian hibah (NPHD)"),
    classification="500.3.3",
    subject="Naskah Perjanjian Hibah {equipment} kepada {receiver}",
    redraft_endpoint="equipment.redraft_paper",
    layout=Layout.DOCUMENT,
    heading="NASKAH PERJANJIAN HIBAH DAERAH",
    signs_as="PIHAK KESATU,",
    wording="""
Pada hari ini {day}, bertempat di {place}, kami yang bertanda tangan di bawah ini:

- Nama: {official}
- NIP: {official_nip}
- Jabatan: {official_position}

bertindak untuk dan atas nama {office}, selanjutnya disebut PIHAK KESATU sebagai pemberi hibah; dan

- Nama: {receiver}
- NIK: {nik}
- Jabatan: {receiver_position}
- Alamat: {address}

bertindak untuk usaha {business}, selanjutnya disebut PIHAK KEDUA sebagai penerima hibah.

Berdasarkan {bases}, kedua pihak sepakat mengadakan perjanjian hibah dengan ketentuan sebagai
berikut:

= Pasal 1: Objek hibah

PIHAK KESATU menghibahkan kepada PIHAK KEDUA barang yang bersumber dari {funding}, yaitu:

{goods}

Jumlah nilai barang seluruhnya {total}.

= Pasal 2: Tujuan

Barang tersebut digunakan untuk kegiatan usaha PIHAK KEDUA, yaitu {use}.

= Pasal 3: Kewajiban PIHAK KESATU

1. Menyerahkan barang dalam keadaan baik dan lengkap dengan berita acara serah terima.
2. Memantau penggunaan barang dan membina PIHAK KEDUA.

= Pasal 4: Kewajiban PIHAK KEDUA

1. Menggunakan barang sesuai tujuan hibah dan memeliharanya atas biaya sendiri.
2. Tidak menjual, menyewakan, menjaminkan, atau memindahtangankan barang.
3. Melaporkan penggunaan barang dan hasil usahanya setiap kali diminta PIHAK KESATU.
4. Segera memberitahukan secara tertulis apabila barang rusak, hilang, atau berpindah tempat.

= Pasal 5: Akibat pelanggaran

Apabila barang tidak digunakan sesuai tujuan hibah, PIHAK KESATU dapat meminta barang dikembalikan
sesuai ketentuan peraturan perundang-undangan.

= Pasal 6: Penutup

Hal yang belum diatur disepakati bersama secara tertulis. Perselisihan diselesaikan dengan
musyawarah. Perjanjian ini dibuat dalam rangkap 2 (dua), masing-masing bermeterai cukup dan
mempunyai kekuatan hukum yang sama.
""",
)

INTEGRITY_PACT = Kind(
    key="integrity_pact",
    name=_l("Pakta integritas"),
    classification="500.3.3",
    subject="Pakta Integritas Penerima {equipment} atas nama {receiver}",
    redraft_endpoint="equipment.redraft_paper",
    layout=Layout.DOCUMENT,
    heading="PAKTA INTEGRITAS",
    signs_as="Mengetahui,",
    wording="""
Saya yang bertanda tangan di bawah ini:

- Nama: {receiver}
- NIK: {nik}
- Jabatan: {receiver_position}
- Usaha: {business}
- Alamat: {address}

sebagai calon penerima bantuan {equipment_in_text} yang bersumber dari {funding}, menyatakan
dengan sebenarnya bahwa saya:

1. memberikan data dan dokumen yang benar;
2. tidak memberi dan tidak menjanjikan uang, barang, atau imbalan apa pun kepada siapa pun untuk
   memperoleh bantuan ini;
3. menggunakan bantuan sesuai peruntukannya dan tidak memindahtangankannya;
4. bersedia dipantau dan menyampaikan laporan penggunaan; dan
5. bersedia mengembalikan bantuan dan diproses sesuai ketentuan peraturan perundang-undangan
   apabila pernyataan ini tidak benar atau saya langgar.

Pakta integritas ini dibuat di {place} pada tanggal {dated_on} dalam keadaan sadar dan tanpa
paksaan.
""",
)

ASSIGNMENT = Kind(
    key="assignment",
    name=_l("Surat tugas"),
    classification="500.3.11",
    subject="Surat Tugas Kunjungan Lapangan {equipment} atas nama {receiver}",
    redraft_endpoint="equipment.redraft_paper",
    layout=Layout.DOCUMENT,
    heading="SURAT TUGAS",
    wording="""
- Dasar: {bases}

= MENUGASKAN

Kepada:

{officers}

- Untuk: melakukan kunjungan lapangan kepada {receiver}, usaha {business}, sehubungan dengan bantuan
  {equipment_in_text}
- Tempat: {place}
- Waktu: {when}

Hasil kunjungan dilaporkan secara tertulis kepada pemberi tugas.

Surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.
""",
)

KINDS: tuple[Kind, ...] = (EQUIPMENT_HANDOVER, GRANT_AGREEMENT, INTEGRITY_PACT, ASSIGNMENT)
