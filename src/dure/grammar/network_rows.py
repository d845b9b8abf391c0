"""Reads networks.csv: which networks a place has, and the files beside it that they lie in."""

from pathlib import Path

from dure.grammar.party_rows import first_day
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import files as file_says
from dure.grammar.shapes import NetworkRow
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, open_file, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.words import NETWORK_LAYOUTS, SLUG

NEEDED = ("network", "name_ko", "name_en", "layout", "roads", "source")
MAY = ("areas", "valid_from")
LIMIT_KB = 20 * 1024


def read_networks(
    desk: Desk, sheet: Sheet, text: str, *, folder: Path, place: str, system: str, library: Library
) -> tuple[NetworkRow, ...]:
    """The rows of a networks.csv; all mistakes are noted. The roads themselves are read at loading."""
    first: dict[str, int] = {}
    found: list[NetworkRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        network = row["network"]
        if network in first:
            row.hear(cell_says.named_twice("network", network, first[network]), "network")
        elif not hear_empty(row, *NEEDED[:-1]):
            first[network] = row.line
            if not SLUG.fullmatch(network):
                row.hear(cell_says.odd_slug(network), "network")
            hear_other(row, "layout", NETWORK_LAYOUTS)
            source, locator = library.find(row, network)
            roads = _beside(desk, row, "roads", folder)
            if roads is not None:
                found.append(
                    NetworkRow(
                        place=place,
                        system=system,
                        network=network,
                        title=text_of(row, "name"),
                        layout=row["layout"],
                        roads=roads,
                        areas=_beside(desk, row, "areas", folder) if row["areas"] else None,
                        valid_from=first_day(row, "valid_from"),
                        source=source,
                        locator=locator,
                        file=row.sheet.file,
                        line=row.line,
                    )
                )
    return tuple(found)


def _beside(desk: Desk, row: Row, column: str, folder: Path) -> Path | None:
    """A file in the same folder, seen on the desk; None where it is not there."""
    name = row[column]
    path = folder / name
    if "/" in name or not path.is_file():
        row.hear(file_says.missing_file(name), column)
        return None
    opened = open_file(path, limit_kb=LIMIT_KB)
    if opened.content is None and opened.wrong is not None:
        row.hear(opened.wrong, column)
        return None
    desk.contents.append((f"{row.sheet.file.rpartition('/')[0]}/{name}", opened.content or b""))
    return path
