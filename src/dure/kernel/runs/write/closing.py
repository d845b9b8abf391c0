"""Closes what would give a confidential figure away: other cells of its tables, and what follows from it.

Confidential is what an officer or a pack states with the key C. Beside it are closed: what else was ever said
under its address; as many parts or totals as it takes that no sum tells it more closely than a fifth to
either side, over the sources of an inventory, the places of a larger place and the months of a year; earlier
editions of those sums, which could be subtracted; and every run that took a closed figure, with what it
published.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from dure.engines.suppression import withheld
from dure.grammar.shapes import Category, Text
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.models import Figure as Row
from dure.kernel.observations.read import Figure
from dure.kernel.observations.write import Closed
from dure.kernel.runs import models
from dure.kernel.things import read as things

SOURCE, TOTAL, SECTOR = "gpc_emissions_tco2e/", "gpc_total_tco2e/", "gpc_sector_tco2e/"
# The sector of a reference by the Roman number that it begins with.
SECTOR_OF = {"I": "stationary", "II": "transport", "III": "waste", "IV": "industry", "V": "land"}
BESIDE, FOLLOWS, EARLIER, SAME = "beside", "follows", "earlier", "same"
# What a statement tells of itself, each source weighed by its size.
WEIGHED = ("inventory_uncertainty_percent", "inventory_range_tco2e", "inventory_activity_grade")
SEEN = ("observed", "estimated", "stale")
MONTHS = tuple(f"{month:02}" for month in range(1, 13))
# What an outsider works out of a confidential number reaches at least so far to either side, of its size.
PROTECTION = Decimal("0.2")
Sums = list[tuple[str, list[str]]]


@dataclass
class _Told:
    """What is stated near what is confidential, by full address: the standing figures with their numbers."""

    figures: dict[str, Figure]
    confidential: set[str]
    sums: Sums = field(default_factory=list)

    def sum_of(self, names: Iterable[str]) -> Decimal:
        """The numbers under these names added up, told or not."""
        return sum((self.figures[name].value or Decimal(0) for name in names), Decimal(0))


def close_confidential(categories: Sequence[Category], *, at: datetime) -> int:
    """Close all that has to be closed now, and open what no longer has to be; answers how many rows it took.

    Whatever records figures calls this before it is done, in the same transaction.
    """
    said = _said_confidential()
    if not said:
        return observing.close((), at=at)
    keys = {(row.place, row.address, row.period) for row in said}
    told = _told(keys, categories)
    told.sums = _sums(told, categories)
    shut, runs = _closed(told)
    reasons = {(row.place, row.address, row.period): Text(row.note_ko, row.note_en) for row in said}
    wanted = [
        replace(_closing(name, shows=0, because=because), note=_reason(told, name, reasons))
        for name, because in shut.items()
    ]
    wanted += _earlier(told, shut, runs)
    wanted += [Closed(run=run, because=FOLLOWS) for run in sorted(runs)]
    return observing.close(wanted, at=at)


def _reason(told: _Told, name: str, reasons: Mapping[tuple[str, str, str], Text]) -> Text:
    """The reason that everybody reads, of what is confidential itself; none of what is closed beside it."""
    figure = told.figures.get(name) if name in told.confidential else None
    nothing = Text("", "")
    return reasons.get((figure.place, figure.address, figure.period), nothing) if figure else nothing


def _said_confidential() -> list[Row]:
    """The rows of the key C that hold: not replaced, not withdrawn, and no officer said a number since.

    A document that prints the number does not lift what an officer has closed, whichever is later.
    """
    keys = Row.objects.filter(printed__startswith="C").values_list("place", "address", "period").distinct()
    found = []
    for place, address, period in keys:
        last: dict[tuple[str, str, str], Row] = {}
        for row in Row.objects.filter(place=place, address=address, period=period).order_by("pk"):
            last[row.mark, row.source_id or "", row.origin] = row
        live = [row for row in last.values() if not row.withdrawn]
        lifted = max((r.pk for r in live if r.origin == "officer" and not _is_c(r)), default=0)
        found += [row for row in live if _is_c(row) and row.pk > lifted]
    return found


def _is_c(row: Row) -> bool:
    return observations.is_confidential(observations.unveiled_row(row))


def _told(keys: Iterable[tuple[str, str, str]], categories: Sequence[Category]) -> _Told:
    """The standing figures of the tables that these keys stand in, here and in the places around."""
    keys = set(keys)
    addresses = {address for _place, address, _period in keys}
    if any(address.startswith(SOURCE) for address in addresses):
        parts = _parts(categories)
        addresses |= {*parts, *(each for own in parts.values() for each in own)}
    addresses |= {address.partition("/")[0] for address in addresses}
    places = {each for place, _address, _period in keys for each in _around(place)}
    years = {period[:4] for _place, _address, period in keys}
    periods = {period for _place, _address, period in keys} | years
    periods |= {f"{year}-{month}" for year in years for month in MONTHS}
    rows = Row.objects.filter(place__in=places, address__in=addresses, period__in=periods)
    figures = [observations.unveiled_row(row) for row in observations.standing_rows(rows)]
    closed = {f.full_address for f in figures if (f.place, f.address, f.period) in keys}
    return _Told({f.full_address: f for f in figures}, closed)


def _around(place: str) -> set[str]:
    """A place, those it is part of, and their other parts, down to the smallest."""
    found = set(things.chain(place))
    layer = [part.id for each in found for part in things.parts(each)]
    while layer:
        layer = [each for each in layer if each not in found]
        found |= set(layer)
        layer = [part.id for each in layer for part in things.parts(each)]
    return found


def _parts(categories: Sequence[Category]) -> dict[str, list[str]]:
    """The totals of an inventory by address, each with the addresses of its sources."""
    found: dict[str, list[str]] = {}
    for category in categories:
        own = SOURCE + category.facet
        for view in category.views:
            found.setdefault(TOTAL + view, []).append(own)
        sector = SECTOR_OF.get(category.ref.split(".")[0])
        if sector and "basic-plus" in category.views:
            found.setdefault(SECTOR + sector, []).append(own)
    return found


def _sums(told: _Told, categories: Sequence[Category]) -> Sums:
    """What adds up to what: sources to totals and sectors, places to a larger one, months to a year."""
    by_total = _parts(categories)
    sums: Sums = []
    for name, figure in told.figures.items():
        own = [_like(told, figure, address=part) for part in by_total.get(figure.address, ())]
        if not own and "/" not in figure.address:
            own = [
                each.full_address
                for each in told.figures.values()
                if each.address.startswith(figure.address + "/") and _alike(each, figure)
            ]
        months = [_like(told, figure, period=f"{figure.period}-{month}") for month in MONTHS]
        leaves, whole = _leaves(told, figure, figure.place)
        kinds = [(own, True), (months, all(months)), (leaves, whole)]
        sums += [pair for parts, is_whole in kinds if (pair := _sum(told, name, parts, is_whole=is_whole))]
    return sums


def _alike(one: Figure, other: Figure) -> bool:
    return (one.place, one.period, one.mark) == (other.place, other.period, other.mark)


def _like(told: _Told, figure: Figure, *, address: str = "", period: str = "", place: str = "") -> str:
    """The name of another cell of the same table, of the same mark or another of those that were seen."""
    head = f"{place or figure.place}/{address or figure.address}@{period or figure.period}"
    marks = (figure.mark, *(SEEN if figure.mark in SEEN else ()))
    return next((f"{head}:{mark}" for mark in marks if f"{head}:{mark}" in told.figures), "")


def _leaves(told: _Told, figure: Figure, place: str) -> tuple[list[str], bool]:
    """The same figure of the places inside, or of theirs where one states nothing; and whether none lacks."""
    found, whole = [], True
    parts = things.parts(place)
    for part in parts:
        name = _like(told, figure, place=part.id)
        if name:
            found.append(name)
            continue
        inner, is_whole = _leaves(told, figure, part.id)
        found += inner
        whole = whole and is_whole and bool(inner)
    return found, whole and bool(parts)


def _sum(told: _Told, total: str, parts: Iterable[str], *, is_whole: bool) -> tuple[str, list[str]] | None:
    """A sum that somebody could reckon with; None where there is none.

    A total that is no more than its open parts holds nothing of a confidential one, which is then no part.
    Where a part lacks, it is a sum only if what is there adds up to it.
    """
    own = [part for part in parts if part]
    if not own or total in own:
        return None
    if total in told.confidential:
        return (total, own) if is_whole else None
    figure = told.figures[total]
    if figure.value is None:
        return None
    slack = (figure.step or Decimal(0)) / 2
    if not is_whole and abs(figure.value - told.sum_of(own)) > slack:
        return None
    open_ = [part for part in own if part not in told.confidential]
    return total, own if abs(figure.value - told.sum_of(open_)) > slack else open_


def _closed(told: _Told) -> tuple[dict[str, str], set[str]]:
    """Every name to close with the reason, and the runs that took one: until nothing more follows."""
    shut = dict.fromkeys(sorted(told.confidential), SAME)
    while True:
        before = len(shut)
        for name in _beside(told, shut):
            shut.setdefault(name, BESIDE)
        runs = _taking(_withheld_rows(shut))
        for name in (*_published_by(runs), *_how_sure(shut)):
            shut.setdefault(name, FOLLOWS)
        if len(shut) == before:
            return shut, runs


def _beside(told: _Told, shut: Mapping[str, str]) -> tuple[str, ...]:
    """What is closed so that no sum tells a figure closely; every sum where nothing is left to close."""
    values = {name: figure.value for name, figure in told.figures.items()}
    known = [name for name in shut if name in values]
    guarded = [name for name in known if shut[name] != BESIDE]
    try:
        return withheld(values, sums=told.sums, confidential=guarded, closed=known, protection=PROTECTION)
    except ValueError:
        return (*known, *(total for total, _own in told.sums))


def _withheld_rows(names: Iterable[str]) -> set[int]:
    """Every statement ever made under these addresses."""
    found: set[int] = set()
    for name in names:
        found |= set(_rows_of(name).values_list("pk", flat=True))
    return found


def _rows_of(name: str) -> QuerySet[Row]:
    at = observations.parse_address(name)
    assert at is not None
    return Row.objects.filter(place=at.place, address=at.address, period=at.period, mark=at.mark)


def _taking(rows: Collection[int]) -> set[str]:
    """The runs that took one of these statements, or the answer of a run that did."""
    inputs = models.Input.objects
    found = set(inputs.filter(figure__in=rows).values_list("run_id", flat=True))
    fresh = found
    while fresh:
        after = inputs.filter(kind="run", reference__in=fresh).values_list("run_id", flat=True)
        fresh = set(after) - found
        found |= fresh
    return found


def _published_by(runs: Collection[str]) -> set[str]:
    """The addresses that stand as these runs published them."""
    rows = Row.objects.filter(origin="run", by__in=runs).values_list("place", "address", "period", "mark")
    names = {f"{place}/{address}@{period}:{mark}" for place, address, period, mark in rows.distinct()}
    standing = {name: _standing(name) for name in names}
    return {name for name, row in standing.items() if row is None or row.by in runs}


def _how_sure(names: Iterable[str]) -> set[str]:
    """What weighs a closed source by its size: the range and the grade of the statement that it stands in."""
    found = set()
    for at in filter(None, map(observations.parse_address, names)):
        rows = Row.objects.filter(place=at.place, period=at.period, mark=at.mark, origin="run")
        for address in rows.values_list("address", flat=True).distinct():
            if at.address.startswith(SOURCE) and address.startswith(WEIGHED):
                found.add(f"{at.place}/{address}@{at.period}:{at.mark}")
    return found


def _standing(name: str) -> Row | None:
    """The statement that stands under an address."""
    return next(iter(observations.standing_rows(_rows_of(name))), None)


def _earlier(told: _Told, shut: Mapping[str, str], runs: Collection[str]) -> Iterable[Closed]:
    """What is open, but not as it was said before: of a sum with a closed part, two editions give it away.

    So do two answers of a run that once took a closed figure and now does not.
    """
    touched = [{total, *parts} for total, parts in told.sums if {total, *parts} & shut.keys()]
    names = {name for each in touched for name in each}
    rows = Row.objects.filter(origin="run", by__in=runs).values_list("place", "address", "period", "mark")
    names |= {f"{place}/{address}@{period}:{mark}" for place, address, period, mark in rows.distinct()}
    for name in sorted(names - shut.keys()):
        row = _standing(name)
        if row is not None:
            yield _closing(name, shows=row.pk, because=EARLIER)


def _closing(name: str, *, shows: int, because: str) -> Closed:
    at = observations.parse_address(name)
    assert at is not None
    return Closed(at.place, at.address, at.period, at.mark, shows=shows, because=because)
