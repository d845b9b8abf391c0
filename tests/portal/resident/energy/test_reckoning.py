"""Energy points of half a year: steps at their bounds, four eyes, breaks, nothing twice."""

from datetime import datetime, timedelta

import pytest

from dure.engines.residents.exchange import won_for_points
from dure.grammar.shapes import Text
from dure.kernel.cases.read import Case
from dure.kernel.cases.write import MoveRefused
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.energy import reckoning
from dure.portal.resident.energy.lines import kept_as, read_line
from dure.portal.resident.energy.periods import HalfYear
from dure.portal.resident.energy.rules import UNIT
from tests.portal.resident.acts.conftest import TOWN, chance
from tests.portal.resident.energy.conftest import BEFORE, HALF, ONE, TWO, cut, details, home_of, read

pytestmark = pytest.mark.usefixtures("town")
NOTHING = Text("", "")


def points(party: str) -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit=UNIT)


def gathered(at: datetime, period: HalfYear = HALF) -> Case:
    case = reckoning.begin(TOWN, period=period, by=ONE, at=at)
    while case.state == "gathering":
        case = reckoning.advance(case.id, by=ONE, at=at, chance=chance)
    return case


def settled(at: datetime, period: HalfYear = HALF) -> Case:
    case = reckoning.decide(gathered(at, period), move="approve", by=TWO, at=at, says=NOTHING)
    while case.state == "paying":
        case = reckoning.advance(case.id, by=ONE, at=at, chance=chance)
    return case


def test_a_step_is_reached_at_exactly_its_percent_and_not_a_hair_before(at: datetime) -> None:
    wanted = {4.99: 0, 5: 8750, 9.99: 8750, 10: 17500, 14.99: 17500, 15: 25000}
    homes = {percent: home_of(f"h{n}", at, used=cut(percent))[0] for n, percent in enumerate(wanted)}
    assert settled(at).state == "paid"
    assert {percent: points(party) for percent, party in homes.items()} == wanted


def test_both_halves_of_the_published_case_come_to_67500_points_and_135000_won(at: datetime) -> None:
    small = {meter: amount / 4 for meter, amount in BEFORE.items()}
    party, home = home_of("small", at, used=small)
    for n in range(2):
        home_of(f"other{n}", at, used=BEFORE)
    settled(at)
    assert points(party) == 15000 + 2000 + 8000 + 5000 + 750 + 3000 == 33_750
    line = read_line(details(home)[kept_as(HALF)])
    assert {meter: each.standard_points for meter, each in line.meters.items()} == {
        "electricity": 5000.0, "water": 750.0, "gas": 3000.0,
    }  # fmt: skip
    both = 2.0 * points(party)
    assert (
        won_for_points(points=both, krw_per_point=2.0, cap_krw=135_000.0, paid_before_krw=0.0).paid_krw
        == 135_000
    )


def test_whoever_moved_in_within_the_years_compared_with_is_not_judged_by_those_before(at: datetime) -> None:
    newcomer, home = home_of("new", at, used=cut(50), moved_in="2025-03-01")
    late, _home = home_of("late", at, used=cut(50), moved_in="2026-02-01")
    one_year, other = home_of("one", at, used=cut(20), moved_in="2024-09-01")
    settled(at)
    assert [points(each) for each in (newcomer, late, one_year)] == [0, 0, 25_000]
    assert {each.why_not for each in read_line(details(home)[kept_as(HALF)]).meters.values()} == {
        "no_baseline"
    }
    assert {each.years_counted for each in read_line(details(other)[kept_as(HALF)]).meters.values()} == {1}


def test_nobody_approves_what_they_began_and_not_more_than_the_budget_holds(at: datetime) -> None:
    party, _home = home_of("one", at, used=cut(15))
    case = gathered(at)
    assert (case.state, reckoning.standing(case).due) == ("filed", 25_000)
    with pytest.raises(ActRefused, match="began the reckoning"):
        reckoning.decide(case, move="approve", by=ONE, at=at, says=NOTHING)
    with pytest.raises(MoveRefused, match="Say why"):
        reckoning.decide(case, move="return", by=TWO, at=at, says=NOTHING)
    returned = reckoning.decide(case, move="return", by=TWO, at=at, says=Text("다시", "Again"))
    assert (returned.state, points(party)) == ("returned", 0)
    assert settled(at).state == "paid"
    assert points(party) == 25_000


def test_a_break_loses_nothing_and_a_second_reckoning_pays_only_whom_the_first_did_not(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "HOMES_AT_ONCE", 2)
    found = [home_of(f"h{n}", at, used=cut(10)) for n in range(5)]
    case = reckoning.decide(gathered(at), move="approve", by=TWO, at=at, says=NOTHING)
    case = reckoning.advance(case.id, by=ONE, at=at, chance=chance)
    assert (case.state, sum(points(party) for party, _home in found)) == ("paying", 35_000)
    later = at + timedelta(hours=1)
    late, home = home_of("late", later, used={})
    with pytest.raises(ActRefused, match="Another reckoning is not finished"):
        reckoning.begin(TOWN, period=HALF, by=ONE, at=at)
    while case.state == "paying":
        case = reckoning.advance(case.id, by=ONE, at=at, chance=chance)
    assert [points(party) for party, _home in found] == [17_500] * 5
    read(home, later, used=cut(10))
    settled(later)
    assert [points(party) for party, _home in (*found, (late, home))] == [17_500] * 6


def test_keeping_is_paid_after_two_halves_that_reached_the_first_step(at: datetime) -> None:
    party, home = home_of("kept", at, used={})
    earlier = HALF.before
    for period in (earlier.before, earlier):
        read(home, at, used=BEFORE, period=period)
    for period in (earlier.before, earlier):
        for years in (1, 2):
            before = HalfYear(period.year - years, period.half)
            read(home, at, used=BEFORE, period=before)
        read(home, at, used=cut(5), period=period)
        settled(at, period)
    assert points(party) == 17_500
    read(home, at, used={m: v * 0.96 for m, v in BEFORE.items()})
    for years in (1, 2):
        read(home, at, used=BEFORE, period=HalfYear(HALF.year - years, HALF.half))
    settled(at)
    assert points(party) == 17_500 + 3000 + 450 + 1800


def test_a_half_year_that_is_not_over_or_has_nobody_is_not_reckoned(at: datetime) -> None:
    with pytest.raises(ActRefused, match="not over"):
        reckoning.begin(TOWN, period=HALF.next, by=ONE, at=at)
    with pytest.raises(ActRefused, match="No household"):
        reckoning.begin(TOWN, period=HALF, by=ONE, at=at)


def test_a_household_that_was_forgotten_is_left_out(at: datetime) -> None:
    party, home = home_of("gone", at, used=cut(15))
    home_of("there", at, used=cut(15))
    people.forget(home, at=at)
    case = settled(at)
    assert (points(party), reckoning.standing(case).paid) == (0, 25_000)
