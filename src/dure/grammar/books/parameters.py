"""Reads parameters.csv: what methods need where a city knows no better, by set, with ranges and sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dure.grammar.books.ranges import odd_parameter
from dure.grammar.numbers import read_number
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import deposits as says
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.shelves import Shelf
from dure.grammar.sources import Library, hear_other, read_sources
from dure.grammar.units import find_unit
from dure.grammar.words import NAME, SLUG

FILE = "parameters.csv"
METHODS = (
    "energy",
    "industry",
    "landfill",
    "incineration",
    "biological",
    "wastewater",
    "agriculture",
    "land",
)
NEEDED = ("set", "method", "parameter", "item", "condition", "value", "low", "high", "unit", "source")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a method: a row of parameters.csv. `low` and `high` are the ends of its usual range."""

    set: str
    method: str
    parameter: str
    item: str
    condition: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    source: str
    locator: str
    line: int

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What it is the parameter of."""
        return self.set, self.method, self.parameter, self.item, self.condition


@dataclass(frozen=True)
class ParameterTable:
    """All parameters, found by what they are of."""

    rows: tuple[Parameter, ...]

    @property
    def sets(self) -> tuple[str, ...]:
        """The names of the sets."""
        return tuple(dict.fromkeys(row.set for row in self.rows))

    def sets_of(self, method: str) -> tuple[str, ...]:
        """The names of the sets that have something for a method."""
        return tuple(dict.fromkeys(row.set for row in self.rows if row.method == method))

    def find(
        self, name: str, *, of: str, method: str, items: Iterable[str], conditions: Iterable[str]
    ) -> Parameter | None:
        """The parameter `name` of the set `of`: that of the first item and condition which it has."""
        by_key = {row.key: row for row in self.rows if row.set == of}
        conditions = tuple(conditions)
        for item in items:
            for condition in conditions:
                found = by_key.get((of, method, name, item, condition))
                if found is not None:
                    return found
        return None


def read_parameters(sheet: Sheet, text: str, *, library: Library) -> tuple[Parameter, ...]:
    """The rows of a parameters.csv; every mistake is noted, and its row left out."""
    found: dict[tuple[str, ...], Parameter] = {}
    for row in read_rows(sheet, text, needed=NEEDED):
        parameter = _parameter(row, library)
        if parameter is None:
            continue
        first = found.setdefault(parameter.key, parameter)
        if first is not parameter:
            row.hear(cell_says.named_twice("parameter", " ".join(parameter.key), first.line), "parameter")
    return tuple(found.values())


def hear_parameters(desk: Desk, shelf: Shelf, library: Library) -> None:
    """Note every mistake in the parameters of the systems on a shelf."""
    for folder, name in shelf.systems.values():
        if (folder / FILE).exists():
            sheet, text = desk.open(folder / FILE, f"{name}/{FILE}")
            if text is not None:
                read_parameters(sheet, text, library=library)


def open_parameters(desk: Desk, packs: Path) -> ParameterTable:
    """The parameters of the packs in a folder, read alone and quickly."""
    folder = packs / "systems" / "inventory"
    library = read_sources(desk, [(packs / "sources.csv", "sources.csv")])
    sheet, text = desk.open(folder / FILE, f"systems/inventory/{FILE}")
    return ParameterTable(read_parameters(sheet, text, library=library) if text is not None else ())


def _parameter(row: Row, library: Library) -> Parameter | None:
    """One parameter; None when something in its row is wrong, which is noted."""
    before = len(row.sheet.mistakes)
    hear_empty(row, "set", "method", "parameter", "value", "unit")
    hear_other(row, "method", METHODS)
    if row["set"] and not SLUG.fullmatch(row["set"]):
        row.hear(cell_says.odd_slug(row["set"]), "set")
    for column in ("parameter", "item", "condition"):
        if row[column] and not NAME.fullmatch(row[column]):
            row.hear(cell_says.odd_name(row[column]), column)
    value, low, high = (_number(row, column) for column in ("value", "low", "high"))
    if row["unit"] and find_unit(row["unit"]) is None:
        row.hear(says.odd_parameter_unit(row["unit"]), "unit")
    source, locator = library.find(row, row["parameter"])
    if value is None or len(row.sheet.mistakes) > before:
        return None
    if (low is not None and low > value) or (high is not None and high < value):
        row.hear(says.out_of_range(row["parameter"], row["value"], f"{row['low']}–{row['high']}"), "value")
        return None
    return Parameter(
        set=row["set"],
        method=row["method"],
        parameter=row["parameter"],
        item=row["item"],
        condition=row["condition"],
        value=value,
        low=low,
        high=high,
        unit=row["unit"],
        source=source,
        locator=locator,
        line=row.line,
    )


def _number(row: Row, column: str) -> Decimal | None:
    """The number in a cell; None when the cell is empty or wrong, which is noted."""
    if not row[column]:
        return None
    found = read_number(row[column])
    if found is None:
        row.hear(cell_says.not_a_number(row[column], None), column)
        return None
    sentence = odd_parameter(row["parameter"], float(found.value), row[column])
    if sentence is not None:
        row.hear(sentence, column)
    return found.value
