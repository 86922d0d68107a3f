"""past recipients taken over, and recipients of other agencies"""

revision = "20261122_histories"
down_revision = "20261122_study_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
