"""Reads methods.csv and arguments.csv: which methods rows of activity may name, and what each takes.

The engines say how a method works; here stands what it is called, its tier, for which sources of an
inventory it is, in which unit its quantity is, and by which equation of which document.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dure.grammar.books.categories import REF
from dure.grammar.books.parameters import METHODS as TOPICS
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import deposits as says
from dure.grammar.shapes import Text
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.shelves import Shelf
from dure.grammar.sources import Library, hear_other, read_sources, text_of
from dure.grammar.units import find_unit
from dure.grammar.words import NAME, nearest

FILE, ARGUMENTS = "methods.csv", "arguments.csv"
TIERS = ("1", "2", "3")
NEEDED = (
    "method", "tier", "refs", "topic", "unit", "arguments", "yearly", "gases", "names_gas",
    "title_ko", "title_en", "says_ko", "says_en", "source",
)  # fmt: skip
NEEDED_OF_ARGUMENT = ("argument", "unit", "title_ko", "title_en")


@dataclass(frozen=True)
class RowArgument:
    """An argument of methods: what it is called, and its unit."""

    name: str
    unit: str
    title: Text


@dataclass(frozen=True)
class RowMethod:
    """A method of activity rows: a row of methods.csv."""

    name: str
    tiers: tuple[str, ...]
    refs: tuple[str, ...]
    topic: str
    unit: str
    arguments: tuple[str, ...]
    yearly: str
    gases: tuple[str, ...]
    names_gas: bool
    title: Text
    says: Text
    source: str
    locator: str


@dataclass(frozen=True)
class MethodBook:
    """Every method and every argument of the packs, in their order."""

    methods: tuple[RowMethod, ...]
    arguments: tuple[RowArgument, ...]

    def find(self, name: str) -> RowMethod | None:
        """The method of that name, with or without a gas behind it."""
        return next((each for each in self.methods if each.name == name.partition(":")[0]), None)

    def argument(self, name: str) -> RowArgument | None:
        """The argument of that name."""
        return next((each for each in self.arguments if each.name == name), None)


def open_methods(packs: Path) -> MethodBook:
    """The methods of the packs in a folder, read alone and quickly."""
    desk = Desk()
    library = read_sources(desk, [(packs / "sources.csv", "sources.csv")])
    return _book(desk, packs / "systems" / "inventory", "systems/inventory", library)


def hear_methods(desk: Desk, shelf: Shelf, library: Library) -> None:
    """Note every mistake in the methods of the systems on a shelf."""
    for folder, name in shelf.systems.values():
        if (folder / FILE).exists():
            _book(desk, folder, name, library)


def _book(desk: Desk, folder: Path, name: str, library: Library) -> MethodBook:
    """The methods and arguments of one system."""
    sheet, text = desk.open(folder / ARGUMENTS, f"{name}/{ARGUMENTS}")
    arguments = _read_arguments(sheet, text) if text is not None else ()
    sheet, text = desk.open(folder / FILE, f"{name}/{FILE}")
    known = {each.name for each in arguments}
    methods = read_methods(sheet, text, arguments=known, library=library) if text is not None else ()
    return MethodBook(methods, arguments)


def _read_arguments(sheet: Sheet, text: str) -> tuple[RowArgument, ...]:
    """The rows of an arguments.csv; every mistake is noted."""
    found: dict[str, RowArgument] = {}
    for row in read_rows(sheet, text, needed=NEEDED_OF_ARGUMENT):
        if hear_empty(row, *NEEDED_OF_ARGUMENT):
            continue
        if not NAME.fullmatch(row["argument"]):
            row.hear(cell_says.odd_name(row["argument"]), "argument")
        elif find_unit(row["unit"]) is None:
            row.hear(says.odd_parameter_unit(row["unit"]), "unit")
        else:
            found[row["argument"]] = RowArgument(row["argument"], row["unit"], text_of(row, "title"))
    return tuple(found.values())


def read_methods(
    sheet: Sheet, text: str, *, arguments: Collection[str], library: Library
) -> tuple[RowMethod, ...]:
    """The rows of a methods.csv; every mistake is noted, and its row left out."""
    found: dict[str, RowMethod] = {}
    lines: dict[str, int] = {}
    for row in read_rows(sheet, text, needed=NEEDED):
        if row["method"] in lines:
            row.hear(cell_says.named_twice("method", row["method"], lines[row["method"]]), "method")
            continue
        lines[row["method"]] = row.line
        method = _method(row, arguments, library)
        if method is not None:
            found[method.name] = method
    return tuple(found.values())


def _method(row: Row, arguments: Collection[str], library: Library) -> RowMethod | None:
    """One method; None when something in its row is wrong, which is noted."""
    before = len(row.sheet.mistakes)
    hear_empty(row, "method", "tier", "refs", "topic", "unit", "gases", "title_ko", "title_en", "says_ko")
    if row["method"] and not NAME.fullmatch(row["method"]):
        row.hear(cell_says.odd_name(row["method"]), "method")
    hear_other(row, "topic", TOPICS)
    hear_other(row, "names_gas", ("yes",))
    if row["unit"] and find_unit(row["unit"]) is None:
        row.hear(says.odd_parameter_unit(row["unit"]), "unit")
    for tier in row["tier"].split():
        if tier not in TIERS:
            row.hear(cell_says.not_in_list("tier", tier, TIERS, ""), "tier")
    for ref in row["refs"].split():
        if not REF.fullmatch(ref):
            row.hear(cell_says.not_in_list("refs", ref, ("I.1.1", "IV.1"), ""), "refs")
    known = tuple(arguments)
    for name in (*row["arguments"].split(), *([row["yearly"]] if row["yearly"] else [])):
        if name not in known:
            row.hear(cell_says.not_in_list("arguments", name, known, nearest(name, known)), "arguments")
    source, locator = library.find(row, row["method"])
    if len(row.sheet.mistakes) > before:
        return None
    return RowMethod(
        name=row["method"],
        tiers=tuple(row["tier"].split()),
        refs=tuple(row["refs"].split()),
        topic=row["topic"],
        unit=row["unit"],
        arguments=tuple(row["arguments"].split()),
        yearly=row["yearly"],
        gases=tuple(row["gases"].split()),
        names_gas=row["names_gas"] == "yes",
        title=text_of(row, "title"),
        says=text_of(row, "says"),
        source=source,
        locator=locator,
    )
