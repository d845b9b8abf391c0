"""Lots of points: what ends first is spent first, and every end is announced once for each time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import Lot, Notice, expired, notices, spend

START = date(2026, 1, 1)
DAYS = (30, 7, 1)


def lots(rows: list[tuple[int, int]]) -> list[Lot]:
    return [Lot(f"l{n}", START, START + timedelta(days=days), left) for n, (days, left) in enumerate(rows)]


ROWS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 5_000)), min_size=1, max_size=12)


@given(ROWS, st.integers(1, 60_000), st.integers(0, 400))
def test_nothing_is_lost_and_a_later_end_waits(rows: list[tuple[int, int]], amount: int, day: int) -> None:
    own, on = lots(rows), START + timedelta(days=day)
    usable = sum(lot.left for lot in own if lot.last_day >= on)
    if amount > usable:
        with pytest.raises(ValueError, match="at most those"):
            spend(own, amount=amount, on=on)
        return
    answer = spend(own, amount=amount, on=on)
    assert sum(part for _, part in answer.taken) == amount
    assert sum(lot.left for lot in answer.lots) == sum(lot.left for lot in own) - amount
    ends = {lot.lot: lot.last_day for lot in own}
    untouched = [
        lot.last_day for lot in answer.lots if lot.last_day >= on and lot.lot not in dict(answer.taken)
    ]
    assert all(ends[name] <= min(untouched) for name, _ in answer.taken) if untouched else True


@given(st.integers(0, 60), st.integers(1, 50))
def test_each_notice_is_given_once_however_often_one_looks(last: int, step: int) -> None:
    own = lots([(last + 31, 100)])
    seen: list[Notice] = []
    told = START - timedelta(days=1)
    while told < own[0].last_day:
        today = min(told + timedelta(days=step), own[0].last_day)
        seen += notices(own, told_until=told, on=today, days_before=DAYS)
        told = today
    assert len(seen) <= 3
    assert seen
    if step == 1:
        assert [notice.days_left for notice in seen] == [30, 7, 1]


def test_a_missed_notice_tells_the_days_that_are_truly_left() -> None:
    own = lots([(60, 100)])
    seen = notices(
        own, told_until=START + timedelta(days=20), on=START + timedelta(days=55), days_before=DAYS
    )
    assert [(notice.days_left, notice.points) for notice in seen] == [(5, 100)]


def test_a_lot_can_be_spent_on_its_last_day_and_ends_after_it() -> None:
    own = lots([(10, 100)])
    last = START + timedelta(days=10)
    assert spend(own, amount=100, on=last).lots == ()
    assert expired(own, on=last) == ()
    assert expired(own, on=last + timedelta(days=1)) == tuple(own)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        expired([*lots([(1, 1)]), *lots([(1, 1)])], on=START)
    with pytest.raises(ValueError, match="below zero"):
        expired([Lot("a", START, START - timedelta(days=1), 1)], on=START)
    with pytest.raises(ValueError, match="later day"):
        notices([], told_until=START, on=START, days_before=DAYS)
    with pytest.raises(ValueError, match="before it, not after"):
        notices([], told_until=START, on=START + timedelta(days=1), days_before=(-1,))
