"""Programmes of the release before gain what they are now, and give it up again."""

from __future__ import annotations

from flask_migrate import check, downgrade, upgrade
from sqlalchemy import text

from intranet.audit import services as audit
from intranet.database import db, transaction
from intranet.programmes import queries
from intranet.programmes.models import ChoiceMethod, Programme, ProgrammeKind
from tests import factories

BEFORE = "20261122_forums"
PAPERS = '["KTP"]'
OWN = (
    "INSERT INTO programmes (uuid, code, name, field, advice_rule_sets, funding_source,"
    " asks_amount, asks_equipment, papers, standard_days, position, is_active)"
    " VALUES ('0190000000007000800000000000000f', 'milik-kantor', 'Milik kantor', 'lainnya', '[]',"
    " 'none', :no, :no, :papers, 9, 40, :yes)"
)


def test_an_office_of_the_release_before_keeps_its_programmes(app):
    asked = factories.case(asks=("equipment-apbd", "bank-referral"))
    number = asked.number
    with transaction():
        queries.by_code("training").standard_days = 3
    names = {one.code: one.name for one in queries.everything()}
    db.session.remove()

    downgrade(revision=BEFORE)
    db.session.execute(text(OWN), {"no": False, "yes": True, "papers": PAPERS})
    db.session.commit()
    db.session.remove()
    upgrade()
    check()

    known = {one.code: one for one in queries.everything()}
    assert {code: one.name for code, one in known.items() if code in names} == names
    aid = known["equipment-apbd"]
    assert (aid.kind, aid.choice, aid.offer_days) == (
        ProgrammeKind.EQUIPMENT,
        ChoiceMethod.RANKING,
        10,
    )
    assert known["equipment-apbn"].kind is ProgrammeKind.EQUIPMENT
    assert known["study-visit"].choice is ChoiceMethod.CLUSTERS
    assert known["training"].standard_days == 3
    own: Programme = known["milik-kantor"]
    assert (own.kind, own.choice, own.papers) == (
        ProgrammeKind.SERVICE,
        ChoiceMethod.NONE,
        ["KTP"],
    )
    assert (own.letter_kinds, own.reserve, own.aid_kind, own.version) == ([], None, None, 1)
    kept = db.session.execute(text("SELECT number FROM cases")).scalars().all()
    assert kept == [number]
    assert list(audit.verify()) == []
