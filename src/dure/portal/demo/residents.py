"""Filling a synthetic city: parties by the thousand, and their acts by the set-based door of the ledger.

Each act has the movements that a recorded one has, at the same addresses: the right to the event, the turn of
the person and of the household, the reward under the cap of the year, the grams. Every reason names the
document that says it is synthetic. Begun again with the same seed it goes on where it stopped.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.kernel.observations.read import Figure
from dure.kernel.parties import write as parties
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.demo.drawing import Done, Somebody, acts_of, people
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.acts import books, events, funding, past, tariffs

SOURCE, LOCATOR = "dure-sample", "synthetic"
PEOPLE_AT_ONCE = 1000
# Each is a group, and PostgreSQL keeps a lock for each until its call has ended.
ACTS_AT_ONCE = 2000
MONTHS = 12
Tell = Callable[[str], None]


@dataclass(frozen=True)
class City:
    """Where synthetic residents live, what they may do there, and from which seed they are drawn."""

    place: str
    run: ProgrammeRun
    figures: Sequence[Figure]
    actions: tuple[str, ...]
    months: tuple[date, ...]
    seed: int
    book: str


@dataclass(frozen=True)
class Filled:
    """How many residents, acts and rows there are."""

    residents: int
    acts: int
    rows: int


def city_of(place: str, programme: str, *, today: date, seed: int) -> City:
    """The city as it is before anybody lives in it; ValueError where nothing can be done there."""
    run = next((r for r in tariffs.runs_at(place, on=today) if r.programme.name == programme), None)
    if run is None or run.place != place:
        raise ValueError(f"{place} does not run the programme {programme}: name a place that does.")
    figures = tariffs.stated(place, tariffs.addresses_of(run.programme))
    actions = tuple(
        action.name
        for action in run.programme.actions
        if any(f.address == tariffs.kilograms_address(action.name) and f.value is not None for f in figures)
    )
    if not actions or any(f.mark != "synthetic" for f in figures):
        raise ValueError(
            f"The tariffs of {place} are not synthetic. Made-up residents live in made-up places only."
        )
    return City(place, run, figures, actions, _months(today), seed, events.rights_book(place))


def fill(city: City, *, size: int, at: datetime, tell: Tell) -> Filled:
    """Make the residents and post a year of their acts."""
    _fund(city, size=size, at=at)
    residents = acts = rows = 0
    everybody, told = people(size, seed=city.seed), _Told(city)
    while some := list(islice(everybody, PEOPLE_AT_ONCE)):
        parties.register_synthetic(_seen(some), place=city.place, source=SOURCE, on=city.months[0], at=at)
        done = [
            each
            for who in some
            for each in acts_of(who, actions=city.actions, months=city.months, seed=city.seed)
        ]
        rows += _post(told, done, at=at)
        residents, acts = residents + len(some), acts + len(done)
        if residents % 10_000 < PEOPLE_AT_ONCE:
            tell(f"{residents:,} residents, {acts:,} acts, {rows:,} rows")
    return Filled(residents, acts, rows)


def settle(city: City, *, at: datetime) -> None:
    """Seal what was posted, and gather it month by month."""
    posting.seal(city.place, at=at)
    past.gather(city.place, city.run.programme)


def _seen(some: Iterable[Somebody]) -> list[parties.Synthetic]:
    return [parties.Synthetic(who.party, who.household, who.group, who.age_band) for who in some]


@dataclass(frozen=True)
class _Stated:
    """What is stated for an act on a day: what one earns, the cap of the year, its kilograms."""

    rate: int
    cap: int
    kilograms: Decimal


class _Told:
    """What many acts share, looked up once: figures by act and day, reasons by act and amount."""

    def __init__(self, city: City) -> None:
        self.city, self.own = city, city.run.programme
        self.titles = {action.name: action.title for action in self.own.actions}
        self.zone = timezone.get_default_timezone()
        self.stated: dict[tuple[str, date], _Stated] = {}
        self.reasons: dict[tuple[str, int], posting.Reason] = {}

    def figures(self, each: Done) -> _Stated:
        """What counts for an act; nothing is paid where its rate or the cap of the year is not known."""
        key = each.action, each.day
        if key not in self.stated:
            found = tariffs.tariff(self.city.figures, programme=self.own, action=each.action, on=each.day)
            rate, cap = (None if f is None else f.value for f in (found.rate, found.caps.get("year")))
            grams = None if found.kilograms is None else found.kilograms.value
            known = rate is not None and cap is not None
            self.stated[key] = _Stated(
                int(rate or 0) if known else 0, int(cap or 0) if known else 0, grams or Decimal(0)
            )
        return self.stated[key]

    def reason(self, each: Done) -> posting.Reason:
        """Why its rows move."""
        key = each.action, each.quantity
        if key not in self.reasons:
            title, own = self.titles[each.action], self.own
            self.reasons[key] = posting.Reason(
                Text(f"{own.title.ko}: {title.ko}", f"{own.title.en}: {title.en}"), SOURCE, LOCATOR,
                origin=f"resident act {own.name}/{each.action} {each.quantity} self_report",
            )  # fmt: skip
        return self.reasons[key]


def _post(told: _Told, done: Sequence[Done], *, at: datetime) -> int:
    """Post these acts: rights in their book, everything else in the place's, some acts at a time."""
    city, rows = told.city, 0
    earned: dict[tuple[str, int], int] = {}
    for start in range(0, len(done), ACTS_AT_ONCE):
        some = done[start : start + ACTS_AT_ONCE]
        rows += posting.post(_rights(city, some), place=city.book, at=at).new
        rows += posting.post(_movements(told, some, earned), place=city.place, at=at).new
    return rows


def _rights(city: City, done: Sequence[Done]) -> Iterator[posting.Movement]:
    for each in done:
        event = f"act synthetic {each.party} {each.number}"
        right = events.right_of(
            event, place=city.place, programme=city.run.programme.name, group=_key(each, "act")
        )
        # Told one by one they are groups; here what a group would hold lies in two books.
        yield replace(right, group=None)


def _movements(
    told: _Told, done: Sequence[Done], earned: dict[tuple[str, int], int]
) -> Iterator[posting.Movement]:
    """The movements of acts, each act a group as a recorded one is, person by person in the order of days."""
    for each in done:
        happened = datetime.combine(each.day, time(each.minute // 60, each.minute % 60), told.zone)
        reason, act = told.reason(each), _key(each, "act")
        for word, leg in _legs(told, each, earned):
            debit, credit, amount, unit = leg
            yield posting.Movement(_key(each, word), debit, credit, amount, unit, happened, reason, act)


def _legs(
    told: _Told, each: Done, earned: dict[tuple[str, int], int]
) -> Iterator[tuple[str, tuple[str, str, int, str]]]:
    """From where to where what moves."""
    own, stated = told.own, told.figures(each)
    outside = f"{books.ACTS_OUTSIDE}/{own.name}"
    yield "turn", (outside, books.acts_of(each.party), 1, books.ACT_UNIT)
    yield "home", (outside, books.acts_of(each.household), 1, books.ACT_UNIT)
    so_far = earned.get((each.party, each.day.year), 0)
    paid = min(stated.rate * each.quantity, max(stated.cap - so_far, 0))
    earned[each.party, each.day.year] = so_far + paid
    if paid:
        yield "paid", (books.budget_of(own.name), books.wallet_of(each.party), paid, own.unit)
    month = f"{each.day:%Y-%m}"
    grams = tariffs.grams_of(stated.kilograms, Decimal(each.quantity))
    if grams:
        into = books.avoided_by(each.party, programme=own.name, month=month)
        yield "grams", (books.avoided_in(own.name, month=month), into, grams, books.GRAMS_UNIT)


def _fund(city: City, *, size: int, at: datetime) -> None:
    """Money for all that can be earned, under a case that says it is synthetic."""
    own = city.run.programme
    funding.fund(
        city.place, programme=own.name, unit=own.unit, amount=max(size, 1) * 20_000,
        case=f"synthetic/{city.seed}-{size}", at=at,
    )  # fmt: skip


def _key(each: Done, word: str) -> UUID:
    """The key of a movement, always the same one, ordered by the day of the act."""
    digest = hashlib.blake2b(f"{each.party} {each.number} {word}".encode(), digest_size=10).digest()
    days = (each.day - BEGIN.date()).days
    return posting.make_key(at=BEGIN + timedelta(days=max(days, 0), minutes=each.minute), random_bytes=digest)


def _months(today: date) -> tuple[date, ...]:
    """The twelve months before this one, the first of them first."""
    number = today.year * 12 + today.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS, number))
