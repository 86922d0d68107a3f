"""Study visits: where to, who joins, what they took home"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_study_visits"
down_revision = "20261122_bpom"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "study_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("meets_at", sa.Time(), nullable=True),
        sa.Column("meeting_point", sa.String(), nullable=False),
        sa.Column("transport", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("planned", "called_off", name="visitstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "starts_on <= ends_on", name=op.f("ck_study_visits_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["programme_periods.id"],
            name=op.f("fk_study_visits_period_id_programme_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_visits")),
        sa.UniqueConstraint("uuid", name=op.f("uq_study_visits_uuid")),
    )
    with op.batch_alter_table("study_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_visits_period_id"), ["period_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_visits_planned_by"), ["planned_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_study_visits_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_visits_state"), ["state"], unique=False)

    op.create_table(
        "visit_organisers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_visit_organisers_user_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["study_visits.id"],
            name=op.f("fk_visit_organisers_visit_id_study_visits"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_organisers")),
        sa.UniqueConstraint(
            "visit_id", "user_id", name=op.f("uq_visit_organisers_visit_id_user_id")
        ),
    )
    with op.batch_alter_table("visit_organisers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_organisers_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_visit_organisers_visit_id"), ["visit_id"], unique=False
        )

    op.create_table(
        "visit_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_visit_photos_file_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["study_visits.id"], name=op.f("fk_visit_photos_visit_id_study_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_photos")),
        sa.UniqueConstraint("uuid", name=op.f("uq_visit_photos_uuid")),
    )
    with op.batch_alter_table("visit_photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_photos_added_by"), ["added_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_photos_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "visit_participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column(
            "attendance",
            sa.Enum(
                "present", "represented", "absent", name="attendance", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("represented_by", sa.String(), nullable=False),
        sa.Column("attendance_note", sa.String(), nullable=False),
        sa.Column("aid_uuid", sa.Uuid(), nullable=True),
        sa.Column("took_home", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("put_into_practice", sa.Boolean(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_visit_participants_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["clusters.id"], name=op.f("fk_visit_participants_cluster_id_clusters")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_visit_participants_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["study_visits.id"],
            name=op.f("fk_visit_participants_visit_id_study_visits"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_participants")),
        sa.UniqueConstraint("uuid", name=op.f("uq_visit_participants_uuid")),
        sa.UniqueConstraint(
            "visit_id", "application_id", name=op.f("uq_visit_participants_visit_id_application_id")
        ),
    )
    with op.batch_alter_table("visit_participants", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visit_participants_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_participants_cluster_id"), ["cluster_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_participants_letter_id"), ["letter_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_participants_visit_id"), ["visit_id"], unique=False
        )

    op.create_table(
        "visit_expenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("expense_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expense_id"], ["expenses.id"], name=op.f("fk_visit_expenses_expense_id_expenses")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["study_visits.id"], name=op.f("fk_visit_expenses_visit_id_study_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_expenses")),
        sa.UniqueConstraint("expense_id", name=op.f("uq_visit_expenses_expense_id")),
    )
    with op.batch_alter_table("visit_expenses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_expenses_visit_id"), ["visit_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("visit_expenses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_expenses_visit_id"))

    op.drop_table("visit_expenses")
    with op.batch_alter_table("visit_participants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_participants_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_participants_letter_id"))
        batch_op.drop_index(batch_op.f("ix_visit_participants_cluster_id"))
        batch_op.drop_index(batch_op.f("ix_visit_participants_application_id"))

    op.drop_table("visit_participants")
    with op.batch_alter_table("visit_photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_photos_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_photos_added_by"))

    op.drop_table("visit_photos")
    with op.batch_alter_table("visit_organisers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_organisers_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_organisers_user_id"))

    op.drop_table("visit_organisers")
    with op.batch_alter_table("study_visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_visits_state"))
        batch_op.drop_index(batch_op.f("ix_study_visits_starts_on"))
        batch_op.drop_index(batch_op.f("ix_study_visits_planned_by"))
        batch_op.drop_index(batch_op.f("ix_study_visits_period_id"))

    op.drop_table("study_visits")
