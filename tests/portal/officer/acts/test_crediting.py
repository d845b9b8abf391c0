"""Credits with serials: none twice, none split; what is sold leaves the city's claim in that moment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.allowances import serial_ranges
from dure.grammar.books.exclusions import Exclusion
from dure.grammar.lots import SerialLot
from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.kernel.things.models import Place
from dure.portal.officer.acts import claiming, crediting, right_keys
from dure.portal.officer.acts.acting import ActRefused, take_back
from dure.portal.officer.acts.claiming import Claimed
from dure.portal.resident.claims import GRAMS, UNIT, city_claims
from dure.portal.resident.holdings import book_of
from tests.portal.officer.acts.doing import NOON, PLACE, an_act, do, lies_in, new_key, wrong

LOT = SerialLot("landfill-gas", "2020", 101, 200)
RULES = (
    Exclusion("landfill_gas", "credit_project", Text("감축사업", "credit project"), "refuse"),
    Exclusion("landfill_gas", "heat_supply", Text("열 공급", "heat supply"), "refuse"),
    Exclusion("vehicles", "vehicle_project", Text("전기차", "electric vehicles"), "overlap"),
    Exclusion("vehicles", "grid", Text("전력", "grid"), "overlap"),
)


def claimed(**changes: object) -> Claimed:
    said: dict[str, object] = {
        "project": "landfill-gas", "kind": "credit_project", "geography": PLACE, "period": "2020",
        "stage": "verified", "gwp_set": "sar", "grams": 100 * GRAMS,
    }  # fmt: skip
    return Claimed(**{**said, **changes})  # type: ignore[arg-type]


def make(said: Claimed, **words: object) -> None:
    claiming.claim(an_act(**words), said, book="land", exclusions=RULES)  # type: ignore[arg-type]


def issued() -> None:
    make(claimed())
    do(crediting.issue(PLACE, lot=LOT, gwp_set="sar"))


def own() -> int:
    return sum(claim.own for claim in city_claims(book_of(PLACE))) // GRAMS


@pytest.mark.django_db
def test_a_sold_credit_leaves_the_city_s_claim_everywhere_at_once() -> None:
    issued()
    assert own() == 100
    do(crediting.transfer_credits(PLACE, lot=LOT, tonnes=60, price_krw=23_000))
    assert own() == 40
    (claim,) = city_claims(book_of(PLACE))
    assert claim.at("transferred") == 60 * GRAMS
    assert lies_in("claim/transferred/sar/landfill-gas/2020/101-160", unit=UNIT) == 60 * GRAMS
    assert lies_in("outside/credit_buyers/landfill-gas/2020/101-160", unit="credit") == 60
    assert lies_in("treasury/credit_sales/landfill-gas/2020/at-23000", unit="krw") == 60 * 23_000
    assert wrong() == []


@pytest.mark.django_db
def test_serials_follow_one_another_whatever_becomes_of_them() -> None:
    issued()
    do(crediting.retire(PLACE, lot=LOT, tonnes=10))
    do(crediting.transfer_credits(PLACE, lot=LOT, tonnes=20, price_krw=1))
    do(crediting.cancel_credits(PLACE, lot=LOT, tonnes=30))
    assert lies_in("credit/retired/landfill-gas/2020/101-110", unit="credit") == 10
    assert lies_in("outside/credit_buyers/landfill-gas/2020/111-130", unit="credit") == 20
    assert lies_in("credit/cancelled/landfill-gas/2020/131-160", unit="credit") == 30
    assert crediting.held_lots(PLACE) == ((LOT, 40),)
    # Retired ones stay the city's own; sold and cancelled ones do not.
    assert own() == 10 + 40


@pytest.mark.django_db
def test_an_issuance_that_was_refused_or_taken_back_leaves_its_serials_free() -> None:
    with pytest.raises(ActRefused, match="0 t of this project are verified"):
        do(crediting.issue(PLACE, lot=LOT, gwp_set="sar"))
    make(claimed(grams=99 * GRAMS))
    with pytest.raises(ActRefused, match="99 t of this project are verified"):
        do(crediting.issue(PLACE, lot=LOT, gwp_set="sar"))
    make(claimed(project="other"))
    other = SerialLot("other", "2020", 101, 200)
    key = new_key()
    do(crediting.issue(PLACE, lot=other, gwp_set="sar"), key=key)
    with pytest.raises(ActRefused, match="overlap vintage 2020, serials 101–200"):
        do(crediting.issue(PLACE, lot=SerialLot("other", "2020", 150, 160), gwp_set="sar"))
    do(take_back(PLACE, key=key))
    do(crediting.issue(PLACE, lot=other, gwp_set="sar"))
    assert lies_in("credit/held/other/2020/101-200", unit="credit") == 100


@pytest.mark.django_db
def test_nothing_is_sold_that_is_not_there_and_no_credit_is_split() -> None:
    issued()
    with pytest.raises(ActRefused, match="at most 100; none is split"):
        do(crediting.transfer_credits(PLACE, lot=LOT, tonnes=101, price_krw=1))
    with pytest.raises(ActRefused, match="none is split"):
        do(crediting.retire(PLACE, lot=LOT, tonnes=0))


@pytest.mark.django_db
def test_credits_are_issued_once_and_only_for_what_is_verified() -> None:
    issued()
    with pytest.raises(ActRefused, match="overlap"):
        do(crediting.issue(PLACE, lot=SerialLot("landfill-gas", "2020", 200, 210), gwp_set="sar"))
    with pytest.raises(Exception, match="0 t of this project are verified"):
        do(crediting.issue(PLACE, lot=SerialLot("landfill-gas", "2020", 201, 210), gwp_set="sar"))


@pytest.mark.django_db
def test_one_event_is_claimed_once_by_whoever_comes_first() -> None:
    make(claimed())
    with pytest.raises(ActRefused, match="One event is claimed once"):
        make(claimed(stage="estimated"))
    with pytest.raises(ActRefused, match="One event is claimed once"):
        make(claimed(), place="the-district-inside")
    key = new_key()
    make(claimed(period="2021"), key=key)
    make(claimed(period="2021"), key=key)
    assert own() == 200


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["2020-2021", "2019-2020", "2018-2023", "2020-2020"])
def test_years_that_overlap_are_one_event_whatever_the_period_is_called(period: str) -> None:
    make(claimed())
    with pytest.raises(ActRefused, match="One event is claimed once"):
        make(claimed(period=period))
    make(claimed(period="2021-2022"))
    make(claimed(period="2018-2019"))
    assert own() == 300


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["2025-2024", "0000", "9999-9999", "1990-2020", "２０２４", "2024-"])
def test_a_period_that_cannot_be_is_refused_in_words(period: str) -> None:
    with pytest.raises(ActRefused, match="from 1850 to 2200"):
        make(claimed(period=period))


def test_a_claim_has_a_bound_that_is_said_in_tonnes() -> None:
    with pytest.raises(ActRefused, match="at most 1,000,000,000 tonnes"):
        make(claimed(grams=10**15 + 1))


def a_city_with_two_districts() -> None:
    for name, above in (("land", None), (PLACE, "land"), ("east", PLACE), ("west", PLACE)):
        Place.objects.create(id=name, part_of_id=above, kind="place")


@pytest.mark.django_db
def test_a_city_and_its_district_share_a_group_and_two_districts_do_not() -> None:
    a_city_with_two_districts()
    make(claimed(geography="east"), place="east")
    with pytest.raises(ActRefused, match="cannot stand beside"):
        make(claimed(project="heat", kind="heat_supply", period="2020-2021"))
    make(claimed(project="heat", kind="heat_supply", geography="west"), place="west")
    with pytest.raises(ActRefused, match="cannot stand beside"):
        make(claimed(project="city-gas"))
    # Another project of the same kind, named apart, is another event.
    make(claimed(project="east-two", geography="east"), place="east")
    with pytest.raises(ActRefused, match="One event is claimed once"):
        make(claimed(project="east-two"))


def claimed_before(right: str, *, holder: str, period: str, project: str = "landfill-gas") -> None:
    """A claim as it was made when a right was one for the whole period."""
    why = posting.Reason(Text("한 감축에는 하나의 실적만 인정합니다", "One event, one claim"))
    key = right_keys.key_of_right(right)
    begin, unit = right_keys.RIGHTS_BEGIN, right_keys.UNIT
    movement = posting.Movement(key, "outside/rights", holder, 1, unit, begin, why)
    posting.transfer(movement, place="land", at=NOON)
    account = f"claim/verified/sar/{project}/{period}"
    avoided = posting.Movement(new_key(), f"outside/avoided/{project}", account, GRAMS, UNIT, NOON, why)
    posting.transfer(avoided, place=PLACE, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["2020", "2020-2021", "2018-2019"])
def test_a_claim_made_under_an_older_right_still_blocks_every_one_of_its_years(period: str) -> None:
    a_city_with_two_districts()
    claimed_before(
        f"event {PLACE} landfill-gas/2019-2020", period="2019-2020",
        holder=f"right/event/{PLACE}/credit_project/landfill-gas",
    )  # fmt: skip
    for place in (PLACE, "east"):
        with pytest.raises(ActRefused, match="One event is claimed once"):
            make(claimed(period=period, geography=place), place=place)
    make(claimed(period="2021"))
    make(claimed(period=period, project="another"))


@pytest.mark.django_db
def test_an_older_right_of_a_group_still_blocks_another_kind_above_and_below() -> None:
    a_city_with_two_districts()
    holder = f"right/landfill_gas/{PLACE}/credit_project"
    claimed_before(f"group landfill_gas {PLACE} 2020", holder=holder, period="2020")
    for place in (PLACE, "east"):
        with pytest.raises(ActRefused, match="cannot stand beside"):
            make(claimed(project="heat", kind="heat_supply", geography=place), place=place)
    make(claimed(project="heat", kind="heat_supply", period="2021"))
    make(claimed(project="second"))


@pytest.mark.django_db
def test_a_claim_that_another_excludes_is_refused_or_lies_apart_and_is_never_netted() -> None:
    make(claimed())
    with pytest.raises(ActRefused, match="cannot stand beside"):
        make(claimed(project="heat", kind="heat_supply"))
    with pytest.raises(ActRefused, match="cannot stand beside"):
        make(claimed(project="heat", kind="heat_supply", period="2020-2021"))
    # What was refused has taken no right.
    make(claimed(project="heat", kind="heat_supply", period="2021"))
    make(claimed(project="cars", kind="vehicle_project", stage="estimated"))
    make(claimed(project="power", kind="grid", stage="estimated"))
    assert lies_in("overlap/sar/power/2020", unit=UNIT) == 100 * GRAMS
    assert lies_in("claim/estimated/sar/cars/2020", unit=UNIT) == 100 * GRAMS
    assert own() == 200


@pytest.mark.django_db
def test_a_claim_comes_further_and_what_differs_is_told() -> None:
    make(claimed(stage="estimated"))
    less = claimed(stage="estimated", grams=80 * GRAMS)
    do(claiming.advance(PLACE, claimed=less, to_stage="monitored"))
    more = claimed(stage="monitored", grams=90 * GRAMS)
    do(claiming.advance(PLACE, claimed=more, to_stage="verified"))
    assert (lies_in("claim/estimated/sar/landfill-gas/2020", unit=UNIT), own()) == (0, 90)
    with pytest.raises(ActRefused, match="Choose a later stage"):
        do(claiming.advance(PLACE, claimed=claimed(), to_stage="estimated"))
    with pytest.raises(ActRefused, match="Nothing is claimed"):
        do(claiming.advance(PLACE, claimed=claimed(period="2019", stage="planned"), to_stage="verified"))


@pytest.mark.django_db
def test_claims_of_two_sets_are_never_added() -> None:
    make(claimed())
    make(claimed(project="other", gwp_set="ar5", grams=7 * GRAMS))
    assert [(claim.gwp_set, claim.own // GRAMS) for claim in city_claims(book_of(PLACE))] == [
        ("ar5", 7),
        ("sar", 100),
    ]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_the_serials_of_parts_are_those_of_the_whole(parts: list[int]) -> None:
    ranges = serial_ranges(first=LOT.first, amounts=np.array(parts, dtype=float))
    covered = [
        serial
        for first, last in zip(ranges.firsts, ranges.lasts, strict=True)
        for serial in range(int(first), int(last) + 1)
    ]
    assert covered == list(range(LOT.first, LOT.first + sum(parts)))
