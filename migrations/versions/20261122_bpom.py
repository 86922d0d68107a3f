"""BPOM places: products and the stages of their tests"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_bpom"
down_revision = "20261122_handovers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bpom_facilitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "ended",
                "given_back",
                name="facilitationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_bpom_facilitations_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bpom_facilitations")),
        sa.UniqueConstraint("application_id", name=op.f("uq_bpom_facilitations_application_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bpom_facilitations_uuid")),
    )
    with op.batch_alter_table("bpom_facilitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bpom_facilitations_state"), ["state"], unique=False)

    op.create_table(
        "bpom_products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("facilitation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("packaging", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("label_file_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open", "registered", "failed", name="productstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("numbered_on", sa.Date(), nullable=True),
        sa.Column("number_expires_on", sa.Date(), nullable=True),
        sa.Column("licence_uuid", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facilitation_id"],
            ["bpom_facilitations.id"],
            name=op.f("fk_bpom_products_facilitation_id_bpom_facilitations"),
        ),
        sa.ForeignKeyConstraint(
            ["label_file_id"], ["files.id"], name=op.f("fk_bpom_products_label_file_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bpom_products")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bpom_products_uuid")),
    )
    with op.batch_alter_table("bpom_products", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bpom_products_facilitation_id"), ["facilitation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_bpom_products_licence_uuid"), ["licence_uuid"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_bpom_products_numbered_on"), ["numbered_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_bpom_products_state"), ["state"], unique=False)

    op.create_table(
        "bpom_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "sampling",
                "laboratory",
                "site",
                "registration",
                "number",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "passed", "failed", "repeated", name="stageresult", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(result IS NULL) = (result_on IS NULL)", name=op.f("ck_bpom_steps_result_has_its_day")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["files.id"], name=op.f("fk_bpom_steps_document_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["bpom_products.id"],
            name=op.f("fk_bpom_steps_product_id_bpom_products"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bpom_steps")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bpom_steps_uuid")),
    )
    with op.batch_alter_table("bpom_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bpom_steps_product_id"), ["product_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bpom_steps_recorded_by"), ["recorded_by"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("bpom_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bpom_steps_recorded_by"))
        batch_op.drop_index(batch_op.f("ix_bpom_steps_product_id"))

    op.drop_table("bpom_steps")
    with op.batch_alter_table("bpom_products", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bpom_products_state"))
        batch_op.drop_index(batch_op.f("ix_bpom_products_numbered_on"))
        batch_op.drop_index(batch_op.f("ix_bpom_products_licence_uuid"))
        batch_op.drop_index(batch_op.f("ix_bpom_products_facilitation_id"))

    op.drop_table("bpom_products")
    with op.batch_alter_table("bpom_facilitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bpom_facilitations_state"))

    op.drop_table("bpom_facilitations")
