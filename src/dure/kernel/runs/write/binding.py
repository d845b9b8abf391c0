"""Feeds an engine's arguments from figures, things, ledgers, cases and runs, as runs.toml binds them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from dure.grammar import shapes
from dure.grammar.numbers import CONFIDENTIAL, UNKNOWN, notation
from dure.kernel.cases import read as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import read as observations
from dure.kernel.runs import models
from dure.kernel.things import read as things

Array = NDArray[np.float64]
PARAMETER = "parameter"
IF_KNOWN = "if_known"
LISTS = frozenset({"figures", "series", "parts", "thing"})
# More things than a place has: an engine gets them all.
MOST = 1_000_000


# The unit of every kind of figure, while one reckoning goes on: asked once, not for every value that is fed.
_units: ContextVar[Mapping[str, str] | None] = ContextVar("units", default=None)


@contextmanager
def knowing_units() -> Iterator[None]:
    """Ask for the units of all kinds once; within it nothing changes what kinds there are."""
    if _units.get() is not None:
        yield
        return
    token = _units.set({name: kind.unit for name, kind in observations.kinds().items()})
    try:
        yield
    finally:
        _units.reset(token)


def unit_of(address: str) -> str:
    """The canonical unit of an address; empty where nothing of that name is declared."""
    known = _units.get()
    if known is not None:
        return known.get(address.split("/", maxsplit=1)[0], "")
    kind = observations.find_kind(address)
    return kind.unit if kind else ""


class NotApplicable(Exception):
    """An input is missing at this place: the run does not apply. The message names the missing address."""


@dataclass(frozen=True)
class Fed:
    """One value of an argument, with the row it came from."""

    kind: str
    reference: str
    figure: int | None
    value: float
    unit: str


@dataclass(frozen=True)
class Argument:
    """An argument ready for the engine: the value it gets, and the rows to keep."""

    name: str
    value: float | Array
    fed: tuple[Fed, ...]


def bind(binding: shapes.Binding, *, place: str, system: str) -> Argument:
    """Fetch what a binding of a system names for a place. Raises NotApplicable where it is not there."""
    words = dict(binding.words)
    fed = _run(words, place, system=system) if binding.kind == "run" else _FETCH[binding.kind](words, place)
    is_array = binding.kind in LISTS or (binding.kind == "run" and len(fed) > 1)
    value: float | Array = np.array([f.value for f in fed]) if is_array else fed[0].value
    if "columns" in words:
        value = np.reshape(np.asarray(value), (-1, len(_columns(words))))
    return Argument(binding.argument, value, tuple(fed))


def _word(words: dict[str, object], key: str) -> str:
    return str(words.get(key, ""))


@dataclass(frozen=True)
class Entry:
    """An address with its period and mark, as a binding writes them."""

    address: str
    period: str
    mark: str


def split(entry: str, *, period: str, mark: str) -> Entry:
    """Take an entry apart, which may carry its own `@period:mark`."""
    address, _, tail = entry.partition("@")
    own_period, _, own_mark = tail.partition(":")
    return Entry(address, own_period or period, own_mark or mark)


def _figure(words: dict[str, object], place: str) -> list[Fed]:
    return [_one(_word(words, "figure"), words, place)]


def _figures(words: dict[str, object], place: str) -> list[Fed]:
    entries = words["figures"]
    assert isinstance(entries, Sequence)
    return [_one(str(entry), words, place) for entry in entries]


def _one(entry: str, words: dict[str, object], place: str) -> Fed:
    named = split(entry, period=_word(words, "period"), mark=_word(words, "mark"))
    chain = stating(place, named.mark)
    found = observations.find_nearest(chain, address=named.address, period=named.period, mark=named.mark)
    if found is None and not named.period:
        found = last_of(chain, address=named.address, mark=named.mark)
    take = _word(words, "take") or "value"
    if take == IF_KNOWN and (found is None or found.value is None):
        return _unknown(f"{place}/{named.address}@{named.period}:{named.mark}", found)
    if found is None:
        raise NotApplicable(f"{place}/{named.address}@{named.period}:{named.mark}")
    return _take(found, take)


def _unknown(reference: str, figure: observations.Figure | None) -> Fed:
    """What nobody states, for an engine that says what follows from not knowing it."""
    return Fed(
        "figure", figure.full_address if figure else reference, figure.id if figure else None, math.nan, ""
    )


def stating(place: str, mark: str) -> tuple[str, ...]:
    """The places whose statements hold here: parameters come down from above, all else is a place's own.

    A district has not emitted what its country emitted.
    """
    return things.chain(place) if mark == PARAMETER else (place,)


def last_of(chain: Sequence[str], *, address: str, mark: str) -> observations.Figure | None:
    """The last figure of an address, for what is bound without a period."""
    for place in chain:
        found = observations.figures(place, addresses=[address], marks=[mark] if mark else ())
        if found:
            return found[-1]
    return None


def _take(figure: observations.Figure, take: str) -> Fed:
    unit = unit_of(figure.address)
    if take == "known":
        return Fed("figure", figure.full_address, figure.id, float(figure.value is not None), "1")
    if take in {"first_day", "last_day", "published_on"}:
        day = {"first_day": figure.valid_from, "last_day": figure.valid_to}.get(take, figure.published_on)
        return Fed("figure", figure.full_address, figure.id, _ordinal(day, figure), "day")
    if take == "year":
        return Fed("figure", figure.full_address, figure.id, _year(figure), "year")
    chosen = figure.step if take == "step" else figure.value
    if take == "addend" and chosen is None and notation(figure.printed) not in {"", CONFIDENTIAL}:
        # A notation key says why nothing is added here. What is unknown or blank says nothing, and behind C
        # there is an amount.
        chosen = Decimal(0)
    if chosen is None:
        raise NotApplicable(figure.full_address)
    return Fed("figure", figure.full_address, figure.id, float(chosen), unit)


def _ordinal(day: date | None, figure: observations.Figure) -> float:
    if day is None:
        raise NotApplicable(figure.full_address)
    return float(day.toordinal())


def _year(figure: observations.Figure) -> float:
    """The year of a yearly figure; the fraction of the year at the end of a shorter period."""
    start = date(figure.valid_to.year, 1, 1)
    if figure.valid_from == start and figure.valid_to == date(start.year, 12, 31):
        return float(start.year)
    return start.year + ((figure.valid_to - start).days + 1) / 365.25


def _series(words: dict[str, object], place: str) -> list[Fed]:
    mark, address = _word(words, "mark"), _word(words, "series")
    for where in stating(place, mark):
        found = observations.figures(where, addresses=[address], marks=[mark] if mark else ())
        known = [figure for figure in found if figure.value is not None]
        if known:
            return [_take(figure, _word(words, "take") or "value") for figure in known]
    raise NotApplicable(f"{place}/{address}")


def _thing(words: dict[str, object], place: str) -> list[Fed]:
    where = _where(words)
    if "part_of" in where:
        where["part_of"] = f"{place}/{where['part_of']}"
    every = things.things(place, kind=_word(words, "thing"), limit=MOST)
    found = [thing for thing in every if all(getattr(thing, key) == value for key, value in where.items())]
    values = [(thing.id, getattr(thing, column)) for thing in found for column in _columns(words)]
    if not values or any(value is None for _, value in values):
        raise NotApplicable(f"{place}: {_word(words, 'thing')}")
    return [Fed("thing", name, None, float(value), "") for name, value in values]


def _columns(words: dict[str, object]) -> list[str]:
    """The columns of a table, or the one of a list."""
    columns = words.get("columns", [words.get("column")])
    assert isinstance(columns, list)
    return [str(column) for column in columns]


def _where(words: dict[str, object]) -> dict[str, str]:
    """The equalities that rows are chosen by."""
    where = words.get("where", {})
    assert isinstance(where, dict)
    return {str(key): str(value) for key, value in where.items()}


def _ledger(words: dict[str, object], place: str) -> list[Fed]:
    account, unit = _word(words, "ledger"), _word(words, "unit")
    balance = ledgers.balance(place, path=account, unit=unit)
    return [Fed("ledger", f"{place}/{account}", None, float(balance), unit)]


def _case(words: dict[str, object], place: str) -> list[Fed]:
    states = tuple(_where(words).values())
    count = cases.number_of_cases(place, kind=_word(words, "case"), states=states)
    return [Fed("case", f"{place}: {_word(words, 'case')}", None, float(count), "1")]


def _run(words: dict[str, object], place: str, *, system: str) -> list[Fed]:
    rows = models.Run.objects.filter(place=place, system=system, name=_word(words, "run"))
    rows = rows.order_by("-at", "-id")
    run = rows.first()
    answers = (
        [] if run is None else list(run.answers.filter(name=_word(words, "answer")).order_by("position"))
    )
    if run is None or not answers:
        raise NotApplicable(f"{place}: {_word(words, 'run')}")
    if _word(words, "take") != IF_KNOWN and any(answer.value == UNKNOWN for answer in answers):
        raise NotApplicable(f"{place}: {_word(words, 'answer')} of {_word(words, 'run')}")
    return [Fed("run", run.id, None, _answered(answer.value), "") for answer in answers]


def _answered(value: str) -> float:
    """The answer of a run as a number; what it could not know stays not known."""
    return math.nan if value == UNKNOWN else float(Decimal(value))


def _parts(words: dict[str, object], place: str) -> list[Fed]:
    """What the places inside state: each its own value, or what its own parts state, never both."""
    named = split(_word(words, "parts"), period=_word(words, "period"), mark=_word(words, "mark"))
    fed = [one for part in things.parts(place) for one in _of_part(part.id, named)]
    if not fed:
        raise NotApplicable(f"{place}: {named.address} of its parts")
    return fed


def _of_part(place: str, named: Entry) -> list[Fed]:
    own = observations.find_figure(place, address=named.address, period=named.period, mark=named.mark)
    if own is not None and (own.value is not None or own.closed):
        # What is closed is not known here, and a sum without it would be too small.
        return [_take(own, "value")]
    return [one for part in things.parts(place) for one in _of_part(part.id, named)]


_FETCH = {
    "figure": _figure,
    "figures": _figures,
    "series": _series,
    "parts": _parts,
    "thing": _thing,
    "ledger": _ledger,
    "case": _case,
}
