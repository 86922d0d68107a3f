"""equipment aid: catalogue, aid from the proposal to the recommendation, batches to the ministry"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_equipment"
down_revision = "20261122_seat_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "equipment_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("option", sa.String(), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("price_source", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "price IS NULL OR price >= 0", name=op.f("ck_equipment_items_price_not_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_items")),
        sa.UniqueConstraint("name", name=op.f("uq_equipment_items_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_items_uuid")),
    )
    op.create_table(
        "equipment_aids",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("equipment_item_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("intended_use", sa.Text(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "proposed",
                "visited",
                "recommended",
                "forwarded",
                "granted",
                "refused",
                "procured",
                "handed_over",
                "withdrawn",
                name="aidstep",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step_reason", sa.Text(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_equipment_aids_some_quantity")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_equipment_aids_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["equipment_item_id"],
            ["equipment_items.id"],
            name=op.f("fk_equipment_aids_equipment_item_id_equipment_items"),
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["letters.id"],
            name=op.f("fk_equipment_aids_recommendation_id_letters"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_aids")),
        sa.UniqueConstraint("application_id", name=op.f("uq_equipment_aids_application_id")),
        sa.UniqueConstraint("recommendation_id", name=op.f("uq_equipment_aids_recommendation_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_aids_uuid")),
    )
    with op.batch_alter_table("equipment_aids", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_equipment_aids_equipment_item_id"), ["equipment_item_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_equipment_aids_step"), ["step"], unique=False)

    op.create_table(
        "ministry_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("answer_expected_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_ministry_batches_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry_batches")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_ministry_batches_letter_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_ministry_batches_uuid")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_ministry_batches_year_number")),
    )
    with op.batch_alter_table("ministry_batches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ministry_batches_answer_expected_on"),
            ["answer_expected_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_ministry_batches_made_by"), ["made_by"], unique=False)

    op.create_table(
        "batch_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("equipment", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum("granted", "refused", name="ministryanswer", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("granted_quantity", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_letter", sa.String(), nullable=False),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.Column("answer_recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_recorded_by", sa.Uuid(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "granted_quantity IS NULL OR granted_quantity > 0",
            name=op.f("ck_batch_lines_some_granted_quantity"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_batch_lines_some_quantity")),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["equipment_aids.id"], name=op.f("fk_batch_lines_aid_id_equipment_aids")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["ministry_batches.id"],
            name=op.f("fk_batch_lines_batch_id_ministry_batches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_lines")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_batch_lines_batch_id_position")),
        sa.UniqueConstraint("uuid", name=op.f("uq_batch_lines_uuid")),
    )
    with op.batch_alter_table("batch_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_lines_aid_id"), ["aid_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_batch_lines_answer_recorded_by"), ["answer_recorded_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_batch_lines_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            "uq_batch_lines_one_standing",
            ["aid_id"],
            unique=True,
            sqlite_where=sa.text("dropped_at IS NULL"),
            postgresql_where=sa.text("dropped_at IS NULL"),
        )

    op.create_table(
        "equipment_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.JSON(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("place_of_use", sa.String(), nullable=False),
        sa.Column("is_running", sa.Boolean(), nullable=True),
        sa.Column("has_space", sa.Boolean(), nullable=True),
        sa.Column("has_power", sa.Boolean(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recommends", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"],
            ["equipment_aids.id"],
            name=op.f("fk_equipment_visits_aid_id_equipment_aids"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_visits")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_visits_uuid")),
    )
    with op.batch_alter_table("equipment_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_visits_aid_id"), ["aid_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_equipment_visits_recorded_by"), ["recorded_by"], unique=False
        )

    op.create_table(
        "equipment_visit_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_equipment_visit_photos_file_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["equipment_visits.id"],
            name=op.f("fk_equipment_visit_photos_visit_id_equipment_visits"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_visit_photos")),
        sa.UniqueConstraint("uuid", name=op.f("uq_equipment_visit_photos_uuid")),
    )
    with op.batch_alter_table("equipment_visit_photos", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_equipment_visit_photos_visit_id"), ["visit_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("equipment_visit_photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_visit_photos_visit_id"))

    op.drop_table("equipment_visit_photos")
    with op.batch_alter_table("equipment_visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_visits_recorded_by"))
        batch_op.drop_index(batch_op.f("ix_equipment_visits_aid_id"))

    op.drop_table("equipment_visits")
    with op.batch_alter_table("batch_lines", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_batch_lines_one_standing",
            sqlite_where=sa.text("dropped_at IS NULL"),
            postgresql_where=sa.text("dropped_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_batch_lines_batch_id"))
        batch_op.drop_index(batch_op.f("ix_batch_lines_answer_recorded_by"))
        batch_op.drop_index(batch_op.f("ix_batch_lines_aid_id"))

    op.drop_table("batch_lines")
    with op.batch_alter_table("ministry_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ministry_batches_made_by"))
        batch_op.drop_index(batch_op.f("ix_ministry_batches_answer_expected_on"))

    op.drop_table("ministry_batches")
    with op.batch_alter_table("equipment_aids", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_aids_step"))
        batch_op.drop_index(batch_op.f("ix_equipment_aids_equipment_item_id"))

    op.drop_table("equipment_aids")
    op.drop_table("equipment_items")
