"""Acts that need no eyes: caps, the same can twice, replays, what is unknown, and what moves with them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as parties
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal.officer.acts.acting import Act, ActRefused
from dure.portal.officer.acts.rights import take_group
from dure.portal.resident import claims
from dure.portal.resident.acts import books, funding
from dure.portal.resident.acts.recording import Asked, Recorded, record
from dure.portal.resident.holdings import book_of
from tests.portal.resident.acts.conftest import TOWN, key

Join = Callable[[str], str]
pytestmark = pytest.mark.usefixtures("town")


def asked(party: str, at: datetime, **changes: object) -> Asked:
    said = Asked(
        place=TOWN, party=party, programme="cans", action="can", quantity=Decimal(1), key=key(at),
        happened_at=at, at=at,
    )  # fmt: skip
    return replace(said, **changes)  # type: ignore[arg-type]


def wallet(party: str) -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw")


def told(asked: Asked) -> Recorded:
    return record(asked)


def test_an_act_moves_its_reward_and_its_grams_in_one_group(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    act = asked(nuri, at, quantity=Decimal(2))
    assert told(act) == Recorded(TOWN, "cans", "can", "krw", 200, 200, "", 47)
    assert wallet(nuri) == 200
    moved = {(row.debit, row.credit, row.amount) for row in ledgers.group(TOWN, key=act.key)}
    month = f"{at:%Y-%m}"
    assert moved == {
        ("outside/resident_acts/cans", f"acts_of/{nuri}", 1),
        ("budget/cans", f"wallet/{nuri}", 200),
        (books.avoided_in("cans", month=month), books.avoided_by(nuri, programme="cans", month=month), 47),
    }
    assert ledgers.verify(TOWN).wrong == ()


def test_the_same_act_again_changes_nothing_and_answers_the_same(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    act = asked(nuri, at)
    first, again = told(act), told(act)
    assert again == replace(first, wanted=None, repeated=True)
    assert wallet(nuri) == 100
    with pytest.raises(posting.KeyReused):
        told(replace(act, quantity=Decimal(5)))
    with pytest.raises(posting.KeyReused):
        told(replace(act, party=join("garam")))


def test_a_cap_reached_in_mid_act_pays_the_remainder(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    assert told(asked(nuri, at, quantity=Decimal(10))).paid == 1000
    cut = told(asked(nuri, at, quantity=Decimal(5)))
    assert (cut.paid, cut.wanted, cut.cut) == (250, 500, "day")
    assert told(asked(nuri, at)).paid == 0
    earlier = at - timedelta(days=3)
    cut = told(asked(nuri, at, happened_at=earlier, quantity=Decimal(10)))
    assert (cut.paid, cut.cut) == (750, "year")
    assert wallet(nuri) == 2000


def test_the_tariff_of_the_day_it_happened_counts(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    december, january = at.replace(month=12, day=20), at.replace(year=2027, month=1, day=2)
    assert told(asked(nuri, december, happened_at=december)).paid == 200
    unknown = told(asked(nuri, january, happened_at=january))
    assert (unknown.paid, unknown.wanted, unknown.cut, unknown.grams) == (0, None, "rate", None)


def test_what_nobody_knows_is_recorded_and_neither_paid_nor_claimed(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    paper = told(asked(nuri, at, action="paper", quantity=Decimal("2.5")))
    assert paper == Recorded(TOWN, "cans", "paper", "krw", 0, None, "rate", None)
    assert ledgers.balance(TOWN, path=books.acts_of(nuri), unit="act") == 1


def test_the_same_can_earns_in_one_programme_only(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    told(asked(nuri, at))
    with pytest.raises(ActRefused) as refused:
        told(asked(nuri, at, programme="bins", action="tin"))
    assert "“Cans”" in refused.value.says.en
    assert "‘캔 모으기’" in refused.value.says.ko
    assert wallet(nuri) == 100
    assert told(asked(nuri, at, programme="bins", action="tin", event="receipt-7")).paid == 70


def test_a_receipt_earns_once_whoever_shows_it(join: Join, at: datetime) -> None:
    nuri, garam = join("nuri"), join("garam")
    told(asked(nuri, at, event="receipt-7"))
    with pytest.raises(ActRefused):
        told(asked(garam, at, event="receipt-7"))
    assert (wallet(nuri), wallet(garam)) == (100, 0)


def test_evidence_of_less_worth_earns_less(join: Join, at: datetime) -> None:
    assert told(asked(join("nuri"), at, evidence="photo")).paid == 50
    with pytest.raises(ActRefused, match="not shown in that way"):
        told(asked(join("garam"), at, evidence="receipt"))


def test_the_last_won_of_a_budget_is_paid(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    left = ledgers.balance(TOWN, path="budget/bins", unit="krw")
    drain = posting.Movement(
        key(at), "budget/bins", "outside/programme_funds/bins", left - 30, "krw", at,
        posting.Reason(Text("비움", "Emptied")),
    )  # fmt: skip
    posting.transfer(drain, place=TOWN, at=at)
    last = told(asked(nuri, at, programme="bins", action="tin"))
    assert (last.paid, last.wanted, last.cut) == (30, 70, "budget")
    empty = told(asked(nuri, at, programme="bins", action="tin"))
    assert (empty.paid, empty.cut) == (0, "budget")
    assert funding.meter_of(TOWN, programme="bins", unit="krw") == funding.Meter(30, 0)


def test_a_household_shares_its_cap(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    parties.register_party(PartySeen("h-1", "household", TOWN, Text("집", "Home")), at=at)
    held = RoleHeld(holder=nuri, name="household_member", place=TOWN, valid_from=at.date(), body="h-1")
    parties.give_role(held, at=at)
    told(asked(nuri, at))
    assert ledgers.balance(TOWN, path=books.acts_of("h-1"), unit="act") == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quantity": Decimal(0)}, "whole number"),
        ({"quantity": Decimal("1.5")}, "whole number"),
        ({"quantity": Decimal(51)}, "At most 50"),
        ({"quantity": Decimal("1.0005"), "action": "paper"}, "three decimals"),
        ({"action": "bottle"}, "no such act"),
        ({"programme": "nowhere"}, "does not have the programme"),
        ({"party": "p-nobody"}, "Join first"),
    ],
)
def test_what_cannot_be_so_is_refused_with_its_mend(
    join: Join, at: datetime, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(ActRefused, match=says):
        told(replace(asked(join("nuri"), at), **changes))  # type: ignore[arg-type]


def test_an_act_of_the_future_or_of_long_ago_is_refused(join: Join, at: datetime) -> None:
    nuri = join("nuri")
    with pytest.raises(ActRefused, match="not come yet"):
        told(asked(nuri, at, happened_at=at + timedelta(days=2)))
    with pytest.raises(ActRefused, match="within 31 days"):
        told(asked(nuri, at, happened_at=at - timedelta(days=40)))


def test_grams_stand_as_an_estimate_among_the_claims(join: Join, at: datetime) -> None:
    told(asked(join("nuri"), at, quantity=Decimal(10)))
    (city,) = claims.city_claims(book_of(TOWN))
    assert (city.at("estimated"), city.own) == (235, 0)
    assert books.avoided_total(TOWN, "cans") == {f"{at:%Y-%m}": 235}


def test_grams_another_kind_of_claim_is_about_lie_apart(join: Join, at: datetime) -> None:
    act = Act(TOWN, key(at), at, at)
    assert take_group(
        act, "resident_acts", kind="one_tonne_each", geography=TOWN, years=[at.year], book="dreamland"
    )
    found = told(asked(join("nuri"), at))
    assert (found.paid, found.grams, found.overlaps) == (100, 23, True)
    assert claims.city_claims(book_of(TOWN)) == ()
