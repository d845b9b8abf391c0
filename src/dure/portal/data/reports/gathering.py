"""What a report says: gathered once through the kernel's doors, as it was recorded by a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases.read import Case
from dure.kernel.cases.read import Kind as CaseKind
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind, Source
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal.resident import measures, sentences
from dure.portal.resident.councils import SECTIONS
from dure.portal.resident.findings import WAITING

MOST = 1000


@dataclass(frozen=True)
class Doubt:
    """A finding with the figure it is about, as it was published."""

    case: cases.Case
    published: Figure | None


@dataclass(frozen=True)
class Body:
    """A council or committee with its seats."""

    party: parties.PartySeen
    seats: tuple[parties.Seat, ...]

    @property
    def named(self) -> tuple[Text, ...]:
        """The names of those who are known to sit on it."""
        return tuple(seat.holder.name for seat in self.seats if seat.holder)


@dataclass(frozen=True)
class Gathered:
    """Everything a report of a place says, as the kernel answers it."""

    place: Place
    kinds: Mapping[str, Kind]
    standing: tuple[Figure, ...]
    path: sentences.Path
    plans: tuple[plans.Plan, ...]
    measures: tuple[measures.Measure, ...]
    doubts: tuple[Doubt, ...]
    bodies: tuple[Body, ...]
    cases: tuple[Case, ...]
    case_kinds: Mapping[str, CaseKind]
    names: Mapping[str, Text]
    runs: tuple[runs.Run, ...]
    sources: tuple[Source, ...]

    @property
    def synthetic(self) -> bool:
        """Whether anything in it is made up."""
        return any(figure.mark == "synthetic" for figure in self.standing)

    @property
    def others(self) -> tuple[Figure, ...]:
        """The figures that no indicator, no path and no chapter of the inventory shows."""
        shown = {figure.id for measure in self.measures for figure in measure.figures}
        shown |= {figure.id for chapter in INVENTORY for figure in self.inventory(chapter)}
        return tuple(f for f in self.standing if f.id not in shown and f.address not in ON_THE_PATH)

    def inventory(self, chapter: str) -> tuple[Figure, ...]:
        """What stands of the inventory in one of its chapters."""
        return tuple(f for f in self.standing if f.address.partition("/")[0] in INVENTORY[chapter])


# The chapters of an inventory in a report, and the figures each holds.
INVENTORY = {
    "totals": ("gpc_total_tco2e", "local_total_tco2e"),
    "sectors": ("gpc_sector_tco2e",),
    "quality": (
        "inventory_completeness_percent", "inventory_uncertainty_percent", "inventory_range_tco2e",
        "inventory_activity_grade",
    ),
    "sources": ("gpc_emissions_tco2e", "local_emissions_tco2e"),
}  # fmt: skip
EMISSIONS = "emissions_tco2e"
ON_THE_PATH = (EMISSIONS, "emissions_goal_tco2e", "emissions_path_tco2e")


def gathered(place: Place, *, recorded_by: datetime | None) -> Gathered:
    """Everything that a report of a place says; with a moment, as it was recorded by then."""
    standing = observations.figures(place.id, recorded_by=recorded_by)
    trees = plans.plans(place.id, recorded_by=recorded_by)
    doubts = _doubts(place.id, recorded_by)
    day = timezone.localdate(recorded_by) if recorded_by else timezone.localdate()
    bodies = _bodies(place.id, day, recorded_by)
    known = _council_cases(place.id, recorded_by)
    named = [
        *(figure.source for figure in standing),
        *(doubt.published.source for doubt in doubts if doubt.published),
        *(node.source for tree in trees for node in nodes(tree.root)),
        *(step.source for case in (*known, *(d.case for d in doubts)) for step in case.steps),
        *(body.party.source.partition(":")[0] for body in bodies),
    ]
    return Gathered(
        place=place,
        kinds=observations.kinds(),
        standing=standing,
        path=sentences.path_of(
            standing, waiting={doubt.case.subject for doubt in doubts if doubt.case.state in WAITING}
        ),
        plans=trees,
        measures=measures.measures(place, recorded_by=recorded_by),
        doubts=doubts,
        bodies=bodies,
        cases=known,
        case_kinds=cases.kinds(),
        names={p.id: p.name for p in parties.stated_parties(place.id, recorded_by=recorded_by)},
        runs=_runs(standing),
        sources=tuple(source for source in observations.sources() if source.id in named),
    )


def nodes(root: plans.Node) -> Iterable[plans.Node]:
    """A node and everything below it."""
    yield root
    for child in root.children:
        yield from nodes(child)


def _doubts(place: str, recorded_by: datetime | None) -> tuple[Doubt, ...]:
    """The findings, each with the figure it doubts as its source printed it."""
    found = cases.cases(place=place, kind="finding", recorded_by=recorded_by, limit=MOST)
    printed = observations.published([case.subject for case in found], recorded_by=recorded_by)
    return tuple(Doubt(case, printed.get(case.subject)) for case in sorted(found, key=lambda c: c.subject))


def _bodies(place: str, day: date, recorded_by: datetime | None) -> tuple[Body, ...]:
    """The councils and committees. A body that has departments is an administration, and sits nowhere."""
    known = parties.bodies(place, recorded_by=recorded_by)
    above = {body.part_of for body in known}
    return tuple(
        Body(body, parties.seats(body.id, on=day, recorded_by=recorded_by))
        for body in known
        if body.kind == "body" and body.id not in above
    )


def _council_cases(place: str, recorded_by: datetime | None) -> tuple[cases.Case, ...]:
    own = cases.cases(place=place, kinds=SECTIONS, recorded_by=recorded_by, limit=MOST * len(SECTIONS))

    def order(case: cases.Case) -> tuple[int, date, str]:
        begun = (case.steps[0].on or date.min) if case.steps else date.min
        return SECTIONS.index(case.kind), begun, case.id

    return tuple(sorted(own, key=order))


def _runs(standing: Iterable[Figure]) -> tuple[runs.Run, ...]:
    return runs.by_id({figure.by for figure in standing if figure.origin == "run"})
