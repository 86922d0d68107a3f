"""drafts without a base, and everybody who ever sent one"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_drafts_without_a_base"
down_revision = "20261122_rule_versions"
branch_labels = None
depends_on = None

drafts = sa.table(
    "rule_drafts",
    sa.column("id", sa.Integer()),
    sa.column("uuid", sa.Uuid()),
    sa.column("based_on_id", sa.Integer()),
    sa.column("version_id", sa.Integer()),
    sa.column("submitted_by", sa.Uuid()),
    sa.column("started_at", sa.DateTime(timezone=True)),
)
journal = sa.table(
    "journal",
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_uuid", sa.Uuid()),
    sa.column("action", sa.String()),
    sa.column("subject_uuid", sa.Uuid()),
)
sendings = sa.table(
    "rule_draft_sendings",
    sa.column("draft_id", sa.Integer()),
    sa.column("sent_by", sa.Uuid()),
    sa.column("sent_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "rule_draft_sendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["rule_drafts.id"],
            name=op.f("fk_rule_draft_sendings_draft_id_rule_drafts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft_sendings")),
    )
    with op.batch_alter_table("rule_draft_sendings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rule_draft_sendings_draft_id"), ["draft_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rule_draft_sendings_sent_by"), ["sent_by"], unique=False
        )
    op.execute(
        sa.insert(sendings).from_select(
            ["draft_id", "sent_by", "sent_at"],
            sa.select(drafts.c.id, journal.c.actor_uuid, journal.c.at)
            .join_from(drafts, journal, drafts.c.uuid == journal.c.subject_uuid)
            .where(
                journal.c.action == "rule_draft_submitted",
                journal.c.actor_uuid.is_not(None),
            ),
        )
    )
    # The journal has them all; should it lack one, the last sender still counts as a hand.
    known = (
        sa.select(sendings.c.draft_id)
        .where(
            sendings.c.draft_id == drafts.c.id,
            sendings.c.sent_by == drafts.c.submitted_by,
        )
        .exists()
    )
    op.execute(
        sa.insert(sendings).from_select(
            ["draft_id", "sent_by", "sent_at"],
            sa.select(drafts.c.id, drafts.c.submitted_by, drafts.c.started_at).where(
                drafts.c.submitted_by.is_not(None), ~known
            ),
        )
    )
    with op.batch_alter_table("rule_drafts", schema=None) as batch_op:
        batch_op.alter_column("based_on_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    # A published draft without a base gets the version that it became. The others cannot be kept:
    # the tables below know no draft of a rule set that the office does not have.
    op.execute(
        sa.update(drafts)
        .where(drafts.c.based_on_id.is_(None))
        .values(based_on_id=drafts.c.version_id)
    )
    lost = sa.select(drafts.c.id).where(drafts.c.based_on_id.is_(None))
    for name in ("rule_draft_sendings", "rule_proposals", "rule_draft_steps"):
        belonging = sa.table(name, sa.column("draft_id", sa.Integer()))
        op.execute(sa.delete(belonging).where(belonging.c.draft_id.in_(lost)))
    op.execute(sa.delete(drafts).where(drafts.c.based_on_id.is_(None)))
    with op.batch_alter_table("rule_drafts", schema=None) as batch_op:
        batch_op.alter_column("based_on_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("rule_draft_sendings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_draft_sendings_sent_by"))
        batch_op.drop_index(batch_op.f("ix_rule_draft_sendings_draft_id"))
    op.drop_table("rule_draft_sendings")
