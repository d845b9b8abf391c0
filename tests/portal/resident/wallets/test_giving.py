"""Causes, gifts, draws and what is taken back: each does one right thing, and says so when it does not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.wallets import codes, draws, giving, paths, taking_back
from dure.portal.resident.wallets.moving import TAKE_BACK, Wallet, standing
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.wallets.conftest import UNIT, ask, earn, terms
from tests.portal.resident.wallets.test_spending import OFFICER, SECOND, balance

pytestmark = pytest.mark.usefixtures("town")
Rich = Callable[..., Wallet]
WHY = Text("중복 지급", "Paid twice")


def opened(kind: str, number: str, letter: dict[str, str], *, at: datetime) -> case_read.Case:
    """A case that somebody filed and another approved."""
    opening = cases.Opening(
        id=f"{kind}/{number}", place=TOWN, kind=kind, title=Text("나무", "Trees"), says=WHY, on=at.date(),
        subject="", source="", locator="",
    )  # fmt: skip
    cases.open_case(opening, by=OFFICER, at=at, letters=[letter])
    return cases.take(opening.id, move="open", by=SECOND, at=at)


def draw_until(day: datetime, *, at: datetime) -> draws.Draw:
    """A draw with one prize whose entries end with a day."""
    letter = draws.announced(
        place=TOWN, unit=UNIT, points_each=10, prizes=1, last_day=day.date(), word="lottery", number="abc1"
    )
    return draws.draw_of(opened(draws.KIND, "abc1", letter, at=at), (letter,))


def test_a_gift_to_a_cause_stands_in_its_account_and_names_nobody(rich: Rich, at: datetime) -> None:
    opened("cause", "tree", {}, at=at)
    for number in range(3):
        giving.donate(rich(f"nuri{number}"), ask(at, "cause tree"), cause="tree", amount=20)
    (cause,) = giving.causes(TOWN)
    assert (cause.given, cause.people) == ({UNIT: 60}, None)
    cases.take("cause/tree", move="close", by=OFFICER, at=at, says=WHY)
    with pytest.raises(ActRefused, match="takes no gifts"):
        giving.donate(rich("late"), ask(at, "cause tree"), cause="tree", amount=20)


def test_ten_people_who_gave_are_counted(rich: Rich, at: datetime) -> None:
    opened("cause", "tree", {}, at=at)
    for number in range(10):
        giving.donate(rich(f"nuri{number}"), ask(at, "cause tree"), cause="tree", amount=1)
    assert giving.causes(TOWN)[0].people == 10


def test_gifts_are_off_until_both_switch_them_on(rich: Rich, at: datetime) -> None:
    nuri, garam = rich("nuri", 500, on=at - timedelta(days=100)), rich("garam")

    def give(points: int) -> bool:
        code = codes.code_of(garam.party, at=at)
        return giving.give(nuri, ask(at, giving.GOT), code=code, points=points, terms=terms())

    with pytest.raises(ActRefused, match="both of you"):
        give(10)
    for party in (nuri.party, garam.party):
        people.consent(party, purpose=giving.PURPOSE, edition="1", given=True, at=at)
    assert give(60)
    with pytest.raises(ActRefused, match="40 are left today"):
        give(41)
    kept = {lot.lot: lot.left for lot in standing(garam, on=at.date()).lots}
    assert kept == {"2026-07": 60, "2026-11": 1000}


@pytest.mark.parametrize("minutes", [0, 11])
def test_a_code_holds_for_ten_minutes_and_only_unchanged(rich: Rich, at: datetime, minutes: int) -> None:
    nuri = rich("nuri")
    text = codes.code_of(nuri.party, at=at)
    shown = codes.read_code(text, at=at + timedelta(minutes=minutes))
    assert shown.party == ("" if minutes else nuri.party)
    forged = codes.read_code(text[:-2] + "AA", at=at)
    assert forged.fault is not None
    assert codes.read_code("", at=at).fault is not None


def test_a_draw_can_be_computed_again_by_anybody(rich: Rich, at: datetime) -> None:
    draw = draw_until(at, at=at)
    wallets = [rich(f"nuri{number}") for number in range(4)]
    for number, wallet in enumerate(wallets, start=1):
        draws.enter(wallet, ask(at, "draw abc1"), draw=draw, tickets=number)
    assert sorted(draws.tickets_of(draw).values()) == [1, 2, 3, 4]
    assert not any(wallet.party in name for wallet in wallets for name in draws.tickets_of(draw))
    with pytest.raises(cases.MoveRefused, match="after their last day"):
        draws.shut(draw, by=OFFICER, at=at)
    later = at + timedelta(days=1)
    with pytest.raises(ActRefused, match="have ended"):
        draws.enter(wallets[0], ask(later, "draw abc1"), draw=draw, tickets=1)
    draws.shut(draw, by=OFFICER, at=later)
    found = draws.find_draw("abc1")
    assert found is not None
    draws.hold(found, public_word="7, 12, 30", by=OFFICER, at=later)
    done = draws.find_draw("abc1")
    assert done is not None
    assert done.commitment == draw.commitment
    tickets = draws.tickets_of(done)
    assert draws.faults(done, tickets) == ()
    assert done.winners[0] in tickets
    assert "other_entries" in draws.faults(done, {**tickets, "invented": 50})
    with pytest.raises(cases.MoveRefused):
        draws.hold(done, public_word="other", by=OFFICER, at=later)


def taken(wallet: Wallet, points: int, *, at: datetime) -> case_read.Case:
    case = taking_back.propose(wallet, points=points, says=WHY, by=OFFICER, token="t", at=at)
    assert taking_back.propose(wallet, points=points, says=WHY, by=OFFICER, token="t", at=at) == case
    found = case_read.find_case(case)
    assert found is not None
    taking_back.decide(found, step="take", by=SECOND, at=at, says=WHY)
    return found


def test_what_is_not_there_any_more_is_owed_and_settled_later(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 100)
    taken(wallet, 150, at=at)
    assert balance(wallet) == 0
    assert ledgers.balance(TOWN, path=paths.owed(wallet.party), unit=UNIT) == -50
    earn(wallet, 80, at=at)
    assert standing(wallet, on=at.date()).usable == 30
    opened("cause", "tree", {}, at=at)
    giving.donate(wallet, ask(at, "cause tree"), cause="tree", amount=30)
    assert balance(wallet) == 0
    assert ledgers.balance(TOWN, path=paths.owed(wallet.party), unit=UNIT) == 0


def test_an_objection_stops_the_settling_and_gives_everything_back(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 100)
    case = taken(wallet, 150, at=at)
    own = cases.Actor(wallet.party, "주민", frozenset({"resident"}))
    taking_back.decide(case, step="appeal", by=own, at=at, says=WHY)
    earn(wallet, 80, at=at)
    assert standing(wallet, on=at.date()).usable == 80
    taking_back.decide(case, step="withdraw", by=OFFICER, at=at, says=WHY)
    assert balance(wallet) == 180
    assert ledgers.balance(TOWN, path=paths.owed(wallet.party), unit=UNIT) == 0
    assert case_read.find_case(f"{TAKE_BACK}/{case.id.partition('/')[2]}").state == "withdrawn"  # type: ignore[union-attr]
