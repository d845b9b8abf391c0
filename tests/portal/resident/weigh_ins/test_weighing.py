"""Weigh-ins: stated by one side, confirmed by the other, paid once, from a till that stays above zero."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import funding
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.machines.crediting import Deposit, credit
from dure.portal.resident.wallets.codes import digits_of
from dure.portal.resident.weigh_ins import tills
from dure.portal.resident.weigh_ins.weighing import Weighed, confirm, hear_weight, weight_doubts
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.weigh_ins.conftest import STORE, new_key

MINUTE = timedelta(minutes=1)


def weighed(at: datetime, kg: str = "2.5", **changes: object) -> Weighed:
    said = Weighed(TOWN, STORE, "drink-can", Decimal(kg), 800, "cash", new_key(at), at)
    return replace(said, **changes)  # type: ignore[arg-type]


def till(unit: str = "krw", store: str = STORE) -> int:
    return ledgers.balance(TOWN, path=tills.till_of(store), unit=unit)


def collected() -> int:
    return ledgers.balance(TOWN, path=f"collected/{STORE}/drink-can", unit="collected_kg")


def test_a_code_confirms_a_weigh_in_once_and_both_sides_have_it(at: datetime) -> None:
    nuri = joined("nuri", at)
    digits, _until = digits_of(nuri, at=at)
    said = weighed(at)
    assert confirm(said, digits=f"{digits[:4]} {digits[4:]}", collector="garam")
    assert not confirm(said, digits=digits, collector="garam")
    assert (till(), collected()) == (8_000, 2_500)
    assert "2.5 kg, 2,000 won" in parties.notices_of(nuri)[0].says.en
    assert digits_of(nuri, at=at + MINUTE)[0] != digits
    assert ledgers.verify(TOWN).wrong == ()


def test_two_exchanges_that_claim_the_same_weigh_in_get_one_right_outcome(at: datetime) -> None:
    nuri = joined("nuri", at)
    digits, _until = digits_of(nuri, at=at)
    tills.fill(TOWN, store="other-exchange", unit="krw", amount=10_000, case="till_filling/c", at=at)
    assert confirm(weighed(at), digits=digits, collector="garam")
    for store in ("other-exchange", STORE):
        with pytest.raises(ActRefused, match="used for a weigh-in already"):
            confirm(weighed(at, store=store), digits=digits, collector="bora")
    assert (till(), till(store="other-exchange"), collected()) == (8_000, 10_000, 2_500)


@pytest.mark.parametrize(
    ("digits", "later", "says"),
    [
        ("00000000", 0, "not a code"),
        ("no digits", 0, "not a code"),
        ("", 0, "not a code"),
        ("own", 11, "too old"),
    ],
)
def test_a_code_that_is_none_or_too_old_confirms_nothing(
    digits: str, later: int, says: str, at: datetime
) -> None:
    own, _until = digits_of(joined("nuri", at), at=at)
    if digits == own:
        pytest.skip("the code was drawn")
    with pytest.raises(ActRefused, match=says):
        confirm(weighed(at + later * MINUTE), digits=own if digits == "own" else digits, collector="garam")
    assert (till(), collected()) == (10_000, 0)


def test_nobody_weighs_in_what_is_their_own(at: datetime) -> None:
    nuri = joined("nuri", at)
    with pytest.raises(ActRefused, match="their own"):
        confirm(weighed(at), digits=digits_of(nuri, at=at)[0], collector=nuri)


def test_a_till_pays_down_to_nothing_and_never_below(at: datetime) -> None:
    nuri = joined("nuri", at)
    assert confirm(weighed(at, "12.5"), digits=digits_of(nuri, at=at)[0], collector="garam")
    assert till() == 0
    with pytest.raises(posting.NotEnough):
        confirm(weighed(at, "0.1"), digits=digits_of(nuri, at=at)[0], collector="garam")
    assert (till(), collected()) == (0, 12_500)
    # Nothing of the refused one stands: the same code still confirms points.
    points = weighed(at, "0.5", pays="points", points_unit="nephron_point", points=800)
    assert confirm(points, digits=digits_of(nuri, at=at)[0], collector="garam")
    assert till("nephron_point") == 200
    assert ledgers.balance(TOWN, path=f"wallet/{nuri}", unit="nephron_point") == 800


@pytest.mark.parametrize("kg", ["0", "-1", "0.0001", "500.001", "2350", "NaN"])
def test_what_no_scale_shows_is_refused(kg: str) -> None:
    with pytest.raises(ActRefused, match="kg"):
        hear_weight(Decimal(kg))


def test_grams_for_kilograms_and_a_slipped_point_are_asked_about(at: datetime) -> None:
    assert weight_doubts(weighed(at)) == ()
    assert "grams" in weight_doubts(weighed(at, "235"))[0].en
    assert "kilograms" in weight_doubts(weighed(at, "0.002"))[0].en
    confirm(weighed(at), digits=digits_of(joined("nuri", at), at=at)[0], collector="garam")
    assert "usually 2.5 kg" in weight_doubts(weighed(at, "25"))[0].en
    assert "usually 2.5 kg" in weight_doubts(weighed(at, "0.25"))[0].en
    assert weight_doubts(weighed(at, "24.9")) == ()


def test_a_day_is_closed_once_with_its_difference_and_then_nothing_is_paid(at: datetime) -> None:
    nuri = joined("nuri", at)
    confirm(weighed(at), digits=digits_of(nuri, at=at)[0], collector="garam")
    done = tills.close(TOWN, store=STORE, counted_krw=7_900, at=at)
    assert (done.expected_krw, done.gap_krw, till()) == (8_000, -100, 7_900)
    assert tills.close(TOWN, store=STORE, counted_krw=7_900, at=at) == done
    with pytest.raises(ActRefused, match="closed with 7,900 won already"):
        tills.close(TOWN, store=STORE, counted_krw=8_000, at=at)
    with pytest.raises(ActRefused, match="closed for today"):
        confirm(weighed(at), digits=digits_of(nuri, at=at)[0], collector="garam")
    tomorrow = at + timedelta(days=1)
    assert confirm(weighed(tomorrow), digits=digits_of(nuri, at=tomorrow)[0], collector="garam")
    more = tills.close(TOWN, store=STORE, counted_krw=6_000, at=tomorrow)
    assert (more.gap_krw, till()) == (100, 6_000)


def test_what_a_scale_and_a_machine_saw_on_one_day_are_two_events_and_words_are_neither(at: datetime) -> None:
    nuri = joined("nuri", at)
    funding.fund(TOWN, programme="nephron", unit="nephron_point", amount=1_000, case="f/nephron", at=at)
    deposit = Deposit(TOWN, f"{TOWN}/machine", 1, "ab" * 32, "drink-can", 1, at)
    assert credit(deposit, party=nuri, at=at).outcome == "credited"
    assert confirm(weighed(at), digits=digits_of(nuri, at=at)[0], collector="garam")
    assert confirm(weighed(at), digits=digits_of(nuri, at=at)[0], collector="garam")
    said = Asked(
        place=TOWN, party=nuri, programme="time_to_bin", action="handed_in", quantity=Decimal(1),
        key=new_key(at), happened_at=at, at=at,
    )  # fmt: skip
    with pytest.raises(ActRefused, match="recorded already"):
        record(said)
