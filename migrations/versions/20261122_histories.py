"""Lists of past recipients handed in, and recipients of other agencies"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_histories"
down_revision = "20261122_study_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_lists()
    _create_other_agency_recipients()


def downgrade() -> None:
    op.drop_table("other_agency_recipients")
    op.drop_table("lists_handed_in")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _create_lists() -> None:
    op.create_table(
        "lists_handed_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("listkind", "own_aid", "other_agencies"), nullable=False),
        sa.Column("state", _one_of("liststate", "open", "taken", "dropped"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column(
            "assumed_kind",
            _one_of(
                "aidkind",
                "equipment",
                "bpom_subsidy",
                "bpum",
                "study_visit",
                "training",
                "other",
            ),
            nullable=True,
        ),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("complete_since", sa.Date(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_by", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"], ["files.id"], name=op.f("fk_lists_handed_in_table_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists_handed_in")),
        sa.UniqueConstraint("uuid", name=op.f("uq_lists_handed_in_uuid")),
    )
    for column in ("state", "digest", "handed_in_by", "taken_by"):
        op.create_index(op.f(f"ix_lists_handed_in_{column}"), "lists_handed_in", [column])


def _create_other_agency_recipients() -> None:
    op.create_table(
        "other_agency_recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("nik_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("nik_index", sa.LargeBinary(), nullable=True),
        sa.Column("business_name", sa.String(), nullable=False),
        sa.Column("nib", sa.String(), nullable=True),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["lists_handed_in.id"],
            name=op.f("fk_other_agency_recipients_list_id_lists_handed_in"),
        ),
        sa.ForeignKeyConstraint(
            ["village_code"],
            ["regions.code"],
            name=op.f("fk_other_agency_recipients_village_code_regions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_agency_recipients")),
        sa.UniqueConstraint("uuid", name=op.f("uq_other_agency_recipients_uuid")),
    )
    for column in ("list_id", "name_key", "nik_index", "nib", "village_code"):
        op.create_index(
            op.f(f"ix_other_agency_recipients_{column}"), "other_agency_recipients", [column]
        )
