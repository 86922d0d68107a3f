"""equipment aid: procurement, handover, checks of use, results"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_handovers"
down_revision = "20261122_equipment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_checks()
    _create_grant_papers()
    _create_handovers()
    _create_procurements()
    _create_results()
    _create_check_photos()
    _create_handover_photos()
    _create_planned_checks()
    _create_units()


def downgrade() -> None:
    op.drop_table("equipment_units")
    op.drop_table("equipment_planned_checks")
    op.drop_table("equipment_handover_photos")
    op.drop_table("equipment_check_photos")
    op.drop_table("equipment_results")
    op.drop_table("equipment_procurements")
    op.drop_table("equipment_handovers")
    op.drop_table("equipment_grant_papers")
    op.drop_table("equipment_checks")


def _create_checks() -> None:
    op.create_table(
        "equipment_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum(
                "in_use",
                "idle",
                "broken",
                "moved",
                "lost",
                name="condition",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("serials_seen", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_checks_aid_id_equipment_aids"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_checks")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_checks_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_checks_aid_id"), "equipment_checks", ["aid_id"], unique=False
    )
    op.create_index(
        op.f("ix_equipment_checks_condition"), "equipment_checks", ["condition"], unique=False
    )
    op.create_index(
        op.f("ix_equipment_checks_recorded_by"), "equipment_checks", ["recorded_by"], unique=False
    )


def _create_grant_papers() -> None:
    op.create_table(
        "equipment_grant_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "grant_agreement",
                "integrity_pact",
                "assignment",
                name="grantpaperkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("official", sa.Uuid(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("receiver_position", sa.String(), nullable=False),
        sa.Column("bases", sa.JSON(), nullable=False),
        sa.Column("officers", sa.JSON(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_grant_papers_aid_id_equipment_aids"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_equipment_grant_papers_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_grant_papers")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_equipment_grant_papers_letter_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_grant_papers_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_grant_papers_aid_id"), "equipment_grant_papers", ["aid_id"], unique=False
    )
    op.create_index(
        op.f("ix_equipment_grant_papers_drafted_by"),
        "equipment_grant_papers",
        ["drafted_by"],
        unique=False,
    )


def _create_handovers() -> None:
    op.create_table(
        "equipment_handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("official", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("receiver_position", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("bases", sa.JSON(), nullable=False),
        sa.Column("witnesses", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aid_received", sa.Uuid(), nullable=True),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_handovers_aid_id_equipment_aids"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_equipment_handovers_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_handovers")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_equipment_handovers_letter_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_handovers_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_handovers_aid_id"), "equipment_handovers", ["aid_id"], unique=False
    )
    op.create_index(
        op.f("ix_equipment_handovers_prepared_by"),
        "equipment_handovers",
        ["prepared_by"],
        unique=False,
    )


def _create_procurements() -> None:
    op.create_table(
        "equipment_procurements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("contracted_on", sa.Date(), nullable=False),
        sa.Column("make", sa.String(), nullable=False),
        sa.Column("unit_value", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("payment_document", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "unit_value >= 0", name=op.f("ck_equipment_procurements_value_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_procurements_aid_id_equipment_aids"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_procurements")),
        sa.UniqueConstraint("aid_id", name=op.f("uq_equipment_procurements_aid_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_procurements_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_procurements_recorded_by"),
        "equipment_procurements",
        ["recorded_by"],
        unique=False,
    )


def _create_results() -> None:
    op.create_table(
        "equipment_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column(
            "moment",
            sa.Enum(
                "before",
                "six_months",
                "twelve_months",
                name="resultmoment",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("monthly_sales", sa.BigInteger(), nullable=True),
        sa.Column("jobs", sa.Integer(), nullable=True),
        sa.Column("markets", sa.Integer(), nullable=True),
        sa.Column("markets_named", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "jobs IS NULL OR jobs >= 0", name=op.f("ck_equipment_results_jobs_not_negative")
        ),
        sa.CheckConstraint(
            "markets IS NULL OR markets >= 0",
            name=op.f("ck_equipment_results_markets_not_negative"),
        ),
        sa.CheckConstraint(
            "monthly_sales IS NULL OR monthly_sales >= 0",
            name=op.f("ck_equipment_results_sales_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_results_aid_id_equipment_aids"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_results")),
        sa.UniqueConstraint("aid_id", "moment", name=op.f("uq_equipment_results_aid_id_moment")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_results_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_results_aid_id"), "equipment_results", ["aid_id"], unique=False
    )
    op.create_index(
        op.f("ix_equipment_results_recorded_by"), "equipment_results", ["recorded_by"], unique=False
    )


def _create_check_photos() -> None:
    op.create_table(
        "equipment_check_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["equipment_checks.id"],
            name=op.f("fk_equipment_check_photos_check_id_equipment_checks"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_equipment_check_photos_file_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_check_photos")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_check_photos_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_check_photos_check_id"),
        "equipment_check_photos",
        ["check_id"],
        unique=False,
    )


def _create_handover_photos() -> None:
    op.create_table(
        "equipment_handover_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_equipment_handover_photos_file_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["equipment_handovers.id"],
            name=op.f("fk_equipment_handover_photos_handover_id_equipment_handovers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_handover_photos")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_handover_photos_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_handover_photos_handover_id"),
        "equipment_handover_photos",
        ["handover_id"],
        unique=False,
    )


def _create_planned_checks() -> None:
    op.create_table(
        "equipment_planned_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_planned_checks_aid_id_equipment_aids"),
        ),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["equipment_checks.id"],
            name=op.f("fk_equipment_planned_checks_check_id_equipment_checks"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_planned_checks")),
        sa.UniqueConstraint(
            "aid_id", "months", name=op.f("uq_equipment_planned_checks_aid_id_months")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_planned_checks_uuid")),
    )
    op.create_index(
        op.f("ix_equipment_planned_checks_aid_id"),
        "equipment_planned_checks",
        ["aid_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_equipment_planned_checks_check_id"),
        "equipment_planned_checks",
        ["check_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_equipment_planned_checks_due_on"),
        "equipment_planned_checks",
        ["due_on"],
        unique=False,
    )


def _create_units() -> None:
    op.create_table(
        "equipment_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procurement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("serial_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procurement_id"],
            ["equipment_procurements.id"],
            name=op.f("fk_equipment_units_procurement_id_equipment_procurements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_units")),
        sa.UniqueConstraint(
            "procurement_id", "position", name=op.f("uq_equipment_units_procurement_id_position")
        ),
        sa.UniqueConstraint("serial_key", name=op.f("uq_equipment_units_serial_key")),
    )
    op.create_index(
        op.f("ix_equipment_units_procurement_id"),
        "equipment_units",
        ["procurement_id"],
        unique=False,
    )
