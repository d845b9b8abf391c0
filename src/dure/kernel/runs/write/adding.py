"""Adds up the inventories that documents and workbooks state source by source: totals, sectors, completeness.

What is added up is a run: its inputs are the sources as they stand, and what it publishes is its own, never a
document's. Where a document prints a total of its own, that one stays, and no other is put beside it.
"""

import hashlib
import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from dure.engines.inventory.completeness import completeness
from dure.engines.inventory.notation import Cell
from dure.engines.inventory.views import total
from dure.grammar.numbers import CONFIDENTIAL, notation
from dure.grammar.periods import period_days
from dure.grammar.shapes import Category, Text
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.models import Figure as Row
from dure.kernel.observations.read import Figure
from dure.kernel.observations.write import Statement
from dure.kernel.runs import models, read
from dure.kernel.runs.write.stating import (
    COMPLETE,
    SECTOR,
    SECTORS,
    SOURCE,
    SYSTEM,
    TOTAL,
    VIEWS,
    not_added,
    without_value,
)

ENGINE = "readings.total_of"
PREFIX = "totals@"
TITLE = Text("인벤토리의 합계와 완전성", "Totals and completeness of an inventory")
SAYS = Text(
    "확정된 배출원별 값을 수준과 부문별로 더합니다. 문서에 찍힌 합계가 아닙니다. 표기 기호가 있는 배출원은 "
    "더하지 않고, 빈 배출원이 있으면 합계를 모르는 것으로 둡니다.",
    "Adds up the approved sources by level and by sector. No document prints these sums. A source with a "
    "notation key adds nothing; where a source is blank, the sum is unknown.",
)
Key = tuple[str, str]


@dataclass(frozen=True)
class _Stated:
    """The sources that are stated for one period and mark, by reference, and what documents print of sums."""

    place: str
    period: str
    mark: str
    sources: Mapping[str, Figure]
    printed: frozenset[str]

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.period}:{self.mark}"

    @property
    def cells(self) -> dict[str, Cell]:
        """What each reference says; the number behind a key is not counted."""
        return {ref: _cell(figure) for ref, figure in self.sources.items()}


def add_up(place: str, *, categories: Sequence[Category], at: datetime) -> int:
    """Add up every inventory of a place that was stated and not reckoned; answers how many runs are new."""
    facet = {each.facet: each.ref for each in categories}
    stated = _stated(place, facet)
    _lapse_others(place, {each.name for each in stated}, at=at)
    return sum(_record(each, categories, at=at) for each in stated)


def add_up_all(*, categories: Sequence[Category], at: datetime) -> int:
    """Add up the inventories of every place; answers how many runs are new."""
    rows = Row.objects.filter(address__startswith=SOURCE + "/").order_by()
    places = set(rows.values_list("place", flat=True).distinct())
    before = models.Run.objects.filter(system=SYSTEM, name__startswith=PREFIX)
    places |= set(before.values_list("place", flat=True).distinct())
    return sum(add_up(place, categories=categories, at=at) for place in sorted(places))


def _stated(place: str, facet: Mapping[str, str]) -> list[_Stated]:
    """The statements of a place that no reckoning made, not even in part: those add themselves up."""
    sums = (f"{TOTAL}/", f"{SECTOR}/", f"{COMPLETE}/")
    rows = [
        row
        for row in Row.objects.filter(place=place).order_by("pk")
        if row.address.startswith((f"{SOURCE}/", *sums))
    ]
    sources: dict[Key, dict[str, Figure]] = {}
    for row in observations.standing_rows(rows):
        _source, _slash, name = row.address.partition("/")
        if row.address.startswith(f"{SOURCE}/") and name in facet:
            own = sources.setdefault((row.period, row.mark), {})
            own[facet[name]] = observations.unveiled_row(row)
    printed: dict[Key, set[str]] = {}
    for row in observations.standing_rows(row for row in rows if row.origin != "run"):
        if row.address.startswith(sums):
            printed.setdefault((row.period, row.mark), set()).add(row.address)
    return [
        _Stated(place, period, mark, own, frozenset(printed.get((period, mark), ())))
        for (period, mark), own in sources.items()
        if period_days(period) and all(figure.origin != "run" for figure in own.values())
    ]


def _cell(figure: Figure) -> Cell:
    key = notation(figure.printed)
    if key:
        return Cell(keys=(key,))
    return Cell(unread=figure.printed or "unknown") if figure.value is None else Cell(value=figure.value)


def _record(said: _Stated, categories: Sequence[Category], *, at: datetime) -> bool:
    """Keep the run and publish its figures; the very same sums of the same rows are not recorded twice."""
    figures = _figures(said, categories)
    taken = _taken(said)
    code = hashlib.sha256((inspect.getsource(total) + inspect.getsource(completeness)).encode()).hexdigest()
    told = [(figure.address, figure.printed, figure.note) for figure in figures]
    fed = [(ref, figure.id, figure.printed) for ref, figure in taken]
    digest = hashlib.sha256(repr((code, told, fed)).encode()).hexdigest()
    last = _runs(said.place, said.name).order_by("-at", "-id").first()
    if last is not None and last.digest == digest:
        return False
    with transaction.atomic():
        run = _new_run(said.place, said.name, digest=digest, code=code, at=at)
        models.Input.objects.bulk_create(
            models.Input(
                run=run, argument=ref, position=0, kind="figure", reference=figure.full_address,
                figure=figure.id, value=f"{figure.value:f}", unit=figure.unit,
            )
            for ref, figure in taken
        )  # fmt: skip
        models.Answer.objects.bulk_create(
            models.Answer(run=run, name=name, position=position, label=label, value=figure.printed)
            for position, figure in enumerate(figures)
            for name, label in [_answer(figure.address)]
        )
        observing.record(figures, origin="run", by=run.id, at=at)
        if last is not None:
            kept = {f"{f.place}/{f.address}@{f.period}:{f.mark}" for f in figures}
            observing.withdraw_of_run(last.id, but=kept, at=at)
    return True


def _taken(said: _Stated) -> list[tuple[str, Figure]]:
    """The sources whose numbers are added: what is confidential is not taken, so that no sum tells it."""
    cells = said.cells
    return [(ref, figure) for ref, figure in said.sources.items() if cells[ref].value is not None]


def _answer(address: str) -> tuple[str, str]:
    """The name of an answer and of which view or sector it is."""
    name, _slash, facet = address.partition("/")
    return ("completeness_percent" if name == COMPLETE else "total_tco2e"), facet


def _runs(place: str, name: str) -> QuerySet[models.Run]:
    return models.Run.objects.filter(place=place, system=SYSTEM, name=name)


def _new_run(place: str, name: str, *, digest: str, code: str, at: datetime) -> models.Run:
    number = _runs(place, name).count() + 1
    period = name.partition("@")[2].partition(":")[0]
    return models.Run.objects.create(
        id=hashlib.sha256(f"{place}/{SYSTEM}/{name}/{number}".encode()).hexdigest()[:16],
        place=place, system=SYSTEM, name=name, engine=ENGINE,
        title_ko=f"{TITLE.ko} ({period})", title_en=f"{TITLE.en} ({period})",
        says_ko=SAYS.ko, says_en=SAYS.en, is_check=False, holds=None,
        digest=digest, engine_digest=code, at=at,
    )  # fmt: skip


def _lapse_others(place: str, standing: Iterable[str], *, at: datetime) -> None:
    """Sums of what is no longer stated lapse, and what they published is withdrawn."""
    rows = models.Run.objects.filter(place=place, system=SYSTEM, name__startswith=PREFIX)
    for name in sorted(set(rows.values_list("name", flat=True)) - set(standing)):
        last = _runs(place, name).order_by("-at", "-id").first()
        if last is not None and last.digest != read.LAPSED:
            with transaction.atomic():
                _new_run(place, name, digest=read.LAPSED, code="", at=at)
                observing.withdraw_of_run(last.id, but=(), at=at)


def _figures(said: _Stated, categories: Sequence[Category]) -> list[Statement]:
    """The sums that no document prints, and how complete the statement is."""
    refs = {view: [each.ref for each in categories if view in each.views] for view in VIEWS}
    plus = refs["basic-plus"]
    sums = {f"{TOTAL}/{view}": own for view, own in refs.items()}
    for number, sector in SECTORS.items():
        sums[f"{SECTOR}/{sector}"] = [ref for ref in plus if ref.split(".")[0] == number]
    made = [_sum(said, address, own) for address, own in sums.items() if own and address not in said.printed]
    for view in VIEWS[:2]:
        address = f"{COMPLETE}/{view}"
        if refs[view] and address not in said.printed:
            found = completeness(said.cells, refs=refs[view])
            share, note = round(found.share_added * 100, 6), not_added(found.confidential)
            made.append(_statement(said, address, Decimal(str(share)), unit="percent", note=note))
    return made


def _sum(said: _Stated, address: str, refs: Sequence[str]) -> Statement:
    """A sum over sources; unknown where one is blank or cannot be read, and it says which."""
    cells = said.cells
    missing = [ref for ref in refs if ref not in cells or cells[ref].unread]
    if missing:
        return _statement(said, address, None, unit="tCO2e", note=without_value(missing))
    closed = [ref for ref in refs if CONFIDENTIAL in cells[ref].keys]
    return _statement(said, address, total(cells, refs=refs), unit="tCO2e", note=not_added(closed))


def _statement(
    said: _Stated, address: str, value: Decimal | None, *, unit: str, note: Text | None = None
) -> Statement:
    days = period_days(said.period)
    assert days is not None
    return Statement(
        place=said.place, address=address, period=said.period, mark=said.mark,
        printed="unknown" if value is None else f"{value:f}", unit=unit, value=value, step=None,
        valid_from=days[0], valid_to=days[1], published_on=None, source="", note=note or Text("", ""),
    )  # fmt: skip
