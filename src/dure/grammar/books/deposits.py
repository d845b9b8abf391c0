"""Reads a table of what was laid down in landfills year by year, however its columns are arranged.

One row for a year, one for each waste of a year, or one column for each waste; parameters beside the amounts
or nowhere. What is wrong is noted by line and column, and the years that it leaves open are holes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from dure.grammar.books.headings import (
    PARAMETERS,
    PRINTED,
    Heading,
    is_head,
    read_heading,
    tonnes_in,
    waste_name,
    with_unit,
)
from dure.grammar.books.layouts import Cell, Layout, last_digit, read_layout, read_loose_number
from dure.grammar.books.ranges import odd_parameter
from dure.grammar.sentences import deposits as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.sheets import Desk

NOTHING = "no"
FIRST_YEAR, LAST_YEAR = 1800, 2300
PLACES = ("site", "climate", "cover")


@dataclass(frozen=True)
class Laid:
    """What was laid down of one waste in one year, less what was dug out again, and what is said of it.

    `mass_kt` is None where only its decomposable carbon is printed. `printed` holds answers that stand in the
    file, each with the size of its last digit.
    """

    line: int
    year: int
    waste: str
    mass_kt: float | None
    parameters: dict[str, float]
    places: dict[str, str]
    printed: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Deposits:
    """A series of deposits, the methane recovered in each year, and the years and wastes left open.

    A recovery of None is one that stands in the file and is wrong. Notes say what was read in which way.
    """

    laid: tuple[Laid, ...]
    recovered_kt: dict[int, float | None]
    recovered_m3: dict[int, float | None]
    holes: tuple[tuple[int, str], ...]
    notes: tuple[Sentence, ...] = ()

    @cached_property
    def by_waste(self) -> dict[str, tuple[Laid, ...]]:
        """The deposits of each waste, by year."""
        grouped: dict[str, list[Laid]] = {}
        for each in self.laid:
            grouped.setdefault(each.waste, []).append(each)
        return {waste: tuple(rows) for waste, rows in grouped.items()}

    @property
    def wastes(self) -> tuple[str, ...]:
        """The wastes in the order of the file."""
        return tuple(dict.fromkeys([each.waste for each in self.laid] + [waste for _, waste in self.holes]))


@dataclass(frozen=True)
class _Columns:
    """The columns of a table by role."""

    layout: Layout
    headings: tuple[Heading, ...]
    unit: float | None
    waste: str

    def of(self, role: str, waste: str | None = None) -> Iterator[Heading]:
        """The columns of a role; of one waste, or of any."""
        for heading in self.headings:
            if heading.role == role and (waste is None or heading.waste in ("", waste)):
                yield heading

    def cell(self, line: int, row: tuple[str, ...], heading: Heading) -> Cell:
        """The cell of a column in a row."""
        return Cell(row[heading.column], line, heading.printed)


@dataclass(frozen=True)
class _Found:
    """What has been read so far."""

    laid: dict[tuple[int, str], Laid] = field(default_factory=dict)
    recovered: dict[tuple[int, bool], float | None] = field(default_factory=dict)
    holes: dict[tuple[int, str], None] = field(default_factory=dict)
    notes: dict[Sentence, None] = field(default_factory=dict)


def read_deposits(
    desk: Desk, path: Path, *, unit: str = "", waste: str = "", missing_is_zero: bool = False
) -> Deposits | None:
    """The deposits in the file at `path`; None when it cannot be used, which is noted.

    `unit` is that of amounts whose heading says none; `waste` names what a table does not name.
    """
    layout = read_layout(desk, path, is_head=is_head)
    if layout is None:
        return None
    rows = layout.rows
    headings = tuple(read_heading(number, text) for number, text in enumerate(layout.headings))
    while rows and _is_units(rows[0][1], headings):
        headings = tuple(with_unit(heading, rows[0][1][heading.column]) for heading in headings)
        rows = rows[1:]
    columns = _Columns(layout, headings, tonnes_in(unit) if unit else None, waste)
    if not _usable(columns, unit):
        return None
    found = _Found()
    for heading in headings:
        if not heading.role:
            found.notes[says.unused_column(heading.printed)] = None
    for line, row in rows:
        _read_row(columns, found, line, row)
    _close_gaps(layout, found, missing_is_zero)
    above = _above(layout, found)
    laid = (replace(each, parameters={**above, **each.parameters}) for each in found.laid.values())
    return Deposits(
        laid=tuple(sorted(laid, key=lambda each: each.year)),
        recovered_kt={year: value for (year, volume), value in found.recovered.items() if not volume},
        recovered_m3={year: value for (year, volume), value in found.recovered.items() if volume},
        holes=tuple(found.holes),
        notes=tuple(found.notes),
    )


def _above(layout: Layout, found: _Found) -> dict[str, float]:
    """Parameters above the table, each beside its name; they hold for every row that says nothing."""
    above: dict[str, float] = {}
    for line, cells in layout.above:
        for column, (name, text) in enumerate(pairwise(cells)):
            role = read_heading(column, name).role
            cell = Cell(text, line, name)
            if role not in PARAMETERS or layout.number(cell) is None:
                continue
            value = _value(layout, cell, role)
            if value is not None and above.setdefault(role, value) != value:
                layout.hear(says.two_values(name, ""), cell)
            elif value is not None:
                found.notes[says.read_above(name, text)] = None
    return above


def _is_units(row: tuple[str, ...], headings: tuple[Heading, ...]) -> bool:
    """Whether a first row holds units: no year in it, and no amount."""
    cells = [row[heading.column] for heading in headings if heading.role in ("year", "amount")]
    return any(row) and not any(read_loose_number(cell) is not None for cell in cells)


def _usable(columns: _Columns, unit: str) -> bool:
    """Whether there is a year and an amount with its unit; what is missing, doubled or unused is noted."""
    sheet = columns.layout.sheet
    if unit and columns.unit is None:
        sheet.hear(says.odd_unit(unit))
        return False
    seen: dict[tuple[str, str], str] = {}
    for heading in columns.headings:
        key = (heading.role, heading.waste)
        if heading.role and key in seen and heading.role not in ("recovered",):
            sheet.hear(says.two_columns(seen[key], heading.printed), line=1, column=heading.printed)
            return False
        seen.setdefault(key, heading.printed)
    if not any(columns.of("year")):
        sheet.hear(says.no_column("year", "year"), line=1)
        return False
    amounts = list(columns.of("amount"))
    if not amounts and not any(columns.of("ddocm_deposited")):
        sheet.hear(says.no_column("W", "W_Gg, W_t, food_t"), line=1)
        return False
    said = columns.unit is not None or any(columns.of("unit"))
    for heading in amounts:
        if heading.tonnes is None and not said:
            sheet.hear(says.no_unit(heading.printed), line=1, column=heading.printed)
            return False
    return True


def _read_row(columns: _Columns, found: _Found, line: int, row: tuple[str, ...]) -> None:
    """The deposits of one row; what is wrong is noted and leaves a hole."""
    layout = columns.layout
    year_cell = columns.cell(line, row, next(columns.of("year")))
    value = read_loose_number(year_cell.text.removesuffix("년"))
    if value is None or value != int(value) or not FIRST_YEAR <= value <= LAST_YEAR:
        layout.hear(says.not_a_year(year_cell.text), year_cell)
        return
    year = int(value)
    names = [columns.cell(line, row, heading).text for heading in columns.of("waste")]
    named = waste_name(names[0]) if names and names[0] else columns.waste
    _read_recovered(columns, found, line, row, year)
    amounts: list[Heading | None] = list(columns.of("amount"))
    for heading in amounts or [None]:
        waste = (heading.waste if heading else "") or named
        laid = _read_laid(columns, line, row, year=year, waste=waste, heading=heading)
        first = found.laid.pop((year, waste), None)
        if first is not None:
            layout.hear(says.year_twice(year, waste, first.line), year_cell)
        if laid is None or first is not None or (year, waste) in found.holes:
            found.holes[(year, waste)] = None
        else:
            found.laid[(year, waste)] = laid


def _read_laid(
    columns: _Columns, line: int, row: tuple[str, ...], *, year: int, waste: str, heading: Heading | None
) -> Laid | None:
    """What one row says of one waste; None when something in it is wrong."""
    parameters: dict[str, float] = {}
    printed: dict[str, tuple[float, float]] = {}
    mass = _mass(columns, line, row, heading) if heading is not None else None
    fine = heading is None or mass is not None
    for role in (*PARAMETERS, *PRINTED):
        for column in columns.of(role, waste):
            cell = columns.cell(line, row, column)
            value = None if cell.is_blank else _value(columns.layout, cell, role)
            fine = fine and (value is not None or cell.is_blank)
            if value is not None and role in PARAMETERS:
                parameters[role] = value
            elif value is not None:
                kilotonnes = (column.tonnes or 1e3) / 1e3
                printed[role] = (value * kilotonnes, last_digit(cell.text) * kilotonnes)
    if heading is None and fine and printed.get("ddocm_deposited", (-1.0, 0.0))[0] < 0:
        columns.layout.hear(says.no_amount(), columns.cell(line, row, next(columns.of("ddocm_deposited"))))
        fine = False
    if not fine:
        return None
    texts = {
        role: columns.cell(line, row, column).text for role in PLACES for column in columns.of(role, waste)
    }
    places = {role: text for role, text in texts.items() if text}
    return Laid(line, year, waste, mass, parameters, places, printed)


def _value(layout: Layout, cell: Cell, role: str) -> float | None:
    """The number in a cell; None when it is none, or not within what its role can be, which is noted."""
    value = layout.number(cell)
    if value is None:
        layout.hear(says.not_a_number(cell.text), cell)
    elif role in PARAMETERS and (sentence := odd_parameter(role, value, cell.text)):
        layout.hear(sentence, cell)
        return None
    return value


def _mass(columns: _Columns, line: int, row: tuple[str, ...], heading: Heading) -> float | None:
    """The mass of a deposit in thousand tonnes, less what was dug out again; None when it is wrong."""
    layout = columns.layout
    tonnes = _tonnes(columns, line, row, heading)
    mass = _amount(columns, line, row, heading) if tonnes is not None else None
    if mass is None or tonnes is None:
        return None
    mass *= tonnes / 1e3
    for column in columns.of("excavated", heading.waste):
        cell = columns.cell(line, row, column)
        if cell.is_blank:
            continue
        dug = _amount(columns, line, row, column)
        if dug is None:
            return None
        mass -= dug * (column.tonnes or tonnes) / 1e3
        if mass < 0:
            layout.hear(says.dug_out_too_much(cell.text), cell)
            return None
    return mass


def _tonnes(columns: _Columns, line: int, row: tuple[str, ...], heading: Heading) -> float | None:
    """How many tonnes the amount counts in; None when the row's unit is none of mass."""
    if heading.tonnes is not None:
        return heading.tonnes
    for column in columns.of("unit"):
        cell = columns.cell(line, row, column)
        if cell.text:
            known = tonnes_in(cell.text)
            if known is None:
                columns.layout.hear(says.odd_unit(cell.text), cell)
            return known
    if columns.unit is None:
        columns.layout.hear(says.no_unit(heading.printed), columns.cell(line, row, heading))
    return columns.unit


def _amount(columns: _Columns, line: int, row: tuple[str, ...], heading: Heading) -> float | None:
    """An amount of zero or more; None when it is blank or wrong, which is noted."""
    cell = columns.cell(line, row, heading)
    if cell.text.strip().lower() == NOTHING:
        return 0.0
    value = columns.layout.number(cell)
    if cell.is_blank:
        columns.layout.hear(says.no_amount(), cell)
    elif value is None:
        columns.layout.hear(says.not_a_number(cell.text), cell)
    elif value < 0:
        columns.layout.hear(says.below_zero(cell.text), cell)
        return None
    return value


def _read_recovered(columns: _Columns, found: _Found, line: int, row: tuple[str, ...], year: int) -> None:
    """The methane recovered in the year, which is the site's: rows of one year must not differ."""
    for heading in (*columns.of("recovered"), *columns.of("recovered_gas")):
        cell = columns.cell(line, row, heading)
        if cell.is_blank:
            continue
        # Wrong is not blank: the year's recovery is unknown then, and nothing is emitted without it.
        value = _methane(columns, found, line, row, heading)
        key = (year, heading.volume)
        if key in found.recovered and found.recovered[key] != value:
            columns.layout.hear(says.two_values(heading.printed, str(year)), cell)
            value = None
        found.recovered[key] = value


def _methane(
    columns: _Columns, found: _Found, line: int, row: tuple[str, ...], heading: Heading
) -> float | None:
    """The methane recovered, in thousand tonnes or, as a volume, in m3; None when it is wrong."""
    value = _amount(columns, line, row, heading)
    if value is None or (heading.role == "recovered" and heading.volume):
        return value
    if heading.role == "recovered_gas":
        cells = [columns.cell(line, row, column) for column in columns.of("methane_share")]
        share = columns.layout.number(cells[0]) if cells else None
        if share is None or not heading.volume:
            columns.layout.hear(says.gas_without_share(), columns.cell(line, row, heading))
            return None
        return value * share
    if heading.tonnes is not None:
        return value * heading.tonnes / 1e3
    found.notes[says.unit_of_amount(heading.printed)] = None
    tonnes = _tonnes(columns, line, row, next(columns.of("amount"), heading))
    return None if tonnes is None else value * tonnes / 1e3


def _close_gaps(layout: Layout, found: _Found, missing_is_zero: bool) -> None:
    """Years without a row after a waste's first, up to the last of all: zero where said, else holes."""
    years = [year for year, _ in (*found.laid, *found.holes)]
    for waste in dict.fromkeys(waste for _, waste in (*found.laid, *found.holes)):
        own = {year for year, other in (*found.laid, *found.holes) if other == waste}
        for year in range(min(own), max(years) + 1):
            if year in own:
                continue
            if missing_is_zero:
                found.laid[(year, waste)] = Laid(0, year, waste, 0.0, {}, {}, {})
            else:
                layout.sheet.hear(says.year_missing(year, waste))
                found.holes[(year, waste)] = None
