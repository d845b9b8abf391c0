"""The cells of an activity table by what they are for, and what is refused of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from dure.grammar.books.activity_headings import Heading, read_headings
from dure.grammar.books.activity_tables import (
    ActivityTable,
    TableRow,
    Unusable,
    is_beyond_measure,
    read_amount,
)
from dure.grammar.books.decimal_marks import BOTH, POINT, decimal_mark, is_open, is_undecided, with_point
from dure.grammar.books.measures import read_measure, read_quotient
from dure.grammar.books.names import plain
from dure.grammar.sentences import activity_cells as cell_says
from dure.grammar.sentences import activity_tables as says
from dure.grammar.sentences import row_methods as method_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake, Text

BLANKS = ("", "-", "–", "n/a", "na", "nan", "null", "none", "#n/a")
KEYS = ("NO", "NE", "IE", "C")
CHOOSES = ("factor_value", "factor", "carbon")
# What people call things, where such signs may belong to the script.
FREE_WORDS = ("activity", "region")
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A value of a fuel with its unit in the cell: `35.3 MJ/L`.
WITH_UNIT = re.compile(r"([0-9][0-9.,]*)\s+(\S.*)")
AROUND = re.compile(rf"^(?:{UNSEEN.pattern}|\s)+|(?:{UNSEEN.pattern}|\s)+$")
# Columns of one gas may tell it twice: they are compared row by row.
COMPARED = ("gas_factor", "factor_value")
LOOKS_UP = {"fuel", "region", "year"}
RIVALS = ("quantity", "unit", "year", "gwp_set")
# Columns of words and days, whose points and commas tell nothing of decimals.
WORDS = (
    "",
    "ref",
    "activity",
    "sector",
    "unit",
    "fuel",
    "region",
    "year",
    "programme",
    "method",
    "arguments",
    "gas",
)


def seen(text: str) -> str:
    """A cell without the blanks and the signs around it that nobody sees."""
    return AROUND.sub("", text)


@dataclass(frozen=True)
class Cells:
    """One row: its cells by role, the refusals heard and the notes made while it is read."""

    row: TableRow
    headings: tuple[Heading, ...]
    separator: str
    file: str
    # What parts decimals in this table.
    mark: str = POINT
    # The columns that write their numbers so that nobody can tell thousands from decimals.
    undecided: frozenset[int] = frozenset()
    refusals: list[Mistake] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    # What is doubted of a row that is computed all the same.
    findings: list[Mistake] = field(default_factory=list)

    def at(self, heading: Heading) -> str:
        """The cell under a heading; nothing where it is blank in any way of writing that."""
        text = seen(self.row.cells[heading.index])
        return "" if text.casefold() in BLANKS else text

    def find(self, role: str, gas: str | None = None) -> Heading | None:
        """The first heading of that role (and gas) under which this row has something."""
        for heading in self.under(role):
            if (gas is None or heading.gas == gas) and self.at(heading):
                return heading
        return None

    def under(self, role: str) -> tuple[Heading, ...]:
        """Every heading of that role."""
        return self._by_role.get(role, ())

    def text(self, role: str) -> str:
        """What stands under that role, or nothing."""
        heading = self.find(role)
        return self.at(heading) if heading is not None else ""

    def number(self, heading: Heading, *, is_share: bool = False) -> Decimal | None:
        """The number of zero or more under a heading; None where there is none, which is refused."""
        mark = BOTH if heading.index in self.undecided else self.mark
        text = with_point(self.at(heading), mark=mark)
        if is_open(text, mark=mark):
            self.refuse(cell_says.decimals_both_ways(text), heading)
            return None
        is_percent = is_share and text.endswith("%")
        value = read_amount(text.removesuffix("%") if is_percent else text, separator=self.separator)
        if value is None and text.upper() in KEYS:
            self.refuse(method_says.notation_key(text), heading)
        elif value is None and (told := WITH_UNIT.fullmatch(text)) and read_quotient(told[2]):
            self.refuse(cell_says.unit_in_cell(told[1], told[2], heading.written), heading)
        elif value is None:
            is_beyond = is_beyond_measure(text.removesuffix("%"))
            self.refuse(cell_says.beyond_measure(text) if is_beyond else says.not_an_amount(text), heading)
        elif value < 0:
            self.refuse(says.negative(text), heading)
        elif is_share and (value / 100 if is_percent else value) > 1:
            self.refuse(says.share_above_one(text), heading)
        else:
            return value / 100 if is_percent else value
        return None

    def refuse(self, sentence: Sentence, heading: Heading | None) -> None:
        """Note why this row is not computed, in the cell where it can be mended."""
        column = heading.written if heading is not None else None
        refusal = Mistake(self.file, self.row.line, column, *sentence)
        # The same cell stands in the way of every gas; it is named once.
        if refusal not in self.refusals:
            self.refusals.append(refusal)

    def doubt(self, sentence: Sentence, heading: Heading | None) -> None:
        """Note what is wrong with a row that can be computed, in the cell where it can be mended."""
        column = heading.written if heading is not None else None
        finding = Mistake(self.file, self.row.line, column, *sentence)
        if finding not in self.findings:
            self.findings.append(finding)

    def hear_unseen(self) -> None:
        """Refuse signs that nobody sees within a cell that is read; around it they are left out and told."""
        if not UNSEEN.search("".join(self.row.cells)):
            return
        for heading in self.headings:
            text = self.row.cells[heading.index]
            signs = tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in UNSEEN.findall(text)))
            if not signs or heading.role in FREE_WORDS:
                continue
            if UNSEEN.search(seen(text)):
                self.refuse(cell_says.unseen_signs(seen(text), signs), heading)
                continue
            named, head = ", ".join(signs), heading.written
            self.say(
                f"{head}: 앞뒤의 보이지 않는 글자를 뺐습니다: {named}.",
                f"{head}: signs around it that nobody sees are left out: {named}.",
            )

    def hear_rivals(self) -> None:
        """Tell where two columns that may be the same thing differ in this row: which one is used."""
        for role in RIVALS:
            used = self.find(role)
            for other in self.under(role):
                if used is None or not self.at(other) or self.at(other) == self.at(used):
                    continue
                first, second = used.written, other.written
                self.say(
                    f"{first} 열을 쓰고, 값이 다른 {second} 열은 쓰지 않았습니다.",
                    f"The column {first} is used; {second}, which differs, is not.",
                )

    def say(self, ko: str, en: str) -> None:
        """Note what a reader of the answer should know."""
        self.notes.append(Text(ko, en))

    @cached_property
    def _by_role(self) -> dict[str, tuple[Heading, ...]]:
        """The headings by role, in their order."""
        grouped: dict[str, tuple[Heading, ...]] = {}
        for heading in self.headings:
            grouped[heading.role] = (*grouped.get(heading.role, ()), heading)
        return grouped


def mark_of(table: ActivityTable, headings: Sequence[Heading]) -> str:
    """What parts the decimals of a table, by all its columns of numbers."""
    columns = {heading.index for heading in headings if heading.role not in WORDS}
    return decimal_mark(row.cells[at] for row in table.rows for at in columns)


def undecided_columns(table: ActivityTable, headings: Sequence[Heading]) -> frozenset[int]:
    """The columns of numbers in which `2,000` and `2.500` stand and nothing tells what is meant."""
    columns = {heading.index for heading in headings if heading.role not in WORDS}
    return frozenset(at for at in columns if is_undecided(row.cells[at] for row in table.rows))


def lay_out(table: ActivityTable, *, gases: Mapping[str, str]) -> tuple[Heading, ...]:
    """What each column is for, with the contents looked at where the headings leave it open.

    Raises Unusable when no column can be the quantity, or two columns are headed alike.
    """
    known = read_headings(table.header, gases=gases)
    _refuse_doubled(known, table)
    headings = [_told_by_contents(heading, table) for heading in known]
    roles = {each.role for each in headings}
    strong = any(each.role in CHOOSES or (each.role == "gas_factor" and not each.weak) for each in headings)
    if strong or roles >= LOOKS_UP:
        headings = [each for each in headings if not each.weak]
    # Beside `CO2 EF` a plain `CO2` is what the author got, and so is a CO2e beside any factor.
    told = {each.gas for each in headings if each.told}
    headings = [
        each
        for each in headings
        if each.role != "gas_factor" or each.told or not (each.gas in told or (told and each.gas == "CO2e"))
    ]
    if not any(each.role == "quantity" for each in headings):
        headings = [
            replace(each, role="quantity") if each.role == "activity" and _is_numeric(each, table) else each
            for each in headings
        ]
    if not any(each.role == "quantity" for each in headings):
        headings += _headed_by_unit(table, headings)
    if not any(each.role == "quantity" for each in headings):
        raise Unusable(says.no_quantity_column(table.header))
    if any(each.role == "method" for each in headings):
        # A table of methods: every column may hold an argument of one of them.
        headings += [Heading("argument", "", "", text, at) for at, text in enumerate(table.header) if text]
    return tuple(headings)


def _refuse_doubled(headings: Sequence[Heading], table: ActivityTable) -> None:
    """Raise Unusable where two columns are headed alike, unless both are one factor's, in all rows alike."""
    first: dict[tuple[str, str, str, str], Heading] = {}
    for heading in sorted(headings, key=lambda each: each.index):
        words = plain(heading.written)
        other = first.setdefault((heading.role, heading.gas, heading.unit, words), heading)
        if other is heading or heading.role in COMPARED:
            continue
        is_same = all(row.cells[other.index] == row.cells[heading.index] for row in table.rows)
        if heading.role != "factor_unit" or not is_same:
            raise Unusable(cell_says.two_columns(heading.written, other.index + 1, heading.index + 1))


def _told_by_contents(heading: Heading, table: ActivityTable) -> Heading:
    """A column called `factor` is a value where it holds numbers, else a name."""
    if heading.role == "factor" and _is_numeric(heading, table):
        return replace(heading, role="factor_value")
    return heading


def _headed_by_unit(table: ActivityTable, headings: list[Heading]) -> list[Heading]:
    """The column of numbers that is headed by a unit (`kWh`, `vehicle_km`), if there is one such."""
    found = []
    taken = {heading.index for heading in headings}
    for index, written in enumerate(table.header):
        if index in taken:
            continue
        for words in (written, written.replace("_", " ").split(" ")[-1] if written else ""):
            measure = read_measure(words.replace("_", " "))
            heading = Heading("quantity", "", words.replace("_", " "), written, index)
            if measure is not None and measure.symbol and _is_numeric(heading, table):
                found.append(heading)
                break
    return found if len(found) == 1 else []


def _is_numeric(heading: Heading, table: ActivityTable) -> bool:
    """Whether every filled cell of a column is a number."""
    filled = [row.cells[heading.index] for row in table.rows if row.cells[heading.index]]
    read = (read_amount(with_point(text, mark=POINT), separator=table.separator) for text in filled)
    return bool(filled) and None not in read
