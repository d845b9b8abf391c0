"""A car's year: tiers at 1,000 km and at 10 %, one car a person, two looks, paid once."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases.write import Actor, MoveRefused
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.acts.photos import take_photo
from dure.portal.resident.car import year as years
from dure.portal.resident.car.year import Car, Reading, Year
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN, chance, join, joined, key
from tests.portal.resident.acts.pictures import jpeg
from tests.portal.resident.energy.conftest import ONE, TWO, energy_packs, town
from tests.portal.resident.people.conftest import joins

__all__ = ["approver", "energy_packs", "join", "joins", "officer", "person", "town"]
pytestmark = pytest.mark.usefixtures("town")
NOTHING, WHY = Text("", ""), Text("흐립니다", "It is blurred")
# A car of 1,000 days that drove 36.5 km on each of them drives 7,300 km in 200 days.
DAYS_OWNED, KM, DAYS = 1000, 36_500, 200
NUMBERS = iter(range(1, 1000))


def begun(party: str, at: datetime, *, number: str = "") -> Year:
    on = at.date()
    own = Car(number or f"12가{next(NUMBERS):04}", on - timedelta(days=DAYS_OWNED))
    reading = Reading(KM, on, take_photo(jpeg()), key(at))
    return years.begin(TOWN, party, car=own, reading=reading, at=at, chance=chance)


def ended(found: Year, at: datetime, driven: int) -> Year:
    years.decide(found.case, move="accept", by=ONE, at=at, says=NOTHING)
    later = at + timedelta(days=DAYS)
    again = years.find_year(TOWN, found.case.subject, year=found.year)
    assert again is not None
    reading = Reading(KM + driven, later.date(), take_photo(jpeg()), key(later))
    return years.end(again, reading=reading, at=later, chance=chance)


def won(party: str) -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw")


@pytest.fixture
def spring(at: datetime) -> datetime:
    """A day from which the year has long enough to go."""
    return at.replace(month=3)


@pytest.mark.parametrize(
    ("driven", "paid"),
    [
        (7300, 0), (7299, 20_000), (6571, 20_000), (6570, 40_000), (6300, 40_000), (5300, 60_000),
        (4380, 100_000), (3300, 100_000), (7301, 0),
    ],
)  # fmt: skip
def test_the_better_of_share_and_kilometres_is_paid_from_its_bound_on(
    spring: datetime, driven: int, paid: int
) -> None:
    party = joined("nuri", spring)
    found = ended(begun(party, spring), spring, driven)
    years.decide(found.case, move="pay", by=TWO, at=spring + timedelta(days=DAYS), says=NOTHING)
    assert won(party) == paid


def test_a_thousand_kilometres_reach_the_second_tier_and_999_do_not(spring: datetime) -> None:
    """At 36,500 km in 500 days the pace is 73 km a day: 14,600 km in 200 days, and 10 % are far off."""
    for name, driven, paid in (("one", 13_600, 40_000), ("two", 13_601, 20_000)):
        party, on = joined(name, spring), spring.date()
        own = Car(f"34나{next(NUMBERS):04}", on - timedelta(days=500))
        first = Reading(KM, on, take_photo(jpeg()), key(spring))
        found = years.begin(TOWN, party, car=own, reading=first, at=spring, chance=chance)
        answer = years.payment_of(ended(found, spring, driven))
        assert answer is not None
        assert (answer.tier_by_rate, answer.paid_krw) == (1, paid)


def test_one_car_a_person_and_one_person_a_car_until_it_is_refused(spring: datetime) -> None:
    nuri, bora = joined("nuri", spring), joined("bora", spring)
    found = begun(nuri, spring, number="12가 3456")
    with pytest.raises(ActRefused, match="one car a person"):
        begun(nuri, spring)
    with pytest.raises(ActRefused, match="takes part this year already"):
        begun(bora, spring, number="12가3456")
    years.decide(found.case, move="refuse", by=ONE, at=spring, says=WHY)
    assert begun(bora, spring, number="12가3456").case.state == "begun"
    assert begun(nuri, spring).case.state == "begun"


def test_whoever_accepted_the_first_reading_does_not_pay_and_nobody_decides_about_their_own(
    spring: datetime,
) -> None:
    found = ended(begun(joined("nuri", spring), spring), spring, 3000)
    later = spring + timedelta(days=DAYS)
    with pytest.raises(MoveRefused, match="You accepted the first"):
        years.decide(found.case, move="pay", by=ONE, at=later, says=NOTHING)
    own = Actor(found.case.subject, "", frozenset({"approver"}))
    with pytest.raises(MoveRefused, match="their own"):
        years.decide(found.case, move="pay", by=own, at=later, says=NOTHING)
    paid = years.decide(found.case, move="pay", by=TWO, at=later, says=NOTHING)
    assert (paid.state, won(found.case.subject)) == ("paid", 100_000)
    with pytest.raises(MoveRefused, match="while the case is"):
        years.decide(paid, move="pay", by=TWO, at=later, says=NOTHING)
    assert won(found.case.subject) == 100_000


def test_readings_that_cannot_be_so_are_refused_with_their_mend(spring: datetime) -> None:
    party = joined("nuri", spring)
    found = begun(party, spring)
    years.decide(found.case, move="accept", by=ONE, at=spring, says=NOTHING)
    photo = take_photo(jpeg())

    def end(km: int, days: int) -> Callable[[], object]:
        at = spring + timedelta(days=days)
        reading = Reading(km, at.date(), photo, key(at))
        return lambda: years.end(found, reading=reading, at=at, chance=chance)

    for send, says in (
        (end(KM + 10, 100), "after 180"), (end(KM - 1, 200), "Read it again"),
        (end(KM * 100, 200), "Read it again"),
    ):  # fmt: skip
        with pytest.raises(ActRefused, match=says):
            send()
    early = Reading(KM, date(2026, 1, 1), photo, key(spring))
    with pytest.raises(ActRefused, match="within the last"):
        years.end(found, reading=early, at=spring, chance=chance)


def test_by_pages_a_car_takes_part_and_its_photo_is_looked_at(
    joins: Callable[[str], Client], officer: Client
) -> None:
    nuri = joins("nuri")
    today = timezone.localdate()
    said = {"number": "12가 3456", "registered_on": "2020-01-02", "km": "50000", "on": today.isoformat()}
    shown = nuri.get("/en/my/car/").content.decode()
    sent = re.search(r'name="key" value="([^"]+)"', shown)
    assert sent is not None
    odd = nuri.post("/en/my/car/", {**said, "key": sent[1], "number": "ABC"})
    assert (odd.status_code, "as it stands on the plate" in odd.content.decode()) == (422, True)
    photo = SimpleUploadedFile("odometer.jpg", jpeg(), "image/jpeg")
    done = nuri.post("/en/my/car/", {**said, "key": sent[1], "private": "on", "photo": photo})
    assert done.status_code == 302
    queue = officer.get(f"/en/work/{TOWN}/cars/").content.decode()
    case = re.search(r'href="(/en/work/cars/[^"]+)"', queue)
    assert case is not None
    looked = officer.get(case[1]).content.decode()
    assert "50,000 km" in looked
    assert officer.get(f"{case[1]}first.jpg")["Content-Type"] == "image/jpeg"
    assert "3456" not in looked
    officer.post(case[1], {"move": "accept"})
    assert "Send the last reading" in nuri.get("/en/my/car/").content.decode()
