"""Reads ledgers.csv: what has moved between two accounts, as a document tells it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dure.grammar.numbers import read_number
from dure.grammar.periods import day_of
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import places as says
from dure.grammar.shapes import TransferRow
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, text_of
from dure.grammar.words import nearest

NEEDED = ("key", "on", "debit", "credit", "amount", "unit", "source")
MAY = ("reason_ko", "reason_en", "group")
UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class LedgerWords:
    """What transfers may name: accounts, units and documents."""

    accounts: tuple[str, ...]
    units: tuple[str, ...]
    library: Library

    def has(self, account: str) -> bool:
        """Whether `account` is declared, or lies below a declared one."""
        parts = account.split("/")
        if not all(parts):
            return False
        return any("/".join(parts[:length]) in self.accounts for length in range(1, len(parts) + 1))


def read_transfers(
    sheet: Sheet, text: str, *, place: str, system: str, words: LedgerWords
) -> Iterable[TransferRow]:
    """The transfers of a ledgers.csv that can be loaded; all mistakes are noted."""
    lines: dict[str, int] = {}
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        key = row["key"].lower()
        if key in lines:
            row.hear(says.same_transfer_twice(key, lines[key]), "key")
            continue
        lines[key] = row.line
        transfer = _transfer(row, place=place, system=system, words=words)
        if transfer is not None:
            yield transfer


def _transfer(row: Row, *, place: str, system: str, words: LedgerWords) -> TransferRow | None:
    """One transfer, or None when it cannot be loaded."""
    heard = len(row.sheet.mistakes)
    hear_empty(row, *NEEDED[:-1])
    key, on, amount = row["key"].lower(), day_of(row["on"]), read_number(row["amount"])
    for column in ("key", "group"):
        if row[column] and not UUID_SHAPE.fullmatch(row[column].lower()):
            row.hear(cell_says.not_a_uuid(row[column]), column)
    if row["on"] and on is None:
        row.hear(cell_says.not_a_day("on", row["on"]), "on")
    is_whole = amount is not None and amount.value % 1 == 0 and 0 < amount.value <= LARGEST
    if row["amount"] and not is_whole:
        row.hear(cell_says.not_a_whole_number("amount", row["amount"]), "amount")
    if row["unit"] and row["unit"] not in words.units:
        row.hear(says.unknown_ledger_unit(row["unit"], nearest(row["unit"], words.units)), "unit")
    _hear_accounts(row, words)
    source, locator = words.library.find(row, key or "—")
    reason = text_of(row, "reason")
    if len(row.sheet.mistakes) != heard or on is None or amount is None:
        return None
    return TransferRow(
        place=place,
        system=system,
        key=str(UUID(key)),
        on=on,
        debit=row["debit"],
        credit=row["credit"],
        amount=int(amount.value),
        unit=row["unit"],
        reason=reason,
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
        group=row["group"].lower(),
    )


def _hear_accounts(row: Row, words: LedgerWords) -> None:
    """Note accounts that are not declared, and a transfer from an account to itself."""
    for column in ("debit", "credit"):
        account = row[column]
        if account and not words.has(account):
            row.hear(says.unknown_account(column, account, nearest(account, words.accounts)), column)
    if row["debit"] and row["debit"] == row["credit"]:
        row.hear(says.same_account_twice(), "credit")
