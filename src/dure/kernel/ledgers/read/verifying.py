"""Does the ledger of a place still hold? Reads every row once and computes again what must be true.

The chain (nothing changed, removed or slipped in), the pairs (both accounts there, one unit), the ends of
holds and reversals (the amount of the row they follow), closings (the sum up to their row), floors, and what
was told of the rows month by month.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account, Block, Book, Closing, Kind, Transfer
from dure.kernel.ledgers.read import lines
from dure.kernel.ledgers.read.tallies import differing
from dure.kernel.ledgers.read.values import HELD

MOST_WRONG = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a place found. `wrong` is empty when everything holds."""

    place: str
    rows: int
    blocks: int
    unsealed_rows: int
    units: tuple[str, ...]
    head: str
    wrong: tuple[Text, ...]


class _Walk:
    """What is carried along while the rows are read."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.head = lines.first_digest(book.place)
        self.rows = self.blocks = self.last_row = 0
        self.balances: defaultdict[int, int] = defaultdict(int)
        self.units: set[str] = set()
        self.pending: dict[int, int] = {}
        self.wrong: list[Text] = []

    def say(self, ko: str, en: str) -> None:
        """Note something that does not hold."""
        if len(self.wrong) < MOST_WRONG:
            self.wrong.append(Text(ko, en))


def verify(place: str) -> Verdict:
    """Compute the ledger of a place again, from its first row."""
    with _one_moment():
        book = Book.objects.filter(place=place).first()
        if book is None:
            return Verdict(place, 0, 0, 0, (), "", ())
        walk = _Walk(book)
        closings = _closings(book)
        for block in Block.objects.filter(book=book).order_by("number").iterator(chunk_size=500):
            _check_block(walk, block, closings)
        sealed = walk.rows
        while rest := lines.between(book.pk, after=walk.last_row, up_to=2**62):
            for line in rest:
                _check_line(walk, line, closings)
        _check_end(walk, closings)
        _check_tallies(walk)
    return Verdict(
        place,
        walk.rows,
        walk.blocks,
        walk.rows - sealed,
        tuple(sorted(walk.units)),
        walk.head.hex(),
        tuple(walk.wrong),
    )


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment. On SQLite rows are committed in their order, so nothing is needed."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _closings(book: Book) -> dict[int, list[tuple[int, int]]]:
    """Every closing by the row it is at, as (account, balance)."""
    closings: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Closing.objects.filter(account__book=book).values_list("up_to", "account_id", "balance")
    for up_to, account, balance in rows.iterator(chunk_size=5000):
        closings[up_to].append((account, balance))
    return closings


def _check_block(walk: _Walk, block: Block, closings: dict[int, list[tuple[int, int]]]) -> None:
    """Compute one block of the chain again."""
    before = walk.last_row
    name_ko, name_en = f"{walk.book.place} 블록 {block.number}", f"{walk.book.place}, block {block.number}"
    if block.number != walk.blocks + 1:
        walk.say(f"{name_ko}: 앞 블록이 없습니다.", f"{name_en}: the block before it is missing.")
    if bytes(block.previous) != walk.head:
        walk.say(
            f"{name_ko}: 앞 블록과 이어지지 않습니다.",
            f"{name_en}: it does not follow on the block before it.",
        )
    found = lines.between(walk.book.pk, after=before, up_to=block.last_row, limit=2**31)
    texts = [line.sealed() for line in found]
    if hashlib.sha256(bytes(block.previous) + b"".join(texts)).digest() != bytes(block.digest):
        where_ko, where_en = _first_difference(block, found, texts)
        walk.say(
            f"{name_ko} (거래 {before + 1}–{block.last_row}): 봉인된 뒤에 바뀌었습니다. {where_ko}",
            f"{name_en} (rows {before + 1} to {block.last_row}): changed since it was sealed. {where_en}",
        )
    for line in found:
        _check_line(walk, line, closings)
    walk.head, walk.blocks, walk.last_row = bytes(block.digest), block.number, block.last_row


def _first_difference(block: Block, found: list[lines.Line], texts: list[bytes]) -> tuple[str, str]:
    """Which row is the first that is not as it was sealed."""
    marks = bytes(block.marks)
    count = f"{block.rows:,} → {len(found):,}"
    for place, (line, text) in enumerate(zip(found, texts, strict=True)):
        if marks[place * lines.MARK_BYTES : (place + 1) * lines.MARK_BYTES] != lines.mark(text):
            return (
                f"처음 달라진 거래: {line.row} (키 {line.key}). 거래 수: {count}.",
                f"The first row that differs is {line.row} (key {line.key}). Rows: {count}.",
            )
    return f"거래 수: {count}.", f"Rows: {count}."


def _check_line(walk: _Walk, line: lines.Line, closings: dict[int, list[tuple[int, int]]]) -> None:
    """What must hold for one row, and for closings at it."""
    walk.rows, walk.last_row = walk.rows + 1, line.row
    if line.debit is None or line.credit is None or line.says_ko is None:
        walk.say(
            f"거래 {line.row}: 계정이나 사유가 없습니다.",
            f"Row {line.row}: an account or its reason is missing.",
        )
        return
    walk.units.add(line.debit_unit)
    if line.debit_unit != line.credit_unit:
        walk.say(
            f"거래 {line.row}: 단위가 다릅니다({line.debit_unit}, {line.credit_unit}).",
            f"Row {line.row}: the units differ ({line.debit_unit}, {line.credit_unit}).",
        )
    if line.amount <= 0:
        walk.say(f"거래 {line.row}: 금액이 0 이하입니다.", f"Row {line.row}: the amount is not above zero.")
    walk.balances[line.debit_id] -= line.amount
    walk.balances[line.credit_id] += line.amount
    _check_follows(walk, line)
    for account, balance in closings.pop(line.row, []):
        if walk.balances[account] != balance:
            walk.say(
                f"거래 {line.row}: 계정 {account}의 마감 잔액 {balance:,}이 "
                f"합계 {walk.balances[account]:,}과 다릅니다.",
                f"Row {line.row}: account {account} was closed at {balance:,}, but its rows add up to "
                f"{walk.balances[account]:,}.",
            )


def _check_tallies(walk: _Walk) -> None:
    """What was told month by month is what the rows say."""
    for path, month, number in differing(walk.book.place):
        walk.say(
            f"계정 {path}: {month}에 나간 것을 모은 {number}번째 조각이 거래와 다릅니다.",
            f"Account {path}: piece {number} of what left it in {month} is not what its rows say.",
        )


def _check_follows(walk: _Walk, line: lines.Line) -> None:
    """A hold keeps its amount until its end, which has the same amount."""
    if line.kind == Kind.PENDING:
        walk.pending[line.row] = line.amount
    elif line.kind in {Kind.POSTED, Kind.VOIDED, Kind.TIMED_OUT}:
        amount = walk.pending.pop(line.follows_id or 0, None)
        if amount != line.amount:
            walk.say(
                f"거래 {line.row}: 보류 거래의 금액과 다르거나 보류 거래가 없습니다.",
                f"Row {line.row}: ends a hold that is not there, or with another amount.",
            )
    elif line.kind == Kind.REVERSAL:
        original = Transfer.objects.filter(pk=line.follows_id or 0).first()
        if original is None or original.amount != line.amount:
            walk.say(
                f"거래 {line.row}: 취소하는 거래와 금액이 다르거나 그 거래가 없습니다.",
                f"Row {line.row}: reverses a row that is not there, or with another amount.",
            )


def _check_end(walk: _Walk, closings: dict[int, list[tuple[int, int]]]) -> None:
    """What must hold when all rows are read: floors, what is held, sums, closings that no row explains."""
    sums: dict[str, int] = defaultdict(int)
    held = 0
    accounts = Account.objects.filter(book=walk.book).values_list("id", "path", "unit", "lane", "floor")
    for number, path, unit, lane, floor in accounts.iterator(chunk_size=5000):
        balance = walk.balances.pop(number, 0)
        sums[unit] += balance
        held += balance if path == HELD else 0
        if floor is not None and balance < floor:
            walk.say(
                f"계정 {path} (차선 {lane}): 잔액 {balance:,} {unit}이 하한 {floor:,}보다 작습니다.",
                f"Account {path} (lane {lane}): {balance:,} {unit} is below its floor of {floor:,}.",
            )
    for unit, total in sums.items():
        if total:
            walk.say(
                f"{unit}: 합계가 0이 아니라 {total:,}입니다.", f"{unit}: adds up to {total:,}, not to 0."
            )
    if held != sum(walk.pending.values()):
        walk.say(
            f"보류 계정: {held:,}이 끝나지 않은 보류 금액과 다릅니다.",
            f"The account held has {held:,}, which is not what the open holds add up to.",
        )
    for row in sorted(closings):
        walk.say(f"거래 {row}: 없는 거래에서 마감했습니다.", f"Row {row}: closed at a row that is not there.")
