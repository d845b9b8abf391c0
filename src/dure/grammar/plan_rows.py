"""Reads plans.csv: the tree of a plan, with counted empty places where a document names none."""

from dataclasses import dataclass

from dure.grammar.addresses import Registry
from dure.grammar.periods import UNKNOWN
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import places as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Indicator, PlanRow
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, text_of
from dure.grammar.trees import hear_tree
from dure.grammar.words import nearest

NEEDED = ("code", "parent", "level_ko", "level_en", "title_ko", "title_en", "source")
MAY = ("from", "to", "count", "owner", "indicators", "note_ko", "note_en")
MOST_PLACES = 10_000


@dataclass(frozen=True)
class PlanWords:
    """What the rows of a plan may name: figures, indicators, parties and documents."""

    registry: Registry
    indicators: dict[str, Indicator]
    parties: tuple[str, ...]
    library: Library


def read_plan(sheet: Sheet, text: str, *, place: str, system: str, words: PlanWords) -> tuple[PlanRow, ...]:
    """The rows of a plans.csv that can be loaded; all mistakes are noted."""
    rows: dict[str, Row] = {}
    found: list[PlanRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        code = row["code"]
        if code in rows:
            row.hear(cell_says.named_twice("code", code, rows[code].line), "code")
        elif not hear_empty(row, "code"):
            rows[code] = row
            found.append(_plan_row(row, place=place, system=system, words=words))
    counted = {row.code for row in found if row.count is not None}

    def hear(code: str, sentence: Sentence) -> None:
        rows[code].hear(sentence, "parent")

    hear_tree({code: row["parent"] for code, row in rows.items()}, hear=hear)
    for planned in found:
        if planned.parent in counted:
            hear(planned.code, says.parent_is_counted(planned.parent))
    return tuple(found)


def _plan_row(row: Row, *, place: str, system: str, words: PlanWords) -> PlanRow:
    """One node of the tree; what is wrong with it is noted."""
    hear_empty(row, "level_ko", "level_en")
    title = text_of(row, "title")
    count = whole_number(row, "count", most=MOST_PLACES)
    if not row["count"] and not title.ko and not title.en:
        row.hear(says.title_or_count(), "title_ko")
    elif row["count"] and title.ko:
        row.hear(says.title_and_count(), "count")
    if not row["parent"] and not (row["from"] and row["to"]):
        row.hear(says.plan_without_years(), "from")
    from_year, to_year = _year(row, "from"), _year(row, "to")
    if from_year and to_year and to_year < from_year:
        row.hear(says.ends_before_it_begins(str(from_year), str(to_year)), "to")
    owner = row["owner"]
    if owner and owner not in words.parties:
        row.hear(says.unknown_party("owner", owner, nearest(owner, words.parties)), "owner")
    source, locator = words.library.find(row, row["code"])
    return PlanRow(
        place=place,
        system=system,
        code=row["code"],
        parent=row["parent"],
        level=text_of(row, "level"),
        title=title,
        from_year=from_year,
        to_year=to_year,
        count=count,
        owner=owner,
        indicators=tuple(
            address for name in row["indicators"].split() for address in _figures(row, name, words)
        ),
        source=source,
        locator=locator,
        note=text_of(row, "note"),
        file=row.sheet.file,
        line=row.line,
    )


def _figures(row: Row, name: str, words: PlanWords) -> tuple[str, ...]:
    """The figures an entry of `indicators` stands for: itself, or those of the indicator of that name."""
    if words.registry.find(name) is not None:
        return (name,)
    if name in words.indicators:
        return words.indicators[name].figures
    near = nearest(name, (*words.indicators, *words.registry.kinds))
    wrong = words.registry.wrong(name) if "/" in name else None
    row.hear(wrong or says.unknown_indicator(name, near), "indicators")
    return ()


def _year(row: Row, column: str) -> int | None:
    """A year; None when it is empty or unknown."""
    text = row[column]
    if not text or text == UNKNOWN:
        return None
    if len(text) == 4 and text.isascii() and text.isdigit() and text != "0000":
        return int(text)
    row.hear(cell_says.not_a_year(column, text), column)
    return None


def whole_number(row: Row, column: str, *, most: int) -> int | None:
    """A whole number above zero and up to `most`; None when the cell is empty."""
    text = row[column]
    if not text:
        return None
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= 18 and 0 < int(plain) <= most:
        return int(plain)
    row.hear(cell_says.not_a_whole_number(column, text), column)
    return None
