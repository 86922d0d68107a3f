"""What regions and their journal entries are called."""

from flask_babel import lazy_gettext as _l

from intranet.places.models import RegionKind
from intranet.words import name, name_actions

name(
    {
        RegionKind.PROVINCE: _l("Provinsi"),
        RegionKind.REGENCY: _l("Kabupaten"),
        RegionKind.CITY: _l("Kota"),
        RegionKind.SUBDISTRICT: _l("Kecamatan"),
        RegionKind.DESA: _l("Desa"),
        RegionKind.KELURAHAN: _l("Kelurahan"),
    }
)
name_actions({"regions_imported": _l("{count} wilayah dimuat dari data Kemendagri")})
