"""What the change between two inventories is made of: activity, factors, boundary, projects, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.rounding import rounding_cells
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.waterfall import Step, Waterfall
from dure.portal.reckoning.attributions import ACTIVITY, CLAIMED, Attributed, attributed
from dure.portal.reckoning.books import Choice, book, choices
from dure.portal.reckoning.differences import Compared, compared
from dure.portal.reckoning.recalculations import declared
from dure.portal.resident.book_words import book_title, views
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.resident.reconciliation_tables import tonnes_cell
from dure.portal.resident.reconciliation_words import UNIT, rounding_words, tonnes
from dure.portal.resident.reconciliations import compare_href

SYNTHETIC = "synthetic"


@dataclass(frozen=True)
class Part:
    """One part of a change; None is unknown."""

    title: str
    value: Decimal | None
    note: str
    href: str


@dataclass(frozen=True)
class Links:
    """Where the two inventories stand line by line: the page, and its data."""

    page: str
    csv: str
    json: str


def from_inventories(place: Place, standing: Sequence[Figure]) -> dict[str, object] | None:
    """The newest inventory against that of the base year, or of the year before; None without two years."""
    pair = _pair(choices(place.id, packs=settings.PACKS), standing)
    if not pair:
        return None
    categories, sources = taxonomy(), showing.sources()
    before, after = (
        book(place.id, each, categories=categories, packs=settings.PACKS, standing=standing) for each in pair
    )
    seen = views(before, after, categories=categories)
    if not seen:
        return None
    found = compared(before, after, addresses=seen[0].addresses)
    if found.sets or not found.lines:
        return None
    parts = attributed(found, standing=standing, year=pair[1].period)
    titles = [book_title(each, sources) for each in pair]
    slugs = (pair[0].slug, pair[1].slug)
    links = Links(*(compare_href(place.id, *slugs, kind=kind) for kind in ("", "csv", "json")))
    named = _named(parts, links.page)
    return {
        "titles": titles,
        "view": seen[0].title,
        "is_synthetic": SYNTHETIC in {each.mark for each in pair},
        "lead": _lead(found, parts, titles),
        "waterfall": _waterfall(found, named, titles, pair),
        "table": _table(found, parts, named, links),
        "missing": _missing(found, parts, place, pair[1].period),
        "left_out": len(found.left_out),
        "rounding": rounding_words([part.value for part in named], found.gap.net),
        "bridge": _bridge(found, parts),
        "compare_href": links.page,
        "method_href": reverse("method", kwargs={"engine": "pathways.attributed_change"}),
        "data": _data(found, parts, slugs, seen[0].name),
    }


def _pair(known: Sequence[Choice], standing: Sequence[Figure]) -> tuple[Choice, Choice] | tuple[()]:
    """The newest year that has an earlier one of its kind: the base year where it is declared and stated."""
    newest = [each for each in known if not (each.edition or each.source or each.known_on)]
    base = declared(standing).base_year
    year = str(int(base.value)) if base is not None and base.value is not None else ""
    for after in newest:
        alike = [each for each in newest if (each.family, each.mark) == (after.family, after.mark)]
        earlier = [each for each in alike if each.period < after.period]
        if earlier:
            return next((each for each in earlier if each.period == year), earlier[0]), after
    return ()


def _lead(found: Compared, parts: Attributed, titles: Sequence[str]) -> str:
    words = {
        "before": titles[0], "after": titles[1], "change": tonnes(found.gap.net, signed=True),
        "unexplained": tonnes(parts.unexplained, signed=True),
    }  # fmt: skip
    first = _("From “%(before)s” to “%(after)s” the inventory changed by %(change)s.") % words
    if parts.activity is None:
        return f"{first} " + _("What lies behind it nobody stated: all of it is unexplained.")
    if abs(parts.unexplained) < Decimal("0.5"):
        if parts.credited is not None and parts.not_credited:
            held = {"credited": tonnes(-parts.credited), "not": tonnes(abs(parts.not_credited))}
            return (
                f"{first} "
                + _(
                    "Nothing is left unexplained, but only because projects claim more than the change can "
                    "hold: %(credited)s is credited, %(not)s is not. That is a cap and no proof."
                )
                % held
            )
        return f"{first} " + _("Its parts are known and leave nothing unexplained.")
    return f"{first} " + _("%(unexplained)s of it is unexplained.") % words


def _bridge(found: Compared, parts: Attributed) -> str:
    """How the activity named here and that of the comparison hang together, where they are two things."""
    if parts.without_projects is None or parts.activity is None or parts.credited is None:
        return ""
    return _(
        "Line by line the amount of activity comes to %(rows)s: that counts every change of the rows, "
        "whatever moved them. Of it, %(without)s would have come without projects, %(credited)s is credited "
        "to projects, and %(unexplained)s stays unexplained."
    ) % {
        "rows": tonnes(found.activity.net, signed=True),
        "without": tonnes(parts.activity, signed=True),
        "credited": tonnes(parts.credited, signed=True),
        "unexplained": tonnes(parts.unexplained, signed=True),
    }


def _remarks(parts: Attributed) -> tuple[str, str]:
    """A word on the activity, and one on the projects."""
    if parts.without_projects is not None:
        of_activity = _("as stated: what would have changed without projects")
        of_projects = _("nobody stated what projects claim")
    else:
        of_activity = _("from the activity rows; what projects did lies within")
        of_projects = _("not told apart from activity and factors")
    if parts.activity is None:
        of_activity = _("not stated by the inventories")
    if parts.credited is not None:
        of_projects = _("no more than the change can hold")
    return of_activity, of_projects


def _named(parts: Attributed, href: str) -> list[Part]:
    """The parts with their names, a word on each, and the way to who says so."""
    of_activity, of_projects = _remarks(parts)
    stated, claimed = parts.without_projects, parts.claimed
    of = _("Amount of activity without projects") if stated else _("Amount of activity")
    return [
        Part(
            of,
            parts.activity,
            of_activity,
            showing.figure_href(stated) if stated else href,
        ),
        Part(
            _("Factors"),
            parts.factor,
            "" if parts.factor is not None else _("not stated by the inventories"),
            href,
        ),
        Part(
            _("Boundary and method"),
            parts.boundary,
            _("lines and rows that only one of the two reports"),
            href,
        ),
        Part(
            _("Credited projects"),
            parts.credited,
            of_projects,
            showing.figure_href(claimed) if claimed else "",
        ),
        Part(_("Unexplained"), parts.unexplained, "", href),
    ]


def _waterfall(
    found: Compared, named: Sequence[Part], titles: Sequence[str], pair: Sequence[Choice]
) -> Waterfall:
    own = SYNTHETIC if SYNTHETIC in {each.mark for each in pair} else "estimated"
    return Waterfall(
        slug="parts-of-inventories",
        title=_("Parts of the change"),
        unit=UNIT,
        decimals=0,
        steps=(
            Step(titles[0], found.before, pair[0].mark, is_total=True),
            *(Step(part.title, part.value, own, href=part.href, note=part.note) for part in named),
            Step(titles[1], found.after, pair[1].mark, is_total=True),
        ),
    )


def _table(found: Compared, parts: Attributed, named: Sequence[Part], links: Links) -> Table:
    rows = [(Cell(text=part.title), _part_cell(part), Cell(text=part.note)) for part in named]
    whole = (Cell(text=_("Measured change")), tonnes_cell(found.gap.net), Cell(text=""))
    off = rounding_cells(rows, whole, columns=(1,), title=_("Rounding"))
    if parts.not_credited is not None:
        rows.append(
            (
                Cell(text=_("Claims not credited")),
                tonnes_cell(parts.not_credited),
                Cell(text=_("more than the change can hold; no part of the sum")),
            )
        )
    return Table(
        caption=_("Parts of the change, tonnes of CO₂ equivalent"),
        columns=(Column(_("Part")), Column(_("Change in emissions"), numeric=True), Column(_("Remark"))),
        rows=(*rows, *off, whole),
        csv_href=links.csv,
        json_href=links.json,
    )


def _part_cell(part: Part) -> Cell:
    if part.value is None:
        return Cell(text=_("unknown"))
    return replace(tonnes_cell(part.value), href=part.href)


def _missing(found: Compared, parts: Attributed, place: Place, year: str) -> list[dict[str, str]]:
    """What is not known, how one gets it, and under which address it is stated."""
    missing = []
    if not found.is_told:
        missing.append(
            {
                "what": _("Activity and factor of %(n)s lines") % {"n": len(found.untold_lines)},
                "how": _(
                    "Ask whoever published the inventory for its activity data, and enter them as activity "
                    "rows for both years. The effects then follow line by line."
                ),
                "address": f"{place.id}/inventory/activities.csv",
            }
        )
    if parts.without_projects is None:
        missing.append(
            {
                "what": _("What would have changed without projects"),
                "how": _(
                    "Work it out from residents, floor area, production or degree days of both years. Until "
                    "then what projects did cannot be told from the rest."
                ),
                "address": f"{place.id}/{ACTIVITY}@{year}:observed",
            }
        )
    if parts.claimed is None:
        missing.append(
            {
                "what": _("What projects say they avoided"),
                "how": _(
                    "Take it from the monitoring reports of the projects. Potentials and plans are no claims."
                ),
                "address": f"{place.id}/{CLAIMED}@{year}:observed",
            }
        )
    return missing


def _data(found: Compared, parts: Attributed, slugs: tuple[str, str], view: str) -> dict[str, object]:
    return {
        "from": slugs[0],
        "to": slugs[1],
        "view": view,
        "unit": "tCO2e",
        "before": found.before,
        "after": found.after,
        "change": found.gap.net,
        "activity": parts.activity,
        "activity_is": "of_rows" if parts.without_projects is None else "without_projects",
        "activity_of_rows": found.activity.net if found.is_told else None,
        "factor": parts.factor,
        "boundary": parts.boundary,
        "credited": parts.credited,
        "not_credited": parts.not_credited,
        "unexplained": parts.unexplained,
    }
