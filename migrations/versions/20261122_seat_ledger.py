"""the database itself keeps the seat ledger: nobody is given a place that is not there"""

from alembic import op

revision = "20261122_seat_ledger"
down_revision = "20261122_allocations"
branch_labels = None
depends_on = None

TAKEN = "('held', 'offered', 'accepted', 'awarded')"
FULL = "every place of this quota is taken: raise the quota by a quota change, or release a place"
BEGINS = "a place begins as held, offered or awarded"
ENDS = "a place that was given back stays so: take a new one"
STAYS = "a place stays with its quota, its number and its application: release it and take another"
ONLY_GROWS = "the ledger only grows: release the place instead of deleting it"
CHANGES_STAY = "a quota change stays as it was recorded: record another"
NOT_BY_HAND = "the quota follows its quota changes and seats: it is not changed by hand"


def count(state: str) -> str:
    return f"(SELECT count(*) FROM seats WHERE quota_id = quotas.id AND state = '{state}')"


STATES = ("held", "offered", "accepted", "awarded")
COUNT_ANEW = f"""
    UPDATE quotas SET {", ".join(f"{state} = {count(state)}" for state in STATES)},
        free = places - (SELECT count(*) FROM seats WHERE quota_id = quotas.id AND state IN {TAKEN})
    WHERE id = NEW.quota_id;
"""
TAKE_OVER = """
    UPDATE quotas SET places = NEW.after, free = free + NEW.after - places
    WHERE id = NEW.quota_id;
"""
COUNTED_OTHERWISE = " OR ".join(
    f"NEW.{state} <> (SELECT count(*) FROM seats WHERE quota_id = NEW.id AND state = '{state}')"
    for state in STATES
)
UNRECORDED = """NEW.places <> coalesce((
    SELECT after FROM quota_changes WHERE quota_id = NEW.id ORDER BY id DESC LIMIT 1), 0)"""
MOVED = """NEW.quota_id <> OLD.quota_id OR NEW.number <> OLD.number
    OR NEW.application_id <> OLD.application_id"""
# (name, when, on which table, condition, what it says)
REFUSALS = (
    ("seats_begin", "BEFORE INSERT", "seats", f"NEW.state NOT IN {TAKEN}", BEGINS),
    (
        "seats_end",
        "BEFORE UPDATE",
        "seats",
        f"OLD.state NOT IN {TAKEN} AND NEW.state <> OLD.state",
        ENDS,
    ),
    ("seats_stay", "BEFORE UPDATE", "seats", MOVED, STAYS),
    ("seats_only_grow", "BEFORE DELETE", "seats", "1 = 1", ONLY_GROWS),
    ("quota_changes_stay", "BEFORE UPDATE", "quota_changes", "1 = 1", CHANGES_STAY),
    ("quota_changes_only_grow", "BEFORE DELETE", "quota_changes", "1 = 1", ONLY_GROWS),
    ("quotas_only_grow", "BEFORE DELETE", "quotas", "1 = 1", ONLY_GROWS),
    (
        "quotas_begin",
        "BEFORE INSERT",
        "quotas",
        f"{UNRECORDED} OR {COUNTED_OTHERWISE}",
        NOT_BY_HAND,
    ),
    (
        "quotas_follow",
        "BEFORE UPDATE",
        "quotas",
        f"{UNRECORDED} OR {COUNTED_OTHERWISE} OR NEW.id <> OLD.id",
        NOT_BY_HAND,
    ),
)
IS_FULL = "(SELECT free FROM quotas WHERE id = NEW.quota_id) < 1"
FOLLOWS = (
    ("seats_counted_new", "AFTER INSERT", "seats", COUNT_ANEW),
    ("seats_counted", "AFTER UPDATE", "seats", COUNT_ANEW),
    ("quota_changes_taken_over", "AFTER INSERT", "quota_changes", TAKE_OVER),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def downgrade() -> None:
    names = [(name, table) for name, _when, table, *_rest in (*REFUSALS, *FOLLOWS)]
    for name, table in [("seats_full", "seats"), *names]:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}")
        else:
            op.execute(f"DROP TRIGGER {name}")


def _on_sqlite() -> None:
    full = ("seats_full", "BEFORE INSERT", "seats", IS_FULL, FULL)
    for name, when, table, condition, says in (full, *REFUSALS):
        op.execute(f"""
            CREATE TRIGGER {name} {when} ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{says}'); END
        """)
    for name, when, table, statement in FOLLOWS:
        op.execute(f"CREATE TRIGGER {name} {when} ON {table} BEGIN {statement} END")


def _on_postgresql() -> None:
    # Whoever takes a place waits for whoever is taking one: the quota's row is locked first.
    body = f"""
        PERFORM 1 FROM quotas WHERE id = NEW.quota_id FOR UPDATE;
        IF {IS_FULL} THEN RAISE EXCEPTION '{FULL}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    """
    _trigger("seats_full", "BEFORE INSERT", "seats", body)
    for name, when, table, condition, says in REFUSALS:
        row = "OLD" if when.endswith("DELETE") else "NEW"
        _trigger(
            name,
            when,
            table,
            f"""
            IF {condition} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation'; END IF;
            RETURN {row};
            """,
        )
    for name, when, table, statement in FOLLOWS:
        _trigger(name, when, table, f"{statement} RETURN NULL;")


def _trigger(name: str, when: str, table: str, body: str) -> None:
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$
    """)
    op.execute(f"""
        CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
    """)
