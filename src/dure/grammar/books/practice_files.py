"""Reads and writes practices.json: what governments offer each other, from one server to another.

Every entry is read alone: a bad one is told with its place in the file and its mend, the others are good.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dure.grammar.books.practice_shapes import (
    ADOPTION,
    KINDS,
    PRACTICE,
    Amount,
    Contact,
    Details,
    Entry,
    PracticesFile,
    Step,
)
from dure.grammar.encodings import UNREADABLE, decode
from dure.grammar.letters import wrong_in_name, wrong_letters
from dure.grammar.numbers import UNKNOWN, read_number
from dure.grammar.periods import period_days
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences import practices as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Text
from dure.grammar.sheets import Sheet
from dure.grammar.units import UNITS, converts, find_unit
from dure.grammar.words import nearest

FORM = "dure-practices-2"
# The first form told titles and steps alone.
FORMS = (FORM, "dure-practices-1")
MOST = 1000
LONGEST_ID, LONGEST_TITLE, LONGEST = 240, 300, 4000
WON = "KRW"
# Where the cases of adoptions lie that officers open.
ADOPTED = "adoptions"
ID = re.compile(r"https?://[^\s#<>\"]+#[^\s<>\"]+")


@dataclass(frozen=True)
class _Reader:
    """An entry while it is read: its number, what it says, and where its mistakes go."""

    number: int
    said: dict[str, Any]
    sheet: Sheet

    def hear(self, sentence: Sentence, where: str) -> None:
        """Note a mistake at a name of this entry."""
        self.sheet.hear(sentence, line=self.number, column=f"practices[{self.number}].{where}".rstrip("."))

    def words(self, name: str, value: object, *, most: int = LONGEST, needed: bool = False) -> Text:
        """Words in one language or both."""
        both = value if isinstance(value, dict) else {}
        ko, en = (part.strip() if isinstance(part := both.get(key), str) else "" for key in ("ko", "en"))
        if needed and not (ko or en):
            self.hear(says.no_words(name.rpartition(".")[2]), name)
        for text in (ko, en):
            if len(text) > most:
                self.hear(says.too_long(name, len(text), most), name)
            elif (wrong := wrong_letters(name, text)) is not None:
                self.hear(wrong, name)
        return Text(ko, en)

    def text(self, name: str, *, most: int = LONGEST_ID) -> str:
        """One short text; empty where there is none."""
        found = self.said.get(name)
        text = found.strip() if isinstance(found, str) else ""
        self.see(name, text, most=most)
        return text

    def see(self, where: str, text: str, *, most: int) -> None:
        """Note what is wrong with the letters of a short text."""
        if len(text) > most:
            self.hear(says.too_long(where, len(text), most), where)
        elif (wrong := wrong_in_name(where, text, most=most)) is not None:
            self.hear(wrong, where)

    def parts(self, name: str) -> list[Any]:
        """A list; an empty one where there is none."""
        found = self.said.get(name, [])
        if not isinstance(found, list):
            self.hear(says.not_a_list(name), name)
            return []
        return found


def read_practices(content: bytes, *, file: str = "") -> PracticesFile:
    """What a practices file says, and every mistake with its place. Never raises."""
    whole = Sheet(file)
    said = _opened(content, whole)
    if said is not None and (wrong := wrong_in_name("from", _sender(said), most=LONGEST_ID)) is not None:
        whole.hear(wrong, column="from")
    if said is None or whole.mistakes:
        return PracticesFile(mistakes=tuple(whole.mistakes), unusable=True)
    entries, first = [], dict[str, int]()
    sheet = Sheet(file)
    for number, each in enumerate(said["practices"], start=1):
        heard = len(sheet.mistakes)
        entry = _entry(_Reader(number, each if isinstance(each, dict) else {}, sheet), each, first)
        if len(sheet.mistakes) == heard and not sheet.is_full:
            entries.append(entry)
    return PracticesFile(
        sender=_sender(said),
        entries=tuple(entries),
        mistakes=tuple(sheet.mistakes),
    )


def _sender(said: dict[str, Any]) -> str:
    """The server that a file says it is from."""
    sender = said.get("from")
    return sender[:LONGEST_ID] if isinstance(sender, str) else ""


def _opened(content: bytes, sheet: Sheet) -> dict[str, Any] | None:
    """The object of the file, where it is one of a known form."""
    text, encoding = decode(content)
    if encoding == UNREADABLE:
        sheet.hear(file_says.unreadable_letters())
        return None
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        sheet.hear(says.not_json(error.lineno, error.colno), line=error.lineno)
        return None
    except (RecursionError, ValueError):
        # Nested without end, or a number of thousands of digits.
        sheet.hear(says.not_practices(FORMS))
        return None
    is_file = isinstance(said, dict) and said.get("form") in FORMS and isinstance(said.get("practices"), list)
    if not is_file:
        sheet.hear(says.not_practices(FORMS), column="form")
        return None
    if len(said["practices"]) > MOST:
        sheet.hear(says.too_many(MOST, len(said["practices"])), column="practices")
        return None
    found: dict[str, Any] = said
    return found


def _entry(reader: _Reader, each: object, first: dict[str, int]) -> Entry:
    if not isinstance(each, dict):
        reader.hear(says.not_an_entry(), "")
    id_, kind, of = reader.text("id"), reader.text("kind"), reader.text("of")
    if not ID.fullmatch(id_) and isinstance(each, dict):
        reader.hear(says.no_id(id_), "id")
    if id_ in first and id_:
        reader.hear(says.said_twice(id_, first[id_]), "id")
    first.setdefault(id_, reader.number)
    if kind not in KINDS and isinstance(each, dict):
        reader.hear(says.other_kind(kind, KINDS), "kind")
    if kind == ADOPTION and not ID.fullmatch(of):
        reader.hear(says.of_nothing(), "of")
    place = reader.said.get("place")
    named = place.get("id") if isinstance(place, dict) else None
    if isinstance(named, str) and named and ID.fullmatch(id_) and not _is_of_place(id_, named):
        reader.hear(says.other_place(id_, named), "place.id")
    place_title = place.get("title") if isinstance(place, dict) else None
    return Entry(
        id=id_,
        kind=kind,
        place=reader.words("place.title", place_title, most=LONGEST_TITLE, needed=bool(reader.said)),
        title=reader.words("title", reader.said.get("title"), most=LONGEST_TITLE, needed=bool(reader.said)),
        state=reader.text("state", most=40),
        of=of,
        details=_details(reader),
        steps=tuple(_steps(reader)),
    )


def _is_of_place(id_: str, place: str) -> bool:
    """Whether an id may be of a place: a case of its own, or an adoption that an officer opened.

    >>> _is_of_place("https://a.example/practices.json#hill/shop", "vale")
    False
    """
    case = id_.partition("#")[2]
    return case.partition("/")[0] == place or case.startswith(f"{ADOPTED}/{place}-")


def _details(reader: _Reader) -> Details:
    return Details(
        what=reader.words("what", reader.said.get("what")),
        conditions=tuple(
            reader.words(f"conditions[{n}]", each, needed=True)
            for n, each in enumerate(reader.parts("conditions"), start=1)
        ),
        costs=tuple(_amounts(reader, "costs", _hear_cost)),
        results=tuple(_amounts(reader, "results", _hear_result)),
        source=reader.text("source", most=LONGEST_TITLE),
        contacts=tuple(_contacts(reader)),
    )


def _contacts(reader: _Reader) -> Sequence[Contact]:
    """Whom others ask: each an office and the way to it."""
    found = []
    for number, each in enumerate(reader.parts("contacts"), start=1):
        said = each if isinstance(each, dict) else {}
        where = f"contacts[{number}]"
        at = str(said.get("at") or "").strip()
        reader.see(f"{where}.at", at, most=LONGEST_TITLE)
        if not at:
            reader.hear(says.no_way_to(where), f"{where}.at")
        found.append(Contact(reader.words(f"{where}.role", said.get("role"), needed=True), at))
    return found


def _amounts(reader: _Reader, name: str, hear: Callable[[_Reader, str, Amount], None]) -> Sequence[Amount]:
    found = []
    for number, each in enumerate(reader.parts(name), start=1):
        where = f"{name}[{number}]"
        said = each if isinstance(each, dict) else {}
        texts = {key: str(said.get(key) or "").strip() for key in ("value", "unit", "period", "source")}
        amount = Amount(reader.words(f"{where}.title", said.get("title"), needed=True), **texts)
        if amount.value != UNKNOWN and read_number(amount.value) is None:
            reader.hear(says.not_an_amount(amount.value), f"{where}.value")
        for key, text in texts.items():
            reader.see(f"{where}.{key}", text, most=LONGEST_TITLE)
        if not amount.unit:
            reader.hear(says.no_unit(amount.value), f"{where}.unit")
        elif find_unit(amount.unit) is None:
            reader.hear(says.unknown_unit(amount.unit, nearest(amount.unit, tuple(UNITS))), f"{where}.unit")
        if amount.period and period_days(amount.period) is None:
            reader.hear(says.not_a_period(amount.period), f"{where}.period")
        hear(reader, where, amount)
        found.append(amount)
    return found


def _hear_cost(reader: _Reader, where: str, amount: Amount) -> None:
    if find_unit(amount.unit) is not None and not converts(amount.unit, WON):
        reader.hear(says.not_won(amount.unit), f"{where}.unit")


def _hear_result(reader: _Reader, where: str, amount: Amount) -> None:
    if not amount.source:
        reader.hear(says.no_document(where), f"{where}.source")


def _steps(reader: _Reader) -> Sequence[Step]:
    """What happened on its way: the day of each step, its words and its document."""
    found = []
    for number, each in enumerate(reader.parts("steps"), start=1):
        said = each if isinstance(each, dict) else {}
        where = f"steps[{number}]"
        words = reader.words(f"{where}.says", said.get("says"))
        on, to, source = (str(said.get(name) or "").strip() for name in ("on", "to", "source"))
        if on and period_days(on) is None:
            reader.hear(says.not_a_period(on), f"{where}.on")
        to, source = to[:40], source[:LONGEST_TITLE]
        reader.see(f"{where}.to", to, most=40)
        reader.see(f"{where}.source", source, most=LONGEST_TITLE)
        found.append(Step(on, to, words, source))
    return found


def said_entry(entry: Entry, *, place: str = "") -> dict[str, object]:
    """An entry as the file says it; `read_practices` reads it again as the same."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "of": entry.of,
        "place": {"id": place, "title": _both(entry.place)},
        "title": _both(entry.title),
        "state": entry.state,
        **_said_details(entry.details),
        "steps": [
            {"on": step.on, "to": step.to, "says": _both(step.says), "source": step.source}
            for step in entry.steps
        ],
    }


def _said_details(details: Details) -> dict[str, object]:
    return {
        "what": _both(details.what),
        "conditions": [_both(each) for each in details.conditions],
        "costs": [said_amount(each) for each in details.costs],
        "results": [said_amount(each) for each in details.results],
        "contacts": [{"role": _both(each.role), "at": each.at} for each in details.contacts],
        "source": details.source,
    }


def said_amount(amount: Amount) -> dict[str, object]:
    """A result or a cost as the file says it."""
    return {
        "title": _both(amount.title), "value": amount.value, "unit": amount.unit, "period": amount.period,
        "source": amount.source,
    }  # fmt: skip


def _both(text: Text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}


def written_entry(entry: Entry) -> str:
    """An entry as one line of JSON, the same for the same entry."""
    return json.dumps(said_entry(entry), ensure_ascii=False, sort_keys=True)


def read_kept(texts: Iterable[str]) -> PracticesFile:
    """The entries that `written_entry` wrote, read as strictly as a file is today. Never raises.

    What was taken when less was looked at is named as a mistake, and its neighbours stand.
    """
    return read_practices(f'{{"form": "{FORM}", "practices": [{", ".join(texts)}]}}'.encode())


def written_details(details: Details) -> str:
    """What is told of a practice as one line of JSON, the same for the same details."""
    return json.dumps(_said_details(details), ensure_ascii=False, sort_keys=True)


def read_kept_details(text: str) -> PracticesFile:
    """The details that `written_details` wrote, as those of one entry without a name. Never raises."""
    unnamed = {
        "id": "https://own.example/practices.json#own", "kind": PRACTICE,
        "place": {"title": {"ko": "여기", "en": "here"}}, "title": {"ko": "사례", "en": "practice"},
    }  # fmt: skip
    head = json.dumps(unnamed, ensure_ascii=False).removesuffix("}")
    return read_kept([f"{head}, {text.strip().removeprefix('{')}"])
