"""Hours of the week: what is written, what is open when, and what is refused."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.opening_hours import DAYS, Hours, read_hours

MONDAY = datetime(2026, 11, 23)


def hours(text: str) -> Hours:
    found = read_hours(text)
    assert isinstance(found, Hours), found
    return found


def test_a_break_at_noon_is_closed() -> None:
    office = hours("Mo-Fr 09:00-12:00,13:00-18:00; Sa 09:00-13:00; PH off")
    assert office.is_open(MONDAY.replace(hour=11, minute=59))
    assert not office.is_open(MONDAY.replace(hour=12, minute=30))
    assert office.closes(MONDAY.replace(hour=13)) == MONDAY.replace(hour=18)
    assert office.opens_next(MONDAY.replace(hour=12)) == MONDAY.replace(hour=13)
    assert office.holidays == ()


def test_an_evening_past_midnight_belongs_to_the_day_before() -> None:
    late = hours("Fr 22:00-02:00")
    saturday = MONDAY + timedelta(days=5)
    assert late.is_open(saturday.replace(hour=1))
    assert not late.is_open(saturday.replace(hour=2))
    assert late.closes(saturday.replace(hour=1)) == saturday.replace(hour=2)


def test_what_is_never_open_opens_never() -> None:
    assert hours("Mo off").opens_next(MONDAY) is None


def test_days_may_run_over_the_end_of_the_week() -> None:
    assert [bool(spans) for spans in hours("Sa-Mo 10:00-12:00").days] == [True, *[False] * 4, True, True]


def test_hours_overlap_also_across_the_turn_of_the_week() -> None:
    assert hours("Su 23:00-01:00").overlaps(hours("Mo 00:30-02:00"))
    assert hours("Mo 00:30-02:00").overlaps(hours("Su 23:00-01:00"))
    assert not hours("Sa 09:00-11:00").overlaps(hours("Sa 11:00-13:00"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9-5", "cannot be read as hours"),
        ("Mo 25:00-26:00", "cannot be read as hours"),
        ("Mo 09:00-09:00", "cannot be read as hours"),
        ("Mo 09:60-10:00", "cannot be read as hours"),
        ("Mo-Xx 09:00-10:00", "does not name days"),
        ("Mo 09:00-12:00; Mo 13:00-18:00", "stands in two parts"),
        ("Mo 09:00-12:00,11:00-18:00", "overlap"),
        ("Mo 09:00-10:00;" * 40, "longer than"),
        ("", "cannot be read as hours"),
    ],
)
def test_bad_hours_are_refused_with_a_sentence_in_both_languages(text: str, says: str) -> None:
    found = read_hours(text)
    assert not isinstance(found, Hours)
    assert says in found[0].en
    assert found[0].ko
    assert found[1].ko


@given(
    day=st.integers(0, 6),
    begin=st.integers(0, 1439),
    long=st.integers(1, 1439),
    at=st.integers(0, 7 * 1440 - 1),
)
def test_something_is_open_exactly_from_its_beginning_to_its_end(
    day: int, begin: int, long: int, at: int
) -> None:
    end = (begin + long) % 1440
    text = f"{DAYS[day]} {begin // 60:02d}:{begin % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    begins = day * 1440 + begin
    is_open = any(begins + week <= at < begins + long + week for week in (0, -7 * 1440))
    assert hours(text).is_open(MONDAY + timedelta(minutes=at)) == is_open
