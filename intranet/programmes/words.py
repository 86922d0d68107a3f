"""What programmes, their fields and their funding are called on screen."""

from flask_babel import lazy_gettext as _l

from intranet.programmes.models import Field, FundingSource
from intranet.words import name, name_actions

name(
    {
        FundingSource.APBD: _l("APBD"),
        FundingSource.REVISED_APBD: _l("P-APBD"),
        FundingSource.APBN: _l("APBN"),
        FundingSource.OTHER: _l("Sumber lain"),
        FundingSource.NONE: _l("Tanpa anggaran khusus"),
        Field.PRODUCTION: _l("Produksi"),
        Field.PACKAGING: _l("Kemasan"),
        Field.MARKETING: _l("Pemasaran"),
        Field.CAPITAL: _l("Permodalan"),
        Field.LEGALITY: _l("Legalitas"),
        Field.TRAINING: _l("Pelatihan"),
        Field.OTHER: _l("Lainnya"),
    }
)
name_actions({"programmes_installed": _l("{number} layanan bawaan dipasang")})
