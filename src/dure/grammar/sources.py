"""Reads sources.csv, and the `document:line` that every row of a pack ends with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dure.grammar.letters import MOST_IN_LOCATOR, wrong_letters
from dure.grammar.periods import UNKNOWN, days_of
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import figures as says
from dure.grammar.shapes import Source, Text
from dure.grammar.sheets import Desk, Row, hear_empty, read_rows
from dure.grammar.words import SLUG, SOURCE_KINDS, nearest

NEEDED = ("id", "title_ko", "title_en", "publisher_ko", "publisher_en", "published_on", "kind")
# What a page links to. Anything else, like javascript:, would run where it is clicked.
WEB_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*", re.IGNORECASE)
MAY = ("url", "licence", "may_copy", "language", "note_ko", "note_en")
LANGUAGES = ("ko", "en")
# How a note says that nobody has looked yet: `verify`, and the first letter of what is still to be done.
VERIFY = re.compile(r"\bverify\b:?\s*(\w?)")


@dataclass(frozen=True)
class Library:
    """Every document that rows may come from, by id; the files of sources that could not be read."""

    documents: dict[str, Source] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    missed: set[tuple[str, str]] = field(default_factory=set)

    def find(self, row: Row, what: str) -> tuple[str, str]:
        """Document and line that `row` names; what is wrong with them is noted."""
        cell = row["source"]
        document, _, locator = cell.partition(":")
        if not cell:
            row.hear(says.no_source(what), "source")
        elif document not in self.documents and not self.unread:
            self._miss(row, document)
        elif not locator.strip():
            row.hear(says.source_without_line(cell), "source")
        elif (wrong := wrong_letters("source", locator.strip(), most=MOST_IN_LOCATOR)) is not None:
            row.hear(wrong, "source")
        return document, locator.strip()

    def _miss(self, row: Row, document: str) -> None:
        """Note a document that is not there, once for each file."""
        if (row.sheet.file, document) not in self.missed:
            self.missed.add((row.sheet.file, document))
            row.hear(says.unknown_source(document, nearest(document, tuple(self.documents))), "source")

    def published(self, document: str) -> str:
        """When a document was published, as far as that is told; empty where it is not known."""
        source = self.documents.get(document)
        return source.published if source and source.published_on else ""

    def to_confirm(self, document: str) -> bool:
        """Whether a document has still to be looked at."""
        source = self.documents.get(document)
        return source is not None and source.to_confirm


def read_sources(desk: Desk, files: Iterable[tuple[Path, str]]) -> Library:
    """Every sources.csv as one library. A document stands in one of them."""
    library = Library()
    for path, name in files:
        sheet, text = desk.open(path, name)
        if text is None:
            library.unread.append(name)
            continue
        lines: dict[str, int] = {}
        for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
            source = _source(row)
            if source.id in lines:
                row.hear(cell_says.named_twice("id", source.id, lines[source.id]), "id")
            lines.setdefault(source.id, row.line)
            library.documents.setdefault(source.id, source)
        if sheet.mistakes and not lines:
            library.unread.append(name)
    return library


def _source(row: Row) -> Source:
    """A document; what is wrong with its row is noted."""
    hear_empty(row, *NEEDED)
    if row["id"] and not SLUG.fullmatch(row["id"]):
        row.hear(cell_says.odd_slug(row["id"]), "id")
    hear_other(row, "kind", SOURCE_KINDS)
    hear_other(row, "may_copy", ("yes", "no"))
    hear_other(row, "language", LANGUAGES)
    if row["url"] and not WEB_ADDRESS.fullmatch(row["url"]):
        row.hear(cell_says.not_a_web_address(row["url"]), "url")
    days = days_of(row["published_on"])
    if days is None and row["published_on"] not in ("", UNKNOWN):
        row.hear(cell_says.not_a_day("published_on", row["published_on"]), "published_on")
    note, to_confirm = confirmable(text_of(row, "note"))
    return Source(
        id=row["id"],
        title=text_of(row, "title"),
        publisher=text_of(row, "publisher"),
        published_on=days[0] if days else None,
        kind=row["kind"],
        url=row["url"],
        licence=row["licence"],
        may_copy=row["may_copy"] == "yes",
        note=note,
        published=row["published_on"],
        to_confirm=to_confirm,
        language=row["language"] or LANGUAGES[0],
    )


def confirmable(note: Text) -> tuple[Text, bool]:
    """A note without the word `verify`, and whether it said so: what it is about has still to be confirmed.

    >>> confirmable(Text("", "verify: the article has still to be read."))
    (Text(ko='', en='The article has still to be read.'), True)
    """
    ko, en = (VERIFY.sub(lambda found: found[1].upper(), words).strip() for words in (note.ko, note.en))
    return Text(ko, en), (ko, en) != (note.ko.strip(), note.en.strip())


def hear_other(row: Row, column: str, known: tuple[str, ...]) -> None:
    """Note a cell that is filled with something outside its closed list."""
    word = row[column]
    if word and word not in known:
        row.hear(cell_says.not_in_list(column, word, known, nearest(word, known)), column)


def text_of(row: Row, name: str) -> Text:
    """Words in both languages from `name_ko` and `name_en`; noted when only one of them is filled."""
    text = Text(row[f"{name}_ko"], row[f"{name}_en"])
    if bool(text.ko) != bool(text.en):
        missing = "en" if text.ko else "ko"
        row.hear(cell_says.one_language(name, missing), f"{name}_{missing}")
    return text
