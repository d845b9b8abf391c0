"""A row of activity with what became of it, as the list of rows and the page of each tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.brought_rows import PREFIX
from dure.grammar.numbers import CONFIDENTIAL
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Series
from dure.kernel.runs import read as runs
from dure.portal import showing
from dure.portal.blocks.table import Cell
from dure.portal.data.row_methods import method_href, method_title_of
from dure.portal.showing import say

SOURCES = "gpc_emissions_tco2e/"
BY_FACTOR, OWN = "activity", "row"
SHOWN = 500
GRAMS = Decimal(1000)
HEADER = (
    "line", "row", "ref", "period", "title_ko", "title_en", "quantity", "unit", "key", "reference", "co2e_kg",
    "gwp_set", "mark", "source", "series",
)  # fmt: skip


@dataclass(frozen=True)
class RowTold:
    """A row of a series with what became of it: the run that took it, by which factor, and what it came to.

    `grams` holds the gases by the names of the run's answers. Of what is closed nothing is told but its name.
    """

    series: Series
    line: int
    cells: Mapping[str, str]
    run: runs.Run | None
    fed: runs.Input | None
    grams: Mapping[str, Decimal]

    @property
    def is_closed(self) -> bool:
        """Whether its numbers are not published."""
        return self.fed is not None and self.fed.value == CONFIDENTIAL

    @property
    def title(self) -> Text:
        """What was done."""
        return Text(self.cells["title_ko"], self.cells["title_en"])

    @property
    def reference(self) -> str:
        """What it was multiplied by: `place/factor@published`, a method, or its own."""
        return self.fed.reference.partition("|")[2] if self.fed else ""

    @property
    def co2e_kg(self) -> Decimal | None:
        """Kilograms of CO2 equivalent, where they are known and told."""
        grams = self.grams.get(runs.ROW)
        return None if grams is None or self.is_closed else grams / GRAMS


def row_href(place: str, *, digest: str, line: int) -> str:
    """The page of a row."""
    return reverse("activity_row", kwargs={"place": place, "digest": digest, "line": line})


def rows_href(place: str, *, year: str, mark: str, ref: str = "") -> str:
    """The list of rows behind a year of an inventory, or one source of it."""
    asked = f"?year={year}&mark={mark}" + (f"&ref={ref}" if ref else "")
    return reverse("activity_rows", kwargs={"place": place}) + asked


def lines_of(digest: str) -> dict[str, int]:
    """The line of each row of a series by the row's name; nothing where its file is lost."""
    series = observations.series_of(digest)
    if series is None or observations.lost_rows(series):
        return {}
    names = observations.rows_of(series, columns=("row",)).column("row").to_pylist()
    return {str(name): line for line, name in enumerate(names, start=1)}


def year_of(told: RowTold) -> str:
    """The year of the inventory that the row is part of."""
    return told.cells["period"][:4]


def source_title(told: RowTold, kinds: showing.Kinds) -> str:
    """What the source is called."""
    kind = kinds.get(SOURCES[:-1])
    facet = told.cells["ref"].lower().replace(".", "-")
    title = dict(kind.facets).get(facet) if kind else None
    return say(title) if title else told.cells["ref"]


def quantity_of(told: RowTold) -> str:
    """How much was done, to the last digit."""
    text = told.cells["quantity"]
    return f"{Decimal(text):,f} {told.cells['unit']}" if text else ""


def taken_with(told: RowTold) -> Cell:
    """What the row was multiplied by, with the way to its page."""
    named, _at, published = told.reference.partition("@")
    place, slash, factor = named.partition("/")
    if slash:
        day = published if published != "unknown" else _("day unknown")
        return Cell(
            text=f"{place}/{factor}",
            href=reverse("factor", kwargs={"place": place, "factor": factor}),
            note=_("published: %(day)s") % {"day": day},
        )
    if named == OWN:
        return Cell(text=_("factors stated in the row itself"))
    return Cell(text=method_title_of(named) or named, href=method_href(named)) if named else Cell()


def set_name(told: RowTold, figure: Figure | None) -> str:
    """The set that the row is said in: its own, or that of the statement."""
    return told.cells.get("gwp_set", "") or (figure.label if figure and figure.origin == "run" else "")


def row_data(told: RowTold, figure: Figure | None) -> dict[str, object]:
    """A row as data."""
    shut = told.is_closed
    return {
        "place": told.series.place,
        "series": told.series.digest,
        "line": told.line,
        "row": told.cells["row"],
        "ref": told.cells["ref"],
        "period": told.cells["period"],
        "title": told.title,
        "quantity": None if shut or not told.cells["quantity"] else told.cells["quantity"],
        "unit": "" if shut else told.cells["unit"],
        "mark": told.cells["mark"],
        "key": told.cells["key"] or (CONFIDENTIAL if shut else ""),
        "target": told.cells["target"],
        "factor_or_method": "" if shut else told.reference,
        "gases_kg": {}
        if shut
        else {
            name.removeprefix(runs.ROWS).removesuffix("_g"): grams / GRAMS
            for name, grams in told.grams.items()
            if name != runs.ROW
        },
        "co2e_kg": told.co2e_kg,
        "gwp_set": set_name(told, figure),
        "grade": told.cells["grade"],
        "source": told.cells["source"],
        "filing": PREFIX + told.cells["brought"] if told.cells.get("brought") else "",
        "run": told.run.id if told.run else "",
        "figure": figure.full_address if figure else "",
    }
