"""Answers about plans as trees, indicators and editions, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from dure.grammar.shapes import Text
from dure.kernel.plans import models

# What an edition is of.
REPORT, DISCLOSURE = "report", "disclosure"


@dataclass(frozen=True)
class Node:
    """A node of a plan with everything below it. `empty` is a counted place that nobody has named yet.

    `named_in` is the case in which an officer named it; empty for what packs say.
    """

    code: str
    level: Text
    title: Text
    from_year: int | None
    to_year: int | None
    empty: bool
    owner: str
    source: str
    locator: str
    note: Text
    figures: tuple[str, ...]
    children: tuple["Node", ...]
    named_in: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it only names the level of what stands below it."""
        return bool(self.children) and self.title.ko == self.level.ko


@dataclass(frozen=True)
class Plan:
    """A plan of a place: its root node and which version of the tree this is."""

    place: str
    system: str
    code: str
    version: int
    recorded_at: datetime
    root: Node

    def find(self, code: str) -> Node | None:
        """The node of that code."""
        layer = [self.root]
        while layer:
            found = next((node for node in layer if node.code == code), None)
            if found:
                return found
            layer = [child for node in layer for child in node.children]
        return None

    def counts(self) -> tuple[tuple[Text, int, int], ...]:
        """For each level below the root, in order of depth: its name, how many nodes, how many are empty.

        A heading that bears the name of its level is no part of it, and is not counted.
        """
        found: dict[str, tuple[Text, int, int]] = {}
        layer = list(self.root.children)
        while layer:
            for node in (node for node in layer if not node.is_heading):
                level, all_of_them, empty = found.get(node.level.ko, (node.level, 0, 0))
                found[node.level.ko] = (level, all_of_them + 1, empty + node.empty)
            layer = [child for node in layer for child in node.children]
        return tuple(found.values())


@dataclass(frozen=True)
class Indicator:
    """What a plan is measured by: how its figures are taken together, and which way is better."""

    name: str
    system: str
    title: Text
    kind: str
    figures: tuple[str, ...]
    better: str


@dataclass(frozen=True)
class Edition:
    """A published report of a place."""

    place: str
    number: int
    recorded_by: datetime
    facts_digest: str
    pack_digest: str
    code_version: str
    published_on: date
    case: str
    why: Text
    kind: str = REPORT


def plans(place: str, *, recorded_by: datetime | None = None) -> tuple[Plan, ...]:
    """The newest version of each plan of a place, with its whole tree."""
    rows = models.Plan.objects.filter(place=place).order_by("version")
    if recorded_by:
        rows = rows.filter(recorded_at__lte=recorded_by)
    newest = {(row.system, row.code): row for row in rows}
    prefetch_related_objects(list(newest.values()), "nodes__figures")
    return tuple(_plan(row) for row in newest.values())


def _plan(plan: models.Plan) -> Plan:
    rows = sorted(plan.nodes.all(), key=lambda row: row.position)
    below: dict[str, list[models.Node]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row)

    def node(row: models.Node) -> Node:
        figures = sorted(row.figures.all(), key=lambda figure: figure.position)
        return Node(
            code=row.code,
            level=Text(row.level_ko, row.level_en),
            title=Text(row.title_ko, row.title_en),
            from_year=row.from_year,
            to_year=row.to_year,
            empty=row.empty,
            owner=row.owner,
            source=row.source,
            locator=row.locator,
            note=Text(row.note_ko, row.note_en),
            figures=tuple(figure.address for figure in figures),
            children=tuple(node(child) for child in below.get(row.code, ())),
            named_in=row.named_in,
        )

    root = next(row for row in rows if not row.parent)
    return Plan(plan.place, plan.system, plan.code, plan.version, plan.recorded_at, node(root))


def indicators(systems: tuple[str, ...] = ()) -> tuple[Indicator, ...]:
    """The indicators of these systems, in the order of the packs; of all systems when none is named."""
    rows = models.Indicator.objects.order_by("position")
    rows = rows.filter(system__in=systems) if systems else rows
    return tuple(_indicator(row) for row in rows)


def find_indicator(name: str) -> Indicator | None:
    """The indicator of that name."""
    row = models.Indicator.objects.filter(name=name).first()
    return _indicator(row) if row else None


def _indicator(row: models.Indicator) -> Indicator:
    return Indicator(
        name=row.name,
        system=row.system,
        title=Text(row.title_ko, row.title_en),
        kind=row.kind,
        figures=tuple(row.figures.split()),
        better=row.better,
    )


def editions(place: str, *, kind: str = REPORT) -> tuple[Edition, ...]:
    """The published editions of a place, the newest first."""
    rows = models.Edition.objects.filter(place=place, kind=kind)
    return tuple(_edition(row) for row in rows.order_by("-number"))


def find_edition(place: str, *, number: int, kind: str = REPORT) -> Edition | None:
    """The edition of that number."""
    row = models.Edition.objects.filter(place=place, kind=kind, number=number).first()
    return _edition(row) if row else None


def _edition(row: models.Edition) -> Edition:
    return Edition(
        place=row.place,
        number=row.number,
        recorded_by=row.recorded_by,
        facts_digest=row.facts_digest,
        pack_digest=row.pack_digest,
        code_version=row.code_version,
        published_on=row.published_on,
        case=row.case,
        why=Text(row.why_ko, row.why_en),
        kind=row.kind,
    )
