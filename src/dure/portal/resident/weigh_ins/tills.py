"""The till of an exchange: filled by two people, paid from down to its last won, counted once a day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN, ActRefused

KRW, COUNT_UNIT = "krw", "act"
SOURCE, GAPS, COUNTS = "outside/tills", "outside/till_gaps", "outside/till_counts"
FILLED = Text("돈통에 넣음", "Put into the till")
COUNTED = Text("하루 마감", "The till is counted for the day")
MOST_KRW = 100_000_000


@dataclass(frozen=True)
class Closing:
    """The closing of a till on a day: what its book said, what was counted, when."""

    day: date
    expected_krw: int
    counted_krw: int
    at: datetime

    @property
    def gap_krw(self) -> int:
        """What was counted less what the book said."""
        return self.counted_krw - self.expected_krw


def till_of(store: str) -> str:
    """The account of a store's till; `store` is its id within the place."""
    return f"till/{store}"


def fill(place: str, *, store: str, unit: str, amount: int, case: str, at: datetime) -> posting.Posted:
    """Put money or points into a till. `case` is where it was approved: the same case fills once."""
    key = _key(f"till {place} {case}")
    reason = posting.Reason(FILLED, origin=f"case {case}")
    return posting.transfer(
        posting.Movement(key, SOURCE, till_of(store), amount, unit, at, reason), place=place, at=at
    )


def closing_on(place: str, *, store: str, day: date) -> Closing | None:
    """How a till was closed on a day; None where it has not been."""
    row = ledgers.find_transfer(_closing_key(place, store, day), place=place)
    if row is None:
        return None
    expected, counted = (int(word) for word in row.reason.origin.split(" ")[-2:])
    return Closing(day, expected, counted, row.recorded_at)


def close(place: str, *, store: str, counted_krw: int, at: datetime) -> Closing:
    """Count a till at the end of the day. A difference is booked as one; nothing more is paid that day."""
    if not 0 <= counted_krw <= MOST_KRW:
        raise ActRefused(f"0부터 {MOST_KRW:,}까지 적으십시오.", f"Give a number from 0 to {MOST_KRW:,}.")
    day = timezone.localdate(at)
    if (there := closing_on(place, store=store, day=day)) is not None:
        if there.counted_krw == counted_krw:
            return there
        raise ActRefused(
            f"오늘은 이미 {there.counted_krw:,}원으로 마감했습니다. 다른 것은 내일 마감에서 바로잡습니다.",
            f"Today was closed with {there.counted_krw:,} won already. Put it right at tomorrow's closing.",
        )
    expected = ledgers.balance(place, path=till_of(store), unit=KRW)
    key = _closing_key(place, store, day)
    reason = posting.Reason(COUNTED, origin=f"till counted {expected} {counted_krw}")
    rows = [posting.Movement(key, COUNTS, f"till_counted/{store}", 1, COUNT_UNIT, at, reason, key)]
    if (gap := counted_krw - expected) != 0:
        sides = (till_of(store), f"{GAPS}/{store}") if gap < 0 else (f"{GAPS}/{store}", till_of(store))
        own = _key(f"till gap {place} {store} {day}")
        rows.append(posting.Movement(own, *sides, abs(gap), KRW, at, reason, key))
    posting.post(rows, place=place, at=at)
    return Closing(day, expected, counted_krw, at)


def _closing_key(place: str, store: str, day: date) -> UUID:
    """The key of a day's closing: there is one of it."""
    return _key(f"till closed {place} {store} {day}")


def _key(word: str) -> UUID:
    return posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())
