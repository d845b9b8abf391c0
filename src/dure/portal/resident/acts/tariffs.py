"""What an act earns on a day, its caps and its grams: figures, each with its document.

On a day the figure counts whose period covers it; the nearest place first, then the latest beginning. What is
unknown stays unknown: nothing is assumed in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.engines.residents.rewards import SPANS
from dure.grammar.books.programme_shapes import Programme
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import ProgrammeRun
from dure.kernel.things import read as things

MARKS = ("parameter", "target", "estimated", "observed", "synthetic")


@dataclass(frozen=True)
class Tariff:
    """The figures of one act of a programme on a day. A figure that nobody states is None."""

    rate: Figure | None
    kilograms: Figure | None
    caps: dict[str, Figure]

    @property
    def unknown_caps(self) -> tuple[str, ...]:
        """The spans that have a cap which nobody knows."""
        return tuple(span for span, figure in self.caps.items() if figure.value is None)


def runs_at(place: str, *, on: date) -> tuple[ProgrammeRun, ...]:
    """The programmes that somebody living in a place may take part in on a day: its own, and those above."""
    chain = things.chain(place)
    found: dict[str, ProgrammeRun] = {}
    runs = plans.programmes_at(chain, on=on)
    for run in sorted(runs, key=lambda run: chain.index(run.place)):
        found.setdefault(run.programme.name, run)
    return tuple(found.values())


def rate_address(programme: Programme, action: str) -> str:
    """Where what an act earns is stated."""
    return f"reward_{programme.unit}/{programme.name}/{action}"


def cap_address(programme: Programme, span: str) -> str:
    """Where a cap of a programme is stated."""
    return f"cap_{programme.unit}/{programme.name}/{span}"


def kilograms_address(action: str) -> str:
    """Where what one act avoids is stated."""
    return f"avoided_per_act_kgco2e/{action}"


def stated(place: str, addresses: Sequence[str]) -> tuple[Figure, ...]:
    """Everything stated at these addresses by a place and those it is part of, the nearest place first."""
    return tuple(
        figure
        for above in things.chain(place)
        for figure in observations.figures(above, addresses=addresses, marks=MARKS)
    )


def counts_on(figures: Sequence[Figure], *, address: str, on: date) -> Figure | None:
    """The figure of an address that counts on a day; None where none covers it."""
    covering = [f for f in figures if f.address == address and f.valid_from <= on <= f.valid_to]
    if not covering:
        return None
    nearest = [f for f in covering if f.place == covering[0].place]
    return max(nearest, key=lambda f: (f.valid_from, f.published_on or date.min, f.id))


def addresses_of(programme: Programme) -> tuple[str, ...]:
    """Every address at which something about a programme's acts may be stated."""
    names = [action.name for action in programme.actions]
    caps = [cap_address(programme, span) for span in SPANS] if programme.unit else []
    rates = [rate_address(programme, name) for name in names] if programme.unit else []
    return tuple(dict.fromkeys([*rates, *caps, *(kilograms_address(name) for name in names)]))


def tariff(figures: Sequence[Figure], *, programme: Programme, action: str, on: date) -> Tariff:
    """What counts for an act on a day, among figures that were read for its programme."""
    caps = {
        span: figure
        for span in SPANS
        if programme.unit
        and (figure := counts_on(figures, address=cap_address(programme, span), on=on)) is not None
    }
    rate = counts_on(figures, address=rate_address(programme, action), on=on) if programme.unit else None
    return Tariff(rate, counts_on(figures, address=kilograms_address(action), on=on), caps)


def avoided_mark(figures: Sequence[Figure]) -> str:
    """The mark of grams reckoned from these figures: an estimate, or made up where one of them is."""
    stem = kilograms_address("")
    made_up = any(f.address.startswith(stem) and f.mark == "synthetic" for f in figures)
    return "synthetic" if made_up else "estimated"


def grams_of(kilograms: Decimal, quantity: Decimal) -> int:
    """Whole grams, rounded down: never more is claimed than was avoided.

    >>> grams_of(Decimal("0.0235"), Decimal(2))
    47
    """
    return int(kilograms * quantity * 1000)
