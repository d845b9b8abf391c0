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
from dure.portal.resident.acts import books, events, funding, tariffs

SOURCE, LOCATOR = "dure-sample", "synthetic"
PEOPLE_AT_ONCE = 1000
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
    everybody = people(size, seed=city.seed)
    while some := list(islice(everybody, PEOPLE_AT_ONCE)):
        parties.register_synthetic(_seen(some), place=city.place, source=SOURCE, on=city.months[0], at=at)
        done = [
            each
            for who in some
            for each in acts_of(who, actions=city.actions, months=city.months, seed=city.seed)
        ]
        rows += _post(city, done, at=at)
        residents, acts = residents + len(some), acts + len(done)
        if residents % 10_000 < PEOPLE_AT_ONCE:
            tell(f"{residents:,} residents, {acts:,} acts, {rows:,} rows")
    return Filled(residents, acts, rows)


def _seen(some: Iterable[Somebody]) -> list[parties.Synthetic]:
    return [parties.Synthetic(who.party, who.household, who.group, who.age_band) for who in some]


def _post(city: City, done: Sequence[Done], *, at: datetime) -> int:
    """Post these acts: rights in their book, everything else in the place's."""
    if not done:
        return 0
    rights = posting.post(_rights(city, done), place=city.book, at=at)
    moved = posting.post(_movements(city, done), place=city.place, at=at)
    return rights.new + moved.new


def _rights(city: City, done: Sequence[Done]) -> Iterator[posting.Movement]:
    for each in done:
        event = f"act synthetic {each.party} {each.number}"
        right = events.right_of(
            event, place=city.place, programme=city.run.programme.name, group=_key(each, "act")
        )
        # Told one by one they are groups; thousands at once are one call, all or none.
        yield replace(right, group=None)


def _movements(city: City, done: Sequence[Done]) -> Iterator[posting.Movement]:
    """The movements of acts, person by person in the order of days."""
    earned: dict[tuple[str, int], int] = {}
    zone = timezone.get_default_timezone()
    titles = {action.name: action.title for action in city.run.programme.actions}
    own = city.run.programme
    for each in done:
        happened = datetime.combine(each.day, time(each.minute // 60, each.minute % 60), zone)
        title = titles[each.action]
        reason = posting.Reason(
            Text(f"{own.title.ko}: {title.ko}", f"{own.title.en}: {title.en}"), SOURCE, LOCATOR,
            origin=f"resident act {own.name}/{each.action} {each.quantity} self_report",
        )  # fmt: skip
        for word, leg in _legs(city, each, earned):
            debit, credit, amount, unit = leg
            yield posting.Movement(_key(each, word), debit, credit, amount, unit, happened, reason)


def _legs(
    city: City, each: Done, earned: dict[tuple[str, int], int]
) -> Iterator[tuple[str, tuple[str, str, int, str]]]:
    """From where to where what moves."""
    own = city.run.programme
    outside = f"{books.ACTS_OUTSIDE}/{own.name}"
    yield "turn", (outside, books.acts_of(each.party), 1, books.ACT_UNIT)
    yield "home", (outside, books.acts_of(each.household), 1, books.ACT_UNIT)
    paid = _paid(city, each, earned)
    if paid:
        yield "paid", (books.budget_of(own.name), books.wallet_of(each.party), paid, own.unit)
    month = f"{each.day:%Y-%m}"
    stated = tariffs.counts_on(city.figures, address=tariffs.kilograms_address(each.action), on=each.day)
    grams = tariffs.grams_of(stated.value, Decimal(each.quantity)) if stated and stated.value else 0
    if grams:
        into = books.avoided_by(each.party, programme=own.name, month=month)
        yield "grams", (books.avoided_in(own.name, month=month), into, grams, books.GRAMS_UNIT)


def _paid(city: City, each: Done, earned: dict[tuple[str, int], int]) -> int:
    """What an act earns until the cap of its year is reached."""
    tariff = tariffs.tariff(city.figures, programme=city.run.programme, action=each.action, on=each.day)
    cap = tariff.caps.get("year")
    if tariff.rate is None or tariff.rate.value is None or cap is None or cap.value is None:
        return 0
    so_far = earned.get((each.party, each.day.year), 0)
    paid = min(int(tariff.rate.value) * each.quantity, max(int(cap.value) - so_far, 0))
    earned[each.party, each.day.year] = so_far + paid
    return paid


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
