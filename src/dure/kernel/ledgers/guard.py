"""The guard: the database itself refuses to change or remove a row of the tables it is given.

Triggers are lost when a migration rebuilds a table on SQLite, so they are made again after every migrate and
looked for at every start. They are not part of a migration.

INSERT OR REPLACE removes a row on SQLite without asking the trigger against removing: there a third trigger
looks whether the key is taken.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from dure.kernel.ledgers.models import Account, Block, Book, Closing, Reason, Transfer
from dure.kernel.ledgers.write.refusals import GuardMissing

# The tables of the ledgers. Later words have tables of their own to guard, which this one does not know.
TABLES = tuple(model._meta.db_table for model in (Book, Account, Reason, Transfer, Closing, Block))
# Their writers offer a row again and count on its being passed over: a second one is ignored, not refused.
OFFERED_AGAIN = frozenset(model._meta.db_table for model in (Account, Reason, Transfer, Closing))
SAYS = "This table is append-only. In a ledger post a reversal, elsewhere record a new row."

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
NO_REPLACE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table}
BEGIN
SELECT RAISE(ABORT, '{says}') WHERE EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid);
{others}
END
"""
TAKEN = "SELECT {then} WHERE EXISTS (SELECT 1 FROM {table} WHERE {same});"
FUNCTION = """
CREATE OR REPLACE FUNCTION ledgers_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledgers_append_only();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_{verb}
"""


def _wanted(tables: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The triggers that ought to be there: table and verb of each, for the tables that are there."""
    postgresql = connection.vendor == "postgresql"
    verbs = ("update", "delete", "truncate") if postgresql else ("update", "delete", "replace")
    there = set(connection.introspection.table_names())
    return {f"{table}_no_{verb}": (table, verb) for table in tables if table in there for verb in verbs}


def make_guards(tables: Sequence[str] = TABLES) -> None:
    """Make every trigger that is missing. To be called after every migrate."""
    wanted = _wanted(tables)
    missing = missing_guards(tables)
    with transaction.atomic(), connection.cursor() as cursor:
        postgresql = connection.vendor == "postgresql"
        if postgresql and missing:
            cursor.execute(FUNCTION.format(says=SAYS))
        for name in missing:
            table, verb = wanted[name]
            words = POSTGRESQL if postgresql else SQLITE
            trigger = words.format(table=table, verb=verb, says=SAYS)
            cursor.execute(_no_replace(table) if verb == "replace" else trigger)


def _no_replace(table: str) -> str:
    """The trigger that keeps a new row from taking the place of one with the same number or the same key."""
    then = "RAISE(IGNORE)" if table in OFFERED_AGAIN else f"RAISE(ABORT, '{SAYS}')"
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA index_list({table})")
        unique = [row[1] for row in cursor if row[2]]
        others = []
        for index in unique:
            cursor.execute(f"PRAGMA index_info({index})")
            same = " AND ".join(f"{row[2]} = NEW.{row[2]}" for row in cursor)
            others.append(TAKEN.format(then=then, table=table, same=same))
    return NO_REPLACE.format(table=table, says=SAYS, others="\n".join(others))


def missing_guards(tables: Sequence[str] = TABLES) -> tuple[str, ...]:
    """The names of the triggers that ought to be there and are not, or are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {row[0] for row in cursor}
    return tuple(name for name in _wanted(tables) if name not in there)


def check_guards(tables: Sequence[str] = TABLES) -> None:
    """Raise GuardMissing when a row could be changed. To be called at every start."""
    missing = missing_guards(tables)
    if missing:
        raise GuardMissing(missing)
