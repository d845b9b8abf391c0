"""The block `chart`: a time series as a drawing, a sentence and a table. `drawing` draws it.

Each kind of statement has its own line and shape: actual a solid blue line with discs, estimated an amber
line with squares, expected a dashed violet line with rings, target a dark dashed line with diamonds,
potential thin and hollow. What is not known is a hatched area with words, never a line drawn across.
"""

from dataclasses import dataclass

from dure.portal.blocks.numbers import Amount


@dataclass(frozen=True)
class Point:
    """A value at a period. None is the stated value “unknown”. `href` leads to its derivation."""

    period: str
    value: Amount | None
    href: str = ""


@dataclass(frozen=True)
class Series:
    """Points of one mark, in order of time."""

    title: str
    mark: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Gap:
    """A stretch of time, both ends included, of which nothing is known, and the words that say so."""

    begin: str
    end: str
    says: str


@dataclass(frozen=True)
class Chart:
    """A chart to draw. `slug` is unique on its page; `says` is the one sentence to take away.

    `kind` is "line" or "bars". `source` and `source_href` name where the data come from; `csv_href` and
    `json_href` lead to the same data for machines.
    """

    slug: str
    title: str
    says: str
    unit: str
    series: tuple[Series, ...]
    gaps: tuple[Gap, ...] = ()
    kind: str = "line"
    from_zero: bool = True
    synthetic: bool = False
    source: str = ""
    source_href: str = ""
    csv_href: str = ""
    json_href: str = ""
