"""An office that begins to serve has periods of the programmes that need one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from intranet.allocations import services as allocations
from intranet.allocations.ledger import quotas
from intranet.audit.models import JournalEntry
from intranet.database import db, transaction
from intranet.office import queries as office
from intranet.programmes import queries, services
from intranet.programmes.models import ProgrammePeriod
from tests import factories


def install() -> list[ProgrammePeriod]:
    with transaction():
        added = services.install_shipped_periods()
        allocations.install_shipped_quotas(added)
    return added


def test_shipped_programmes_get_the_period_of_this_year_and_what_is_known_of_it(app):
    clusters = [factories.cluster() for _each in range(13)]
    year = office.today().year

    added = {period.programme.code: period for period in install()}

    assert len(added) == 11
    assert {period.year for code, period in added.items() if code != "bpum-2021"} == {year}
    bpom, visit, bpum = added["bpom-subsidy"], added["study-visit"], added["bpum-2021"]
    assert (bpom.opens_on, bpom.closes_on) == (date(year, 1, 1), date(year, 12, 31))
    assert bpom.awaits_budget and bpom.budget is None
    assert [(one.cluster, one.floor, one.is_hard) for one in visit.cluster_terms] == [
        (cluster, 1, False) for cluster in clusters
    ]
    assert bpum.name == "Bantuan Produktif Usaha Mikro (BPUM) 2021"
    assert (bpum.year, bpum.ended_on) == (2021, date(2021, 12, 31))
    set_places = {code: quotas.of_period(one) for code, one in added.items()}
    assert {code: one.places for code, one in set_places.items() if one} == {"bpom-subsidy": 6}
    [change] = quotas.changes(set_places["bpom-subsidy"])
    assert "belum diverifikasi" in change.reason and change.changed_by is None


def test_they_are_installed_once_and_never_beside_the_offices_own(app):
    own = factories.period("bpom-subsidy", year=2024)
    with transaction():
        queries.by_code("marketplace").is_active = False

    first, again = install(), install()

    assert {one.programme.code for one in first}.isdisjoint({"bpom-subsidy", "marketplace"})
    assert again == []
    assert quotas.of_period(own) is None
    acts = select(func.count(JournalEntry.id)).where(JournalEntry.action == "periods_installed")
    assert db.session.scalar(acts) == 1


def test_a_request_at_the_counter_takes_part_in_the_first_period(app):
    install()

    application = factories.application("bpom-subsidy")

    assert application.period.programme.code == "bpom-subsidy"
    assert application.queue_number == 1
