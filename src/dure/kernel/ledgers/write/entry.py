"""A row as it is about to be written, with addresses still as words. Checked before the database is asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from dure.kernel.ledgers.models import LARGEST_AMOUNT, Kind
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.values import HELD, Movement, Reason
from dure.kernel.ledgers.write.refusals import (
    AddressWrong,
    AmountWrong,
    KeyNotOrdered,
    KeyReused,
    SameAccount,
    TimeUnknown,
)

PLACE = re.compile(r"[a-z][a-z0-9-]{0,79}")
PATH = re.compile(r"(?=.{1,120}$)[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*")
UNIT = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
FREE_KEYS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row will hold. `follows` is the number of the row it ends, `meant_for` a path."""

    key: UUID
    debit: str
    credit: str
    amount: int
    unit: str
    kind: Kind
    happened_at_us: int
    reason: Reason
    linked: UUID | None = None
    follows: int | None = None
    meant_for: str | None = None
    until_us: int | None = None


def of_movements(movements: Iterable[Movement]) -> list[Entry]:
    """One entry for each key, checked; the same movement said twice counts once."""
    entries: dict[UUID, Entry] = {}
    for movement in movements:
        entry = of_movement(movement)
        before = entries.setdefault(entry.key, entry)
        if before is not entry and before != entry:
            raise KeyReused(entry.key, differs="content")
    return list(entries.values())


def of_movement(movement: Movement) -> Entry:
    """The entry of a plain movement, checked."""
    check_key(movement.key)
    check_path(movement.debit)
    check_path(movement.credit)
    check_unit(movement.unit)
    amount = movement.amount
    if type(amount) is not int or not 1 <= amount <= LARGEST_AMOUNT:
        raise AmountWrong(amount, key=movement.key, limit=LARGEST_AMOUNT)
    if movement.debit == movement.credit:
        raise SameAccount(movement.debit, key=movement.key)
    if movement.happened_at.tzinfo is None:
        raise TimeUnknown(movement.key)
    return Entry(
        movement.key,
        movement.debit,
        movement.credit,
        amount,
        movement.unit,
        Kind.MOVED,
        keys.to_us(movement.happened_at),
        movement.reason,
        movement.group,
    )


def check_key(key: UUID) -> None:
    """Refuse a key that is not ordered by time."""
    if key.int >> 76 & 0xF != FREE_KEYS:
        raise KeyNotOrdered(key)


@lru_cache(maxsize=100_000)
def check_path(path: str) -> None:
    """Refuse a path that cannot be an address, or that the ledger keeps for itself."""
    if not PATH.fullmatch(path):
        raise AddressWrong(
            path,
            en="not a path. Use small letters, digits, - _ . and / between parts, 120 characters at most.",
            ko="계정 경로가 아닙니다. 영문 소문자, 숫자, - _ . 와 구분 기호 / 만으로 120자까지 쓰십시오.",
        )
    if path == HELD:
        raise AddressWrong(
            path,
            en="the ledger keeps this account for pending amounts. Use hold, complete and void.",
            ko="보류 금액을 두는 계정이므로 직접 쓸 수 없습니다. hold, complete, void를 쓰십시오.",
        )


@lru_cache(maxsize=1000)
def check_unit(unit: str) -> None:
    """Refuse a unit that cannot stand in an address."""
    if not UNIT.fullmatch(unit):
        raise AddressWrong(
            unit,
            en="not a unit. Use letters, digits and _, 20 characters at most, such as KRW or point.",
            ko="단위가 아닙니다. KRW, point처럼 영문자, 숫자, _ 만으로 20자 이내로 쓰십시오.",
        )


@lru_cache(maxsize=1000)
def check_place(place: str) -> None:
    """Refuse a place that cannot be an id."""
    if not PLACE.fullmatch(place):
        raise AddressWrong(
            place,
            en="not the id of a place. Use small letters, digits and -.",
            ko="지역 식별자가 아닙니다. 영문 소문자, 숫자, - 만 쓰십시오.",
        )
