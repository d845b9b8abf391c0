"""Reads gwp.csv: the warming potentials of gases by set."""

from pathlib import Path

from dure.grammar.books.shapes import GwpSet, Potential
from dure.grammar.numbers import read_number
from dure.grammar.sentences import factors as says
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.shelves import Shelf, find_shelf
from dure.grammar.sources import Library, hear_other, read_sources

NEEDED = ("gwp_set", "gas", "gwp100", "source")
MAY = ("variant", "verify")
FILE = "gwp.csv"


def read_all_sets(packs: Path) -> tuple[GwpSet, ...]:
    """Every set of potentials of a folder of packs, without the rest and without its mistakes."""
    desk = Desk()
    shelf = find_shelf(desk, packs, None)
    return read_sets(desk, shelf, read_sources(desk, shelf.sources))


def read_sets(desk: Desk, shelf: Shelf, library: Library) -> tuple[GwpSet, ...]:
    """Every set of potentials that the systems of a shelf bring; all mistakes are noted."""
    rows: list[Potential] = []
    for folder, name in shelf.systems.values():
        if (folder / FILE).exists():
            sheet, text = desk.open(folder / FILE, f"{name}/{FILE}")
            rows += _potentials(sheet, text or "", library) if text is not None else []
    names = dict.fromkeys(row.gwp_set for row in rows)
    return tuple(GwpSet(name, tuple(row for row in rows if row.gwp_set == name)) for name in names)


def _potentials(sheet: Sheet, text: str, library: Library) -> list[Potential]:
    """The rows of one file, each gas once in a set."""
    lines: dict[tuple[str, str], int] = {}
    found = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        potential = _potential(row, library)
        if potential is None:
            continue
        key = (potential.gwp_set, potential.named)
        if key in lines:
            row.hear(says.potential_twice(*key, lines[key]), "gas")
            continue
        lines[key] = row.line
        found.append(potential)
    return found


def _potential(row: Row, library: Library) -> Potential | None:
    """One potential, or None when it cannot be read."""
    heard = len(row.sheet.mistakes)
    hear_empty(row, "gwp_set", "gas", "gwp100")
    hear_other(row, "verify", ("yes", "no"))
    number = read_number(row["gwp100"])
    if row["gwp100"] and (number is None or number.value <= 0):
        row.hear(says.not_a_factor_number("gwp100", row["gwp100"]), "gwp100")
    document, locator = library.find(row, f"{row['gwp_set']} {row['gas']}")
    if number is None or len(row.sheet.mistakes) != heard:
        return None
    return Potential(
        gwp_set=row["gwp_set"],
        gas=row["gas"],
        variant=row["variant"],
        gwp100=number.value,
        verify=row["verify"] == "yes",
        source=document,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
    )
