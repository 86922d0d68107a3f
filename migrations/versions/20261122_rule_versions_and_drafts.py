"""rule versions and drafts"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_rule_versions"
down_revision = "20261122_journal_and_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=True),
        sa.Column("approver", sa.Uuid(), nullable=True),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("impact", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "holds_until IS NULL OR holds_until >= holds_from",
            name=op.f("ck_rule_versions_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["rule_documents.id"],
            name=op.f("fk_rule_versions_document_id_rule_documents"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_versions")),
        sa.UniqueConstraint("rule_set", "number", name=op.f("uq_rule_versions_rule_set_number")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rule_versions_uuid")),
    )
    with op.batch_alter_table("rule_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_versions_approver"), ["approver"], unique=False)
        batch_op.create_index(batch_op.f("ix_rule_versions_author"), ["author"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rule_versions_document_id"), ["document_id"], unique=False
        )

    op.create_table(
        "rule_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("based_on_id", sa.Integer(), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "submitted",
                "published",
                "discarded",
                name="draftstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=True),
        sa.Column("holds_until", sa.Date(), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["based_on_id"],
            ["rule_versions.id"],
            name=op.f("fk_rule_drafts_based_on_id_rule_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rule_versions.id"],
            name=op.f("fk_rule_drafts_version_id_rule_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_drafts")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rule_drafts_uuid")),
    )
    with op.batch_alter_table("rule_drafts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rule_drafts_answered_by"), ["answered_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rule_drafts_author"), ["author"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rule_drafts_based_on_id"), ["based_on_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rule_drafts_rule_set"), ["rule_set"], unique=False)
        batch_op.create_index(batch_op.f("ix_rule_drafts_status"), ["status"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rule_drafts_submitted_by"), ["submitted_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rule_drafts_version_id"), ["version_id"], unique=False)

    op.create_table(
        "rule_draft_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_drafts.id"], name=op.f("fk_rule_draft_steps_draft_id_rule_drafts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft_steps")),
        sa.UniqueConstraint(
            "draft_id", "revision", name=op.f("uq_rule_draft_steps_draft_id_revision")
        ),
    )
    with op.batch_alter_table("rule_draft_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_draft_steps_actor"), ["actor"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rule_draft_steps_draft_id"), ["draft_id"], unique=False
        )

    op.create_table(
        "rule_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_drafts.id"], name=op.f("fk_rule_proposals_draft_id_rule_drafts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_proposals")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rule_proposals_uuid")),
    )
    with op.batch_alter_table("rule_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_proposals_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rule_proposals_made_by"), ["made_by"], unique=False)

    with op.batch_alter_table("case_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rules_as_of", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("case_items", schema=None) as batch_op:
        batch_op.drop_column("rules_as_of")

    with op.batch_alter_table("rule_proposals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_proposals_made_by"))
        batch_op.drop_index(batch_op.f("ix_rule_proposals_draft_id"))

    op.drop_table("rule_proposals")
    with op.batch_alter_table("rule_draft_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_draft_steps_draft_id"))
        batch_op.drop_index(batch_op.f("ix_rule_draft_steps_actor"))

    op.drop_table("rule_draft_steps")
    with op.batch_alter_table("rule_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_drafts_version_id"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_submitted_by"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_status"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_rule_set"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_based_on_id"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_author"))
        batch_op.drop_index(batch_op.f("ix_rule_drafts_answered_by"))

    op.drop_table("rule_drafts")
    with op.batch_alter_table("rule_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_versions_document_id"))
        batch_op.drop_index(batch_op.f("ix_rule_versions_author"))
        batch_op.drop_index(batch_op.f("ix_rule_versions_approver"))

    op.drop_table("rule_versions")
