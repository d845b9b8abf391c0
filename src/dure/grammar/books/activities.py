"""Reads activities.csv: what was done in a place, from which its inventory is worked out."""

import re
from decimal import Decimal

from dure.grammar.books.factors import QUANTITIES, USES
from dure.grammar.books.shapes import Activity
from dure.grammar.numbers import UNKNOWN, read_number
from dure.grammar.periods import period_days
from dure.grammar.sentences import activities as says
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import figures as figure_says
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.units import UNITS, find_unit
from dure.grammar.words import MARKS, SLUG, nearest

NEEDED = ("row", "ref", "period", "title_ko", "title_en", "quantity", "unit", "mark", "source")
MAY = (
    "method",
    "factor",
    "carrier",
    "technology",
    "use",
    "arguments",
    "key",
    "target",
    "reason_ko",
    "reason_en",
    "grade",
    "uncertainty_percent",
    "note_ko",
    "note_en",
)
KEYS = ("NO", "NE", "IE", "C")
GRADES = ("H", "M", "L")
# The method that needs nothing but a factor.
BY_FACTOR = "activity"
REFERENCE = re.compile(r"(?:I|II|III|IV|V|VI)(?:\.[1-9]){1,2}")
ARGUMENT = re.compile(r"([a-z][a-z0-9_]*)=(\S+)")


def read_activities(sheet: Sheet, text: str, *, place: str, library: Library) -> tuple[Activity, ...]:
    """The activities of a file that can be used; all mistakes are noted."""
    lines: dict[str, int] = {}
    found = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        if row["row"] in lines:
            row.hear(cell_says.named_twice("row", row["row"], lines[row["row"]]), "row")
            continue
        lines[row["row"]] = row.line
        activity = _activity(row, place, library)
        if activity is not None:
            found.append(activity)
    return tuple(found)


def _activity(row: Row, place: str, library: Library) -> Activity | None:
    """One activity, or None when it cannot be used."""
    heard = len(row.sheet.mistakes)
    _hear_words(row)
    quantity, arguments = _amount(row), _arguments(row)
    uncertainty = _number(row, "uncertainty_percent")
    title, reason, note = text_of(row, "title"), text_of(row, "reason"), text_of(row, "note")
    _hear_key(row)
    source, locator = library.find(row, row["row"] or "—")
    if len(row.sheet.mistakes) != heard:
        return None
    return Activity(
        place=place,
        row=row["row"],
        ref=row["ref"],
        period=row["period"],
        title=title,
        method=row["method"] or BY_FACTOR,
        quantity=quantity,
        unit=row["unit"],
        factor=row["factor"],
        carrier=row["carrier"],
        technology=row["technology"],
        use=row["use"] or "any",
        arguments=arguments,
        mark=row["mark"],
        key=row["key"],
        target=row["target"],
        reason=reason,
        grade=row["grade"],
        uncertainty_percent=uncertainty,
        source=source,
        locator=locator,
        note=note,
        file=row.sheet.file,
        line=row.line,
    )


def _hear_words(row: Row) -> None:
    """Note cells that are empty or outside their closed lists."""
    hear_empty(row, "row", "ref", "period", "title_ko", "title_en", "mark")
    if row["row"] and not SLUG.fullmatch(row["row"]):
        row.hear(cell_says.odd_slug(row["row"]), "row")
    if row["ref"] and not REFERENCE.fullmatch(row["ref"]):
        row.hear(says.not_a_reference(row["ref"]), "ref")
    if row["period"] and period_days(row["period"]) is None:
        row.hear(cell_says.not_a_period(row["period"]), "period")
    if row["unit"] and find_unit(row["unit"]) is None:
        row.hear(figure_says.unknown_unit(row["unit"], nearest(row["unit"], tuple(UNITS))), "unit")
    known = {"mark": MARKS, "key": KEYS, "grade": GRADES, "carrier": QUANTITIES, "use": USES}
    for column, words in known.items():
        hear_other(row, column, words)


def _hear_key(row: Row) -> None:
    """Note where amount and key do not go together, or a key does not say what it must."""
    key = row["key"]
    if not key and not row["quantity"]:
        row.hear(says.neither_amount_nor_key(), "quantity")
    elif key and row["quantity"]:
        row.hear(says.amount_and_key(key), "key")
    if key == "IE" and not REFERENCE.fullmatch(row["target"]):
        told = (
            says.elsewhere_is_no_reference(row["target"])
            if row["target"]
            else says.elsewhere_without_target()
        )
        row.hear(told, "target")
    if key in ("NE", "C") and not row["reason_ko"]:
        row.hear(says.key_without_reason(key), "reason_ko")
    if key:
        return
    hear_empty(row, "unit")
    if not (row["factor"] or row["method"] or (row["carrier"] and row["technology"])):
        row.hear(says.no_factor(row["row"]), "factor")


def _amount(row: Row) -> Decimal | None:
    """The amount; None where a key stands, or where it is stated to be unknown."""
    text = row["quantity"]
    if not text or text == UNKNOWN:
        return None
    number = read_number(text)
    if number is None or number.value < 0:
        row.hear(says.not_an_amount(text), "quantity")
        return None
    return number.value


def _number(row: Row, column: str) -> Decimal | None:
    text = row[column]
    number = read_number(text) if text else None
    if text and (number is None or number.value < 0):
        row.hear(cell_says.not_a_number(text, None), column)
        return None
    return number.value if number else None


def _arguments(row: Row) -> tuple[tuple[str, Decimal], ...]:
    """What the method takes beside the quantity: `dm=0.4 cf=0.38`."""
    found = []
    for word in row["arguments"].split():
        parts = ARGUMENT.fullmatch(word)
        number = read_number(parts.group(2)) if parts else None
        if parts is None or number is None:
            row.hear(says.odd_argument(word), "arguments")
        else:
            found.append((parts.group(1), number.value))
    return tuple(found)
