"""Somebody's car in a year: begun by a reading, ended by another, reckoned and paid once.

One car a person and year, and one person a car: the right to a car's year is taken under a mark that follows
from its number and tells nothing of it. Each reading has a photo, and another person looks at each.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dure.engines.residents.car import CarPayment, car_baseline, car_payment
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as people
from dure.kernel.parties.write import Chance
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.resident.acts import books, events
from dure.portal.resident.acts.conflicts import conflict
from dure.portal.resident.acts.doubts import ALIKE_BITS
from dure.portal.resident.acts.photos import Photo
from dure.portal.resident.acts.rules import MOST_DAYS_LATE
from dure.portal.resident.car.rules import PROGRAMME, UNIT, rules_of

KIND = "car_year"
SAYS = Text("탄소중립포인트 자동차", "Car points")
EVIDENCE = "meter_reading"
# A private car that goes farther in a day has another odometer, or another unit.
MOST_KM_A_DAY = 1500
MOST_KM = 2_000_000


@dataclass(frozen=True)
class Reading:
    """What an odometer shows on a day, with its photo; `key` makes the same one sent twice one."""

    km: int
    on: date
    photo: Photo
    key: UUID


@dataclass(frozen=True)
class Car:
    """The car somebody takes part with: its number, and the day of its first registration."""

    number: str
    registered_on: date


@dataclass(frozen=True)
class Year:
    """A car's year as its case tells it; what has not been told yet is None."""

    case: case_read.Case
    year: int
    registered_on: date
    first_km: int
    first_on: date
    first_key: UUID
    last_km: int | None
    last_on: date | None
    last_key: UUID | None
    alike: str
    paid_krw: int | None


def find_year(place: str, party: str, *, year: int) -> Year | None:
    """Somebody's car in a year; where a first reading was refused, the one sent after it."""
    last, attempt = None, 0
    while (case := case_read.find_case(_id(place, party, year, attempt=attempt))) is not None:
        last, attempt = case, attempt + 1
    return None if last is None else year_of(last)


def year_of(case: case_read.Case) -> Year:
    """What a case tells of a car's year: its first letter, and the last of those with an end or a payment."""
    first, *later = case_read.letters(case.id)
    ends = [letter for letter in later if "last_km" in letter]
    paid = [letter for letter in later if "paid_krw" in letter]
    end = ends[-1] if ends else {}
    return Year(
        case, int(first["year"]), date.fromisoformat(first["registered_on"]), int(first["first_km"]),
        date.fromisoformat(first["first_on"]), UUID(first["key"]),
        int(end["last_km"]) if end else None, date.fromisoformat(end["last_on"]) if end else None,
        UUID(end["key"]) if end else None, first["alike"] or end.get("alike", ""),
        int(paid[-1]["paid_krw"]) if paid else None,
    )  # fmt: skip


def begin(place: str, party: str, *, car: Car, reading: Reading, at: datetime, chance: Chance) -> Year:
    """Take part with a car: the first reading waits for a look. The same sent twice is one."""
    _check_begin(car, reading, today=timezone.localdate(at))
    mark = _mark(car, reading.on.year)
    with transaction.atomic():
        there = find_year(place, party, year=reading.on.year)
        if there is not None and there.first_key == reading.key:
            return there
        if there is not None and there.case.state != "refused":
            raise ActRefused(
                "올해 참여한 자동차가 이미 있습니다. 한 사람이 한 해에 한 대로 참여합니다.",
                "You take part with a car this year already: one car a person and year.",
            )
        _take_car(mark, place=place, reading=reading, at=at)
        people.record_details(party, details={"car_number": car.number}, at=at, chance=chance)
        letter = {
            "year": str(reading.on.year), "registered_on": car.registered_on.isoformat(), "right": mark,
            "first_km": str(reading.km), "first_on": reading.on.isoformat(), "key": str(reading.key),
            "alike": _show(place, party, reading, at=at, chance=chance),
        }  # fmt: skip
        opening = cases.Opening(
            id=_next_id(place, party, reading.on.year), place=place, kind=KIND, subject=party, on=reading.on,
            title=Text(f"{SAYS.ko} {reading.on.year}년", f"{SAYS.en} {reading.on.year}"),
        )  # fmt: skip
        by = cases.Actor(party, "", frozenset({"resident"}))
        return year_of(cases.open_case(opening, by=by, at=at, letters=[letter]))


def _check_begin(car: Car, reading: Reading, *, today: date) -> None:
    """Refuse a first reading that cannot be so."""
    _check_day(reading.on, today=today)
    if car.registered_on >= reading.on:
        raise ActRefused(
            "최초 등록일이 주행거리를 찍은 날보다 늦거나 같습니다. 자동차등록증의 날짜를 적으십시오.",
            "The first registration is not before the reading. Give the day of the car's papers.",
        )
    if not 0 < reading.km <= min((reading.on - car.registered_on).days * MOST_KM_A_DAY, MOST_KM):
        raise ActRefused(
            "주행거리가 등록한 뒤 지난 날에 견주어 맞지 않습니다. 계기판의 km를 다시 보십시오.",
            "The odometer does not fit the days since registration. Read the kilometres again.",
        )


def _take_car(mark: str, *, place: str, reading: Reading, at: datetime) -> None:
    """Take the right to a car's year; refused where somebody takes part with that car."""
    book = events.rights_book(place)
    try:
        events.take((mark,), place=place, programme=PROGRAMME, book=book, group=reading.key, at=at)
    except ActRefused as error:
        raise ActRefused(
            "이 자동차는 올해 이미 참여하고 있습니다. 번호를 다시 보거나 담당자에게 물으십시오.",
            "This car takes part this year already. Look at its number, or ask the officer.",
        ) from error


def end(found: Year, *, reading: Reading, at: datetime, chance: Chance) -> Year:
    """Send the last reading of the year; it waits for a look."""
    _check_day(reading.on, today=timezone.localdate(at))
    stated = rules_of(found.case.place, on=reading.on)
    days = (reading.on - found.first_on).days
    if stated.rules is None:
        raise ActRefused(
            f"정해지지 않은 기준이 있어 정산할 수 없습니다: {', '.join(stated.missing)}.",
            f"Rules are missing, so nothing can be reckoned: {', '.join(stated.missing)}.",
        )
    if days < stated.rules.least_days:
        raise ActRefused(
            f"시작한 지 {days}일입니다. {stated.rules.least_days}일이 지난 뒤에 내십시오.",
            f"It is {days} days since the first reading. Send the last one after {stated.rules.least_days}.",
        )
    if not found.first_km <= reading.km <= found.first_km + days * MOST_KM_A_DAY:
        raise ActRefused(
            f"시작할 때 {found.first_km:,}km였습니다. 그보다 작거나 지나치게 큽니다. 계기판을 다시 보십시오.",
            f"It was {found.first_km:,} km at the beginning: this is less, or far too much. Read it again.",
        )
    party, place = found.case.subject, found.case.place
    with transaction.atomic():
        letter = {
            "last_km": str(reading.km), "last_on": reading.on.isoformat(), "key": str(reading.key),
            "alike": _show(place, party, reading, at=at, chance=chance),
        }  # fmt: skip
        by = cases.Actor(party, "", frozenset({"resident"}))
        return year_of(cases.take(found.case.id, move="end", by=by, at=at, letters=[letter]))


def payment_of(found: Year) -> CarPayment | None:
    """What a year with both readings comes to; None where a reading or a rule is missing."""
    if found.last_km is None or found.last_on is None:
        return None
    rules = rules_of(found.case.place, on=found.last_on).rules
    if rules is None:
        return None
    days = float((found.last_on - found.first_on).days)
    baseline = car_baseline(
        odometer_km=float(found.first_km), days_owned=float((found.first_on - found.registered_on).days),
        days=days,
    )  # fmt: skip
    return car_payment(
        baseline_km=baseline.baseline_km, driven_km=float(found.last_km - found.first_km),
        steps_percent=rules.steps_percent, steps_km=rules.steps_km, paid_krw=rules.paid_krw,
    )  # fmt: skip


def decide(case: case_read.Case, *, move: str, by: cases.Actor, at: datetime, says: Text) -> case_read.Case:
    """Look at a reading. What is accepted at the end is paid with that step, both or neither."""
    against = conflict(case, reviewer=by.party, move=move, on=timezone.localdate(at))
    if against is not None or move == "end":
        raise cases.MoveRefused(against or Text("주민이 하는 처리입니다.", "This is the resident's to do."))
    with transaction.atomic():
        found = year_of(case)
        letters = []
        if move == "pay":
            letters = [{"paid_krw": str(_pay(found, by=by, at=at))}]
        taken = cases.take(case.id, move=move, by=by, at=at, says=says, letters=letters)
        if move == "refuse":
            # The car may be told anew by whoever it belongs to.
            mark = case_read.letters(case.id)[0]["right"]
            events.free(mark, book=events.rights_book(case.place), at=at)
    return taken


def _pay(found: Year, *, by: cases.Actor, at: datetime) -> int:
    """Pay a year from the budget, once; a budget that is short pays nothing of it."""
    if any(step.by == by.party and step.move == "accept" for step in found.case.steps):
        raise cases.MoveRefused(
            Text(
                "시작 주행거리를 인정한 사람입니다. 지급은 다른 사람이 결정해야 합니다.",
                "You accepted the first reading. Another person has to decide about paying.",
            )
        )
    answer = payment_of(found)
    if answer is None:
        raise cases.MoveRefused(
            Text("기준이 없어 정산할 수 없습니다.", "A rule is missing, so nothing can be reckoned.")
        )
    place, amount = found.case.place, int(answer.paid_krw)
    left = ledgers.balance(place, path=books.budget_of(PROGRAMME), unit=UNIT)
    if amount > left:
        raise ActRefused(
            f"예산이 {amount - left:,}원 모자랍니다. 예산을 먼저 배정하십시오.",
            f"The budget is {amount - left:,} won short. Put money in first.",
        )
    if amount:
        digest = hashlib.blake2b(f"{found.case.id} paid".encode(), digest_size=10).digest()
        reason = posting.Reason(found.case.title, origin=f"{PROGRAMME} {found.year} {found.case.id}")
        moved = posting.Movement(
            posting.make_key(at=BEGIN, random_bytes=digest), books.budget_of(PROGRAMME),
            books.wallet_of(found.case.subject), amount, UNIT, at, reason,
        )  # fmt: skip
        posting.transfer(moved, place=place, at=at)
    return amount


def _show(place: str, party: str, reading: Reading, *, at: datetime, chance: Chance) -> str:
    """Keep the photo of a reading; answers whose photo it is like, if anybody's."""
    photo = reading.photo
    alike = case_read.alike_exhibits(photo.bits, digest=photo.digest, within_bits=ALIKE_BITS)
    happened = timezone.make_aware(datetime.combine(reading.on, datetime.min.time()))
    shown = case_read.Exhibit(
        act=reading.key, place=place, party=party, programme=PROGRAMME, action="less_driving",
        kind=EVIDENCE, device="", shop="", said=f"{reading.km} km", digest=photo.digest, bits=photo.bits,
        happened_at=happened, recorded_at=at,
    )  # fmt: skip
    # Kept until the year has been reckoned and an objection could be made.
    last_day = date(reading.on.year + 1, 12, 31)
    cases.show(shown, picture=cases.Picture(photo.jpeg, last_day), chance=chance)
    if not alike:
        return ""
    return "others" if any(each.party != party for each in alike) else "own"


def _check_day(on: date, *, today: date) -> None:
    if on > today or (today - on).days > MOST_DAYS_LATE:
        raise ActRefused(
            f"오늘이나 지난 {MOST_DAYS_LATE}일 안의 날을 적으십시오.",
            f"Give today or a day within the last {MOST_DAYS_LATE} days.",
        )


def _mark(car: Car, year: int) -> str:
    """What a car's year is called in the book of rights: the same for the same number, and no number."""
    plain = "".join(car.number.split()).upper()
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"car {plain}".encode(), hashlib.sha256).hex()[:32]
    return f"car {digest} {year}"


def _id(place: str, party: str, year: int, *, attempt: int) -> str:
    word = f"{place} {party} {PROGRAMME} {year} {attempt}"
    return f"{KIND}/{hashlib.sha256(word.encode()).hexdigest()[:12]}"


def _next_id(place: str, party: str, year: int) -> str:
    """The id of the next attempt: two of one person at once make the same one."""
    attempt = 0
    while case_read.find_case(_id(place, party, year, attempt=attempt)) is not None:
        attempt += 1
    return _id(place, party, year, attempt=attempt)
