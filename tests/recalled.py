"""Packs loaded once by each process, and recalled for every test after the first as the rows they left.

Loading a folder of packs takes half a second, and hundreds of tests begin with it. Where the tables are not
as they were before the first loading (a test made a row first), the packs are loaded again.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from dure.grammar import read
from dure.grammar.books.library import read_library
from dure.kernel.runs import write as runs

Rows = list[tuple[Any, ...]]
# A row comes after what it names: tables in the order in which they were made.
TABLES = """SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid"""


@dataclass(frozen=True)
class Recollection:
    """What the tables held before a loading, and the rows that were new in them afterwards."""

    before: dict[str, Rows]
    new: dict[str, Rows]


RECALLED: dict[tuple[Path, datetime, bool], Recollection] = {}


def load(folder: Path, at: datetime, *, books: bool = False) -> None:
    """Load a folder of packs without mistakes that no test changes; with its factors if `books`."""
    if connection.vendor != "sqlite":
        _load(folder, at, books)
        return
    before = _state()
    recalled = RECALLED.get((folder, at, books))
    if recalled is not None and recalled.before == before:
        _put(recalled.new)
        return
    _load(folder, at, books)
    after = _state()
    if all(after[table][: len(rows)] == rows for table, rows in before.items()):
        new = {table: rows[len(before[table]) :] for table, rows in after.items()}
        RECALLED[(folder, at, books)] = Recollection(
            before, {name: rows for name, rows in new.items() if rows}
        )


def _load(folder: Path, at: datetime, books: bool) -> None:
    packs, library = read(folder), read_library(folder) if books else None
    assert not packs.mistakes, packs.mistakes
    assert library is None or not library.mistakes, library
    runs.load(packs, code_version="test", at=at, tell=lambda *_: None, library=library)


def _state() -> dict[str, Rows]:
    """The rows of every table as SQLite holds them, in the order in which they came."""
    connection.ensure_connection()
    ask = connection.connection.execute
    state = {}
    for (table,) in ask(TABLES).fetchall():
        columns = [column[1] for column in ask(f'PRAGMA table_info("{table}")')]
        # A sign before its name keeps a column from being turned into a day or a number.
        said = ", ".join(f'+"{column}"' for column in columns)
        state[table] = ask(f'SELECT {said} FROM "{table}" ORDER BY rowid').fetchall()
    return state


def _put(new: dict[str, Rows]) -> None:
    with transaction.atomic():
        for table, rows in new.items():
            marks = ", ".join("?" for _ in rows[0])
            connection.connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
