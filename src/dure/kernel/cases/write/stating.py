"""Stating what a case's letters say: what an officer entered becomes a figure or series when a move says so.

A letter with the key `series` holds the rows of one as CSV, with its document; one with the
key `remark` says what is odd about the others and states nothing; any other states a figure.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime

import pyarrow as pa

from dure.grammar.numbers import UNKNOWN, held_number, read_number
from dure.grammar.periods import FOREVER, days_of, period_days
from dure.grammar.shapes import Text
from dure.grammar.units import convert
from dure.kernel.cases import models
from dure.kernel.cases.write.types import Actor
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing

# The keys of a letter that states a figure. All are text; `corrects` is the id of the doubted row,
# `reckoned` says that a check proposed the value, so that no document prints it.
KEYS = (
    "address", "period", "mark", "printed", "unit", "source", "locator", "published_on", "valid_from",
    "label", "note_ko", "note_en", "corrects", "reckoned",
)  # fmt: skip
Letter = dict[str, str]
Kinds = Mapping[str, observations.Kind]


def state(case: models.Case, *, by: Actor, at: datetime) -> list[int]:
    """Record figures and series of a case's last letters as the officers'; answers the ids of the figures."""
    letters = [dict(row.answers) for row in case.letters.order_by("number")]
    last_round = max((letter["round"] for letter in letters), default="")
    kinds = observations.kinds()
    said: dict[str, list[observing.Statement]] = {}
    for letter in letters:
        if letter["round"] == last_round and "series" in letter:
            _keep_series(letter, place=case.place, by=by, at=at)
        elif letter["round"] == last_round and "remark" not in letter:
            said.setdefault(letter.get("corrects", ""), []).append(
                statement(letter, place=case.place, kinds=kinds)
            )
    made: list[int] = []
    for corrects, statements in said.items():
        row = int(corrects) if corrects else None
        made += observing.record(statements, origin="officer", by=by.party, at=at, corrects=row)
    return made


def _keep_series(letter: Mapping[str, str], *, place: str, by: Actor, at: datetime) -> None:
    """Keep the rows of a letter as a series; every column is text, as it was brought."""
    rows = list(csv.DictReader(io.StringIO(letter["rows"], newline="")))
    table = pa.table({name: [row[name] for row in rows] for name in rows[0]}) if rows else None
    if table is None:
        raise ValueError(f"The series {letter['series']} has no rows.")
    observing.record_series(
        place, name=letter["series"], table=table, source=letter["source"], origin="officer", by=by.party,
        at=at,
    )  # fmt: skip


def statement(letter: Mapping[str, str], *, place: str, kinds: Kinds) -> observing.Statement:
    """A letter as a statement, in canonical units. Raises ValueError where it was not checked before."""
    kind = kinds.get(letter["address"].split("/")[0])
    days = _days(letter)
    if kind is None or days is None:
        raise ValueError(f"{letter['address']}@{letter['period']} is not an address of this city.")
    printed = letter["printed"]
    number = None if printed == UNKNOWN else held_number(printed) or read_number(printed)
    unit, published = letter["unit"], days_of(letter.get("published_on", ""))
    return observing.Statement(
        place=place,
        address=letter["address"],
        period=letter["period"],
        mark=letter["mark"],
        printed="" if letter.get("reckoned") else printed,
        unit=unit,
        value=convert(number.value, unit=unit, into=kind.unit) if number else None,
        step=convert(number.step, unit=unit, into=kind.unit) if number else None,
        valid_from=days[0],
        valid_to=days[1],
        published_on=published[0] if published else None,
        published=letter.get("published_on", ""),
        source=letter["source"],
        locator=letter.get("locator", ""),
        label=letter.get("label", ""),
        note=Text(letter.get("note_ko", ""), letter.get("note_en", "")),
    )


def _days(letter: Mapping[str, str]) -> tuple[date, date] | None:
    """First and last day a figure holds for: of its period, or from its own first day on."""
    days = period_days(letter["period"]) if letter["period"] else None
    first = letter.get("valid_from", "")
    if days is None:
        return (date.fromisoformat(first), FOREVER) if first and not letter["period"] else None
    return (date.fromisoformat(first), days[1]) if first else days
