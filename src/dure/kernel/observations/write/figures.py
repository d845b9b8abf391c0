"""Verbs that record figures and sources. Each is one transaction; nothing is changed in place."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.observations import models


@dataclass(frozen=True)
class Statement:
    """What is to be recorded: canonical value and step, as shapes.Stated has them."""

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
    source: str
    locator: str = ""
    label: str = ""
    note: Text = Text("", "")  # noqa: RUF009  a frozen value
    published: str = ""
    to_confirm: bool = False


def record(
    statements: Sequence[Statement], *, origin: str, by: str, at: datetime, corrects: int | None = None
) -> list[int]:
    """Record statements and answer their ids."""
    with transaction.atomic():
        rows = [_row(said, origin=origin, by=by, at=at) for said in statements]
        for row in rows:
            row.corrects_id = corrects
        return [row.pk for row in models.Figure.objects.bulk_create(rows)]


def _row(said: Statement, *, origin: str, by: str, at: datetime) -> models.Figure:
    return models.Figure(
        place=said.place,
        address=said.address,
        period=said.period,
        mark=said.mark,
        printed=said.printed,
        unit=said.unit,
        value=_text(said.value),
        step=_text(said.step),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        published_on=said.published_on,
        published=said.published,
        to_confirm=said.to_confirm,
        source_id=said.source or None,
        locator=said.locator,
        label=said.label,
        note_ko=said.note.ko,
        note_en=said.note.en,
        origin=origin,
        by=by,
        recorded_at=at,
    )


def _text(value: Decimal | None) -> str | None:
    """Decimal as plain digits, the same text for the same number."""
    if value is None:
        return None
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


class SourceKnown(ValueError):
    """A document of this id is in the catalogue already, with other content or by somebody else."""


def load_sources(sources: Iterable[shapes.Source]) -> None:
    """Make the table of sources what the packs say."""
    with transaction.atomic():
        for source in sources:
            models.Source.objects.update_or_create(id=source.id, defaults=_source_columns(source))


def register_source(source: shapes.Source, *, by: str, at: datetime) -> bool:
    """Enter a document into the catalogue; answers whether it is new. The same again changes nothing.

    Raises SourceKnown where the id stands for another document: nothing is overwritten.
    """
    columns = _source_columns(source)
    with transaction.atomic():
        row, fresh = models.Source.objects.get_or_create(
            id=source.id, defaults={**columns, "by": by, "recorded_at": at}
        )
    if not fresh and any(getattr(row, name) != value for name, value in columns.items()):
        raise SourceKnown(source.id)
    return fresh


def _source_columns(source: shapes.Source) -> dict[str, object]:
    return {
        "title_ko": source.title.ko,
        "title_en": source.title.en,
        "publisher_ko": source.publisher.ko,
        "publisher_en": source.publisher.en,
        "published_on": source.published_on,
        "published": source.published if source.published_on else "",
        "language": source.language,
        "to_confirm": source.to_confirm,
        "kind": source.kind,
        "url": source.url,
        "licence": source.licence,
        "may_copy": source.may_copy,
        "note_ko": source.note.ko,
        "note_en": source.note.en,
    }


def load_kinds(kinds: Sequence[shapes.FigureKind]) -> None:
    """Make the table of kinds what the packs say."""
    with transaction.atomic():
        models.Kind.objects.all().delete()
        models.Kind.objects.bulk_create(
            models.Kind(
                name=kind.name,
                system=kind.system,
                title_ko=kind.title.ko,
                title_en=kind.title.en,
                says_ko=kind.says.ko,
                says_en=kind.says.en,
                unit=kind.unit,
                shows=kind.shows,
                decimals=kind.decimals,
                keys=kind.keys,
                position=position,
            )
            for position, kind in enumerate(kinds)
        )
        models.Facet.objects.bulk_create(
            models.Facet(kind_id=kind.name, name=name, title_ko=t.ko, title_en=t.en, position=position)
            for kind in kinds
            for position, (name, t) in enumerate(zip(kind.facets, kind.facet_titles, strict=True))
        )


def withdraw_of_run(run: str, *, but: Collection[str], at: datetime) -> int:
    """Withdraw what a run published, but for these full addresses. Answers how many figures."""
    with transaction.atomic():
        rows = models.Figure.objects.filter(origin="run", by=run, withdrawn=False)
        gone = [row for row in rows if f"{row.place}/{row.address}@{row.period}:{row.mark}" not in but]
        for row in gone:
            row.pk, row.withdrawn, row.recorded_at = None, True, at
        models.Figure.objects.bulk_create(gone)
    return len(gone)


Key = tuple[str, str, str, str, str]


def load_figures(rows: Iterable[shapes.Stated], *, at: datetime) -> tuple[int, int]:
    """Record what the packs state that is new or different; withdraw what they no longer state.

    Answers how many were recorded and how many withdrawn. The same packs again record nothing.
    """
    with transaction.atomic():
        standing: dict[Key, models.Figure] = {}
        for row in models.Figure.objects.filter(origin="pack").order_by("pk"):
            standing[row.place, row.address, row.period, row.mark, row.source_id or ""] = row
        fresh: list[models.Figure] = []
        for stated in rows:
            said = _statement(stated)
            row = _row(said, origin="pack", by="", at=at)
            old = standing.pop((said.place, said.address, said.period, said.mark, said.source), None)
            if old is None or old.withdrawn or _content(old) != _content(row):
                fresh.append(row)
        gone = [row for row in standing.values() if not row.withdrawn]
        for row in gone:
            row.pk, row.withdrawn, row.recorded_at = None, True, at
        models.Figure.objects.bulk_create(fresh + gone)
    return len(fresh), len(gone)


def _statement(row: shapes.Stated) -> Statement:
    return Statement(
        place=row.place or "world",
        address=row.address,
        period=row.period,
        mark=row.mark,
        printed=row.printed,
        unit=row.unit,
        value=row.canonical,
        step=row.step,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        published_on=row.published_on,
        published=row.published,
        to_confirm=row.to_confirm,
        source=row.source,
        locator=row.locator,
        label=row.label,
        note=row.note,
    )


def _content(row: models.Figure) -> tuple[object, ...]:
    return (
        row.printed, row.unit, row.value, row.step, row.valid_from, row.valid_to, row.published_on,
        row.published, row.to_confirm, row.locator, row.label, row.note_ko, row.note_en,
    )  # fmt: skip
