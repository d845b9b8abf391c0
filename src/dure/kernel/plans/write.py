"""Verbs that record plans and publish editions. Each is one transaction."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.plans import models, read


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
    models.Node.objects.bulk_create(nodes)
    models.NodeFigure.objects.bulk_create(
        models.NodeFigure(node=node, address=address, position=n) for node, address, n in figures
    )
    return True


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
    place: str, *, digests: tuple[str, str], code_version: str, case: str, why: Text, at: datetime
) -> read.Edition:
    """Publish everything recorded by `at` as the place's next edition; `digests` are of facts and packs."""
    with transaction.atomic():
        last = models.Edition.objects.filter(place=place).aggregate(last=Max("number"))["last"] or 0
        row = models.Edition.objects.create(
            place=place,
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
    found = read.find_edition(place, number=row.number)
    assert found is not None
    return found
