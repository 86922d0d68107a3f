"""BPOM places: products and the stages of their tests"""

revision = "20261122_bpom"
down_revision = "20261122_handovers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
