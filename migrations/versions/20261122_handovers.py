"""equipment aid: procurement, handover, checks of use, results"""

revision = "20261122_handovers"
down_revision = "20261122_equipment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
