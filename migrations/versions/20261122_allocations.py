"""Programmes as data with periods; applications, quotas and seats, rounds, spending"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_allocations"
down_revision = "20261122_forums"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _programme_columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column(
            "kind",
            _one_of(
                "programmekind",
                "service",
                "equipment",
                "product_test",
                "study_visit",
                "training",
                "cash",
            ),
            nullable=False,
            server_default="service",
        ),
        sa.Column("description", sa.Text(), nullable=False, server_default=""),
        sa.Column(
            "basis_kind",
            _one_of(
                "basiskind",
                "regulation",
                "governor_instruction",
                "regent_instruction",
                "rpjmd",
                "office_policy",
            ),
            nullable=False,
            server_default="office_policy",
        ),
        sa.Column("basis", sa.Text(), nullable=False, server_default=""),
        sa.Column("owner_name", sa.String(), nullable=False, server_default=""),
        sa.Column("letter_kinds", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column(
            "counted",
            _one_of("counted", "business", "product", "group"),
            nullable=False,
            server_default="business",
        ),
        sa.Column(
            "choice",
            _one_of(
                "choicemethod",
                "none",
                "first_come",
                "sequence",
                "ranking",
                "clusters",
                "draw",
                "team",
            ),
            nullable=False,
            server_default="none",
        ),
        sa.Column("reserve", sa.Integer(), nullable=True),
        sa.Column("offer_days", sa.Integer(), nullable=True),
        sa.Column("cooldown_years", sa.Integer(), nullable=True),
        sa.Column(
            "aid_kind",
            _one_of(
                "aidkind", "equipment", "bpom_subsidy", "bpum", "study_visit", "training", "other"
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    )


# What programmes that came with Loket are from now on; an office's own are plain services.
KNOWN = {
    ("equipment-apbn",): {"kind": "'equipment'", "aid_kind": "'equipment'"},
    ("equipment-apbd",): {
        "kind": "'equipment'",
        "aid_kind": "'equipment'",
        "choice": "'ranking'",
        "offer_days": "10",
    },
    ("study-visit",): {
        "kind": "'study_visit'",
        "aid_kind": "'study_visit'",
        "choice": "'clusters'",
        "offer_days": "5",
    },
    ("training",): {"kind": "'training'", "aid_kind": "'training'"},
}


def upgrade() -> None:
    op.create_table(
        "programme_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column(
            "funding_source",
            sa.Enum(
                "apbd",
                "p_apbd",
                "apbn",
                "other",
                "none",
                name="fundingsource",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("ceiling", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_basis", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "budget IS NULL OR budget >= 0", name=op.f("ck_programme_periods_budget_not_negative")
        ),
        sa.CheckConstraint(
            "ceiling IS NULL OR ceiling >= 0",
            name=op.f("ck_programme_periods_ceiling_not_negative"),
        ),
        sa.CheckConstraint(
            "opens_on <= closes_on", name=op.f("ck_programme_periods_opens_before_it_closes")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_periods_programme_id_programmes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_periods")),
        sa.UniqueConstraint(
            "programme_id", "year", "wave", name=op.f("uq_programme_periods_programme_id_year_wave")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_programme_periods_uuid")),
    )
    with op.batch_alter_table("programme_periods", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_periods_confirmed_by"), ["confirmed_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_programme_periods_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "cluster_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("ceiling", sa.Integer(), nullable=True),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "ceiling IS NULL OR ceiling >= 0", name=op.f("ck_cluster_terms_ceiling_not_negative")
        ),
        sa.CheckConstraint("floor >= 0", name=op.f("ck_cluster_terms_floor_not_negative")),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["clusters.id"], name=op.f("fk_cluster_terms_cluster_id_clusters")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_cluster_terms_period_id_programme_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_terms")),
        sa.UniqueConstraint(
            "period_id", "cluster_id", name=op.f("uq_cluster_terms_period_id_cluster_id")
        ),
    )
    with op.batch_alter_table("cluster_terms", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cluster_terms_cluster_id"), ["cluster_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_cluster_terms_period_id"), ["period_id"], unique=False)

    op.create_table(
        "period_stages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_period_stages_period_id_programme_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_stages")),
        sa.UniqueConstraint(
            "period_id", "position", name=op.f("uq_period_stages_period_id_position")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_period_stages_uuid")),
    )
    with op.batch_alter_table("period_stages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_stages_period_id"), ["period_id"], unique=False)

    op.create_table(
        "quotas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("awarded", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "free + held + offered + accepted + awarded = places", name=op.f("ck_quotas_adds_up")
        ),
        sa.CheckConstraint(
            "free >= 0 AND held >= 0 AND offered >= 0 AND accepted >= 0 AND awarded >= 0",
            name=op.f("ck_quotas_never_more_than_places"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_quotas_period_id_programme_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
        sa.UniqueConstraint("period_id", name=op.f("uq_quotas_period_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_quotas_uuid")),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "frozen",
                "announced",
                "proposed",
                "approved",
                "annulled",
                name="roundstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "none",
                "first_come",
                "sequence",
                "ranking",
                "clusters",
                "draw",
                "team",
                name="choicemethod",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=False),
        sa.Column("list_text", sa.Text(), nullable=False),
        sa.Column("list_hash", sa.String(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_by", sa.Uuid(), nullable=True),
        sa.Column("draw_on", sa.Date(), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drawn_by", sa.Uuid(), nullable=True),
        sa.Column("proof", sa.JSON(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("annulled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("annulled_by", sa.Uuid(), nullable=True),
        sa.Column("annulled_why", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("decision_remark", sa.Text(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=True),
        sa.Column("decree_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decree_id"], ["letters.id"], name=op.f("fk_rounds_decree_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["letters.id"], name=op.f("fk_rounds_minutes_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_rounds_period_id_programme_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("period_id", "number", name=op.f("uq_rounds_period_id_number")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rounds_uuid")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rounds_announced_by"), ["announced_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_annulled_by"), ["annulled_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_decided_by"), ["decided_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_decree_id"), ["decree_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_drawn_by"), ["drawn_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_frozen_by"), ["frozen_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_minutes_id"), ["minutes_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_proposed_by"), ["proposed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_rounds_one_standing",
            ["period_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'annulled'"),
            postgresql_where=sa.text("state <> 'annulled'"),
        )

    op.create_table(
        "quota_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("after >= 0", name=op.f("ck_quota_changes_after_not_negative")),
        sa.ForeignKeyConstraint(
            ["quota_id"], ["quotas.id"], name=op.f("fk_quota_changes_quota_id_quotas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_changes")),
        sa.UniqueConstraint("uuid", name=op.f("uq_quota_changes_uuid")),
    )
    with op.batch_alter_table("quota_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_quota_changes_changed_by"), ["changed_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_quota_changes_quota_id"), ["quota_id"], unique=False)

    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("business_id", sa.Integer(), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("queue_number", sa.Integer(), nullable=False),
        sa.Column("ready_number", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "awarded",
                "withdrawn",
                "ended",
                name="applicationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_applications_business_id_businesses")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["case_items.id"], name=op.f("fk_applications_item_id_case_items")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_applications_period_id_programme_periods"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_applications_programme_id_programmes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint(
            "period_id", "queue_number", name=op.f("uq_applications_period_id_queue_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_applications_uuid")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_applications_business_id"), ["business_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_applications_entered_by"), ["entered_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_applications_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_applications_period_id"), ["period_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_applications_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_applications_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_applications_one_open",
            ["programme_id", "subject_key"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "uq_applications_one_open_of_item",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "expenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("commitment", "realisation", name="expensekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("takes_back_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_expenses_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_expenses_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_expenses_period_id_programme_periods"),
        ),
        sa.ForeignKeyConstraint(
            ["takes_back_id"],
            ["expenses.id"],
            name=op.f("fk_expenses_takes_back_id_expenses"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
        sa.UniqueConstraint("takes_back_id", name=op.f("uq_expenses_takes_back_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_expenses_uuid")),
    )
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_expenses_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_expenses_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expenses_recorded_by"), ["recorded_by"], unique=False)

    op.create_table(
        "round_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("group_key", sa.String(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("tie_break", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("reserve_place", sa.Integer(), nullable=True),
        sa.Column("because", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_round_lines_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_round_lines_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_lines_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_lines")),
        sa.UniqueConstraint(
            "round_id", "application_id", name=op.f("uq_round_lines_round_id_application_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_round_lines_uuid")),
    )
    with op.batch_alter_table("round_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_round_lines_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_round_lines_decision_id"), ["decision_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_round_lines_round_id"), ["round_id"], unique=False)

    op.create_table(
        "seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "held",
                "offered",
                "accepted",
                "awarded",
                "released",
                "expired",
                name="seatstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lapses_on", sa.Date(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_seats_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_seats_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(["quota_id"], ["quotas.id"], name=op.f("fk_seats_quota_id_quotas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("uuid", name=op.f("uq_seats_uuid")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_seats_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_seats_lapses_on"), ["lapses_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_seats_quota_id"), ["quota_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seats_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_seats_one_place",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
            postgresql_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
        )
        batch_op.create_index(
            "uq_seats_one_taker",
            ["quota_id", "number"],
            unique=True,
            sqlite_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
            postgresql_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
        )

    op.create_table(
        "round_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scored_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["round_lines.id"], name=op.f("fk_round_scores_line_id_round_lines")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_scores")),
        sa.UniqueConstraint("line_id", "member", name=op.f("uq_round_scores_line_id_member")),
        sa.UniqueConstraint("uuid", name=op.f("uq_round_scores_uuid")),
    )
    with op.batch_alter_table("round_scores", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_scores_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_scores_scored_by"), ["scored_by"], unique=False)

    op.create_table(
        "seat_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "held",
                "offered",
                "accepted",
                "awarded",
                "released",
                "expired",
                name="seatstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_seat_acts_seat_id_seats")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_acts")),
        sa.UniqueConstraint("uuid", name=op.f("uq_seat_acts_uuid")),
    )
    with op.batch_alter_table("seat_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_acts_acted_by"), ["acted_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_acts_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "lapse_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ran_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lapsed", sa.Integer(), nullable=False),
        sa.Column("passed_on", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lapse_runs")),
        sa.UniqueConstraint("ran_on", name=op.f("uq_lapse_runs_ran_on")),
    )

    # Not as a batch: on SQLite that drops the table for a moment, and other rows refer to it.
    for column in _programme_columns():
        op.add_column("programmes", column)
    for codes, values in KNOWN.items():
        assignments = ", ".join(f"{name} = {value}" for name, value in values.items())
        listed = ", ".join(f"'{code}'" for code in codes)
        op.execute(f"UPDATE programmes SET {assignments} WHERE code IN ({listed})")


def downgrade() -> None:
    for column in reversed(_programme_columns()):
        op.drop_column("programmes", column.name)

    with op.batch_alter_table("seat_acts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_acts_seat_id"))
        batch_op.drop_index(batch_op.f("ix_seat_acts_acted_by"))

    op.drop_table("seat_acts")
    op.drop_table("lapse_runs")
    with op.batch_alter_table("round_scores", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_scores_scored_by"))
        batch_op.drop_index(batch_op.f("ix_round_scores_line_id"))

    op.drop_table("round_scores")
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seats_one_taker",
            sqlite_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
            postgresql_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
        )
        batch_op.drop_index(
            "uq_seats_one_place",
            sqlite_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
            postgresql_where=sa.text("state IN ('held', 'offered', 'accepted', 'awarded')"),
        )
        batch_op.drop_index(batch_op.f("ix_seats_state"))
        batch_op.drop_index(batch_op.f("ix_seats_quota_id"))
        batch_op.drop_index(batch_op.f("ix_seats_lapses_on"))
        batch_op.drop_index(batch_op.f("ix_seats_application_id"))

    op.drop_table("seats")
    with op.batch_alter_table("round_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_lines_round_id"))
        batch_op.drop_index(batch_op.f("ix_round_lines_decision_id"))
        batch_op.drop_index(batch_op.f("ix_round_lines_application_id"))

    op.drop_table("round_lines")
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expenses_recorded_by"))
        batch_op.drop_index(batch_op.f("ix_expenses_period_id"))
        batch_op.drop_index(batch_op.f("ix_expenses_application_id"))

    op.drop_table("expenses")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_applications_one_open_of_item",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(
            "uq_applications_one_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_applications_state"))
        batch_op.drop_index(batch_op.f("ix_applications_programme_id"))
        batch_op.drop_index(batch_op.f("ix_applications_period_id"))
        batch_op.drop_index(batch_op.f("ix_applications_item_id"))
        batch_op.drop_index(batch_op.f("ix_applications_entered_by"))
        batch_op.drop_index(batch_op.f("ix_applications_business_id"))

    op.drop_table("applications")
    with op.batch_alter_table("quota_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quota_changes_quota_id"))
        batch_op.drop_index(batch_op.f("ix_quota_changes_changed_by"))

    op.drop_table("quota_changes")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rounds_one_standing",
            sqlite_where=sa.text("state <> 'annulled'"),
            postgresql_where=sa.text("state <> 'annulled'"),
        )
        batch_op.drop_index(batch_op.f("ix_rounds_state"))
        batch_op.drop_index(batch_op.f("ix_rounds_proposed_by"))
        batch_op.drop_index(batch_op.f("ix_rounds_period_id"))
        batch_op.drop_index(batch_op.f("ix_rounds_minutes_id"))
        batch_op.drop_index(batch_op.f("ix_rounds_frozen_by"))
        batch_op.drop_index(batch_op.f("ix_rounds_drawn_by"))
        batch_op.drop_index(batch_op.f("ix_rounds_decree_id"))
        batch_op.drop_index(batch_op.f("ix_rounds_decided_by"))
        batch_op.drop_index(batch_op.f("ix_rounds_annulled_by"))
        batch_op.drop_index(batch_op.f("ix_rounds_announced_by"))

    op.drop_table("rounds")
    op.drop_table("quotas")
    with op.batch_alter_table("period_stages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_stages_period_id"))

    op.drop_table("period_stages")
    with op.batch_alter_table("cluster_terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cluster_terms_period_id"))
        batch_op.drop_index(batch_op.f("ix_cluster_terms_cluster_id"))

    op.drop_table("cluster_terms")
    with op.batch_alter_table("programme_periods", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_periods_programme_id"))
        batch_op.drop_index(batch_op.f("ix_programme_periods_confirmed_by"))

    op.drop_table("programme_periods")
