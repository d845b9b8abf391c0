"""What the runs of a place's plan say of its target year: all that the page of pathways reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.urls import reverse

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.kernel.runs.read import Input, Run
from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.showing import say

SYSTEM = "scenarios"
SYNTHETIC = "synthetic"
EMISSIONS = "emissions_tco2e"
UNIT = "tco2e"


@dataclass(frozen=True)
class Part:
    """A measure or a sector: its name, its tonnes (None is unknown), and the statement they come from."""

    number: int
    title: str
    tonnes: Decimal | None
    figure: Figure | None
    facet: str

    @property
    def href(self) -> str:
        """The page that answers for the statement; nothing where nobody stated anything."""
        return showing.figure_href(self.figure) if self.figure else ""

    @property
    def mark(self) -> str:
        """What kind of statement it is."""
        return self.figure.mark if self.figure else ""


@dataclass(frozen=True)
class Ways:
    """The newest runs of the system by name, and everything that stands for the place by address."""

    runs: Mapping[str, Run]
    standing: Sequence[Figure]
    by_address: Mapping[str, Figure]
    kinds: showing.Kinds

    def figure(self, address: str, *, period: str = "") -> Figure | None:
        """The last statement under an address, of a period where one is asked for."""
        found = [f for f in self.standing if f.address == address and period in ("", f.period)]
        return found[-1] if found else None

    def year(self, name: str) -> int | None:
        """The year that a place states under a name."""
        figure = self.figure(name)
        return int(figure.value) if figure and figure.value is not None else None

    def value(self, run: str, answer: str) -> Decimal | None:
        """One number that a run answered; None where it does not apply or does not know."""
        values = self.values(run, answer)
        return values[0] if values else None

    def values(self, run: str, answer: str) -> list[Decimal | None]:
        """A list that a run answered, in its order."""
        found = self.runs.get(run)
        return [_number(a.value) for a in found.answers if a.name == answer] if found else []

    def fed(self, run: str, argument: str) -> list[Input]:
        """What an argument of a run was fed with, in its order."""
        found = self.runs.get(run)
        return [fed for fed in found.inputs if fed.argument == argument] if found else []

    def parts(self, run: str, argument: str) -> list[Part]:
        """The measures or sectors that an argument was fed with."""
        return [self._part(number, fed) for number, fed in enumerate(self.fed(run, argument))]

    def _part(self, number: int, fed: Input) -> Part:
        address = fed.reference.partition("/")[2].partition("@")[0]
        name, _, facet = address.partition("/")
        figure = self.by_address.get(fed.reference)
        return Part(number, say(dict(self.kinds[name].facets)[facet]), _number(fed.value), figure, facet)

    def href(self, run: str) -> str:
        """The page of a run."""
        found = self.runs.get(run)
        return reverse("run", kwargs={"run": found.id}) if found else ""

    @property
    def synthetic(self) -> bool:
        """Whether anything that went in is made up."""
        return any(
            fed.reference.endswith(f":{SYNTHETIC}") for run in self.runs.values() for fed in run.inputs
        )


def _number(value: str) -> Decimal | None:
    """A kept value as a number; None for what is unknown."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def ways(place: str) -> Ways:
    """Everything that the page of a place's pathways reads, asked for once."""
    standing = observations.figures(place)
    return Ways(
        runs={run.name: run for run in runs.latest(place, checks=False) if run.system == SYSTEM},
        standing=standing,
        by_address={f.full_address: f for f in standing},
        kinds=observations.kinds(),
    )


def tonnes(value: Decimal | None) -> str:
    """An amount of emissions in words."""
    return shown(value, unit=UNIT, language=showing.language()).text
