"""Reads cases.csv: steps that have been taken, as a document tells them."""

from collections.abc import Mapping
from dataclasses import dataclass

from dure.grammar.party_rows import first_day
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import places as says
from dure.grammar.sentences import systems as system_says
from dure.grammar.shapes import CaseKind, CaseRow, Text
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, text_of
from dure.grammar.words import SLUG, nearest

NEEDED = ("case", "kind", "title_ko", "title_en", "on", "to", "source")
MAY = ("by", "says_ko", "says_en")


@dataclass(frozen=True)
class CaseWords:
    """What the steps of a case may name: kinds of case, parties and documents."""

    kinds: Mapping[str, CaseKind]
    parties: tuple[str, ...]
    library: Library


def read_steps(sheet: Sheet, text: str, *, place: str, system: str, words: CaseWords) -> tuple[CaseRow, ...]:
    """The rows of a cases.csv; the first row of each case gives its kind and title to the others."""
    opened: dict[str, CaseRow] = {}
    found: list[CaseRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        if hear_empty(row, "case", "to"):
            continue
        step = _step(row, opened.get(row["case"]), place=place, system=system, words=words)
        opened.setdefault(step.case, step)
        found.append(step)
    return tuple(found)


def _step(row: Row, first: CaseRow | None, *, place: str, system: str, words: CaseWords) -> CaseRow:
    """One step; what is wrong with it is noted."""
    case, title = row["case"], text_of(row, "title")
    kind = first.kind if first else row["kind"]
    if first is None:
        _hear_opening(row, title, words)
    elif row["kind"] and row["kind"] != kind:
        row.hear(cell_says.not_in_list("kind", row["kind"], (kind,), kind), "kind")
    states = tuple(name for name, _ in words.kinds[kind].states) if kind in words.kinds else ()
    if states and row["to"] not in states:
        near = nearest(row["to"], states)
        row.hear(system_says.unknown_state(case, row["to"], states, near), "to")
    by = row["by"]
    if by and by not in words.parties:
        row.hear(says.unknown_party("by", by, nearest(by, words.parties)), "by")
    source, locator = words.library.find(row, case)
    return CaseRow(
        place=place,
        system=system,
        case=case,
        kind=kind,
        title=first.title if first else title,
        on=first_day(row, "on"),
        to=row["to"],
        by=by,
        says=text_of(row, "says"),
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
        on_as_told=row["on"],
    )


def _hear_opening(row: Row, title: Text, words: CaseWords) -> None:
    """Note what the first row of a case lacks."""
    kind = row["kind"]
    if not SLUG.fullmatch(row["case"]):
        row.hear(cell_says.odd_slug(row["case"]), "case")
    if not kind or not title.ko:
        row.hear(says.first_row_opens(row["case"]), "kind")
    elif kind not in words.kinds:
        row.hear(says.unknown_case_kind(kind, nearest(kind, tuple(words.kinds))), "kind")
