"""What left an account month by month: the same gathered or not, and no more questions for more rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.models import Tally
from dure.kernel.ledgers.read import tallies
from dure.kernel.ledgers.write import Movement, Reason, sealing
from dure.portal import append_only
from tests.kernel.ledgers.moves import NOON, PLACE, UNIT, WHY, movement, new_key, wrong

pytestmark = pytest.mark.usefixtures("both_databases")
OUTSIDE = "outside/acts"
OTHER = Reason(WHY.says, origin="another word")


def acts(count: int, *, first: int = 0, each: int = 7) -> list[Movement]:
    """Acts some days apart, each a group of two: the person's turn and the household's."""
    made = []
    for number in range(first, first + count):
        happened = datetime(2026, 1, 31, 22, tzinfo=UTC) + timedelta(days=number * each % 90)
        group, reason = new_key(), OTHER if number % 3 else WHY
        for credit in (f"acts_of/{number % 5}", "acts_of/home"):
            row = movement(OUTSIDE, credit, 1 + number, group=group)
            made.append(replace(row, happened_at=happened, reason=reason))
    return made


def february() -> list[tuple[object, ...]]:
    """What is told of a month, row by row."""
    left = read.left_between(PLACE, path=OUTSIDE, unit=UNIT, first=date(2026, 2, 1), before=date(2026, 3, 1))
    whys = [left.origins[reason] for reason in left.reason.tolist()]
    columns = (left.account, left.day, left.amount, left.first)
    return list(zip(*(each.tolist() for each in columns), whys, strict=True))


def test_what_is_gathered_is_what_the_rows_say() -> None:
    write.post(acts(60), place=PLACE, at=NOON)
    before = february()
    assert sum(bool(row[3]) for row in before) == len(before) / 2 > 5
    assert {row[4] for row in before} == {"", "another word"}
    assert write.tally(PLACE, path=OUTSIDE, unit=UNIT) == 0, "nothing is sealed yet"
    write.seal(PLACE, at=NOON)
    assert write.tally(PLACE, path=OUTSIDE, unit=UNIT) == 120
    assert february() == before
    write.post(acts(20, first=60), place=PLACE, at=NOON)
    later = february()
    assert later[: len(before)] == before
    assert len(later) > len(before)
    write.seal(PLACE, at=NOON)
    assert write.tally(PLACE, path=OUTSIDE, unit=UNIT) == 40
    assert write.tally(PLACE, path=OUTSIDE, unit=UNIT) == 0
    assert february() == later
    assert wrong() == []


def test_a_day_is_that_of_the_server() -> None:
    # 22:00 in UTC on 31 January is the first of February in Seoul.
    write.post(acts(1), place=PLACE, at=NOON)
    assert [row[1] for row in february()] == [date(2026, 2, 1).toordinal()] * 2


def test_lanes_are_one_account_and_borrowing_between_them_is_not_told() -> None:
    write.open_account(PLACE, path="budget", unit=UNIT, lanes=4, at=NOON)
    write.transfer(movement("outside/source", "budget", 100), place=PLACE, at=NOON)
    for number in range(10):
        write.transfer(movement("budget", f"wallet/{number}", 10), place=PLACE, at=NOON)
    write.seal(PLACE, at=NOON)
    assert write.tally(PLACE, path="budget", unit=UNIT) == 10
    days = {"first": NOON.date(), "before": NOON.date() + timedelta(days=1)}
    left = read.left_between(PLACE, path="budget", unit=UNIT, **days)
    assert left.amount.sum() == 100
    assert wrong() == []


def test_sealing_goes_on_with_what_was_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BLOCKS_A_TALLY", 1)
    write.post(acts(2), place=PLACE, at=NOON)
    write.seal(PLACE, at=NOON)
    assert not Tally.objects.exists()
    write.tally(PLACE, path=OUTSIDE, unit=UNIT)
    write.post(acts(5, first=2), place=PLACE, at=NOON)
    write.seal(PLACE, at=NOON)
    assert sum(Tally.objects.values_list("rows", flat=True)) == 14


def test_a_piece_that_was_changed_is_found() -> None:
    write.post(acts(9), place=PLACE, at=NOON)
    write.seal(PLACE, at=NOON)
    write.tally(PLACE, path=OUTSIDE, unit=UNIT)
    piece = Tally.objects.order_by("-rows").first()
    assert piece is not None
    columns = tallies.unpacked(bytes(piece.packed))
    columns[0, 3] += 1
    with connection.cursor() as cursor:
        on = " ON ledgers_tally" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER ledgers_tally_no_update{on}")
    Tally.objects.filter(pk=piece.pk).update(packed=tallies.packed(columns))
    append_only.make_guards()
    assert any(piece.month in says and OUTSIDE in says for says in wrong())


def test_ten_times_the_rows_are_read_in_as_many_questions() -> None:
    asked = []
    for count in (20, 200):
        write.post(acts(count, first=count), place=PLACE, at=NOON)
        write.seal(PLACE, at=NOON)
        write.tally(PLACE, path=OUTSIDE, unit=UNIT)
        with CaptureQueriesContext(connection) as questions:
            assert february()
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 6


def test_nobody_has_left_what_is_not_open() -> None:
    assert february() == []
    assert write.tally(PLACE, path=OUTSIDE, unit=UNIT) == 0
