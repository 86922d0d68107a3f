"""What every test's office has: a few real places, divisions, officials, programmes."""

from __future__ import annotations

from datetime import date

from intranet.access import Role
from intranet.accounts.models import User
from intranet.database import db, transaction
from intranet.forums import services as forums
from intranet.office.models import Division, Office, Official
from intranet.places.models import Region, RegionKind
from intranet.programmes import services as programmes
from intranet.rulebook import services as rulebook

REGIONS = [
    ("35", "Jawa Timur", RegionKind.PROVINCE, None),
    ("35.09", "Kabupaten Jember", RegionKind.REGENCY, "35"),
    ("35.09.11", "Wuluhan", RegionKind.SUBDISTRICT, "35.09"),
    ("35.09.11.2005", "Glundengan", RegionKind.DESA, "35.09.11"),
    ("35.09.11.2006", "Tanjungrejo", RegionKind.DESA, "35.09.11"),
    ("35.09.12", "Ambulu", RegionKind.SUBDISTRICT, "35.09"),
    ("35.09.12.2001", "Andongsari", RegionKind.DESA, "35.09.12"),
    ("35.08", "Kabupaten Lumajang", RegionKind.REGENCY, "35"),
    ("35.08.01", "Tempursari", RegionKind.SUBDISTRICT, "35.08"),
    ("35.08.01.2001", "Tegalrejo", RegionKind.DESA, "35.08.01"),
]


def furnish() -> None:
    with transaction():
        for code, name, kind, parent in REGIONS:
            db.session.add(Region(code=code, name=name, kind=kind, parent_code=parent))
            db.session.flush()
        head = User(username="kepala-kantor", name="Kepala Contoh", role=Role.HEAD)
        db.session.add_all(
            [
                Office(
                    government="PEMERINTAH KABUPATEN JEMBER",
                    name="Dinas Koperasi dan Usaha Mikro",
                    regency_code="35.09",
                    seat="Jember",
                    address="Jalan Contoh Nomor 1, Jember",
                    unit_code="35.09.410",
                ),
                Division(code="umkm", name="Bidang Usaha Mikro"),
                Division(code="koperasi", name="Bidang Koperasi"),
                head,
                Official(
                    position="Kepala Dinas Koperasi dan Usaha Mikro",
                    name="Kepala Contoh, S.E.",
                    rank="Pembina Utama Muda",
                    nip="197001011995031000",
                    may_sign=True,
                    holds_from=date(2020, 1, 1),
                    user=head,
                ),
            ]
        )
        programmes.install_shipped()
        rulebook.install_shipped()
        forums.install_shipped()
