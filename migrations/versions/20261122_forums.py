"""forums, aspirations, promises and budget windows"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_forums"
down_revision = "20261122_drafts_without_a_base"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not as a batch: on SQLite that drops the table for a moment, and other rows refer to it.
    op.add_column("letters", sa.Column("division_code", sa.String(), nullable=True))
    op.add_column(
        "letters",
        sa.Column("is_confidential", sa.Boolean(), nullable=False, server_default=sa.false()),
    )

    op.create_table(
        "budget_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("apbd", "p_apbd", "apbn", name="budgetstage", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens_on <= closes_on", name=op.f("ck_budget_windows_opens_before_it_closes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_windows")),
        sa.UniqueConstraint("stage", "year", name=op.f("uq_budget_windows_stage_year")),
        sa.UniqueConstraint("uuid", name=op.f("uq_budget_windows_uuid")),
    )
    op.create_table(
        "forum_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("months_between", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_series")),
        sa.UniqueConstraint("name", name=op.f("uq_forum_series_name")),
        sa.UniqueConstraint("short_name", name=op.f("uq_forum_series_short_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_series_uuid")),
    )
    op.create_table(
        "forum_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("programme_code", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_topics")),
        sa.UniqueConstraint("name", name=op.f("uq_forum_topics_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_topics_uuid")),
    )
    op.create_table(
        "forum_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subdistrict_code", sa.String(), nullable=False),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "live",
                "closed",
                "minuted",
                "called_off",
                name="sessionstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_forms_printed", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["forum_series.id"],
            name=op.f("fk_forum_sessions_series_id_forum_series"),
        ),
        sa.ForeignKeyConstraint(
            ["subdistrict_code"],
            ["regions.code"],
            name=op.f("fk_forum_sessions_subdistrict_code_regions"),
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["regions.code"], name=op.f("fk_forum_sessions_village_code_regions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_sessions")),
        sa.UniqueConstraint("series_id", "number", name=op.f("uq_forum_sessions_series_id_number")),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_sessions_uuid")),
    )
    with op.batch_alter_table("forum_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_sessions_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_sessions_status"), ["status"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_forum_sessions_subdistrict_code"), ["subdistrict_code"], unique=False
        )

    op.create_table(
        "forum_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("pdf_id", sa.Integer(), nullable=False),
        sa.Column("spreadsheet_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pdf_id"], ["files.id"], name=op.f("fk_forum_minutes_pdf_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["forum_sessions.id"],
            name=op.f("fk_forum_minutes_session_id_forum_sessions"),
        ),
        sa.ForeignKeyConstraint(
            ["spreadsheet_id"], ["files.id"], name=op.f("fk_forum_minutes_spreadsheet_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_minutes")),
        sa.UniqueConstraint(
            "session_id", "edition", name=op.f("uq_forum_minutes_session_id_edition")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_minutes_uuid")),
    )
    with op.batch_alter_table("forum_minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_minutes_made_by"), ["made_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_forum_minutes_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "forum_officials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("presides", sa.Boolean(), nullable=False),
        sa.Column("position_in_list", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["official_id"], ["officials.id"], name=op.f("fk_forum_officials_official_id_officials")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["forum_sessions.id"],
            name=op.f("fk_forum_officials_session_id_forum_sessions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_officials")),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_officials_uuid")),
    )
    with op.batch_alter_table("forum_officials", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forum_officials_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "forum_scribes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["forum_sessions.id"],
            name=op.f("fk_forum_scribes_session_id_forum_sessions"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_forum_scribes_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_scribes")),
        sa.UniqueConstraint(
            "session_id", "user_id", name=op.f("uq_forum_scribes_session_id_user_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_scribes_uuid")),
    )
    with op.batch_alter_table("forum_scribes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forum_scribes_session_id"), ["session_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_forum_scribes_user_id"), ["user_id"], unique=False)

    op.create_table(
        "aspirations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("village_as_told", sa.String(), nullable=False),
        sa.Column("business_id", sa.Integer(), nullable=True),
        sa.Column("business_as_told", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("division_code", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("entry_key", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("paper_number", sa.Integer(), nullable=True),
        sa.Column("came_late", sa.Boolean(), nullable=False),
        sa.Column("check_code", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("double_of_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_aspirations_business_id_businesses")
        ),
        sa.ForeignKeyConstraint(
            ["double_of_id"],
            ["aspirations.id"],
            name=op.f("fk_aspirations_double_of_id_aspirations"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["forum_sessions.id"],
            name=op.f("fk_aspirations_session_id_forum_sessions"),
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["regions.code"], name=op.f("fk_aspirations_village_code_regions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspirations")),
        sa.UniqueConstraint("check_code", name=op.f("uq_aspirations_check_code")),
        sa.UniqueConstraint(
            "entry_key", "written_by", name=op.f("uq_aspirations_entry_key_written_by")
        ),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_aspirations_session_id_number")),
        sa.UniqueConstraint(
            "session_id", "paper_number", name=op.f("uq_aspirations_session_id_paper_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_aspirations_uuid")),
    )
    with op.batch_alter_table("aspirations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aspirations_business_id"), ["business_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspirations_double_of_id"), ["double_of_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_aspirations_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_aspirations_village_code"), ["village_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspirations_withdrawn_by"), ["withdrawn_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_aspirations_written_by"), ["written_by"], unique=False)

    op.create_table(
        "aspiration_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aspiration_id", sa.Integer(), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspiration_id"],
            ["aspirations.id"],
            name=op.f("fk_aspiration_corrections_aspiration_id_aspirations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspiration_corrections")),
        sa.UniqueConstraint("uuid", name=op.f("uq_aspiration_corrections_uuid")),
    )
    with op.batch_alter_table("aspiration_corrections", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aspiration_corrections_aspiration_id"), ["aspiration_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspiration_corrections_corrected_by"), ["corrected_by"], unique=False
        )

    op.create_table(
        "aspiration_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aspiration_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("case_item_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["aspiration_id"],
            ["aspirations.id"],
            name=op.f("fk_aspiration_items_aspiration_id_aspirations"),
        ),
        sa.ForeignKeyConstraint(
            ["case_item_id"],
            ["case_items.id"],
            name=op.f("fk_aspiration_items_case_item_id_case_items"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["forum_topics.id"],
            name=op.f("fk_aspiration_items_topic_id_forum_topics"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspiration_items")),
        sa.UniqueConstraint(
            "aspiration_id", "position", name=op.f("uq_aspiration_items_aspiration_id_position")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_aspiration_items_uuid")),
    )
    with op.batch_alter_table("aspiration_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aspiration_items_aspiration_id"), ["aspiration_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspiration_items_case_item_id"), ["case_item_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspiration_items_topic_id"), ["topic_id"], unique=False
        )

    op.create_table(
        "aspiration_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("aspiration_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspiration_id"],
            ["aspirations.id"],
            name=op.f("fk_aspiration_replies_aspiration_id_aspirations"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["aspiration_items.id"],
            name=op.f("fk_aspiration_replies_item_id_aspiration_items"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_aspiration_replies_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspiration_replies")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_aspiration_replies_letter_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_aspiration_replies_uuid")),
    )
    with op.batch_alter_table("aspiration_replies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aspiration_replies_aspiration_id"), ["aspiration_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspiration_replies_item_id"), ["item_id"], unique=False
        )

    op.create_table(
        "aspiration_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "answered",
                "in_process",
                "referred",
                "proposed",
                "not_possible",
                name="responsekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("responder", sa.String(), nullable=False),
        sa.Column("responder_position", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("at_session", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["aspiration_items.id"],
            name=op.f("fk_aspiration_responses_item_id_aspiration_items"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspiration_responses")),
        sa.UniqueConstraint("uuid", name=op.f("uq_aspiration_responses_uuid")),
    )
    with op.batch_alter_table("aspiration_responses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aspiration_responses_item_id"), ["item_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aspiration_responses_written_by"), ["written_by"], unique=False
        )

    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("work", "referral", "budget", name="promisekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "open",
                "kept",
                "refused",
                "carried_over",
                "replaced",
                "withdrawn",
                name="promisestanding",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("division_code", sa.String(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column(
            "budget_stage",
            sa.Enum("apbd", "p_apbd", "apbn", name="budgetstage", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("budget_year", sa.Integer(), nullable=True),
        sa.Column("estimate", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'budget') = (budget_stage IS NOT NULL AND budget_year IS NOT NULL)",
            name=op.f("ck_promises_names_its_budget"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["aspiration_items.id"], name=op.f("fk_promises_item_id_aspiration_items")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["users.id"], name=op.f("fk_promises_officer_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("uuid", name=op.f("uq_promises_uuid")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promises_closed_by"), ["closed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_made_by"), ["made_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_standing"), ["standing"], unique=False)
        batch_op.create_index(
            "uq_promises_one_open",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("standing = 'open'"),
            postgresql_where=sa.text("standing = 'open'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_promises_one_open",
            sqlite_where=sa.text("standing = 'open'"),
            postgresql_where=sa.text("standing = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_promises_standing"))
        batch_op.drop_index(batch_op.f("ix_promises_officer_id"))
        batch_op.drop_index(batch_op.f("ix_promises_made_by"))
        batch_op.drop_index(batch_op.f("ix_promises_kind"))
        batch_op.drop_index(batch_op.f("ix_promises_item_id"))
        batch_op.drop_index(batch_op.f("ix_promises_due_on"))
        batch_op.drop_index(batch_op.f("ix_promises_closed_by"))

    op.drop_table("promises")
    with op.batch_alter_table("aspiration_responses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aspiration_responses_written_by"))
        batch_op.drop_index(batch_op.f("ix_aspiration_responses_item_id"))

    op.drop_table("aspiration_responses")
    with op.batch_alter_table("aspiration_replies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aspiration_replies_item_id"))
        batch_op.drop_index(batch_op.f("ix_aspiration_replies_aspiration_id"))

    op.drop_table("aspiration_replies")
    with op.batch_alter_table("aspiration_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aspiration_items_topic_id"))
        batch_op.drop_index(batch_op.f("ix_aspiration_items_case_item_id"))
        batch_op.drop_index(batch_op.f("ix_aspiration_items_aspiration_id"))

    op.drop_table("aspiration_items")
    with op.batch_alter_table("aspiration_corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aspiration_corrections_corrected_by"))
        batch_op.drop_index(batch_op.f("ix_aspiration_corrections_aspiration_id"))

    op.drop_table("aspiration_corrections")
    with op.batch_alter_table("aspirations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aspirations_written_by"))
        batch_op.drop_index(batch_op.f("ix_aspirations_village_code"))
        batch_op.drop_index(batch_op.f("ix_aspirations_session_id"))
        batch_op.drop_index(batch_op.f("ix_aspirations_business_id"))

    op.drop_table("aspirations")
    with op.batch_alter_table("forum_scribes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_scribes_user_id"))
        batch_op.drop_index(batch_op.f("ix_forum_scribes_session_id"))

    op.drop_table("forum_scribes")
    with op.batch_alter_table("forum_officials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_officials_session_id"))

    op.drop_table("forum_officials")
    with op.batch_alter_table("forum_minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_minutes_session_id"))
        batch_op.drop_index(batch_op.f("ix_forum_minutes_made_by"))

    op.drop_table("forum_minutes")
    with op.batch_alter_table("forum_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_sessions_subdistrict_code"))
        batch_op.drop_index(batch_op.f("ix_forum_sessions_status"))
        batch_op.drop_index(batch_op.f("ix_forum_sessions_held_on"))

    op.drop_table("forum_sessions")
    op.drop_table("forum_topics")
    op.drop_table("forum_series")
    op.drop_table("budget_windows")
    op.drop_column("letters", "is_confidential")
    op.drop_column("letters", "division_code")
