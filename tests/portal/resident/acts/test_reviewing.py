"""Acts that are held: drawn, or odd; decided by another person; appealed; taken back. The books balance."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases.write import Actor, MoveRefused
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import write as parties
from dure.kernel.parties.read import PartySeen, RoleHeld, notices_of
from dure.portal.officer.odd_acts import far_away
from dure.portal.resident.acts import books
from dure.portal.resident.acts.deciding import decide
from dure.portal.resident.acts.doubts import Shown
from dure.portal.resident.acts.holding import case_of, destroy_photos
from dure.portal.resident.acts.photos import take_photo
from dure.portal.resident.acts.recording import Asked, Recorded, record
from tests.portal.resident.acts.conftest import TOWN, key
from tests.portal.resident.acts.pictures import jpeg

pytestmark = pytest.mark.usefixtures("town")
ONE = Actor("officer-1", "", frozenset({"officer", "approver"}))
TWO = Actor("officer-2", "", frozenset({"officer", "approver"}))
THREE = Actor("officer-3", "", frozenset({"officer", "approver"}))
WHY = Text("사진에 캔이 없습니다.", "There is no can on the photo.")


def tell(party: str, at: datetime, *, cans: int = 2, **changes: object) -> tuple[Recorded, UUID]:
    """A can told with a photo that was sent before, unless said otherwise."""
    own = key(at)
    shown = Shown(photo=take_photo(jpeg()))
    said: dict[str, object] = {"evidence": "photo", "shown": shown, "happened_at": at, **changes}
    return record(Asked(TOWN, party, "cans", "can", Decimal(cans), own, at=at, **said)), own  # type: ignore[arg-type]


def won(path: str) -> int:
    return ledgers.balance(TOWN, path=path, unit="krw")


@pytest.fixture
def held(join: Callable[[str], str], at: datetime) -> tuple[str, str]:
    """Somebody whose photo was sent by another before: their party, and the case of their act."""
    tell(join("nuri"), at)
    garam = join("garam")
    done, own = tell(garam, at)
    assert [one.name for one in done.why] == ["same_photo_others"]
    return garam, case_of(own)


def test_whoever_acted_is_told_what_was_decided_and_what_became_of_their_appeal(
    held: tuple[str, str], at: datetime
) -> None:
    garam, case = held
    own = Actor(garam, "", frozenset({"resident"}))
    decide(case, move="refuse", by=ONE, at=at, says=WHY)
    decide(case, move="appeal", by=own, at=at, says=WHY)
    decide(case, move="grant", by=TWO, at=at, says=WHY)
    told = notices_of(garam)
    assert [(each.title.en, each.urgent) for each in told] == [
        ("Your appeal was granted", True), ("Your act was not approved", True),
    ]  # fmt: skip
    assert WHY.en in told[1].says.en
    assert told[1].href == f"/my/reviews/{case.partition('/')[2]}/"


@contextmanager
def refused(word: str) -> Iterator[None]:
    with pytest.raises(MoveRefused) as error:
        yield
    assert word in error.value.says.en


def test_a_photo_that_another_sent_holds_the_reward_out_of_everybodys_reach(held: tuple[str, str]) -> None:
    garam, case = held
    found = case_read.find_case(case)
    assert found is not None
    assert found.state == "waiting"
    assert "somebody else" in found.steps[0].says.en
    assert won(books.wallet_of(garam)) == 0
    assert won("budget/cans") == 100_000 - 200
    assert won("held") == 100
    assert ledgers.balance(TOWN, path="held", unit="avoided_tco2e") == 47


def test_what_is_approved_is_paid_once(held: tuple[str, str], at: datetime) -> None:
    garam, case = held
    decide(case, move="approve", by=ONE, at=at)
    assert won(books.wallet_of(garam)) == 100
    assert won("held") == 0
    with refused("while the case is"):
        decide(case, move="approve", by=TWO, at=at)
    assert won(books.wallet_of(garam)) == 100


def test_what_is_refused_goes_back_and_may_be_appealed_to_another_person(
    held: tuple[str, str], at: datetime
) -> None:
    garam, case = held
    with refused("Say why"):
        decide(case, move="refuse", by=ONE, at=at)
    decide(case, move="refuse", by=ONE, at=at, says=WHY)
    assert (won(books.wallet_of(garam)), won("budget/cans")) == (0, 100_000 - 100)
    resident = Actor(garam, "", frozenset({"resident"}))
    with refused("Only whoever acted"):
        decide(case, move="appeal", by=Actor("else", "", frozenset({"resident"})), at=at, says=WHY)
    decide(case, move="appeal", by=resident, at=at, says=WHY)
    with refused("cannot decide its appeal"):
        decide(case, move="grant", by=ONE, at=at, says=WHY)
    decide(case, move="grant", by=TWO, at=at, says=WHY)
    assert won(books.wallet_of(garam)) == 100
    assert ledgers.balance(TOWN, path="held", unit="avoided_tco2e") == 0


def test_a_place_without_wallets_that_give_back_says_so(held: tuple[str, str], at: datetime) -> None:
    _garam, case = held
    decide(case, move="approve", by=ONE, at=at)
    with refused("keeps no wallets"):
        decide(case, move="ask_back", by=ONE, at=at, says=WHY)


def test_nobody_decides_about_their_own_act_nor_their_households(
    held: tuple[str, str], at: datetime, join: Callable[[str], str]
) -> None:
    garam, case = held
    with refused("their own acts"):
        decide(case, move="approve", by=Actor(garam, "", frozenset({"officer"})), at=at)
    bora = join("bora")
    parties.register_party(PartySeen("home-1", "household", TOWN, Text("가구", "Household")), at=at)
    for each in (garam, bora):
        parties.give_role(
            RoleHeld(holder=each, name="household_member", place=TOWN, body="home-1", valid_from=at.date()),
            at=at,
        )
    with refused("household or group"):
        decide(case, move="approve", by=Actor(bora, "", frozenset({"officer"})), at=at)


def test_what_is_held_counts_under_the_caps(join: Callable[[str], str], at: datetime) -> None:
    nuri = join("nuri")
    tell(nuri, at, cans=20)
    done, _own = tell(nuri, at, cans=20)
    assert (done.paid, done.cut, done.held) == (250, "day", True)
    third, _own = tell(nuri, at, cans=20)
    assert third.paid == 0


def test_an_act_sent_twice_is_held_once(held: tuple[str, str], at: datetime) -> None:
    garam, _case = held
    own = key(at)
    shown = Shown(photo=take_photo(jpeg()))
    asked = Asked(TOWN, garam, "cans", "can", Decimal(1), own, at, at, "photo", "", shown)
    assert record(asked).held
    again = record(asked)
    assert (again.repeated, again.held) == (True, True)
    assert len(case_read.cases(kind="act_review", subject=garam)) == 2


def test_a_clock_a_day_ahead_is_told_and_a_photo_of_another_day_too(
    join: Callable[[str], str], at: datetime
) -> None:
    nuri = join("nuri")
    ahead, _own = tell(nuri, at, happened_at=at + timedelta(hours=20))
    assert [one.name for one in ahead.why] == ["clock"]
    assert "20.0 hours ahead" in ahead.why[0].says.en
    old = Shown(photo=take_photo(jpeg(seed=9, taken="2026:05:01 10:00:00")))
    other, _own = tell(nuri, at, shown=old)
    assert [one.name for one in other.why] == ["photo_day"]


def test_pictures_are_destroyed_when_their_time_has_passed_and_with_their_owner(
    held: tuple[str, str], at: datetime
) -> None:
    garam, case = held
    act = UUID(hex=case.partition("/")[2])
    kept = case_read.find_picture(act)
    assert kept is not None
    assert kept[:2] == b"\xff\xd8"
    late = at + timedelta(days=40)
    assert destroy_photos(at=late) == 1
    assert case_read.find_picture(act) == kept
    parties.forget(garam, at=late)
    assert case_read.find_picture(act) is None
    assert case_read.find_exhibit(act) is not None


@pytest.mark.parametrize(("minutes", "why"), [((12.1, 6.0), []), ((20.0, 6.0), ["far_away"]), (None, [])])
def test_a_photo_taken_far_from_the_shop_it_names_is_held_and_its_position_is_kept_nowhere(
    join: Callable[[str], str], at: datetime, minutes: tuple[float, float] | None, why: list[str]
) -> None:
    photo = take_photo(jpeg(seed=77, minutes=minutes))
    done, own = tell(join("nuri"), at, shown=Shown(photo=photo, shop="Park"))
    assert [one.name for one in done.why] == why
    kept = case_read.find_exhibit(own)
    assert kept is not None
    told = f"{kept} {case_read.letters(case_of(own))} {case_read.find_case(case_of(own))}"
    assert "36." not in told
    assert "127." not in told
    assert b"Exif" not in photo.jpeg
    found = far_away(TOWN, [kept])
    assert [one.acts for one in found] == ([(str(own),)] if why else [])
