"""study visits: where to, who joins, what they took home"""

revision = "20261122_study_visits"
down_revision = "20261122_bpom"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
