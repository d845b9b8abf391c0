"""What every page made anew asks the database, and whether its printed parts meet their printed totals."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from itertools import chain

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.portal import keeping
from dure.portal.blocks.numbers import decimal, shown
from dure.portal.blocks.table import Cell, Column, Table
from tests.crawling import Fetched, walk

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
MOST = 40
DIGITS = re.compile(r"[^\d.\-]")
ROUNDING = ("반올림", "끝수")


@dataclass(frozen=True)
class Walked:
    """How often each page asked, and the columns of tables whose printed parts miss their total."""

    asked: dict[str, int]
    missed: tuple[tuple[str, str, str], ...]


@functools.cache
def walked() -> Walked:
    """The pages that links lead to, three of a kind, each made anew."""
    asked: dict[str, int] = {}
    missed: list[tuple[str, str, str]] = []

    def fetch(path: str) -> Fetched:
        keeping.forget()
        with CaptureQueriesContext(connection) as questions:
            answer = Client().get(path)
        asked[path] = len(questions)
        text = answer.content.decode(errors="replace")
        tables = {id(each): each for each in tables_in(answer.context)}.values()
        if not any(word in text for word in ROUNDING):
            missed.extend((path, each.caption, title) for each in tables for title in misses(each))
        return Fetched(answer.status_code, answer.headers["Content-Type"], text)

    walk(fetch, start=["/ko/", "/ko/help/", "/ko/accessibility/"], most_of_a_kind=3)
    return Walked(asked, tuple(dict.fromkeys(missed)))


def tables_in(shows: object, depth: int = 5) -> Iterator[Table]:
    """Every table of what a page was given to show."""
    if isinstance(shows, Table):
        yield shows
    elif not depth or shows is None or isinstance(shows, str | bytes):
        return
    elif is_dataclass(shows):
        yield from chain.from_iterable(tables_in(getattr(shows, f.name), depth - 1) for f in fields(shows))
    elif hasattr(shows, "flatten"):
        yield from tables_in(shows.flatten(), depth)
    elif isinstance(shows, Mapping):
        yield from chain.from_iterable(tables_in(each, depth - 1) for each in shows.values())
    elif isinstance(shows, Sequence):
        yield from chain.from_iterable(tables_in(each, depth - 1) for each in shows)


def as_printed(cell: Cell) -> Decimal:
    """The number that a reader adds up."""
    words = shown(cell.value, unit=cell.unit, language="ko", decimals=cell.decimals, short=False)
    return Decimal(DIGITS.sub("", words.digits.replace("\u2212", "-")))


def misses(table: Table) -> Iterator[str]:
    """The columns whose last or first number is the sum of the others, but not as they are printed."""
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows if len(row) > number and row[number].value is not None]
        for total, parts in ((cells[-1:], cells[:-1]), (cells[:1], cells[1:])):
            if len(parts) < 2 or len({cell.unit for cell in cells}) > 1:
                continue
            whole = decimal(total[0].value or 0)
            gap = abs(sum((decimal(part.value or 0) for part in parts), Decimal(0)) - whole)
            is_sum = whole and gap <= abs(whole) * Decimal("1e-9")
            if is_sum and sum(map(as_printed, parts), Decimal(0)) != as_printed(total[0]):
                yield column.title


def test_a_page_asks_the_database_at_most_forty_times(capsys: pytest.CaptureFixture[str]) -> None:
    asked = walked().asked
    with capsys.disabled():
        for path, count in sorted(asked.items(), key=lambda one: -one[1])[:10]:
            print(f"{count:4} questions  {path}")
    assert {path: count for path, count in asked.items() if count > MOST} == {}


def test_printed_parts_meet_their_printed_total_or_a_line_says_what_is_left() -> None:
    assert walked().missed == ()


def test_a_table_whose_parts_are_printed_short_of_their_total_is_found() -> None:
    thirds = tuple((Cell(text="a"), Cell(value=Decimal("0.4"), decimals=0)) for _part in range(3))
    total = (Cell(text="all"), Cell(value=Decimal("1.2"), decimals=0))
    table = Table(caption="", columns=(Column(""), Column("tonnes")), rows=(*thirds, total))
    assert list(misses(table)) == ["tonnes"]
    exact = Table(caption="", columns=table.columns, rows=(*thirds[:2], (Cell(), Cell(value=Decimal("0.8")))))
    assert list(misses(exact)) == ["tonnes"]
