"""From an uploaded table to rows of activity: each checked by the rules of calculations and of packs.

A calculation reads quantities, units, fuels and factors; the rules of packs read the rest. What the books
would make of a row has to be what the calculation makes of it, or the row is refused.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from dure.engines.inventory.notation import read_cell
from dure.grammar.books.activities import BY_FACTOR, MAY, NEEDED, read_activities
from dure.grammar.books.activity_tables import TableRow
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.measures import read_measure
from dure.grammar.books.names import find_fuel, find_set, find_user, plain_ref
from dure.grammar.books.shapes import Activity
from dure.grammar.numbers import UNKNOWN
from dure.grammar.periods import period_days
from dure.grammar.sentences import activity_tables as table_says
from dure.grammar.sentences import brought_rows as says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake
from dure.grammar.sheets import Sheet, is_formula_like
from dure.grammar.sources import Library
from dure.grammar.units import find_unit
from dure.grammar.words import nearest
from dure.kernel.runs.write import Emitted, emit
from dure.portal.officer import sentences as office_says
from dure.portal.officer.mends import for_officers
from dure.portal.reckoning.by_method import named_method
from dure.portal.reckoning.cells import BLANKS, Cells
from dure.portal.reckoning.rows import BIOGENIC, Reckoned
from dure.portal.reckoning.terms import COMPOSITE, IN_THE_ROW

SEEN = ("observed", "estimated")
YEAR = re.compile(r"((?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2})\s*년?")
# Exact to more digits than anybody prints; a third of a gas has no end.
EXACT = Context(prec=34)
ALIKE = 1e-9
# What the grammar calls a column, and what a calculation does.
CALCULATED = {
    "ref": "ref", "title_ko": "activity", "title_en": "activity", "quantity": "quantity", "unit": "unit",
    "period": "year", "factor": "factor", "technology": "fuel", "method": "method", "arguments": "arguments",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What rows are read for: the place, its document and mark, and what they are checked against."""

    place: str
    source: str
    mark: str
    today: date
    library: FactorLibrary
    documents: Library
    refs: tuple[str, ...]

    @property
    def gwp_set(self) -> str:
        """The set that the place states its inventory in; nothing where it has chosen none."""
        chosen = self.library.gwp_set_of(self.place)
        return "" if chosen == UNKNOWN else chosen


@dataclass(frozen=True)
class RowHeard:
    """One row while it is read: its cells in both readings, and all that is wrong with it."""

    row: TableRow
    books: Mapping[str, str]
    cells: Cells
    headed: Mapping[str, str]
    stem: str
    reckoned: Reckoned | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    def hear(self, sentence: Sentence, role: str) -> None:
        """Note what is wrong, under the heading of the file's own column."""
        found = Mistake("", self.row.line, self.column(role), *sentence)
        if found not in self.mistakes:
            self.mistakes.append(found)

    def column(self, role: str) -> str:
        """How the file heads what the grammar calls so; the template's name where it has no such column."""
        heading = next(iter(self.cells.under(CALCULATED.get(role, role))), None)
        base = role.removesuffix("_ko").removesuffix("_en")
        own = self.headed.get(role) or self.headed.get(base)
        return own or (heading.written if heading else CALCULATED.get(role, base))

    def book(self, role: str) -> str:
        """A cell of the books."""
        text = self.books.get(role, "")
        return "" if text.casefold() in BLANKS else text


def read_row(heard: RowHeard, asked: Asked) -> tuple[Activity, Emitted | None] | None:
    """A row as the books keep it with what it emits; None where something is wrong, which is noted."""
    if _has_formula(heard):
        return None
    key, target = _key(heard)
    told = heard.reckoned
    if not key and told is not None:
        heard.mistakes.extend(replace(each, file="") for each in told.refusals)
    _hear_identity(heard, asked)
    if heard.mistakes:
        return None
    row = _canonical(heard, asked, key=key, target=target)
    activity = _by_grammar(heard, row, asked)
    if activity is None:
        return None
    activity = replace(activity, line=heard.row.line)
    if key:
        return activity, None
    return _emitting(heard, activity, asked)


def _has_formula(heard: RowHeard) -> bool:
    """Whether a cell would run in a spreadsheet; every such cell is named."""
    named = [(heading.written, heard.cells.at(heading)) for heading in heard.cells.headings]
    named += [(heard.headed[role], text) for role, text in heard.books.items()]
    for written, text in named:
        if text and is_formula_like(text):
            found = Mistake("", heard.row.line, written, *file_says.formula_like(text))
            heard.mistakes.extend(() if found in heard.mistakes else (found,))
    return bool(heard.mistakes)


def _key(heard: RowHeard) -> tuple[str, str]:
    """The notation key of a row with where it is included; as written where nobody can read it."""
    text = heard.book("key") or key_in_quantity(heard.cells)
    if not text:
        return "", ""
    cell = read_cell(text)
    target = plain_ref(heard.book("target")) if heard.book("target") else ", ".join(cell.targets[:1])
    return (cell.keys[0] if len(cell.keys) == 1 and cell.value is None else text), target


def key_in_quantity(cells: Cells) -> str:
    """The notation key that stands where the quantity would; nothing where none does."""
    text = cells.text("quantity")
    cell = read_cell(text) if text else None
    return text if cell is not None and cell.keys and cell.value is None else ""


def _hear_identity(heard: RowHeard, asked: Asked) -> None:
    """Note a reference, place, period or name that the books cannot use."""
    ref = plain_ref(heard.cells.text("ref"))
    if ref not in asked.refs:
        # A calculation hears it too, and would let it stay empty.
        heard.mistakes[:] = [each for each in heard.mistakes if each.column != heard.column("ref")]
        heard.hear(says.not_in_taxonomy(ref or "ref", nearest(ref, asked.refs) if ref else ""), "ref")
    named = heard.cells.text("region")
    place = asked.library.find_place(named)
    if place is not None and place not in asked.library.chain(asked.place):
        heard.hear(says.other_place(named, asked.place), "region")
    period = _period(heard)
    days = period_days(period) if period else None
    if days is None:
        heard.hear(table_says.not_a_period(heard.cells.text("year")), "period")
    elif (mark := heard.book("mark") or asked.mark) in SEEN and days[0] > asked.today:
        heard.hear(office_says.not_yet_happened(period, mark), "period")
    if not (heard.cells.text("activity") or heard.book("title_ko")):
        heard.hear(says.no_title(_blank_word(heard)), "title_ko")
    written = heard.cells.text("gwp_set")
    name = find_set(written, known=tuple(each.name for each in asked.library.sets)) if written else None
    if written and asked.gwp_set and name != asked.gwp_set:
        heard.mistakes[:] = [each for each in heard.mistakes if each.column != heard.column("gwp_set")]
        heard.hear(says.other_set(written, asked.gwp_set), "gwp_set")


def _blank_word(heard: RowHeard) -> str:
    """What stands where the activity is named, where that is a word for an empty cell."""
    cells = [heard.row.cells[heading.index].strip() for heading in heard.cells.under("activity")]
    return next((text for text in (*cells, heard.books.get("title_ko", "")) if text), "")


def _period(heard: RowHeard) -> str:
    """The year, month or day of a row; nothing where its cell says something else."""
    found = YEAR.fullmatch(heard.cells.text("year"))
    return found[1] if found else ""


def _canonical(heard: RowHeard, asked: Asked, *, key: str, target: str) -> dict[str, str]:
    """The row in the columns of packs."""
    cells, title = heard.cells, heard.cells.text("activity")
    row = {
        "row": heard.book("row") or f"{heard.stem}-{heard.row.line}",
        "ref": plain_ref(cells.text("ref")),
        "period": _period(heard),
        "title_ko": heard.book("title_ko") or title or heard.book("title_en"),
        "title_en": heard.book("title_en") or title or heard.book("title_ko"),
        "mark": heard.book("mark") or asked.mark,
        "key": key,
        "target": target,
        "grade": heard.book("grade").upper()[:1] if heard.book("grade") else "",
        "uncertainty_percent": heard.book("uncertainty_percent").rstrip("% "),
        "source": heard.book("source") or f"{asked.source}:{heard.row.line}",
    }
    for name in ("reason", "note"):
        both = heard.book(name) or heard.book(f"{name}_ko") or heard.book(f"{name}_en")
        row[f"{name}_ko"] = heard.book(f"{name}_ko") or both
        row[f"{name}_en"] = heard.book(f"{name}_en") or both
    if key:
        # An amount that stands beside a key is handed on, to be refused: left out it would be lost unseen.
        return row | _beside_key(heard)
    return row | _amount(heard) | _way(heard, asked)


def _beside_key(heard: RowHeard) -> dict[str, str]:
    """The amount that stands beside a key; nothing where none does, or where it is nothing."""
    heading = heard.cells.find("quantity")
    number = heard.cells.number(heading) if heading and not key_in_quantity(heard.cells) else None
    return {"quantity": f"{number:f}"} if number else {}


def _amount(heard: RowHeard) -> dict[str, str]:
    """The quantity with its share, in a unit of the table; as written where it is none."""
    cells = heard.cells
    heading, share = cells.find("quantity"), cells.find("share")
    number = cells.number(heading) if heading else None
    part = cells.number(share, is_share=True) if share else None
    amount = (number or Decimal(0)) * (part if part is not None else 1)
    return {"quantity": f"{amount * _scale(heard):f}", "unit": _unit(heard)}


def _written_unit(heard: RowHeard) -> str:
    heading = heard.cells.find("quantity")
    return heard.cells.text("unit") or (heading.unit if heading else "")


def _unit(heard: RowHeard) -> str:
    """The unit as the table of units has it; as written where it has none."""
    written = _written_unit(heard)
    measure = read_measure(written)
    return measure.symbol if find_unit(written) is None and measure and measure.symbol else written


def _scale(heard: RowHeard) -> Decimal:
    """How many of the table's unit one of the written ones is: `1000 m3` is a thousand."""
    written = _written_unit(heard)
    measure = read_measure(written)
    if find_unit(written) is not None or measure is None or not measure.symbol:
        return Decimal(1)
    return _decimal(measure.scale)


def _way(heard: RowHeard, asked: Asked) -> dict[str, str]:
    """How the row is worked out: by its method, its own factors, a factor it names, or one that holds."""
    cells = heard.cells
    method = named_method(cells)
    if method:
        return {"method": method, "arguments": cells.text("arguments")}
    told = heard.reckoned
    if told is None or told.terms.factor == IN_THE_ROW:
        return {"method": BY_FACTOR}
    if not cells.text("factor"):
        about = find_fuel(cells.text("fuel") or cells.text("activity"), factors=asked.library.factors)
        user = find_user(cells.text("ref"), sector=cells.text("sector"))
        if about is not None:
            return {"method": BY_FACTOR, "carrier": about[0], "technology": about[1], "use": user or "any"}
    return {"method": BY_FACTOR, "factor": told.terms.factor}


def _by_grammar(heard: RowHeard, row: Mapping[str, str], asked: Asked) -> Activity | None:
    """The row as the rules of packs read it; what they refuse is noted under the file's own headings."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = (*NEEDED, *MAY)
    writer.writerow(columns)
    writer.writerow([row.get(column, "") for column in columns])
    sheet = Sheet("")
    alone = Library(asked.documents.documents)
    found = read_activities(sheet, text.getvalue(), place=asked.place, library=alone)
    for mistake in map(for_officers, sheet.mistakes):
        heard.hear((mistake.says, mistake.mend), mistake.column or "row")
    target = row["target"]
    if row["key"] == "IE" and not heard.mistakes and target not in asked.refs:
        heard.hear(says.not_in_taxonomy(target, nearest(target, asked.refs)), "target")
    return None if heard.mistakes or not found else found[0]


def _emitting(heard: RowHeard, activity: Activity, asked: Asked) -> tuple[Activity, Emitted] | None:
    """The row with its own factors and set, and what the books make of it."""
    told = heard.reckoned
    name = find_set(heard.cells.text("gwp_set"), known=tuple(each.name for each in asked.library.sets))
    # Where the place has chosen a set, no row needs to say it again.
    activity = replace(activity, gwp_set="" if asked.gwp_set else name or "")
    if told is not None and told.terms.factor == IN_THE_ROW and not named_method(heard.cells):
        own = told.terms.gas_kg or {COMPOSITE: told.terms.composite_kg or Fraction(0)}
        scale = Fraction(_scale(heard))
        pairs = tuple((gas, _decimal(kg / scale)) for gas, kg in own.items())
        if not told.terms.gas_kg:
            activity = replace(activity, gwp_set="" if told.gwp_set == UNKNOWN else told.gwp_set)
        activity = replace(activity, own_kg=pairs)
    made = emit(activity, library=asked.library)
    if told is not None and activity.carrier and not _alike(made, told):
        # What the look-up of the books would take is not what the row was worked out with: name it.
        activity = replace(activity, factor=told.terms.factor, carrier="", technology="", use="any")
        made = emit(activity, library=asked.library)
    if made.why is not None:
        role = "arguments" if activity.method != BY_FACTOR else "unit"
        heard.hear(says.books_cannot(made.why.ko, made.why.en), role)
        return None
    if told is not None and not named_method(heard.cells) and not _alike(made, told):
        heard.hear(says.two_factors(told.terms.factor), "factor")
        return None
    return activity, made


def _alike(made: Emitted, told: Reckoned) -> bool:
    """Whether the books make of a row what the calculation does."""
    if made.why is not None:
        return False
    if made.composite_kg is not None:
        return told.co2e_kg is not None and _near(float(made.composite_kg), told.co2e_kg)
    own = {gas: float(kg) for gas, kg in made.gases_kg}
    own |= {BIOGENIC: float(made.memo_kg)} if made.memo_kg else {}
    names = {gas for gas in (*own, *told.gas_kg) if own.get(gas) or told.gas_kg.get(gas)}
    return all(_near(own.get(gas, 0.0), told.gas_kg.get(gas, 0.0)) for gas in names)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= ALIKE * max(abs(one), abs(other), 1e-12)


def _decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal; exact where it has an end."""
    found = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()
    return Decimal(f"{found:f}")
