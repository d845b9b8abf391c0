"""A TOML file of a pack: its tables, with the lines they stand on, read without ever raising."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dure.grammar.letters import MOST_IN_TOML_TITLE, wrong_letters
from dure.grammar.sentences import cells as says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Text
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.words import LANGUAGES, nearest

NOWHERE = Text("", "")
LONGEST_LINE = 10_000
DEEPEST_KEY = 20
# Texts, comments and words of a line, each with the sign that makes it a key. It never looks back, so that
# no line takes longer than its length.
TOKEN = re.compile(r"""("[^"]*+"|'[^']*+'|#.*|[\w-]++)(?:\s*+([=.\]]))?+""")


@dataclass(frozen=True)
class Table:
    """A table of a TOML file: its values, what it is called, and the lines it stands on."""

    sheet: Sheet
    called: str
    values: dict[str, object]
    lines: tuple[str, ...]
    first: int

    @cached_property
    def _standing(self) -> dict[str, int]:
        """The first line of every key, counted from this table's first."""
        standing: dict[str, int] = {}
        for number, line in enumerate(self.lines):
            is_header = line.lstrip().startswith("[")
            for token, sign in TOKEN.findall(line):
                if sign and (sign != "]" or is_header):
                    standing.setdefault(token.strip("\"'"), number)
        return standing

    def line_of(self, key: str) -> int:
        """The line on which `key` of this table stands, or the table's first line."""
        return self.first + self._standing.get(key, 0)

    def hear(self, sentence: Sentence, key: str | None = None) -> None:
        """Note a mistake of this table, at `key` where one is named."""
        if not self.sheet.is_full:
            self.sheet.hear(sentence, line=self.line_of(key) if key else self.first, column=key)

    def only(self, *keys: str) -> None:
        """Note every key that is none of these."""
        for key in self.values:
            if self.sheet.is_full:
                return
            if key not in keys:
                self.hear(says.unknown_key(self.called, key, nearest(key, keys)), key)

    def text(self, key: str, *, needed: bool = True) -> Text:
        """Words in both languages: `key = { ko = "…", en = "…" }`."""
        value = self._value(key, needed=needed)
        if value is None:
            return NOWHERE
        if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
            form = '{ ko = "…", en = "…" }'
            self.hear(says.wrong_kind(self.called, key, form, form), key)
            return NOWHERE
        for word in value:
            if word not in LANGUAGES:
                self.hear(says.unknown_key(f"{self.called}: {key}", word, ""), key)
        for language in LANGUAGES:
            if not value.get(language, "").strip():
                self.hear(says.one_language(f"{self.called}: {key}", language), key)
            self._hear_letters(key, value.get(language, "").strip())
        return Text(value.get("ko", "").strip(), value.get("en", "").strip())

    def word(self, key: str, *, needed: bool = True, among: tuple[str, ...] = ()) -> str:
        """One word or line of text; of a closed list where one is given."""
        value = self._value(key, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.hear(says.wrong_kind(self.called, key, '"…"', 'a text in quotes, "…"'), key)
            return ""
        if among and value not in among:
            self.hear(says.not_in_list(f"{self.called}: {key}", value, among, nearest(value, among)), key)
            return ""
        self._hear_letters(key, value.strip())
        return value.strip()

    def words(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of words."""
        value = self._value(key, needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.hear(says.wrong_kind(self.called, key, '["…", "…"]', 'a list of texts, ["…", "…"]'), key)
            return ()
        for word in value:
            self._hear_letters(key, word)
        return tuple(value)

    def whole(self, key: str) -> int | None:
        """A whole number, not below zero, or None."""
        value = self._value(key, needed=False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.hear(says.wrong_kind(self.called, key, "0 이상의 정수", "a whole number, zero or more"), key)
            return None
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when it is not there."""
        value = self._value(key, needed=False)
        if value is not None and not isinstance(value, bool):
            self.hear(says.wrong_kind(self.called, key, "true 또는 false", "true or false"), key)
        return value is True

    def table(self, key: str, *, needed: bool = False) -> "Table | None":
        """The table under `key`."""
        value = self._value(key, needed=needed)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.hear(says.wrong_kind(self.called, key, "{ … }", "a table, { … }"), key)
            return None
        start = self.line_of(key) - self.first
        return Table(self.sheet, f"{self.called}: {key}", value, self.lines[start:], self.first + start)

    def tables(self, key: str, header: str = "") -> Iterator["Table"]:
        """The tables of a list, `[[header]]` each, called by their names."""
        value = self._value(key, needed=False)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.hear(says.wrong_kind(self.called, key, f"[[{header or key}]]", f"[[{header or key}]]"), key)
            return
        parts = self._parts(header or key)
        for number, entry in enumerate(value):
            if self.sheet.is_full:
                return
            name = entry.get("name")
            start, end = parts[number] if number < len(parts) else self._inline(key, name)
            called = name if isinstance(name, str) and name else f"[[{header or key}]]"
            yield Table(self.sheet, called, entry, self.lines[start:end], self.first + start)

    def _parts(self, header: str) -> list[tuple[int, int | None]]:
        """First and last line of each `[[header]]`, up to the next table of its rank."""
        depth = r"\.[\w-]+" * header.count(".")
        rank = re.compile(rf"^\s*\[\[[\w-]+{depth}\]\]")
        heads = [number for number, line in enumerate(self.lines) if rank.match(line)]
        ends: list[int | None] = [*heads[1:], None] if heads else []
        mine = re.compile(rf"^\s*\[\[\s*{re.escape(header)}\s*\]\]")
        return [(head, end) for head, end in zip(heads, ends, strict=True) if mine.match(self.lines[head])]

    def _inline(self, key: str, name: object) -> tuple[int, int | None]:
        """The line of an entry of a list written in brackets, found by its name."""
        start = self.line_of(key) - self.first
        for number, line in enumerate(self.lines[start:]):
            if isinstance(name, str) and f'"{name}"' in line:
                return start + number, None
        return start, None

    def _hear_letters(self, key: str, text: str) -> None:
        """Note letters that no table takes, and a title with more of them than there is room for."""
        wrong = wrong_letters(key, text, most=MOST_IN_TOML_TITLE if key == "title" else None)
        if wrong is not None:
            self.hear(wrong, key)

    def _value(self, key: str, *, needed: bool) -> object:
        """The value under `key`; noted when it is needed and not there."""
        value = self.values.get(key)
        if value is None and needed:
            self.hear(says.missing_key(self.called, key))
        return value


def read_toml(desk: Desk, path: Path, name: str) -> Table | None:
    """The TOML file at `path` as one table; None when it cannot be read."""
    sheet, text = desk.open(path, name)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    if _is_hostile(sheet, text):
        return None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError, OverflowError) as error:
        reason = str(error)
        found = re.search(r"line (\d+)", reason)
        line = int(found.group(1)) if found else None
        sheet.hear(file_says.broken_toml(reason.partition(" (at")[0][:120]), line=line)
        return None
    return Table(sheet, name.rsplit("/", 1)[-1], values, tuple(text.split("\n")), 1)


def _is_hostile(sheet: Sheet, text: str) -> bool:
    """Whether a line is too long or a key too deep to be read in reasonable time; noted when so."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            sheet.hear(file_says.long_line(LONGEST_LINE), line=number)
            return True
        deep = 0
        for _token, sign in TOKEN.findall(line):
            deep = deep + 1 if sign == "." else 0
            if deep >= DEEPEST_KEY:
                sheet.hear(file_says.deep_key(DEEPEST_KEY), line=number)
                return True
    return False
