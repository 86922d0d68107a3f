"""One PostgreSQL database for many tests, put in order between them.

Copying a template for every test takes longer than most tests do. So the furnished rows are
remembered beside the tables, and put back in one go. A test that changed the tables themselves,
not only their rows, is noticed: its database is given up, and the next test gets a new one.
"""

from __future__ import annotations

import psycopg

# Rows in `furnished`, and two functions: `shape` tells whether anything but rows was changed,
# `again` puts the rows back. Generated columns cannot be written; sequences are rows of a kind.
REMEMBER = r"""
CREATE SCHEMA furnished;

CREATE FUNCTION furnished.shape() RETURNS text LANGUAGE sql AS $shape$
    SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
        SELECT format('%s %s %s', tableoid, oid, xmin) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s %s', c.tableoid, attrelid, attnum, c.xmin)
            FROM pg_attribute c JOIN pg_class t ON t.oid = attrelid
            WHERE t.relnamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s', c.tableoid, c.oid, c.xmin)
            FROM pg_trigger c JOIN pg_class t ON t.oid = tgrelid
            WHERE t.relnamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s', tableoid, oid, xmin) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s', tableoid, oid, xmin) FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace
    ) AS parts(part)
$shape$;

DO $remember$
DECLARE
    body text := '';
    one record;
    last bigint;
    called boolean;
    columns text;
BEGIN
    FOR one IN SELECT oid, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY oid
    LOOP
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
            FROM pg_attribute
            WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        body := body || format('DELETE FROM public.%I;', one.relname);
        EXECUTE format(
            'CREATE TABLE furnished.%I AS SELECT %s FROM public.%1$I', one.relname, columns);
        body := body || format(
            'INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT * FROM furnished.%1$I;',
            one.relname, columns);
    END LOOP;
    FOR one IN SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    LOOP
        EXECUTE format('SELECT last_value, is_called FROM public.%I', one.relname)
            INTO last, called;
        body := body || format(
            'PERFORM setval(%L, %s, %L);', format('public.%I', one.relname), last, called);
    END LOOP;
    EXECUTE format(
        'CREATE FUNCTION furnished.again() RETURNS void LANGUAGE plpgsql AS %L',
        'BEGIN ' || body || ' END');
END
$remember$;
"""
# Whoever still holds a transaction open would keep the rows; copies were dropped with FORCE too.
SEND_AWAY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
# Neither the journal's triggers nor foreign keys stand in the way of putting things in order.
OPTIONS = "-c session_replication_role=replica -c lock_timeout=20s"


def remember(connection: psycopg.Connection) -> None:
    """Keep the rows of all tables in the database itself, so that its copies have them too."""
    connection.execute(REMEMBER)


class Database:
    """A copy of the template that `refurnish` brings back to how it came."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.connection: psycopg.Connection | None = None
        try:
            self.connection = psycopg.connect(address, autocommit=True, options=OPTIONS)
            self.shape = self._shape(self.connection)
        except psycopg.OperationalError:
            pass  # Only a superuser may; others get a copy for every test.

    def refurnish(self) -> bool:
        """False when the database has to be given up."""
        if self.connection is None:
            return False
        try:
            self.connection.execute(SEND_AWAY)
            self.connection.execute("SELECT furnished.again()")
            return self._shape(self.connection) == self.shape
        except psycopg.Error:
            return False

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()

    @staticmethod
    def _shape(connection: psycopg.Connection) -> str:
        [shape] = connection.execute("SELECT furnished.shape()").fetchone() or [""]
        return str(shape)
