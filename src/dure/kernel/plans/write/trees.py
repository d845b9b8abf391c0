"""Verbs that record plans as trees and publish editions. Each is one transaction."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.plans import models
from dure.kernel.plans.read import trees as read

# What a counted empty place gets when it is named.
NAMED = ("title_ko", "title_en", "owner", "source", "locator", "note_ko", "note_en", "named_in")


@dataclass(frozen=True)
class Named:
    """What stands on a counted empty place, where a document says so, and the case that approved it."""

    title: Text
    owner: str
    source: str
    locator: str
    note: Text
    case: str


class PlaceTaken(ValueError):
    """The place of the plan is not empty, or is not there any more."""


def load_plans(rows: Sequence[shapes.PlanRow], *, at: datetime) -> int:
    """Record each plan of the packs that is new or has changed, as a new version. Answers how many."""
    trees: dict[tuple[str, str, str], list[shapes.PlanRow]] = {}
    for row in rows:
        roots = {r.code: r for r in rows if (r.place, r.system) == (row.place, row.system)}
        root = row
        while root.parent:
            root = roots[root.parent]
        trees.setdefault((row.place, row.system, root.code), []).append(row)
    with transaction.atomic():
        return sum(_load_plan(key, tree, at=at) for key, tree in trees.items())


def _load_plan(key: tuple[str, str, str], rows: list[shapes.PlanRow], *, at: datetime) -> bool:
    place, system, code = key
    said = "\n".join(
        repr((r.code, r.parent, r.level, r.title, r.from_year, r.to_year, r.count, r.owner, r.indicators,
              r.source, r.locator, r.note)) for r in rows
    )  # fmt: skip
    digest = hashlib.sha256(said.encode()).hexdigest()
    last = models.Plan.objects.filter(place=place, system=system, code=code).order_by("-version").first()
    if last and last.digest == digest:
        return False
    plan = models.Plan.objects.create(
        place=place, system=system, code=code, version=last.version + 1 if last else 1, digest=digest,
        recorded_at=at,
    )  # fmt: skip
    nodes: list[models.Node] = []
    figures: list[tuple[models.Node, str, int]] = []
    for row in rows:
        for node in _nodes(plan, row, first=len(nodes)):
            nodes.append(node)
            figures += [(node, address, n) for n, address in enumerate(row.indicators)]
    _carry_over(last, nodes)
    models.Node.objects.bulk_create(nodes)
    models.NodeFigure.objects.bulk_create(
        models.NodeFigure(node=node, address=address, position=n) for node, address, n in figures
    )
    return True


def _carry_over(last: models.Plan | None, nodes: Iterable[models.Node]) -> None:
    """What officers named in the version before stays named, where the packs still count the place empty."""
    named = {row.code: row for row in last.nodes.exclude(named_in="")} if last else {}
    for node in nodes:
        before = named.get(node.code)
        if node.empty and before:
            for name in NAMED:
                setattr(node, name, getattr(before, name))
            node.empty = False


def name_place(place: str, *, system: str, plan: str, node: str, named: Named, at: datetime) -> int:
    """Name a counted empty place: a new version of the plan, of the same packs. Answers its number.

    Raises PlaceTaken where the place is named already.
    """
    with transaction.atomic():
        rows = models.Plan.objects.select_for_update().filter(place=place, system=system, code=plan)
        last = rows.order_by("-version").first()
        if last is None or not last.nodes.filter(code=node, empty=True).exists():
            raise PlaceTaken(f"{place}/{system}/{plan}/{node}")
        fresh = models.Plan.objects.create(
            place=place, system=system, code=plan, version=last.version + 1, digest=last.digest,
            recorded_at=at,
        )  # fmt: skip
        nodes = list(last.nodes.prefetch_related("figures").order_by("position"))
        figures = [(row.code, figure) for row in nodes for figure in row.figures.all()]
        for row in nodes:
            if row.code == node:
                _name(row, named)
            row.pk, row.plan = None, fresh
        by_code = {row.code: row for row in models.Node.objects.bulk_create(nodes)}
        models.NodeFigure.objects.bulk_create(
            models.NodeFigure(node=by_code[code], address=figure.address, position=figure.position)
            for code, figure in figures
        )
    return fresh.version


def _name(row: models.Node, named: Named) -> None:
    said = (
        named.title.ko, named.title.en, named.owner, named.source, named.locator, named.note.ko,
        named.note.en, named.case,
    )  # fmt: skip
    for name, words in zip(NAMED, said, strict=True):
        setattr(row, name, words)
    row.empty = False


def _nodes(plan: models.Plan, row: shapes.PlanRow, *, first: int) -> Iterable[models.Node]:
    """One node for a named row; as many empty places as a counting row counts."""
    empty = row.count is not None
    for n in range(row.count or 1):
        yield models.Node(
            plan=plan,
            code=f"{row.code}-{n + 1:02}" if empty else row.code,
            parent=row.parent,
            position=first + n,
            level_ko=row.level.ko,
            level_en=row.level.en,
            title_ko=row.title.ko,
            title_en=row.title.en,
            from_year=row.from_year,
            to_year=row.to_year,
            empty=empty,
            owner=row.owner,
            source=row.source,
            locator=row.locator,
            note_ko=row.note.ko,
            note_en=row.note.en,
        )


def load_indicators(indicators: Sequence[shapes.Indicator]) -> None:
    """Make the table of indicators what the packs say."""
    with transaction.atomic():
        models.Indicator.objects.all().delete()
        models.Indicator.objects.bulk_create(
            models.Indicator(
                name=row.name, system=row.system, title_ko=row.title.ko, title_en=row.title.en, kind=row.kind,
                figures=" ".join(row.figures), better=row.better, position=position,
            )
            for position, row in enumerate(indicators)
        )  # fmt: skip


def publish_edition(
    place: str,
    *,
    digests: tuple[str, str],
    code_version: str,
    case: str,
    why: Text,
    at: datetime,
    kind: str = read.REPORT,
) -> read.Edition:
    """Publish everything recorded by `at` as the place's next edition; `digests` are of facts and packs."""
    with transaction.atomic():
        last = (
            models.Edition.objects.filter(place=place, kind=kind).aggregate(last=Max("number"))["last"] or 0
        )
        row = models.Edition.objects.create(
            place=place,
            kind=kind,
            number=last + 1,
            recorded_by=at,
            facts_digest=digests[0],
            pack_digest=digests[1],
            code_version=code_version,
            published_on=timezone.localdate(at),
            case=case,
            why_ko=why.ko,
            why_en=why.en,
        )
    found = read.find_edition(place, number=row.number, kind=kind)
    assert found is not None
    return found
