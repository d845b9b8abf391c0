"""Reads attributes.csv: what holds of things, from which day, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from dure.grammar.attribute_values import hear_value
from dure.grammar.opening_hours import Hours, read_hours
from dure.grammar.periods import FOREVER, day_of
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import things as says
from dure.grammar.shapes import Text
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library
from dure.grammar.thing_shapes import SYNTHETIC, AttributeKind, AttributeRow, ThingWords
from dure.grammar.words import nearest

NEEDED = ("thing", "attribute", "valid_from", "source")
MAY = ("value", "unit", "during", "words_ko", "words_en", "valid_to", "mark")
ARTICLE = "article"


@dataclass(frozen=True)
class Present:
    """What attributes may be said of: kinds and attributes, and the things by id with what kind each is.

    Things of the place itself are `own`; those of the places it is part of are `above`, by full id.
    """

    words: ThingWords
    own: Mapping[str, str]
    above: Mapping[str, str]


def read_attributes(
    sheet: Sheet, text: str, *, place: str, system: str, library: Library, present: Present
) -> tuple[AttributeRow, ...]:
    """The rows of an attributes.csv; all mistakes are noted."""
    lines: dict[tuple[str, ...], int] = {}
    found: list[AttributeRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        if hear_empty(row, "thing", "attribute", "valid_from"):
            continue
        key = (row["thing"], row["attribute"], row["during"], row["valid_from"])
        if key in lines:
            row.hear(says.stated_twice(row["attribute"], lines[key]), "attribute")
            continue
        lines[key] = row.line
        read = _attribute(row, place, system, library=library, present=present)
        if read is not None:
            found.append(read)
    _hear_overlaps(sheet, found)
    return tuple(found)


def _attribute(
    row: Row, place: str, system: str, *, library: Library, present: Present
) -> AttributeRow | None:
    """One statement; what is wrong with it is noted. None where nobody could tell what it is about."""
    kind = _kind(row, present)
    begins, ends = day_of(row["valid_from"]), day_of(row["valid_to"]) if row["valid_to"] else None
    for column, day in (("valid_from", begins), ("valid_to", ends)):
        if row[column] and day is None:
            row.hear(cell_says.not_a_day(column, row[column]), column)
    if begins and ends and ends < begins:
        row.hear(says.ends_before_it_begins(row["valid_from"], row["valid_to"]), "valid_to")
    if row["mark"] not in ("", SYNTHETIC):
        row.hear(cell_says.not_in_list("mark", row["mark"], (SYNTHETIC,), SYNTHETIC), "mark")
    source, locator = library.find(row, row["attribute"])
    if kind is None or begins is None:
        return None
    words = Text(row["words_ko"], row["words_en"])
    if (
        wrong := hear_value(kind, row["value"], unit=row["unit"], words=words, known=present.own)
    ) is not None:
        row.hear(wrong, "value")
        return None
    return AttributeRow(
        place=place,
        system=system,
        thing=row["thing"],
        name=row["attribute"],
        during=row["during"],
        value=row["value"],
        unit=row["unit"],
        words=words,
        valid_from=begins,
        valid_to=ends,
        mark=row["mark"],
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
    )


def _kind(row: Row, present: Present) -> AttributeKind | None:
    """The attribute that a row states, of a thing that is there and has it; noted where it does not."""
    thing = present.own.get(row["thing"])
    if thing is None:
        row.hear(says.unknown_thing(row["thing"], nearest(row["thing"], tuple(present.own))), "thing")
        return None
    name, _, part = row["attribute"].partition("/")
    kind = present.words.attributes.get(name)
    if kind is None:
        row.hear(says.unknown_attribute(name, nearest(name, tuple(present.words.attributes))), "attribute")
        return None
    has = present.words.kinds[thing].attributes if thing in present.words.kinds else ()
    if name not in has:
        row.hear(says.not_of_this_kind(name, thing, has), "attribute")
    _hear_part(row, kind, part, present)
    if row["during"] and not kind.by_hours:
        row.hear(says.not_during(name), "during")
    elif row["during"] and not isinstance(hours := read_hours(row["during"]), Hours):
        row.hear(hours, "during")
    return kind


def _hear_part(row: Row, kind: AttributeKind, part: str, present: Present) -> None:
    """Note a part that is missing, that nothing is called, or that does not belong."""
    if kind.of and not part:
        row.hear(says.needs_a_part(kind.name, kind.of), "attribute")
    elif part and not kind.of:
        row.hear(says.takes_no_part(kind.name), "attribute")
    elif part:
        known = [id_ for id_, of in present.own.items() if of == kind.of]
        known += [id_.rpartition("/")[2] for id_, of in present.above.items() if of == kind.of]
        if part not in known:
            row.hear(says.unknown_thing(part, nearest(part, tuple(known))), "attribute")


def _hear_overlaps(sheet: Sheet, rows: list[AttributeRow]) -> None:
    """Note values by hours of one thing that would hold at the same moment."""
    by_key: dict[tuple[str, str], list[AttributeRow]] = {}
    for row in rows:
        if row.during:
            by_key.setdefault((row.thing, row.name), []).append(row)
    for same in by_key.values():
        for number, row in enumerate(same):
            for other in same[:number]:
                if _days_meet(row, other) and hours_overlap(row.during, other.during):
                    sentence = says.during_overlaps(row.name, row.during, other.during)
                    sheet.hear(sentence, line=row.line, column="during")


def _days_meet(one: AttributeRow, other: AttributeRow) -> bool:
    """Whether two statements of other hours hold on a common day."""
    begins = max(one.valid_from, other.valid_from)
    ends = min(one.valid_to or FOREVER, other.valid_to or FOREVER)
    return one.during != other.during and begins <= ends


def hours_overlap(one: str, other: str) -> bool:
    """Whether two texts of hours hold at a common moment; texts that are no hours do not."""
    first, second = read_hours(one), read_hours(other)
    return isinstance(first, Hours) and isinstance(second, Hours) and first.overlaps(second)
