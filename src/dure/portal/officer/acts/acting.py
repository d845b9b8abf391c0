"""One act at a time: what an act would move, and moving it, so that its rules hold against others at once.

A rule such as “surrender before carry-over” looks at more accounts than it draws on, so floors alone do not
hold it. Acts are therefore numbered: each posts, together with its movements, a movement whose key follows
from the number of acts before it. Where somebody was quicker, that key is taken, nothing is written, and the
act looks at the books again.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.read import Transfer

NUMBERED = "acts/allowances"
# How the origin of a movement begins that takes an act back.
TAKEN_BACK = "act take-back "
MOST_TRIES = 200
NOTHING = Text("", "")
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


class ActRefused(Exception):
    """An act that a rule forbids. Nothing of it has been written."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(ko, en)


@dataclass(frozen=True)
class Leg:
    """One of an act's movements: `amount` of the smallest `unit` out of `debit` into `credit`."""

    debit: str
    credit: str
    amount: int
    unit: str


@dataclass(frozen=True)
class Deed:
    """What an act would do: its words for machines and people, and its movements as the books stand now.

    Asking for `legs` reads the books; a rule that is broken raises ActRefused.
    """

    what: str
    says: Text
    legs: Callable[[], tuple[Leg, ...]]


@dataclass(frozen=True)
class Act:
    """Somebody acts: where, when it happened, when it is recorded, what they say, which document tells it.

    `key` is made by whoever asks (UUID version 7): the same act asked twice is done once.
    """

    place: str
    key: UUID
    happened_at: datetime
    at: datetime
    says: Text = NOTHING
    source: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Done:
    """The number of the act among all of its place, and whether it had been done before."""

    number: int
    repeated: bool


def perform(act: Act, deed: Deed) -> Done:
    """Do it, all or nothing. The same act again changes nothing."""
    for _try in range(MOST_TRIES):
        if (done := find_done(act, deed)) is not None:
            return done
        number = ledgers.balance(act.place, path=NUMBERED, unit="act")
        turn = turn_of(act, deed, number=number)
        try:
            posting.post([turn, *_movements(act, deed)], place=act.place, at=act.at)
        except posting.KeyReused as error:
            if error.key != turn.key:
                raise
        else:
            return Done(number + 1, repeated=False)
    raise ActRefused(
        "다른 사람들이 계속 처리하고 있어 기록하지 못했습니다. 잠시 뒤 다시 하십시오.",
        "Others keep acting at this moment, so nothing was recorded. Try again in a while.",
    )


def standing(place: str) -> tuple[Transfer, ...]:
    """The numbered acts of a place that have not been taken back, oldest first: their first movements."""
    stack: list[Transfer] = []
    after = 0
    while rows := ledgers.statement(place, path=NUMBERED, unit="act", after=after, limit=1000):
        after = rows[-1].row
        for row in rows:
            if row.reason.origin.startswith(TAKEN_BACK):
                stack.pop()
            else:
                stack.append(row)
    return tuple(stack)


def take_back(place: str, *, key: UUID) -> Deed:
    """The last act that stands is taken back: every movement the other way round. Both stay to be read.

    Acts go in their order, so that serials and lots lie again as they did; an earlier one has to wait.
    """

    def legs() -> tuple[Leg, ...]:
        acts = standing(place)
        if not acts or acts[-1].group != key:
            raise ActRefused(
                "마지막 처리만 되돌릴 수 있습니다. 뒤에 한 처리부터 차례로 되돌리십시오.",
                "Only the last act can be taken back. Take back those after it first.",
            )
        if acts[-1].reason.origin.startswith("act claim "):
            raise ActRefused(
                "감축량 기록은 되돌리지 않습니다. 단계를 올리면서 바른 양을 적으십시오.",
                "A claim is not taken back. Bring it a stage further with the right amount.",
            )
        moved = [row for row in ledgers.group(place, key=key) if row.unit != "act"]
        return tuple(Leg(row.credit, row.debit, row.amount, row.unit) for row in reversed(moved))

    return Deed(f"take-back {place} {key}", Text("처리를 되돌림", "An act taken back"), legs)


def find_done(act: Act, deed: Deed) -> Done | None:
    """What became of this act when it was asked before; KeyReused where its key was used for another."""
    there = ledgers.find_transfer(key_of(act, 0), place=act.place)
    if there is None:
        return None
    if there.reason.origin != _origin(deed):
        raise posting.KeyReused(act.key, differs="content")
    return Done(0, repeated=True)


def turn_of(act: Act, deed: Deed, *, number: int) -> posting.Movement:
    """The movement that makes an act the next one: everybody who counted as many acts makes the same key."""
    digest = hashlib.blake2b(f"{act.place} act {number}".encode(), digest_size=10).digest()
    key = posting.make_key(at=BEGIN + timedelta(milliseconds=number), random_bytes=digest)
    return _movement(act, deed, key=key, leg=Leg("outside/acts", NUMBERED, 1, "act"))


def key_of(act: Act, number: int) -> UUID:
    """The key of an act's movement of that number, always the same one."""
    stamp = BEGIN + timedelta(milliseconds=act.key.int >> 80)
    digest = hashlib.blake2b(f"{act.key} {number}".encode(), digest_size=10).digest()
    return posting.make_key(at=stamp, random_bytes=digest)


def _movements(act: Act, deed: Deed) -> list[posting.Movement]:
    return [_movement(act, deed, key=key_of(act, number), leg=leg) for number, leg in enumerate(deed.legs())]


def _movement(act: Act, deed: Deed, *, key: UUID, leg: Leg) -> posting.Movement:
    return posting.Movement(
        key=key,
        debit=leg.debit,
        credit=leg.credit,
        amount=leg.amount,
        unit=leg.unit,
        happened_at=act.happened_at,
        reason=posting.Reason(_joined(deed.says, act.says), act.source, act.locator, _origin(deed)),
        group=act.key,
    )


def _origin(deed: Deed) -> str:
    return f"act {deed.what}"


def _joined(first: Text, second: Text) -> Text:
    """What the act is, and what whoever did it says; in both languages, as far as it was said in them."""
    said = second.ko or second.en
    return Text(
        f"{first.ko}. {second.ko or said}".removesuffix(". "),
        f"{first.en}. {second.en or said}".removesuffix(". "),
    )
