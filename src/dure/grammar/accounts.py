"""Reads ledgers.toml: the units a system's ledgers are kept in, and their accounts."""

from dure.grammar.sentences import cells as cell_says
from dure.grammar.shapes import LedgerAccount, LedgerUnit
from dure.grammar.tables import Table


def read_accounts(table: Table, *, system: str) -> tuple[tuple[LedgerUnit, ...], tuple[LedgerAccount, ...]]:
    """The units and accounts of a system's ledgers."""
    table.only("unit", "account")
    units, accounts = [], []
    lines: dict[str, int] = {}
    for entry in table.tables("unit"):
        entry.only("name", "title", "decimals")
        name = entry.word("name")
        _hear_twice(entry, "name", name, lines)
        units.append(LedgerUnit(system, name, entry.text("title"), entry.whole("decimals") or 0))
    for entry in table.tables("account"):
        entry.only("path", "title", "floor")
        path = entry.word("path")
        _hear_twice(entry, "path", path, lines)
        accounts.append(LedgerAccount(system, path, entry.text("title"), _floor(entry)))
    return tuple(units), tuple(accounts)


def _hear_twice(entry: Table, key: str, name: str, lines: dict[str, int]) -> None:
    """Note a name that stands in the file already."""
    if name in lines:
        entry.hear(cell_says.named_twice(key, name, lines[name]), key)
    lines.setdefault(name, entry.first)


def _floor(entry: Table) -> int | None:
    """The least an account may hold; it may be below zero. None where there is no floor."""
    value = entry.values.get("floor")
    if value is None or value == "none":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        entry.hear(cell_says.wrong_kind(entry.called, "floor", "정수", "a whole number"), "floor")
        return None
    return value
