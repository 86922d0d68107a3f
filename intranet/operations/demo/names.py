"""Parts of names as they are borne in Jember, put together at random: nobody is meant."""

from __future__ import annotations

from random import Random

from intranet.people.models import Sex


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = {
    Sex.FEMALE: _words(
        """
        Siti Sri Dewi Nur Endang Lilik Wiwik Yuni Rina Fitri Indah Ratna Suparmi
        Sulastri Sumiati Hosniyah Maimunah Buniyah Sunarmi Suhartatik Khusnul Umi
        Lailatul Halimatus Musyarofah Painem Poniti Rukmini Tutik Ummu Insiyah Misnati
        Jumaati Sutini Ernawati Anik Titin Eka Dwi Tri Wahyu Ayu Putri Zulfa Nadia
        Hanifah Ririn Sutatik Rohmah
        """
    ),
    Sex.MALE: _words(
        """
        Slamet Budi Agus Sutrisno Suwarno Joko Bambang Hadi Abdul Ahmad Imam Sahrul
        Misnadi Bunawi Buhari Samsul Mulyono Ponidi Wagiman Sugeng Suyitno Hariyanto
        Moh. Nurhasan Zainul Fathor Hosen Marsuki Tohari Rofiq Eko Dwi Tri Wahyu Andi
        Dedi Rudi Hendra Yusuf Ismail Saiful Lutfi Taufik Matrawi Satuki Holili
        Sudarsono Priyo Gatot Untung
        """
    ),
}
LAST = {
    Sex.FEMALE: _words(
        """
        Aminah Rahayu Lestari Wahyuni Handayani Astuti Hidayati Susanti Kholifah Fatimah
        Maharani Pertiwi Wulandari Mulyani Ningsih Kurniawati Hasanah Jannah Sholehah
        Anggraini Purwanti Setyowati Zubaidah Masruroh Ulfa Utami Sundari Saidah Rofiah
        Khotimah
        """
    ),
    Sex.MALE: _words(
        """
        Santoso Wibowo Setiawan Hidayat Rahman Hakim Prasetyo Kurniawan Saputra Arifin
        Hasan Mahmudi Utomo Supriyadi Nugroho Wijaya Firmansyah Rosyidi Anwar Subagyo
        Hariadi Basri Susanto Effendi Fauzi Muttaqin Huda Widodo Syarif Ridwan Purnomo
        Maulana
        """
    ),
}
ONE_WORD_SHARE = 0.14


def person(random: Random, sex: Sex) -> str:
    first = random.choice(FIRST[sex])
    if random.random() < ONE_WORD_SHARE and not first.endswith("."):
        return first
    names = [first, random.choice(LAST[sex])]
    if random.random() < 0.18:
        names.insert(1, random.choice(FIRST[sex]).rstrip("."))
    return " ".join(dict.fromkeys(names))


def called(name: str, sex: Sex) -> str:
    """As neighbours say it on a signboard: Bu Sri, Pak Slamet."""
    words = [word for word in name.split() if not word.endswith(".")]
    return f"{'Bu' if sex is Sex.FEMALE else 'Pak'} {words[0]}"
