"""What a programme is, in sentences."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from intranet.programmes import offered
from intranet.programmes.models import ChoiceMethod, Counted, Programme


def sharing_out(programme: Programme) -> list[str]:
    """How places are shared out, what one is for, who waits, how long an offer stands."""
    told = [_how_chosen(programme.choice)]
    if programme.is_shared_out:
        told += [_counted(programme.counted), _reserve(programme.reserve)]
        told.append(_offer(programme.offer_days))
    if programme.cooldown_years is not None or programme.rule_set:
        told.append(_cooldown(programme.cooldown_years))
    return told


def rule_sets(programme: Programme) -> list[tuple[str, str, bool]]:
    """Name and title of each rule set that is asked, and whether it only advises."""
    titles = offered.rule_sets()
    own = [(programme.rule_set, False)] if programme.rule_set else []
    asked = own + [(name, True) for name in programme.advice_rule_sets]
    return [(name, titles.get(name, name), advises) for name, advises in asked]


def letters(programme: Programme) -> list[str]:
    """The names of its letters, the one that answers a request first."""
    names = offered.letters()
    keys = [programme.letter_kind, *programme.letter_kinds]
    return [names.get(key, key) for key in dict.fromkeys(keys) if key]


def _how_chosen(choice: ChoiceMethod) -> str:
    sentences: dict[ChoiceMethod, str] = {
        ChoiceMethod.NONE: _("Tanpa pemilihan: setiap pemohon yang memenuhi syarat dilayani."),
        ChoiceMethod.FIRST_COME: _(
            "Siapa yang lebih dulu memenuhi syarat, lebih dulu mendapat tempat."
        ),
        ChoiceMethod.SEQUENCE: _("Dipilih dalam satu putaran, menurut urutan permohonan masuk."),
        ChoiceMethod.RANKING: _(
            "Dipilih dalam satu putaran, menurut urutan nilai dari aturan kelayakan."
        ),
        ChoiceMethod.CLUSTERS: _(
            "Dipilih dalam satu putaran, menurut urutan nilai dengan jatah tiap klaster."
        ),
        ChoiceMethod.DRAW: _("Diundi dalam satu putaran di antara yang memenuhi syarat."),
        ChoiceMethod.TEAM: _("Dipilih dalam satu putaran, menurut rata-rata nilai anggota tim."),
    }
    return sentences[choice]


def _counted(counted: Counted) -> str:
    sentences: dict[Counted, str] = {
        Counted.BUSINESS: _("Satu tempat untuk satu usaha, berapa pun produknya."),
        Counted.PRODUCT: _("Satu tempat untuk satu produk."),
        Counted.GROUP: _("Satu tempat untuk satu kelompok."),
    }
    return sentences[counted]


def _reserve(reserve: int | None) -> str:
    if reserve is None:
        return str(_("Semua yang belum terpilih menunggu di daftar cadangan."))
    if reserve == 0:
        return str(_("Tidak ada daftar cadangan."))
    return str(_("Daftar cadangan paling banyak %(number)s.", number=reserve))


def _offer(days: int | None) -> str:
    if days is None:
        return str(_("Tempat langsung diberikan kepada yang terpilih."))
    return str(
        ngettext(
            "Tawaran dijawab dalam %(num)s hari kerja; sesudah itu tempat beralih.",
            "Tawaran dijawab dalam %(num)s hari kerja; sesudah itu tempat beralih.",
            days,
        )
    )


def _cooldown(years: int | None) -> str:
    if years is None:
        return str(_("Kapan penerima boleh meminta lagi diatur oleh aturan kelayakan."))
    return str(
        ngettext(
            "Penerima boleh meminta lagi setelah %(num)s tahun.",
            "Penerima boleh meminta lagi setelah %(num)s tahun.",
            years,
        )
    )
