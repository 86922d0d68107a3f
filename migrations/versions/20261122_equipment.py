"""equipment aid: catalogue, aid from the proposal to the recommendation, batches to the ministry"""

revision = "20261122_equipment"
down_revision = "20261122_seat_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
