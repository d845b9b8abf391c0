"""Checks what an officer brings by the rules of packs, each row alone, so that every mistake is told."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dure.grammar import shapes
from dure.grammar.addresses import Registry
from dure.grammar.figures import MAY, NEEDED, Known, read_stated
from dure.grammar.numbers import held_number
from dure.grammar.periods import period_days
from dure.grammar.sentences import figures as figure_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake, Stated
from dure.grammar.sheets import Sheet, read_rows
from dure.grammar.sources import Library
from dure.kernel.observations import read as observations
from dure.kernel.things.read import Place
from dure.portal.officer import bounds, inventory_rules
from dure.portal.officer import sentences as says
from dure.portal.officer.files import Grid
from dure.portal.officer.mends import for_officers

COLUMNS = ("address", "period", "value", "unit", "mark", "valid_from", "published_on", "source", "label",
           "note_ko", "note_en")  # fmt: skip
SEEN = ("observed", "estimated")
Letter = dict[str, str]


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot be filed: its line, its cells as brought, and all that is wrong with it."""

    line: int
    cells: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class Checked:
    """A file or form after checking. `whole` is what is wrong with all of it: then none is filed."""

    letters: tuple[Letter, ...] = ()
    lines: tuple[int, ...] = ()
    wrong: tuple[WrongRow, ...] = ()
    whole: tuple[Mistake, ...] = ()
    header: tuple[str, ...] = ()
    left_out: int = 0


def known_here(more: Sequence[shapes.Source] = ()) -> Known:
    """What rows are checked against: declared figures, the catalogue's documents and `more` of them."""
    kinds = {
        kind.name: shapes.FigureKind(
            system=kind.system, name=kind.name, title=kind.title, unit=kind.unit, shows=kind.shows,
            says=kind.says, decimals=kind.decimals, facets=tuple(name for name, _title in kind.facets),
            facet_titles=tuple(title for _name, title in kind.facets), keys=kind.keys,
        )
        for kind in observations.kinds().values()
    }  # fmt: skip
    documents = {
        s.id: shapes.Source(
            s.id,
            s.title,
            s.publisher,
            s.published_on,
            s.kind,
            s.url,
            s.licence,
            s.may_copy,
            s.note,
            s.published,
            language=s.language,
        )
        for s in observations.sources()
    }
    library = Library(documents | {source.id: source for source in more})
    return Known(Registry(kinds), library, holds=True)


def check_rows(grid: Grid, *, place: Place, known: Known, today: date, file: str = "") -> Checked:
    """Every row that can be filed, as a letter, and every mistake with its line, column and mend."""
    whole = Sheet(file)
    if grid.wrong is not None:
        whole.hear(grid.wrong, line=grid.line)
        return Checked(whole=tuple(whole.mistakes))
    header = tuple(name.strip() for name in grid.rows[0][1])
    list(read_rows(whole, _line(header), needed=NEEDED, may=MAY))
    if whole.mistakes:
        return Checked(whole=tuple(map(for_officers, whole.mistakes)), header=header)
    good: list[tuple[int, Stated]] = []
    wrong: list[WrongRow] = []
    left_out = 0
    for line, cells in grid.rows[1:]:
        if _is_unfilled(header, cells):
            left_out += 1
            continue
        stated, mistakes = _check(line, cells, header=header, place=place, known=known, today=today)
        if mistakes or stated is None:
            wrong.append(WrongRow(line, cells, mistakes))
        else:
            good.append((line, stated))
    good, twice = _apart(good, dict(grid.rows))
    if not good and not wrong and not twice:
        whole.hear(says.no_rows())
    return Checked(
        letters=tuple(letter(stated) for _line, stated in good),
        lines=tuple(line for line, _stated in good),
        wrong=tuple(sorted([*wrong, *twice], key=lambda row: row.line)),
        whole=tuple(whole.mistakes),
        header=header,
        left_out=left_out,
    )


def _apart(
    good: Sequence[tuple[int, Stated]], cells: Mapping[int, tuple[str, ...]]
) -> tuple[list[tuple[int, Stated]], list[WrongRow]]:
    """The rows that no other contradicts or repeats, and those that one does.

    Of two that contradict each other neither is filed: the later would silently stand above the other.
    """
    alike: dict[tuple[str, ...], list[tuple[int, Stated]]] = {}
    for line, stated in good:
        alike.setdefault((stated.address, stated.period, stated.mark), []).append((line, stated))
    kept: list[tuple[int, Stated]] = []
    wrong: list[WrongRow] = []
    for rows in alike.values():
        first: dict[str, int] = {}
        for line, stated in rows:
            before = first.setdefault(stated.source, line)
            others = [(at, other.printed) for at, other in rows if other.canonical != stated.canonical]
            if others:
                mistake = _mistake(says.contradicted(stated.address, others), line, "value")
            elif before != line:
                mistake = _mistake(figure_says.stated_twice(stated.address, before), line, "address")
            else:
                kept.append((line, stated))
                continue
            wrong.append(WrongRow(line, cells[line], (mistake,)))
    return sorted(kept, key=lambda row: row[0]), wrong


def _is_unfilled(header: Sequence[str], cells: Sequence[str]) -> bool:
    """A row of the template that nobody filled in: neither value nor source."""
    row = dict(zip(header, cells, strict=False))
    return not row.get("value", "").strip() and not row.get("source", "").strip()


def _check(
    line: int, cells: Sequence[str], *, header: Sequence[str], place: Place, known: Known, today: date
) -> tuple[Stated | None, tuple[Mistake, ...]]:
    """One row read alone: what it states, or all that is wrong with it, under its own line."""
    sheet = Sheet("")
    alone = Known(known.registry, Library(known.library.documents), holds=known.holds)
    found = list(read_stated(sheet, _line(header) + _line(cells), place=place.id, system="", known=alone))
    stated = found[0] if found else None
    if stated is not None:
        for sentence, column in _own_rules(stated, place=place, today=today):
            sheet.hear(sentence, column=column)
    return stated, tuple(for_officers(replace(mistake, line=line)) for mistake in sheet.mistakes)


def _own_rules(stated: Stated, *, place: Place, today: date) -> Iterator[tuple[Sentence, str]]:
    """What the office asks beyond the grammar."""
    if stated.system not in place.systems:
        yield says.system_not_here(stated.address, stated.system), "address"
    if stated.mark in SEEN and stated.valid_from > today:
        yield says.not_yet_happened(stated.period or stated.valid_from.isoformat(), stated.mark), "period"
    if held_number(stated.printed) and not (stated.note.ko or stated.note.en):
        yield says.confidential_without_reason(stated.address), "note"
    yield from inventory_rules.wrong_line(stated)
    yield from bounds.below_zero(stated)


def _mistake(sentence: Sentence, line: int, column: str) -> Mistake:
    return Mistake("", line, column, *sentence)


def _line(cells: Sequence[str]) -> str:
    """Cells as one line of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def letter(stated: Stated) -> Letter:
    """A checked row as the letter of a case: text only, as it was printed."""
    return {
        "address": stated.address,
        "period": stated.period,
        "mark": stated.mark,
        "printed": stated.printed,
        "unit": stated.unit,
        "source": stated.source,
        "locator": stated.locator,
        "published_on": stated.published,
        "valid_from": stated.valid_from.isoformat() if _has_own_first_day(stated) else "",
        "label": stated.label,
        "note_ko": stated.note.ko,
        "note_en": stated.note.en,
    }


def _has_own_first_day(stated: Stated) -> bool:
    """Whether the figure holds from another day than its period's first."""
    days = period_days(stated.period) if stated.period else None
    return days is None or days[0] != stated.valid_from


def check_one(
    cells: Mapping[str, str], *, place: Place, known: Known, today: date
) -> tuple[Letter | None, tuple[Mistake, ...]]:
    """One figure typed into a form, checked as a row of a file would be."""
    header = tuple(column for column in COLUMNS if column in cells)
    row = tuple(cells[column] for column in header)
    stated, mistakes = _check(1, row, header=header, place=place, known=known, today=today)
    return (letter(stated) if stated and not mistakes else None), mistakes
