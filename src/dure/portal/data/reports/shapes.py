"""A report in the words of one language, as frozen values: what the web page and the PDF are both made of."""

from dataclasses import dataclass

from dure.portal.blocks.chart import Chart
from dure.portal.blocks.marks import Mark
from dure.portal.blocks.number import Number
from dure.portal.blocks.table import Table
from dure.portal.blocks.tree import Tree


@dataclass(frozen=True)
class Headline:
    """A figure of the first page, with where it stands."""

    number: Number
    where: str
    where_href: str


@dataclass(frozen=True)
class PlanTold:
    """A plan with its tree."""

    title: str
    level: str
    years: str
    note: str
    sentence: str
    where: str
    where_href: str
    tree: Tree | None


@dataclass(frozen=True)
class MeasureTold:
    """An indicator with its sentence, its chart where one says more than the table, and its table."""

    title: str
    says: str
    sentence: str
    chart: Chart | None
    table: Table


@dataclass(frozen=True)
class DoubtTold:
    """A finding: what was published, why it is doubted, what would put it right, what was decided."""

    title: str
    state: str
    waits: bool
    published: str
    where: str
    where_href: str
    reasons: tuple[tuple[str, str], ...]
    proposed: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class CaseTold:
    """A case of the council room with its steps."""

    title: str
    state: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class SourceTold:
    """A document of the numbered list."""

    number: int
    id: str
    title: str
    about: str
    lines: str


@dataclass(frozen=True)
class Report:
    """A whole report in the words of one language."""

    place: str
    title: str
    says: str
    sentence: str
    holds: str
    headline: tuple[Headline, ...]
    path_chart: Chart | None
    path_table: Table | None
    path_years: Table
    plans: tuple[PlanTold, ...]
    measures_table: Table
    measures: tuple[MeasureTold, ...]
    findings: str
    doubts: tuple[DoubtTold, ...]
    bodies: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, tuple[CaseTold, ...]], ...]
    inventory: tuple[Table, ...]
    others: Table
    sources: tuple[SourceTold, ...]
    marks: tuple[Mark, ...]
    synthetic: bool
