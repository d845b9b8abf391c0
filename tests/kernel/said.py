"""What packs say, made in memory for tests: places, kinds and figures of an invented city."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dure.grammar import shapes
from dure.grammar.numbers import read_number
from dure.grammar.periods import period_days
from dure.grammar.shapes import Text
from dure.grammar.units import convert
from dure.kernel.observations.write import Statement

NOON = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOTHING = Text("", "")
CITY = "dreamtown"


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text(words, words)


def place(name: str = CITY, *, part_of: str = "", kind: str = "city", **more: Any) -> shapes.Place:
    """A place that runs the system `plan` and states nothing."""
    plain = shapes.Place(
        id=name, title=text(name), kind=kind, part_of=part_of, timezone="Asia/Seoul", speaks=("ko", "en"),
        runs=("plan",), says=NOTHING, stated=(), plans=(), parties=(), things=(), cases=(), transfers=(),
        outline=None,
    )  # fmt: skip
    return replace(plain, **more)


def document(name: str = "report", *, published_on: date | None = date(2022, 12, 1)) -> shapes.Source:
    """A document that figures come from."""
    return shapes.Source(
        id=name, title=text(name), publisher=text("city"), published_on=published_on, kind="document",
        url="", licence="", may_copy=True, note=NOTHING,
    )  # fmt: skip


def kind(name: str = "trees", *, unit: str = "1", facets: tuple[str, ...] = ()) -> shapes.FigureKind:
    """What can be stated."""
    return shapes.FigureKind(
        system="plan", name=name, title=text(name), unit=unit, shows=unit, says=NOTHING, decimals=None,
        facets=facets, facet_titles=tuple(text(facet) for facet in facets),
    )  # fmt: skip


def stated(
    address: str, printed: str, *, unit: str = "1", canonical_unit: str = "", **more: Any
) -> shapes.Stated:
    """One figure as printed: `trees@2022:target`, and what stands there."""
    head, _, tail = address.partition("@")
    period, _, mark = tail.partition(":")
    days = period_days(period)
    assert days is not None
    number = read_number(printed)
    into = canonical_unit or unit
    plain = shapes.Stated(
        place=CITY, system="plan", address=head, period=period, printed=printed,
        value=number.value if number else None, unit=unit,
        canonical=convert(number.value, unit=unit, into=into) if number else None, canonical_unit=into,
        step=convert(number.step, unit=unit, into=into) if number else None, mark=mark or "observed",
        valid_from=days[0], valid_to=days[1], published_on=date(2022, 12, 1), source="report", locator="7",
        label="", note=NOTHING, file="observations.csv", line=2,
    )  # fmt: skip
    return replace(plain, **more)


def statement(row: shapes.Stated) -> Statement:
    """The same figure as an officer would state it."""
    return Statement(
        place=row.place or "world", address=row.address, period=row.period, mark=row.mark,
        printed=row.printed, unit=row.unit, value=row.canonical, step=row.step,
        valid_from=row.valid_from, valid_to=row.valid_to, published_on=row.published_on, source=row.source,
        locator=row.locator, label=row.label, note=row.note,
    )  # fmt: skip


def system(**more: Any) -> shapes.System:
    """A system called `plan`, with what is given."""
    plain = shapes.System(
        name="plan", title=text("plan"), asks=text("?"), came_from="", figures=(), stated=(), indicators=(),
        cases=(), runs=(),
    )  # fmt: skip
    return replace(plain, **more)


def packs(
    *places: shapes.Place, systems: tuple[shapes.System, ...] = (), digest: str = "packs"
) -> shapes.Packs:
    """Packs without a mistake."""
    return shapes.Packs(
        systems=systems or (system(),), places=places or (place(),), sources=(document(),), mistakes=(),
        digest=digest,
    )  # fmt: skip
