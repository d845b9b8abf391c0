"""Reads fields.csv: the lists that a place answers when it discloses, and which part of the books answers."""

import re
from dataclasses import dataclass
from pathlib import Path

from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import fields as says
from dure.grammar.shapes import Mistake, Text
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, read_sources, text_of
from dure.grammar.words import MARKS, SLUG

LISTS = ("race_to_zero", "commitments", "coal", "common_reporting", "cdp_iclei")
# What answers a field: words that take a name, and words that stand alone.
NAMED = ("figure", "yearly", "zero", "plan", "plan_within", "task", "pledge", "place")
ALONE = (
    "plans", "inventory", "workbook", "activities", "keys", "gwp", "actions", "practices", "practices_yearly",
    "edition", "none",
)  # fmt: skip
NEEDED = (
    "list", "field", "group_ko", "group_en", "title_ko", "title_en", "answer", "who_ko", "who_en", "source",
)  # fmt: skip
MAY = ("count", "note_ko", "note_en")
FILE = "fields.csv"
SYSTEM = "disclosure"
# A figure, of one period where one is due: a year, the name of a figure that says the year, or the period of
# the inventory that the other fields tell of; and of one mark where only that one answers.
FIGURE = re.compile(r"([a-z][a-z0-9_]*(?:/[a-z0-9][a-z0-9_-]*)*)(?:@(\d{4}|[a-z][a-z0-9_]*))?(?::([a-z]+))?")
OF_INVENTORY = "inventory"


@dataclass(frozen=True)
class Field:
    """One field of a list: what is asked, what answers it, and who could where nothing does.

    `answers` are alternatives, each a word and a name; the first that is there counts. A field with a `count`
    stands for that many whose names the public text does not give.
    """

    list: str
    field: str
    count: int
    group: Text
    title: Text
    answers: tuple[tuple[str, str], ...]
    who: Text
    source: str
    locator: str
    note: Text

    @property
    def name(self) -> str:
        """Its name among all lists."""
        return f"{self.list}/{self.field}"


def read_lists(packs: Path) -> tuple[tuple[Field, ...], tuple[Mistake, ...]]:
    """The fields of a folder of packs, and what is wrong with them, without the rest of the packs."""
    desk = Desk()
    library = read_sources(desk, [(packs / "sources.csv", "sources.csv")])
    name = f"systems/{SYSTEM}/{FILE}"
    if not (packs / name).exists():
        return (), ()
    sheet, text = desk.open(packs / name, name)
    found = read_fields(sheet, text, library=library) if text is not None else ()
    return found, desk.mistakes()


def read_fields(sheet: Sheet, text: str, *, library: Library) -> tuple[Field, ...]:
    """The fields of a file, in their order; every mistake is noted."""
    lines: dict[str, int] = {}
    found = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        if hear_empty(row, *NEEDED[:-1]):
            continue
        name = f"{row['list']}/{row['field']}"
        if name in lines:
            row.hear(cell_says.named_twice("field", name, lines[name]), "field")
            continue
        lines[name] = row.line
        found.append(_field(row, library))
    return tuple(found)


def _field(row: Row, library: Library) -> Field:
    hear_other(row, "list", LISTS)
    if not SLUG.fullmatch(row["field"].replace("_", "-")):
        row.hear(cell_says.odd_slug(row["field"]), "field")
    if row["count"] and not row["count"].isdecimal():
        row.hear(cell_says.not_a_number(row["count"], None), "count")
    answers = tuple(_answer(row, part.strip()) for part in row["answer"].split(";"))
    source, locator = library.find(row, row["field"])
    return Field(
        list=row["list"],
        field=row["field"],
        count=int(row["count"]) if row["count"].isdecimal() else 1,
        group=text_of(row, "group"),
        title=text_of(row, "title"),
        answers=tuple(answer for answer in answers if answer[0] != "none"),
        who=text_of(row, "who"),
        source=source,
        locator=locator,
        note=text_of(row, "note"),
    )


def _answer(row: Row, said: str) -> tuple[str, str]:
    """One alternative: its word and what it names."""
    word, _, name = said.partition(" ")
    if word in ALONE and not name:
        return word, ""
    if word not in NAMED or not name:
        row.hear(says.no_such_answer(said, NAMED, ALONE), "answer")
    elif word in ("figure", "yearly", "zero"):
        found = FIGURE.fullmatch(name)
        if found is None or (found.group(3) or MARKS[0]) not in MARKS:
            row.hear(says.no_such_answer(said, NAMED, ALONE), "answer")
    return word, name
