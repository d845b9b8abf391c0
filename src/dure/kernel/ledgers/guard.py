"""The guard: the database itself refuses to change or remove a row of the tables it is given.

Triggers are lost when a migration rebuilds a table on SQLite, so they are made again after every migrate and
looked for at every start. They are not part of a migration.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from dure.kernel.ledgers.models import Account, Block, Book, Closing, Reason, Transfer
from dure.kernel.ledgers.write.refusals import GuardMissing

# The tables of the ledgers. Later words have tables of their own to guard, which this one does not know.
TABLES = tuple(model._meta.db_table for model in (Book, Account, Reason, Transfer, Closing, Block))
SAYS = "This table is append-only. In a ledger post a reversal, elsewhere record a new row."

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
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
    verbs = ("update", "delete", "truncate") if postgresql else ("update", "delete")
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
            cursor.execute((POSTGRESQL if postgresql else SQLITE).format(table=table, verb=verb, says=SAYS))


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
