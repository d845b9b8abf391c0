"""What rows that somebody brought are, and what the books become with them: the same to whoever approves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.brought_rows import INSTEAD, PREFIX, put_together, read_brought
from dure.grammar.books.ecrf_keeping import read_rows
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.shapes import Activity
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.write import Statement
from dure.kernel.runs.write import emit, figures_of, with_brought
from dure.portal import showing
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.row_methods import method_href, method_title_of
from dure.portal.officer.checking import Letter
from dure.portal.officer.comparing import change_words
from dure.portal.reckoning.books import activity_library
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.showing import say

SHOWN_ROWS = 200
SOURCES, TOTALS = "gpc_emissions_tco2e/", "gpc_total_tco2e/"
Year = tuple[str, str]


@dataclass(frozen=True)
class RowsShown:
    """A filing of rows as it is shown: how many, how they stand to the others, and its tables."""

    count: int
    way: str
    changes: Table | None
    rows: Table
    shown: int


def library_of(place: str) -> FactorLibrary:
    """Factors, sets and the rows of a place that stand now."""
    return with_brought(activity_library(settings.PACKS), place=place)


def shown_rows(letters: Iterable[Letter], *, place: str, with_changes: bool) -> RowsShown | None:
    """The rows of a filing; None where it has none. `with_changes` says what the books would become now."""
    letter = next((each for each in letters if each.get("series", "").startswith(PREFIX)), None)
    if letter is None:
        return None
    rows, way = read_brought(read_rows(letter["rows"]), place=place, brought=letter["series"][len(PREFIX) :])
    library = library_of(place)
    return RowsShown(
        count=len(rows),
        way=way,
        changes=_changes(rows, way=way, place=place, library=library) if with_changes else None,
        rows=rows_table(rows[:SHOWN_ROWS], library=library),
        shown=min(len(rows), SHOWN_ROWS),
    )


def way_words(way: str) -> str:
    """How a file stands to the rows that are there, as a sentence."""
    if way == INSTEAD:
        return _(
            "The file stands instead of every row that the books have for its sources, years and marks. "
            "Other sources stay as they are."
        )
    return _(
        "The rows stand beside those of the books; a row of the same name takes the place of the old one."
    )


def rows_table(rows: Sequence[Activity], *, library: FactorLibrary) -> Table:
    """The rows one by one, each with what it comes to."""
    return Table(
        caption=_("The rows"),
        columns=(
            Column(_("Line"), numeric=True), Column(_("Activity")), Column(_("GPC ref")), Column(_("Period")),
            Column(_("Quantity"), numeric=True), Column(_("Taken with")), Column(_("Emissions by gas")),
        ),
        rows=tuple(_row(row, library) for row in rows),
    )  # fmt: skip


def _row(row: Activity, library: FactorLibrary) -> tuple[Cell, ...]:
    period = Cell(text=period_words(row.period, language=showing.language()))
    first = (Cell(text=str(row.line)), Cell(text=say(row.title)), Cell(text=row.ref), period)
    if row.key:
        target = f" ({row.target})" if row.target else ""
        return (
            *first,
            Cell(text=row.key + target),
            Cell(text=str(KEYS[row.key])),
            Cell(text=say(row.reason)),
        )
    made = emit(row, library=library)
    gases = [(gas, kg) for gas, kg in made.gases_kg] + (
        [("CO2e", made.composite_kg)] if made.composite_kg else []
    )
    told = ", ".join(f"{gas} {_kilograms(kg)}" for gas, kg in gases if kg is not None)
    set_name = f" ({made.composite_set})" if made.composite_kg else ""
    return (
        *first,
        Cell(text=f"{row.quantity:,f} {row.unit}" if row.quantity is not None else ""),
        taken_with(
            row,
            factor=made.factor.address if made.factor else "",
            title=made.factor.title if made.factor else None,
        ),
        Cell(text=f"{told}{set_name}" if told else _("nothing that counts")),
    )


def _kilograms(kg: Decimal) -> str:
    """Kilograms as a reader takes them in; every digit stands on the row's page."""
    return f"{kg:,.1f} kg" if abs(kg) >= 1 else f"{kg.normalize():f} kg"


def taken_with(row: Activity, *, factor: str, title: Text | None) -> Cell:
    """What a row is multiplied by, with the way to its page."""
    if row.own_kg:
        told = ", ".join(f"{gas} {kg:f}" for gas, kg in row.own_kg)
        return Cell(text=_("factors in the row"), note=f"{told} kg/{row.unit}")
    if factor:
        place, _slash, name = factor.partition("/")
        return Cell(
            text=say(title) if title else factor,
            href=reverse("factor", kwargs={"place": place, "factor": name}),
        )
    return Cell(text=method_title_of(row.method) or row.method, href=method_href(row.method))


def _changes(rows: Sequence[Activity], *, way: str, place: str, library: FactorLibrary) -> Table | None:
    """What each touched source and the totals are now, and what they would be."""
    standing = [row for row in library.activities if row.place == place]
    after = put_together(standing, rows, way=way)
    years = list(dict.fromkeys((row.period[:4], row.mark) for row in rows))
    lines: list[tuple[Cell, ...]] = []
    for year in years:
        refs = {row.ref for row in rows if _year(row) == year}
        lines += _of_year(
            year,
            refs,
            place,
            replace(library, activities=tuple(standing)),
            replace(library, activities=after),
        )
    return Table(
        caption=_("What the books would become"),
        columns=(
            Column(_("Figure")), Column(_("Period")), Column(_("Stands now"), numeric=True),
            Column(_("With these rows"), numeric=True), Column(_("Difference")), Column(_("Rows")),
        ),
        rows=tuple(lines),
    )  # fmt: skip


def _of_year(
    year: Year, refs: set[str], place: str, before: FactorLibrary, after: FactorLibrary
) -> Iterable[tuple[Cell, ...]]:
    """The touched sources of one year and mark, then its totals."""
    kinds, categories = observations.kinds(), taxonomy()
    facets = {SOURCES + each.facet: each.ref for each in categories}
    old, new = (
        {
            figure.address: figure
            for figure in figures_of(place, period=year[0], mark=year[1], library=each, categories=categories)
        }
        for each in (before, after)
    )
    for address in new:
        ref = facets.get(address, "")
        if ref not in refs and not address.startswith(TOTALS):
            continue
        kind = kinds[address.partition("/")[0]]
        counts = [
            sum(1 for row in each.activities if _year(row) == year and row.ref == ref)
            for each in (before, after)
        ]
        stood = old.get(address)
        yield (
            Cell(text=say(kind.title_of(address))),
            Cell(text=period_words(year[0], language=showing.language()), mark=year[1]),
            _value(stood), _value(new[address]),
            Cell(text=change_words(new[address].value, stood.value) if stood else _("new")),
            Cell(text=f"{counts[0]} → {counts[1]}" if ref else ""),
        )  # fmt: skip


def _value(said: Statement | None) -> Cell:
    """A figure of the books; its key, or what is missing."""
    if said is None:
        return Cell(text=_("nothing yet"))
    if said.value is not None:
        return Cell(value=said.value, unit="tco2e", decimals=2)
    is_key = said.printed != "unknown"
    return Cell(text=said.printed if is_key else _("unknown"), note=say(said.note)[:200])


def _year(row: Activity) -> Year:
    return row.period[:4], row.mark
