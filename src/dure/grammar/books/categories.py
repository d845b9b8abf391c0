"""Reads categories.csv: the taxonomy of an inventory, its views, and where it stands in other taxonomies."""

import re
from pathlib import Path

from dure.grammar.sentences import categories as says
from dure.grammar.sentences import cells as cell_says
from dure.grammar.shapes import Category, Crosswalk, Mistake
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, read_sources, text_of
from dure.grammar.words import nearest

VIEWS = {
    "basic": "basic",
    "basic_plus": "basic-plus",
    "territorial": "territorial",
    "other_scope_3": "other-scope-3",
}
SCOPES = ("1", "2", "3")
ANSWERS = ("yes", "no")
TEXTS = ("sector", "subsector", "title")
CROSSWALKS = ("ipcc_2006", "crf", "local_guideline")
NEEDED = (
    "ref",
    "scope",
    *(f"{name}_{language}" for name in TEXTS for language in ("ko", "en")),
    *VIEWS,
    "sink",
    *CROSSWALKS,
    "source",
)
MAY = ("mirrors",)
REF = re.compile(r"(?:VI|IV|V|I{1,3})(?:\.[1-9][0-9]?){1,2}")
UNKNOWN = "unknown"
NONE = "none"
VERIFY = "verify:"


def read_taxonomy(packs: Path, *, system: str) -> tuple[tuple[Category, ...], tuple[Mistake, ...]]:
    """The categories of one system of a folder of packs, and what is wrong with them, without the rest."""
    desk = Desk()
    library = read_sources(desk, [(packs / "sources.csv", "sources.csv")])
    name = f"systems/{system}/categories.csv"
    sheet, text = desk.open(packs / name, name)
    found = read_categories(sheet, text, system=system, library=library) if text is not None else ()
    return found, desk.mistakes()


def read_categories(sheet: Sheet, text: str, *, system: str, library: Library) -> tuple[Category, ...]:
    """The rows of a categories.csv, in their order; every mistake is noted."""
    rows: dict[str, Row] = {}
    found: list[Category] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        ref = row["ref"]
        if hear_empty(row, *NEEDED[:-1]):
            continue
        if not REF.fullmatch(ref):
            row.hear(says.odd_ref(ref), "ref")
        elif ref in rows:
            row.hear(cell_says.named_twice("ref", ref, rows[ref].line), "ref")
        else:
            rows[ref] = row
            found.append(_category(row, system, library))
    _hear_mirrors(rows)
    return tuple(found)


def _category(row: Row, system: str, library: Library) -> Category:
    """One category; what is wrong with it is noted."""
    hear_other(row, "scope", SCOPES)
    for column in (*VIEWS, "sink"):
        hear_other(row, column, ANSWERS)
    if row["basic"] == "yes" and row["basic_plus"] == "no":
        row.hear(says.basic_without_plus(row["ref"]), "basic_plus")
    source, locator = library.find(row, row["ref"])
    ipcc_2006, crf, local_guideline = (_crosswalk(row, column) for column in CROSSWALKS)
    return Category(
        system=system,
        ref=row["ref"],
        scope=int(row["scope"]) if row["scope"] in SCOPES else 0,
        sector=text_of(row, "sector"),
        subsector=text_of(row, "subsector"),
        title=text_of(row, "title"),
        views=tuple(view for column, view in VIEWS.items() if row[column] == "yes"),
        sink=row["sink"] == "yes",
        mirrors=_listed(row["mirrors"]),
        ipcc_2006=ipcc_2006,
        crf=crf,
        local_guideline=local_guideline,
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
    )


def _crosswalk(row: Row, column: str) -> Crosswalk:
    """The codes of a cell: `unknown`, `none`, codes parted by semicolons, or `verify: ` before them."""
    cell = row[column]
    verify = cell.startswith(VERIFY)
    codes = _listed(cell.removeprefix(VERIFY))
    if not codes or (len(codes) > 1 and {UNKNOWN, NONE} & set(codes)) or (verify and UNKNOWN in codes):
        row.hear(says.odd_crosswalk(cell), column)
        return Crosswalk((), known=False, verify=False)
    if codes == (UNKNOWN,):
        return Crosswalk((), known=False, verify=False)
    return Crosswalk(() if codes == (NONE,) else codes, known=True, verify=verify)


def _hear_mirrors(rows: dict[str, Row]) -> None:
    """Note every mirror that is not a reference of this taxonomy, or the row itself."""
    known = tuple(rows)
    for ref, row in rows.items():
        for mirror in _listed(row["mirrors"]):
            if mirror not in rows:
                row.hear(says.unknown_ref(mirror, nearest(mirror, known)), "mirrors")
            elif mirror == ref:
                row.hear(says.mirrors_itself(ref), "mirrors")


def _listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell, parted by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
