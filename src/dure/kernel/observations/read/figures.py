"""Answers about figures, kinds and sources, as frozen values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from dure.grammar.shapes import Text
from dure.kernel.observations import models
from dure.kernel.observations.read.closings import Figure, seen, statement_rows

# Where several marks state one period, what was seen comes before what was meant.
MARKS = ("observed", "estimated", "stale", "target", "forecast", "scenario", "parameter", "synthetic")


@dataclass(frozen=True)
class Source:
    """A document that figures come from. `published` is its day as far as that is told, like 2021-12.

    Of one `to_confirm` nobody has yet looked at the original.
    """

    id: str
    title: Text
    publisher: Text
    published_on: date | None
    kind: str
    url: str
    licence: str
    may_copy: bool
    note: Text
    figures: int = 0
    by: str = ""
    recorded_at: datetime | None = None
    published: str = ""
    language: str = "ko"
    to_confirm: bool = False


@dataclass(frozen=True)
class Kind:
    """What can be stated under a name; `unit` is canonical, `shows` the one pages use."""

    name: str
    system: str
    title: Text
    says: Text
    unit: str
    shows: str
    decimals: int | None
    facets: tuple[tuple[str, Text], ...]
    # Whether a notation key may stand where the number would.
    keys: bool = False

    def title_of(self, address: str) -> Text:
        """The title of an address under this kind, with its facets' names."""
        names = dict(self.facets)
        _name, _slash, facet = address.partition("/")
        # A facet of several parts may have a title of its own.
        parts = [facet] if facet in names else facet.split("/") if facet else []
        tail = [names.get(part, Text(part, part)) for part in parts]
        if not tail:
            return self.title
        return Text(
            self.title.ko + " · " + " · ".join(part.ko for part in tail),
            self.title.en + " · " + " · ".join(part.en for part in tail),
        )


@dataclass(frozen=True)
class Address:
    """A full address taken apart; mark is empty where it was not given."""

    place: str
    address: str
    period: str
    mark: str


def parse_address(text: str) -> Address | None:
    """Take `place/name/facet@period:mark` apart; None where it is not of that form.

    What holds until further notice has no period: `place/name@:mark`.
    """
    head, at, tail = text.partition("@")
    place, _, address = head.partition("/")
    period, _, mark = tail.partition(":")
    if not (at and place and address and (period or mark)):
        return None
    return Address(place, address, period, mark)


def standing_rows(rows: Iterable[models.Figure]) -> list[models.Figure]:
    """The row that stands for each place, address, period and mark.

    Of each statement (source and origin) the last recorded counts, unless withdrawn. Between
    statements a correction goes first, then the later published, then the later recorded. Rows are in the
    order of their numbers: a clock may have been wrong, and put right since.
    """
    last: dict[tuple[str, ...], models.Figure] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        last[row.place, row.address, row.period, row.mark, row.source_id or "", row.origin] = row
    best: dict[tuple[str, ...], models.Figure] = {}
    for row in last.values():
        if row.withdrawn:
            continue
        key = (row.place, row.address, row.period, row.mark)
        if key not in best or _rank(row) > _rank(best[key]):
            best[key] = row
    return sorted(best.values(), key=lambda r: (r.place, r.address, r.valid_from, MARKS.index(r.mark)))


def _rank(row: models.Figure) -> tuple[bool, date, int]:
    return (row.corrects_id is not None, row.published_on or date.min, row.pk)


def figures(
    place: str,
    *,
    addresses: Sequence[str] = (),
    marks: Sequence[str] = (),
    source: str = "",
    known_on: date | None = None,
    recorded_by: datetime | None = None,
) -> tuple[Figure, ...]:
    """The standing figures of a place, by address and period; of one `source`, what that document states.

    `known_on` answers “what had been published by that day?”, `recorded_by` “what did we hold then?”.
    """
    rows = statement_rows().filter(place=place)
    if addresses:
        rows = rows.filter(address__in=addresses)
    if marks:
        rows = rows.filter(mark__in=marks)
    if source:
        rows = rows.filter(source=source)
    if known_on:
        rows = rows.filter(published_on__lte=known_on)
    if recorded_by:
        rows = rows.filter(recorded_at__lte=recorded_by)
    return tuple(seen(row) for row in standing_rows(rows))


def figures_across(places: Sequence[str], *, name: str) -> tuple[Figure, ...]:
    """The standing figures of one kind at several places, asked for at once."""
    rows = statement_rows().filter(place__in=places, address__startswith=f"{name}/")
    return tuple(seen(row) for row in standing_rows(rows))


def find_figure(
    place: str, *, address: str, period: str, mark: str = "", recorded_by: datetime | None = None
) -> Figure | None:
    """The standing figure of an address and period; without a mark, what was seen before what was meant."""
    rows = statement_rows().filter(place=place, address=address, period=period)
    if mark:
        rows = rows.filter(mark=mark)
    if recorded_by:
        rows = rows.filter(recorded_at__lte=recorded_by)
    standing = standing_rows(rows)
    return seen(standing[0]) if standing else None


def find_nearest(chain: Sequence[str], *, address: str, period: str, mark: str = "") -> Figure | None:
    """The figure of the nearest place of a chain that states one: nearer values win."""
    for place in chain:
        found = find_figure(place, address=address, period=period, mark=mark)
        if found:
            return found
    return None


def find_by_id(figure: int) -> Figure | None:
    """The statement of that row, whether it still stands or not."""
    row = statement_rows().filter(pk=figure).first()
    return seen(row) if row else None


def by_id(figures: Iterable[int]) -> dict[int, Figure]:
    """The statements of these rows, whether they still stand or not."""
    return {row.pk: seen(row) for row in statement_rows().filter(pk__in=list(figures))}


def statements(
    place: str, *, address: str, period: str, recorded_by: datetime | None = None, limit: int = 200
) -> tuple[Figure, ...]:
    """Everything ever recorded about an address and period, the newest first; up to a moment when asked."""
    rows = statement_rows().filter(place=place, address=address, period=period)
    rows = rows.filter(recorded_at__lte=recorded_by) if recorded_by else rows
    return tuple(seen(row) for row in rows.order_by("-pk")[:limit])


def published(addresses: Sequence[str], *, recorded_by: datetime | None = None) -> dict[str, Figure]:
    """The value last printed at each full address, corrected or withdrawn since or not, in one question."""
    asked = [parsed for parsed in map(parse_address, addresses) if parsed]
    rows = statement_rows().filter(
        place__in={one.place for one in asked},
        address__in={one.address for one in asked},
        period__in={one.period for one in asked},
        corrects=None,
        withdrawn=False,
    )
    if recorded_by:
        rows = rows.filter(recorded_at__lte=recorded_by)
    wanted = set(addresses)
    printed = map(seen, rows.order_by("pk"))
    return {figure.full_address: figure for figure in printed if figure.full_address in wanted}


def figures_by(run: str, *, limit: int = 200) -> tuple[Figure, ...]:
    """The figures that a run published, by address and period."""
    rows = statement_rows().filter(origin="run", by=run).order_by("place", "address", "valid_from", "pk")
    return tuple(seen(row) for row in rows[:limit])


def addresses(place: str) -> tuple[str, ...]:
    """The addresses that a place states something about."""
    return tuple(sorted({address for _, address, _, _ in _stated(models.Figure.objects.filter(place=place))}))


def counts() -> dict[str, int]:
    """For each place, how many addresses, periods and marks it states something about."""
    return dict(Counter(place for place, _, _, _ in _stated(models.Figure.objects.all())))


def _stated(rows: QuerySet[models.Figure]) -> set[tuple[str, str, str, str]]:
    """Place, address, period and mark of everything that stands, without the figures themselves."""
    columns = ("place", "address", "period", "mark", "source", "origin", "withdrawn")
    last = {row[:-1]: row[-1] for row in rows.order_by("pk").values_list(*columns)}
    return {key[:4] for key, withdrawn in last.items() if not withdrawn}


def kinds() -> dict[str, Kind]:
    """Every kind by its name, in the order of the packs."""
    rows = models.Kind.objects.prefetch_related("facets").order_by("position")
    return {row.name: _kind(row) for row in rows}


def kinds_not_entered() -> frozenset[str]:
    """The kinds that nobody enters: all that is stated of them is reckoned, or is assumed for all places."""
    entered: dict[str, bool] = {}
    columns = ("address", "origin", "mark", "place")
    for address, origin, mark, place in models.Figure.objects.values_list(*columns).distinct():
        name = address.split("/")[0]
        is_given = origin == "run" or (mark == "parameter" and place == "world")
        entered[name] = entered.get(name, False) or not is_given
    return frozenset(name for name, by_somebody in entered.items() if not by_somebody)


def find_kind(address: str) -> Kind | None:
    """The kind that an address belongs to."""
    row = (
        models.Kind.objects.prefetch_related("facets").filter(name=address.split("/", maxsplit=1)[0]).first()
    )
    return _kind(row) if row else None


def _kind(row: models.Kind) -> Kind:
    facets = sorted(row.facets.all(), key=lambda facet: facet.position)
    return Kind(
        name=row.name,
        system=row.system,
        title=Text(row.title_ko, row.title_en),
        says=Text(row.says_ko, row.says_en),
        unit=row.unit,
        shows=row.shows,
        decimals=row.decimals,
        keys=row.keys,
        facets=tuple((facet.name, Text(facet.title_ko, facet.title_en)) for facet in facets),
    )


def _source(row: models.Source, figures: int = 0) -> Source:
    return Source(
        id=row.id,
        title=Text(row.title_ko, row.title_en),
        publisher=Text(row.publisher_ko, row.publisher_en),
        published_on=row.published_on,
        kind=row.kind,
        url=row.url,
        licence=row.licence,
        may_copy=row.may_copy,
        note=Text(row.note_ko, row.note_en),
        figures=figures,
        by=row.by,
        recorded_at=row.recorded_at,
        published=row.published or (row.published_on.isoformat() if row.published_on else ""),
        language=row.language,
        to_confirm=row.to_confirm,
    )


def sources() -> tuple[Source, ...]:
    """Every document, with how many figures' rows name it, by id."""
    named = models.Figure.objects.filter(source__isnull=False).order_by().values_list("source_id")
    counts = dict(named.annotate(Count("pk")))
    return tuple(_source(row, counts.get(row.id, 0)) for row in models.Source.objects.order_by("id"))


def find_source(source: str) -> Source | None:
    """The document of that id."""
    row = models.Source.objects.filter(id=source).first()
    return _source(row, models.Figure.objects.filter(source=source).count()) if row else None


def figures_from(source: str, *, limit: int = 1000) -> tuple[Figure, ...]:
    """The standing figures that a document is the source of."""
    rows = statement_rows().filter(source=source)
    return tuple(seen(row) for row in standing_rows(rows)[:limit])


def is_made_up(source: str) -> bool:
    """Whether a document is the source of made-up figures: whatever cites it is made up, too."""
    return models.Figure.objects.filter(source=source, mark="synthetic").exists()
