"""Factors on two axes of time: which one holds for an activity, and which was known on a day.

A look-up answers with one factor and why, or with a refusal that lists what came nearest. It never takes a
neighbouring year, another programme or another use because the right one is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

ANY = "any"
MOST_NEAR = 3


class FactorRow(Protocol):
    """What a row must tell to be looked up. A day that is None is not known."""

    @property
    def region(self) -> str:
        """The place it holds for."""
        ...

    @property
    def quantity(self) -> str:
        """What is measured: fuel, electricity, heat."""
        ...

    @property
    def technology(self) -> str:
        """Which fuel, grid or plant."""
        ...

    @property
    def use(self) -> str:
        """Where it is burnt, or `any`."""
        ...

    @property
    def programme(self) -> str:
        """The book-keeping it belongs to, or `any`."""
        ...

    @property
    def valid_from(self) -> date | None:
        """The first day it holds for."""
        ...

    @property
    def valid_to(self) -> date | None:
        """The last day it holds for."""
        ...

    @property
    def published_on(self) -> date | None:
        """The day from which it could be known."""
        ...


F = TypeVar("F", bound=FactorRow)


@dataclass(frozen=True)
class Asked:
    """What a factor is wanted for: `regions` nearest first; `known_on` None asks what is known now."""

    quantity: str
    technology: str
    use: str
    programme: str
    regions: tuple[str, ...]
    first_day: date
    last_day: date
    known_on: date | None = None


@dataclass(frozen=True)
class Choice(Generic[F]):
    """The factor that holds: the newest edition of the nearest place, and the editions it replaced."""

    factor: F
    region_steps: int
    replaced: tuple[F, ...]


@dataclass(frozen=True)
class Missing(Generic[F]):
    """No factor holds. `why` is the last test that nothing passed; `nearest` the rows that came so far.

    `why` is one of technology, region, programme, use, validity, publication.
    """

    why: str
    nearest: tuple[F, ...]


def look_up(rows: Sequence[F], *, asked: Asked) -> Choice[F] | Missing[F]:
    """The factor for an activity of some days, as it was known on a day, of the nearest place that has one.

    Arguments
        rows    (row,)  table  factors
        asked   scalar  table  what is wanted, with days from first to last
    Returns
        answer  scalar  table  a Choice, or a Missing with the nearest rows
    Raises
        ValueError  the last day is before the first, or no region is given.
    Source
        Bitemporal look-up: valid time holds the activity's days, publication is not after the day asked.

    >>> rows: list[FactorRow] = []
    >>> asked = Asked(quantity="electricity", technology="grid", use="any", programme="inventory",
    ...               regions=("here",), first_day=date(2021, 1, 1), last_day=date(2021, 12, 31))
    >>> look_up(rows, asked=asked)
    Missing(why='technology', nearest=())
    """
    if asked.last_day < asked.first_day or not asked.regions:
        raise ValueError("Give at least one region, and a last day that is not before the first.")
    about = [row for row in rows if (row.quantity, row.technology) == (asked.quantity, asked.technology)]
    if not about:
        return Missing("technology", ())
    refusal: Missing[F] | None = None
    for steps, region in enumerate(asked.regions):
        answer = _in_region([row for row in about if row.region == region], asked, steps)
        if isinstance(answer, Choice):
            return answer
        # The nearest place that knows the thing at all says best why there is no factor.
        refusal = refusal or answer
    return refusal or Missing("region", tuple(about[:MOST_NEAR]))


def known(rows: Sequence[F], *, on: date) -> tuple[F, ...]:
    """The rows that were published by a day; of a row without a day of publication this cannot be said.

    Arguments
        rows  (row,)  table  factors
        on    scalar  day    any
    Returns
        rows  (row,)  table  those published on or before that day
    Raises
        ValueError  never.
    Source
        Bitemporal data: transaction time.

    >>> known([], on=date(2024, 12, 31))
    ()
    """
    return tuple(row for row in rows if row.published_on is not None and row.published_on <= on)


def history(rows: Sequence[F], *, quantity: str, technology: str, region: str) -> tuple[F, ...]:
    """Every edition of a place's factors for one thing, by the days they hold for, then by publication.

    Arguments
        rows        (row,)  table  factors
        quantity    scalar  text   what is measured
        technology  scalar  text   which fuel, grid or plant
        region      scalar  text   the place
    Returns
        rows        (row,)  table  in order; unknown days come first
    Raises
        ValueError  never.
    Source
        Bitemporal data: both axes kept.

    >>> history([], quantity="electricity", technology="grid", region="here")
    ()
    """
    wanted = (quantity, technology, region)
    found = [row for row in rows if (row.quantity, row.technology, row.region) == wanted]
    return tuple(sorted(found, key=_by_time))


def _by_time(row: FactorRow) -> tuple[str, str, date, date]:
    """Programme and use, then the first day of validity, then publication; unknown days first."""
    return row.programme, row.use, row.valid_from or date.min, row.published_on or date.min


def _in_region(rows: list[F], asked: Asked, steps: int) -> Choice[F] | Missing[F] | None:
    """The newest row of one place that passes every test; else why none does; None where it has no rows."""
    if not rows:
        return None
    left = rows
    for why in ("programme", "use", "validity", "publication"):
        passed = [row for row in left if _passes(row, asked, why)]
        if not passed:
            return Missing(why, _nearest(left, asked))
        left = passed
    newest = max(left, key=lambda row: _precision(row, asked))
    return Choice(newest, steps, tuple(row for row in left if row is not newest))


def _passes(row: FactorRow, asked: Asked, test: str) -> bool:
    """Whether a row passes one of the tests."""
    if test == "programme":
        return row.programme in (asked.programme, ANY)
    if test == "use":
        return row.use in (asked.use, ANY)
    if test == "validity":
        return _holds(row, asked)
    return asked.known_on is None or (row.published_on is not None and row.published_on <= asked.known_on)


def _precision(row: FactorRow, asked: Asked) -> tuple[bool, bool, date]:
    """How well a row fits: said for this programme and use before `any`, then the newest publication."""
    return row.programme == asked.programme, row.use == asked.use, row.published_on or date.min


def _holds(row: FactorRow, asked: Asked) -> bool:
    """Whether a row holds for all the days asked; of unknown days this cannot be said."""
    if row.valid_from is None or row.valid_to is None:
        return False
    return row.valid_from <= asked.first_day and asked.last_day <= row.valid_to


def _nearest(rows: list[F], asked: Asked) -> tuple[F, ...]:
    """The rows nearest in time to the days asked, a few."""

    def distance_days(row: F) -> int:
        if row.valid_from is None or row.valid_to is None:
            return 10**9
        before = (row.valid_from - asked.first_day).days
        after = (asked.last_day - row.valid_to).days
        return max(before, after, 0)

    return tuple(sorted(rows, key=distance_days)[:MOST_NEAR])
