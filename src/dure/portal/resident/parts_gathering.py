"""What the parts of a place state in one year and view, and what the engine of roll-ups makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.notation import Cell as Said
from dure.engines.inventory.rollup import Rolled, RollUp, Statement, roll_up
from dure.grammar.numbers import notation
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.resident.inventory_files import MARKS, taxonomy
from dure.portal.resident.local_inventories import is_part

GPC, LOCAL = "gpc_emissions_tco2e", "local_emissions_tco2e"
UNKNOWN = "unknown"
HEADER = ("line", "title", "parts_tco2e", "whole_tco2e", "gap_tco2e", "stated_by", "missing")
# How a book of several places is cut: a view of the protocol, or one of the two sides of the local guideline.
VIEWS = {"basic": GPC, "basic-plus": GPC, "territorial": GPC, "direct": LOCAL, "indirect": LOCAL}


@dataclass(frozen=True)
class Asked:
    """Which cut of which year: the view, its kind of figure, its lines and those that make its total."""

    view: str
    year: str
    lines: tuple[str, ...]
    top: tuple[str, ...]
    mirrors: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        """The kind of figure it is made of."""
        return VIEWS[self.view]


@dataclass(frozen=True)
class Gathered:
    """What is said in one year: places by id, statements, the figures by place and line, and who is left out.

    `set_name` is the one set that is added; `left_out` are places with the set that theirs is said in.
    """

    places: Mapping[str, Place]
    figures: Mapping[tuple[str, str], Figure]
    set_name: str
    left_out: tuple[tuple[str, str], ...]


def inside(place: Place) -> dict[str, Place]:
    """The place and everything inside it, down to the smallest, in order."""
    every = things.places()
    found = {place.id: place}
    layer = {place.id}
    while layer:
        own = [each for each in every if each.part_of in layer and each.id not in found]
        found |= {each.id: each for each in own}
        layer = {each.id for each in own}
    return found


def choices_of(stated: Mapping[str, Sequence[Figure]], whole: str) -> list[tuple[str, str]]:
    """Every view and year of which a part says something, the newest first."""
    found = []
    for view, kind in VIEWS.items():
        own = [f for f in stated[kind] if f.place != whole]
        if kind == LOCAL:
            own = [f for f in own if _line(f).startswith(f"{view}_")]
        found += [(view, year) for year in {f.period for f in own if f.period.isdecimal()}]
    order = list(VIEWS)
    return sorted(found, key=lambda each: (-int(each[1]), order.index(each[0])))


def _line(figure: Figure) -> str:
    return figure.address.partition("/")[2]


def asked_of(view: str, year: str, stated: Mapping[str, Sequence[Figure]]) -> Asked:
    """The lines of a view, and those that are added up to its total."""
    if VIEWS[view] == GPC:
        own = [each for each in taxonomy() if view in each.views]
        facets = {each.ref: each.facet for each in taxonomy()}
        lines = tuple(each.facet for each in own)
        mirrors = {each.facet: tuple(facets[ref] for ref in each.mirrors) for each in taxonomy()}
        return Asked(view, year, lines, lines, mirrors)
    said = {_line(f) for f in stated[LOCAL] if f.period == year}
    kind = observations.find_kind(LOCAL)
    order = [name for name, _title in kind.facets] if kind else sorted(said)
    lines = tuple(name for name in order if name in said and name.startswith(f"{view}_"))
    top = tuple(name for name in lines if not is_part(name, set(lines)))
    return Asked(view, year, lines, top, {})


def gathered(asked: Asked, inside: Mapping[str, Place], stated: Iterable[Figure], whole: str) -> Gathered:
    """The statements of one year; of several marks what was seen first, of several sets the commonest."""
    by_place: dict[str, dict[str, list[Figure]]] = {}
    for figure in stated:
        if figure.period == asked.year:
            by_place.setdefault(figure.place, {}).setdefault(figure.mark, []).append(figure)
    chosen = {
        place: marks[min(marks, key=lambda mark: (*MARKS, mark).index(mark))]
        for place, marks in by_place.items()
    }
    sets = {place: _set_of(figures) for place, figures in chosen.items()}
    of_parts = [name for place, name in sets.items() if place != whole] or list(sets.values())
    commonest = max(sorted(set(of_parts)), key=of_parts.count, default=UNKNOWN)
    added = {place: figures for place, figures in chosen.items() if sets[place] == commonest}
    left_out = tuple((place, name) for place, name in sets.items() if name != commonest)
    return Gathered(
        inside, {(f.place, _line(f)): f for own in added.values() for f in own}, commonest, left_out
    )


def _set_of(figures: Sequence[Figure]) -> str:
    """The set that an inventory is said in: a statement's own; what is published says none."""
    return next((f.label for f in figures if f.origin == "run" and f.label), UNKNOWN)


def rolled(whole: str, asked: Asked, told: Gathered, *, lines: Sequence[str]) -> RollUp:
    """The whole from its parts, by the engine."""
    cells: dict[str, dict[str, Said]] = {}
    for (place, line), figure in told.figures.items():
        key = notation(figure.printed) if figure.value is None else ""
        cells.setdefault(place, {})[line] = Said(value=figure.value, keys=(key,) if key else ())
    statements = [
        Statement(place.id, "" if place.id == whole else place.part_of, cells.get(place.id, {}))
        for place in told.places.values()
    ]
    return roll_up(whole, statements=statements, refs=lines, mirrors=asked.mirrors)


def speaking(whole: RollUp) -> tuple[str, ...]:
    """The places whose statements are added."""
    return tuple(dict.fromkeys(name for line in whole.lines for name in line.stated_by))


def row_of(asked: Asked, line: Rolled) -> tuple[object, ...]:
    """A line for machines."""
    kind = "total" if line.ref in asked.top else "within another line"
    return (
        line.ref, kind, _plain(line.parts), _plain(line.own), _plain(line.gap), " ".join(line.stated_by),
        " ".join(line.missing),
    )  # fmt: skip


def _plain(value: Decimal | None) -> object:
    return "" if value is None else value


def data_of(asked: Asked, told: Gathered, whole: RollUp, lines: RollUp) -> dict[str, object]:
    """The same as data."""
    return {
        "place": whole.place,
        "view": asked.view,
        "year": asked.year,
        "gwp_set": told.set_name,
        "total_tco2e": whole.total,
        "missing": list(whole.missing),
        "left_out": [{"place": place, "gwp_set": name} for place, name in told.left_out],
        "lines": [
            {
                "line": line.ref,
                "is_in_total": line.ref in asked.top,
                "parts_tco2e": line.parts,
                "whole_tco2e": line.own,
                "gap_tco2e": line.gap,
                "stated_by": list(line.stated_by),
                "missing": list(line.missing),
            }
            for line in lines.lines
        ],
        "shared": [
            {
                "giver": each.giver, "line": each.ref, "taker": each.taker, "mirror": each.mirror,
                "known_tco2e": each.known, "at_most_tco2e": each.at_most,
            }
            for each in whole.shared
        ],
    }  # fmt: skip
