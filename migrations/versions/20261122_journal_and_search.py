"""Journal that only grows, and the search index of the register."""

from alembic import op

revision = "20261122_journal_and_search"
down_revision = "20261122_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'the journal only grows'; END $$
        """)
        op.execute("""
            CREATE TRIGGER journal_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """)
        op.execute("""
            CREATE TABLE business_search (
                entry bigint PRIMARY KEY,
                words text NOT NULL,
                lexemes tsvector NOT NULL
            )
        """)
        op.execute("CREATE INDEX business_search_lexemes ON business_search USING gin (lexemes)")
    else:
        for change in ("UPDATE", "DELETE"):
            op.execute(f"""
                CREATE TRIGGER journal_refuses_{change.lower()} BEFORE {change} ON journal
                BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END
            """)
        op.execute("""
            CREATE VIRTUAL TABLE business_search USING fts5 (
                words, prefix = '1 2 3 4',
                tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
            )
        """)


def downgrade() -> None:
    op.execute("DROP TABLE business_search")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER journal_only_grows ON journal")
        op.execute("DROP FUNCTION refuse_change")
    else:
        op.execute("DROP TRIGGER journal_refuses_update")
        op.execute("DROP TRIGGER journal_refuses_delete")
