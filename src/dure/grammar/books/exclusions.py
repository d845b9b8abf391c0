"""Reads exclusions.csv: which claims of avoided emissions may not stand beside one another.

Claims of different kinds in one group, for the same place and period, are about the same tonnes. What becomes
of the second is said by `on_conflict`: it is refused, or it lies apart as an overlap. It is never netted.
"""

from dataclasses import dataclass
from pathlib import Path

from dure.grammar.sentences import cells as cell_says
from dure.grammar.shapes import Text
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.words import NAME

NEEDED = ("group", "kind", "title_ko", "title_en", "on_conflict", "source")
CONFLICTS = ("refuse", "overlap")
FILE = "exclusions.csv"


@dataclass(frozen=True)
class Exclusion:
    """A kind of claim in a group of which only one may count."""

    group: str
    kind: str
    title: Text
    on_conflict: str


def read_exclusions(sheet: Sheet, text: str, *, library: Library | None = None) -> tuple[Exclusion, ...]:
    """The rows of an exclusions.csv; all mistakes are noted. A library, where given, knows the sources."""
    found: list[Exclusion] = []
    lines: dict[tuple[str, str], int] = {}
    for row in read_rows(sheet, text, needed=NEEDED):
        if hear_empty(row, *NEEDED[:-1]):
            continue
        if library is not None:
            library.find(row, row["kind"])
        _hear_names(row)
        name = (row["group"], row["kind"])
        if name in lines:
            row.hear(cell_says.named_twice("kind", row["kind"], lines[name]), "kind")
        lines.setdefault(name, row.line)
        found.append(Exclusion(*name, text_of(row, "title"), row["on_conflict"]))
    return tuple(found)


def exclusions_in(packs: Path) -> tuple[Exclusion, ...]:
    """The exclusions of every system in a folder of packs, without checking anything else."""
    found: list[Exclusion] = []
    for path in sorted((packs / "systems").glob(f"*/{FILE}")):
        sheet, text = Desk().open(path, path.name)
        found += read_exclusions(sheet, text) if text is not None else ()
    return tuple(found)


def _hear_names(row: Row) -> None:
    """Note names that are none, and what is neither refused nor an overlap."""
    for column in ("group", "kind"):
        if not NAME.fullmatch(row[column]):
            row.hear(cell_says.odd_name(row[column]), column)
    hear_other(row, "on_conflict", CONFLICTS)
