"""Programmes: adding one needs no code. What is offered in one fiscal year is a period."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.businesses.models import AidKind, Cluster
from intranet.database import ActorUuid, Identified, Model, Rupiah


class FundingSource(StrEnum):
    APBD = "apbd"
    REVISED_APBD = "p_apbd"
    APBN = "apbn"
    OTHER = "other"
    NONE = "none"


class Field(StrEnum):
    """The service field that a programme belongs to, as the office speaks of it."""

    PRODUCTION = "produksi"
    PACKAGING = "kemasan"
    MARKETING = "pemasaran"
    CAPITAL = "permodalan"
    LEGALITY = "legalitas"
    TRAINING = "pelatihan"
    OTHER = "lainnya"


class ProgrammeKind(StrEnum):
    """What follows once somebody has got it."""

    SERVICE = "service"
    """Nothing of its own: the case and its letter are all."""
    EQUIPMENT = "equipment"
    PRODUCT_TEST = "product_test"
    """Testing and registering products with BPOM."""
    STUDY_VISIT = "study_visit"
    TRAINING = "training"
    CASH = "cash"
    """Money, such as BPUM of 2021."""


class BasisKind(StrEnum):
    """What the programme rests on."""

    REGULATION = "regulation"
    GOVERNOR_INSTRUCTION = "governor_instruction"
    REGENT_INSTRUCTION = "regent_instruction"
    RPJMD = "rpjmd"
    """A priority of the region's medium-term plan."""
    OFFICE_POLICY = "office_policy"


class Counted(StrEnum):
    """What one place is for."""

    BUSINESS = "business"
    PRODUCT = "product"
    GROUP = "group"


class ChoiceMethod(StrEnum):
    """How those who get a place are found among the eligible."""

    NONE = "none"
    """Nobody is chosen: whoever is eligible is served."""
    FIRST_COME = "first_come"
    """At once, in the order in which they became eligible."""
    SEQUENCE = "sequence"
    """By a round, in the order in which the requests came in."""
    RANKING = "ranking"
    """By a round, by the points of the rule set."""
    CLUSTERS = "clusters"
    """By a round, by points within floors and ceilings of clusters."""
    DRAW = "draw"
    """By a round, by lot among the eligible."""
    TEAM = "team"
    """By a round, by the scores of a team's members."""


class Programme(Identified, Model):
    __tablename__ = "programmes"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[ProgrammeKind] = mapped_column(default=ProgrammeKind.SERVICE)
    field: Mapped[Field]
    description: Mapped[str] = mapped_column(Text, default="")
    basis_kind: Mapped[BasisKind] = mapped_column(default=BasisKind.OFFICE_POLICY)
    basis: Mapped[str] = mapped_column(Text, default="")
    """Number and title of the regulation or instruction, or the priority in its words."""
    owner_name: Mapped[str] = mapped_column(default="")
    """The higher government whose programme it is and that decides; empty: this office."""
    rule_set: Mapped[str | None]
    """The rule set that decides, by name; None where an officer always decides."""
    advice_rule_sets: Mapped[list[str]] = mapped_column(default=list)
    """Rule sets that only advise, e.g. which KUR product fits."""
    funding_source: Mapped[FundingSource] = mapped_column(default=FundingSource.NONE)
    asks_amount: Mapped[bool] = mapped_column(default=False)
    asks_equipment: Mapped[bool] = mapped_column(default=False)
    papers: Mapped[list[str]] = mapped_column(default=list)
    """What the applicant hands in, in the office's words."""
    standard_days: Mapped[int]
    """Service standard in working days."""
    letter_kind: Mapped[str | None]
    """The letter that answers a request for it, by key (see letters.kinds)."""
    letter_kinds: Mapped[list[str]] = mapped_column(default=list)
    """Further letters that belong to it, by key."""
    counted: Mapped[Counted] = mapped_column(default=Counted.BUSINESS)
    choice: Mapped[ChoiceMethod] = mapped_column(default=ChoiceMethod.NONE)
    reserve: Mapped[int | None]
    """How long the reserve list is; None: everybody who was not chosen waits on it."""
    offer_days: Mapped[int | None]
    """Working days in which an offered place has to be taken up; None: it is awarded at once."""
    cooldown_years: Mapped[int | None]
    """Years in which who received it may not ask again, where the rule set does not say so."""
    aid_kind: Mapped[AidKind | None]
    """As what an award stands in the history of the business."""
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    periods: Mapped[list[ProgrammePeriod]] = relationship(
        back_populates="programme",
        order_by="ProgrammePeriod.year.desc(), ProgrammePeriod.wave.desc()",
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def only_nominates(self) -> bool:
        """Whether a higher government decides and this office only proposes."""
        return bool(self.owner_name)

    @property
    def is_shared_out(self) -> bool:
        """Whether it has places that somebody may fail to get."""
        return self.choice is not ChoiceMethod.NONE

    @property
    def takes_applications(self) -> bool:
        """Whether requests are entered into its periods; others are served as cases alone."""
        return self.is_shared_out or self.kind is not ProgrammeKind.SERVICE


class ProgrammePeriod(Identified, Model):
    """A programme in one fiscal year; a second wave (gelombang) of a year is a period of its own.

    How many places there are is the seat ledger's to say (see allocations): it may not be set yet.
    """

    __tablename__ = "programme_periods"
    __table_args__ = (
        UniqueConstraint("programme_id", "year", "wave"),
        CheckConstraint("opens_on <= closes_on", name="opens_before_it_closes"),
        CheckConstraint("budget IS NULL OR budget >= 0", name="budget_not_negative"),
        CheckConstraint("ceiling IS NULL OR ceiling >= 0", name="ceiling_not_negative"),
    )

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    programme: Mapped[Programme] = relationship(
        back_populates="periods", lazy="joined", innerjoin=True
    )
    year: Mapped[int]
    """The fiscal year (tahun anggaran)."""
    wave: Mapped[int] = mapped_column(default=1)
    opens_on: Mapped[date]
    """The first day on which requests are entered."""
    closes_on: Mapped[date]
    """The last one."""
    funding_source: Mapped[FundingSource]
    budget: Mapped[Rupiah | None]
    """None while nobody knows it."""
    ceiling: Mapped[Rupiah | None]
    """The most that one recipient may cost."""
    confirmed_on: Mapped[date | None]
    """When the budget was confirmed; until then nothing may be promised from it."""
    confirmed_basis: Mapped[str] = mapped_column(default="")
    """The document that confirms it, such as the number of the DPA."""
    confirmed_by: Mapped[ActorUuid | None]
    ended_on: Mapped[date | None]
    """When it was wound up: nobody waits any longer."""
    version: Mapped[int] = mapped_column(default=1)
    stages: Mapped[list[PeriodStage]] = relationship(
        order_by="PeriodStage.position", cascade="all, delete-orphan"
    )
    cluster_terms: Mapped[list[ClusterTerm]] = relationship(
        order_by="ClusterTerm.id", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)

    @property
    def name(self) -> str:
        """Programme, year unless the programme's name says it, and the wave after the first."""
        wave = f", gelombang {self.wave}" if self.wave > 1 else ""
        named = self.programme.name
        year = "" if named.endswith(str(self.year)) else f" {self.year}"
        return f"{named}{year}{wave}"

    @property
    def awaits_budget(self) -> bool:
        """Whether the regency's budget for it is not certain yet."""
        regional = {FundingSource.APBD, FundingSource.REVISED_APBD}
        return self.funding_source in regional and self.confirmed_on is None

    @property
    def is_funded(self) -> bool:
        """Whether money is behind it: where none is, there is no budget to be known."""
        return self.funding_source is not FundingSource.NONE

    def takes_requests_on(self, day: date) -> bool:
        return self.ended_on is None and self.opens_on <= day <= self.closes_on


class PeriodStage(Identified, Model):
    """A step that the period goes through, such as coordination, nomination, result."""

    __tablename__ = "period_stages"
    __table_args__ = (UniqueConstraint("period_id", "position"),)

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    done_on: Mapped[date | None]


class ClusterTerm(Model):
    """How many places a cluster has at least and at most in one period."""

    __tablename__ = "cluster_terms"
    __table_args__ = (
        UniqueConstraint("period_id", "cluster_id"),
        CheckConstraint("floor >= 0", name="floor_not_negative"),
        CheckConstraint("ceiling IS NULL OR ceiling >= 0", name="ceiling_not_negative"),
    )

    period_id: Mapped[int] = mapped_column(ForeignKey("programme_periods.id"), index=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"), index=True)
    cluster: Mapped[Cluster] = relationship(lazy="joined", innerjoin=True)
    floor: Mapped[int] = mapped_column(default=0)
    ceiling: Mapped[int | None]
    is_hard: Mapped[bool] = mapped_column(default=False)
    """A hard floor must be met; others are striven for (diupayakan), and a shortfall is told."""
