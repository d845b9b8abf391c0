"""What a place states of its emissions as books that can be laid side by side.

There is one for each year and mark, each document, each edition that stood before, and each day on which
other factors were known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from dure.grammar.books.library import FactorLibrary, read_library
from dure.grammar.numbers import notation
from dure.grammar.shapes import Category, Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Stating
from dure.kernel.runs import read as runs
from dure.kernel.runs import write as reckoning

GPC, LOCAL = "gpc", "local"
# Which names of figures a book of a family holds line by line, and which hold its totals.
LINES = {GPC: ("gpc_emissions_tco2e",), LOCAL: ("local_emissions_tco2e", "local_total_tco2e")}
TOTALS = "gpc_total_tco2e/"
KNOWN = re.compile(r"(?P<period>\d{4})-(?P<mark>[a-z]+)-known-(?P<day>\d{4}-\d\d-\d\d)")
# What a book says where its document names no set, and where its rows do not know it.
UNSTATED = ("", "unknown")
CONFIDENTIAL = "C"
GRAMS = Decimal(10**6)


@dataclass(frozen=True)
class Choice:
    """One book that can be chosen. `edition` counts those that stood before, from 1; 0 stands now."""

    slug: str
    family: str
    period: str
    mark: str
    edition: int = 0
    moment: datetime | None = None
    source: str = ""
    known_on: date | None = None


@dataclass(frozen=True)
class Row:
    """An activity row behind a line; `key` is the same in every year."""

    key: str
    title: Text
    activity: Decimal | None
    unit: str
    reference: str
    co2e_t: Decimal | None


@dataclass(frozen=True)
class Said:
    """What a book says of one line: tonnes, a notation key as printed, or nothing known."""

    address: str
    value: Decimal | None
    key: str
    note: Text
    figure: Figure | None = None
    rows: tuple[Row, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it is confidential: there is an amount, and nobody is told."""
        return self.key.startswith(CONFIDENTIAL)

    @property
    def is_unknown(self) -> bool:
        """Whether neither an amount nor a key is said."""
        return self.value is None and not self.key


@dataclass(frozen=True)
class Book:
    """A book: its lines by address, its printed totals by view, and the set that its CO2e is said in.

    `set_name` is empty where the document does not name it. `run` is the reckoning that it came from.
    """

    choice: Choice
    set_name: str
    lines: Mapping[str, Said]
    totals: Mapping[str, Figure]
    run: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether any line says what it was worked out from."""
        return any(line.rows for line in self.lines.values())


@cache
def activity_library(packs: Path) -> FactorLibrary:
    """Factors and activities of a folder of packs, read once while the server runs."""
    return read_library(packs)


def choices(place: str, *, packs: Path) -> tuple[Choice, ...]:
    """Every book of a place, the newest years first; of one year what stands now before what stood."""
    standing = observations.figures(place)
    found: list[Choice] = []
    for family, names in LINES.items():
        stands = {(f.period, f.mark) for f in standing if f.address.split("/")[0] in names}
        if not stands:
            continue
        told = [s for s in observations.statings(place, names=names) if (s.period, s.mark) in stands]
        for period, mark in sorted(stands, reverse=True):
            own = [each for each in told if (each.period, each.mark) == (period, mark)]
            found += _of_one(family, period, mark, own)
            if family == GPC:
                found += _known(place, period, mark, packs)
    return tuple(found)


def find_choice(slug: str, *, among: Sequence[Choice]) -> Choice | None:
    """The book of that name; one as known on any day, too."""
    by_slug = {each.slug: each for each in among}
    match = KNOWN.fullmatch(slug)
    if slug in by_slug or not match:
        return by_slug.get(slug)
    now = by_slug.get(f"{match['period']}-{match['mark']}")
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    return replace(now, slug=slug, known_on=day) if now else None


def book(
    place: str,
    choice: Choice,
    *,
    categories: Sequence[Category],
    packs: Path,
    standing: Sequence[Figure] = (),
    with_rows: bool = True,
) -> Book:
    """A book, without what is confidential. `standing` spares asking again for what stands now."""
    every: Sequence[Figure] = standing
    if choice.source or choice.moment or not standing:
        every = observations.figures(place, source=choice.source, recorded_by=choice.moment)
    own = {f.address: f for f in every if (f.period, f.mark) == (choice.period, choice.mark)}
    if choice.known_on is not None:
        return _worked_out(place, choice, own, categories, packs)
    names = LINES[choice.family]
    lines = [figure for address, figure in own.items() if address.split("/")[0] in names]
    made_by = sorted({figure.by for figure in lines if figure.origin == "run"})
    rows = _rows_of(made_by, period=choice.period) if with_rows else {}
    refs = {f"{names[0]}/{category.facet}": category.ref for category in categories}
    return Book(
        choice=choice,
        set_name=next((figure.label for figure in lines if figure.origin == "run"), ""),
        lines={f.address: _said(f, rows.get(refs.get(f.address, ""), ())) for f in lines},
        totals={a.removeprefix(TOTALS): f for a, f in own.items() if a.startswith(TOTALS)},
        run=made_by[0] if len(made_by) == 1 else "",
    )


def _of_one(family: str, period: str, mark: str, told: Sequence[Stating]) -> Iterable[Choice]:
    """What stands of one year and mark, what stood before, and what each of several documents states."""
    begin = f"{period}-{mark}" if family == GPC else f"{family}-{period}-{mark}"
    yield Choice(begin, family, period, mark)
    moments = sorted({each.recorded_at for each in told})
    for number, moment in list(enumerate(moments[:-1], start=1))[::-1]:
        yield Choice(f"{begin}-{number}", family, period, mark, edition=number, moment=moment)
    stated: dict[str, int] = {}
    for each in told:
        stated[each.source] = stated.get(each.source, 0) + each.rows - each.corrections
    documents = [source for source, rows in stated.items() if source and rows > 0]
    if len([rows for rows in stated.values() if rows > 0]) > 1:
        for source in documents:
            yield Choice(f"{begin}-by-{source}", family, period, mark, source=source)


def _known(place: str, period: str, mark: str, packs: Path) -> Iterable[Choice]:
    """The days after the year on which other factors were known than now."""
    library = reckoning.with_brought(activity_library(packs), place=place)
    if not any((row.place, row.period[:4], row.mark) == (place, period, mark) for row in library.activities):
        return
    days = [day for day in reckoning.days_of_factors(library, place=place) if f"{day.year}" > period]
    for day in days[:-1][::-1]:
        yield Choice(f"{period}-{mark}-known-{day.isoformat()}", GPC, period, mark, known_on=day)


def _said(figure: Figure, rows: tuple[Row, ...]) -> Said:
    key = figure.printed if figure.value is None and notation(figure.printed) else ""
    said = Said(figure.address, figure.value, key, figure.note, figure, rows)
    return replace(said, rows=()) if said.is_closed else said


def _worked_out(
    place: str, choice: Choice, now: Mapping[str, Figure], categories: Sequence[Category], packs: Path
) -> Book:
    """The book as it would have been on a day; what is closed now is closed then, too."""
    assert choice.known_on is not None
    library, name = reckoning.with_brought(activity_library(packs), place=place), LINES[GPC][0]
    facets = {category.ref: category.facet for category in categories}
    lines: dict[str, Said] = {}
    for worked in reckoning.work_out(
        library, place=place, period=choice.period, mark=choice.mark, known_on=choice.known_on
    ):
        address = f"{name}/{facets[worked.ref]}"
        stands = _said(now[address], ()) if address in now else None
        rows = tuple(
            Row(_key(r.row, choice.period), r.title, r.quantity, r.unit, r.reference, r.co2e_t)
            for r in worked.rows
        )
        said = Said(address, worked.co2e_t, worked.key, worked.note, None, rows)
        lines[address] = stands if stands is not None and stands.is_closed else said
    own = [
        row for row in library.activities
        if (row.place, row.period[:4], row.mark) == (place, choice.period, choice.mark)
    ]  # fmt: skip
    return Book(choice, library.set_of(place, own), lines, {})


def _rows_of(made_by: Sequence[str], *, period: str) -> dict[str, tuple[Row, ...]]:
    """The activity rows of runs by reference, each with what it came to."""
    found: dict[str, list[Row]] = {}
    for run in runs.by_id(made_by):
        came_to = {a.label: Decimal(a.value) / GRAMS for a in run.answers if a.name == runs.ROW}
        fed = [each for each in run.inputs if each.kind == "series"]
        titles = _titles(fed[0].reference.partition("#")[0]) if fed else {}
        for each in fed:
            row, _, reference = each.reference.partition("#")[2].partition("|")
            found.setdefault(each.argument, []).append(
                Row(
                    key=_key(row, period),
                    title=titles.get(row, Text(row, row)),
                    activity=None if each.value == "unknown" else Decimal(each.value),
                    unit=each.unit,
                    reference=reference,
                    co2e_t=came_to.get(row),
                )
            )
    return {ref: tuple(rows) for ref, rows in found.items()}


def _titles(digest: str) -> dict[str, Text]:
    """What the rows of a series are called; nothing where its file was not brought along."""
    series = observations.series_of(digest)
    if series is None or observations.lost_rows(series):
        return {}
    rows = observations.rows_of(series, columns=["row", "title_ko", "title_en"]).to_pylist()
    return {str(row["row"]): Text(str(row["title_ko"]), str(row["title_en"])) for row in rows}


def _key(row: str, period: str) -> str:
    """A row's name without its year, by which the same row of another year is found."""
    return re.sub(rf"-?{re.escape(period[:4])}", "", row) or row
