"""One statement as everybody may read it: what is closed answers the key C and no number.

Every reader of figures passes here. The officers of a place, who may see the numbers, ask `unveiled`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from dure.grammar.numbers import CONFIDENTIAL, notation
from dure.grammar.shapes import Text
from dure.kernel.observations import models

# What stands in the place of a note that could hold the number.
NOTE = Text(
    "비공개(C) 값을 이 값으로 알아낼 수 있어 함께 공개하지 않습니다.",
    "Not published: a confidential figure (C) could be derived from it.",
)


@dataclass(frozen=True)
class Figure:
    """One statement; `value` None is unknown. value and step are in the kind's canonical unit."""

    id: int
    place: str
    address: str
    period: str
    mark: str
    printed: str
    unit: str
    value: Decimal | None
    step: Decimal | None
    valid_from: date
    valid_to: date
    published_on: date | None
    recorded_at: datetime
    source: str
    locator: str
    label: str
    note: Text
    origin: str
    by: str
    corrects: int | None
    withdrawn: bool
    published: str = ""
    to_confirm: bool = False
    # Whether it has a number that is not told here.
    closed: bool = False
    # Whether that is so for its own sake, and not only because another could be derived from it.
    confidential: bool = False

    @property
    def as_printed(self) -> str:
        """What its document prints; nothing where no document prints it, because it was reckoned."""
        return "" if self.origin == "run" and not notation(self.printed) else self.printed

    @property
    def full_address(self) -> str:
        """place/address@period:mark, the one name of this figure everywhere."""
        return f"{self.place}/{self.address}@{self.period}:{self.mark}"


def statement_rows() -> QuerySet[models.Figure]:
    """The rows of figures, each with what is closed under its address: what `shows`, and the reason."""
    last = models.Closing.objects.filter(
        place=OuterRef("place"), address=OuterRef("address"), period=OuterRef("period"), mark=OuterRef("mark")
    ).order_by("-id")
    return models.Figure.objects.annotate(
        shows=Subquery(last.values("shows")[:1]),
        because_ko=Subquery(last.values("note_ko")[:1]),
        because_en=Subquery(last.values("note_en")[:1]),
    )


def seen(row: models.Figure) -> Figure:
    """A row as everybody may read it. Takes rows of `statement_rows` only."""
    figure = unveiled_row(row)
    shows: int | None = row.shows  # type: ignore[attr-defined]
    if is_confidential(figure):
        return replace(_closed(figure, note=figure.note), confidential=True)
    if shows is None or shows in {models.Closing.ANY, figure.id} or figure.value is None:
        return figure
    reason = Text(row.because_ko, row.because_en)  # type: ignore[attr-defined]
    if not (reason.ko or reason.en):
        return _closed(figure, note=NOTE)
    return replace(_closed(figure, note=reason), confidential=True)


def is_confidential(figure: Figure) -> bool:
    """Whether the key C stands where its number would."""
    return notation(figure.printed) == CONFIDENTIAL


def _closed(figure: Figure, *, note: Text) -> Figure:
    """The figure without its number, and without words in which it could stand."""
    label = figure.label if figure.origin == "run" else ""
    return replace(
        figure, value=None, step=None, printed=CONFIDENTIAL, label=label, note=note,
        closed=figure.value is not None,
    )  # fmt: skip


def unveiled(figures: Iterable[int]) -> dict[int, Figure]:
    """The statements of these rows with their numbers, and in the note why they are closed: for officers of
    the place, and for nobody else.
    """
    found = {}
    for row in statement_rows().filter(pk__in=list(figures)):
        told, whole = seen(row), unveiled_row(row)
        found[row.pk] = replace(whole, note=told.note, confidential=told.confidential)
    return found


def closed_since(place: str, *, at: datetime) -> bool:
    """Whether figures of a place are closed that were open at a moment: what was kept then may tell them."""
    rows = models.Closing.objects.filter(place=place).order_by("pk")
    last = {(row.address, row.period, row.mark): row for row in rows}
    return any(row.recorded_at > at and row.shows != models.Closing.ANY for row in last.values())


def closing_of_run(column: str) -> Subquery:
    """For a query whose rows name a run in `column`: 0 where nothing of that run is told."""
    last = models.Closing.objects.filter(run=OuterRef(column)).order_by("-id")
    return Subquery(last.values("shows")[:1])


def unveiled_row(row: models.Figure) -> Figure:
    """A statement with its number, confidential or not."""
    return Figure(
        id=row.pk,
        place=row.place,
        address=row.address,
        period=row.period,
        mark=row.mark,
        printed=row.printed,
        unit=row.unit,
        value=None if row.value is None else Decimal(row.value),
        step=None if row.step is None else Decimal(row.step),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        published_on=row.published_on,
        recorded_at=row.recorded_at,
        source=row.source_id or "",
        locator=row.locator,
        label=row.label,
        note=Text(row.note_ko, row.note_en),
        origin=row.origin,
        by=row.by,
        corrects=row.corrects_id,
        withdrawn=row.withdrawn,
        published=row.published or (row.published_on.isoformat() if row.published_on else ""),
        to_confirm=row.to_confirm,
    )
