"""Papers about who gets a place in a programme."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from intranet.letters.kinds.kind import Kind, Layout

SELECTION_MINUTES = Kind(
    key="selection_minutes",
    name=_l("Berita acara verifikasi dan seleksi"),
    classification="500.3.3",
    subject="Berita Acara Verifikasi dan Seleksi {programme} Tahun {year}",
    redraft_endpoint="allocations.redraft_letter",
    layout=Layout.DOCUMENT,
    heading="Berita Acara Verifikasi dan Seleksi",
    signs_as="Mengetahui,",
    wording="""
Pada hari ini {day_in_words}, bertempat di {place}, kami yang bertanda tangan di bawah ini:

1. {team}

sebagai tim verifikasi dan seleksi {programme} Tahun {year} pada {office} telah memeriksa
permohonan yang masuk dengan hasil sebagai berikut:

- permohonan diperiksa: {examined}
- memenuhi syarat: {eligible}
- tidak memenuhi syarat: {not_eligible}
- belum dapat diputuskan: {undecided}
- kuota: {places}
- cara seleksi: {method}
- aturan yang dipakai: {rules}
- sidik daftar peserta: {list_hash}

{draw}

Berdasarkan hasil tersebut, calon penerima yang kami usulkan untuk ditetapkan adalah sebagai
berikut:

{chosen}

{reserve_intro}

{reserve}

Usulan ini bukan penetapan penerima; penetapan dilakukan oleh pejabat yang berwenang sesuai dengan
ketersediaan anggaran.

Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.
""",
)

RECIPIENTS_DECREE = Kind(
    key="recipients_decree",
    name=_l("Keputusan penetapan penerima"),
    classification="500.3.3",
    subject="Keputusan tentang Penetapan Penerima {programme} Tahun Anggaran {year}",
    redraft_endpoint="allocations.redraft_letter",
    layout=Layout.DECREE,
    heading="Keputusan Kepala {office}",
    about="Penetapan Penerima {programme} Tahun Anggaran {year}",
    wording="""
- Menimbang: a. {considerations}
- Mengingat: 1. {basis}
- Memperhatikan: {minutes}

= MEMUTUSKAN:

- Menetapkan: Keputusan Kepala {office} tentang Penetapan Penerima {programme} Tahun Anggaran
  {year}.
- KESATU: Menetapkan penerima {programme} Tahun Anggaran {year} sejumlah {count} sebagaimana
  tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.
- KEDUA: Bantuan sebagaimana dimaksud dalam Diktum KESATU diberikan dalam bentuk {form} dan
  dipergunakan sesuai dengan peruntukannya.
- KETIGA: Penerima yang mengundurkan diri atau tidak lagi memenuhi syarat diganti {replacement}.
- KEEMPAT: Biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada {funding}.
- KELIMA: Keputusan ini mulai berlaku pada tanggal ditetapkan.
""",
    annex="""
= DAFTAR PENERIMA

{recipients}

{reserve_intro}

{reserve}
""",
)

PLACE_OFFER = Kind(
    key="place_offer",
    name=_l("Pemberitahuan tempat dalam program"),
    classification="500.3.3",
    subject="Pemberitahuan Tempat pada {programme} Tahun {year}",
    redraft_endpoint="allocations.redraft_letter",
    wording="""
Menindaklanjuti permohonan Saudara dengan nomor registrasi {case_number}, dengan ini kami
beritahukan bahwa Saudara memperoleh tempat pada {programme} Tahun {year}{basis}, dengan keterangan
sebagai berikut:

- nama: {name}
- nama usaha: {business}
- tempat: {position}
- bentuk fasilitasi: {form}
- waktu pelaksanaan: {held_on}
- tempat pelaksanaan: {held_at}

{completing}

1. {steps}

{deadline_clause}

{budget_clause}

Demikian disampaikan untuk menjadi perhatian Saudara.
""",
)

KINDS: tuple[Kind, ...] = (SELECTION_MINUTES, RECIPIENTS_DECREE, PLACE_OFFER)


def answer_until(day: str) -> str:
    """The clause of an offer that lapses; `day` as letters write it."""
    return (
        f"Saudara diminta menyatakan kesediaan paling lambat tanggal {day}. Apabila sampai dengan "
        "tanggal tersebut pernyataan Saudara belum kami terima, tempat tersebut ditawarkan kepada "
        "pemohon berikutnya dalam daftar tunggu."
    )
