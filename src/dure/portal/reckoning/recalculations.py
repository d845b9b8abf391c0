"""Whether a base year has to be worked out again: the declared policy, and what changed between editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.exact import ZERO
from dure.engines.inventory.recalculate import (
    TRIGGERS,
    Cause,
    Change,
    Policy,
    Recalculation,
    recalculation,
    why,
)
from dure.kernel.observations.read import Figure
from dure.portal.reckoning.books import Book, Choice
from dure.portal.reckoning.differences import ROUNDED_T, Compared, LineDifference, RowDifference
from dure.portal.showing import say

BASE_YEARS = ("inventory_base_year", "base_year")
THRESHOLD, OFFSETS, COUNTS = (
    "recalculation_threshold_percent",
    "recalculation_offsets",
    "recalculation_counts",
)
EFFECT = "recalculation_effect_tco2e"


@dataclass(frozen=True)
class Declared:
    """What a place has declared, figure by figure, and the addresses of what it has not."""

    base_year: Figure | None
    threshold: Figure | None
    offsets: Figure | None
    counts: Mapping[str, Figure]
    missing: tuple[str, ...]

    @property
    def policy(self) -> Policy | None:
        """The policy; None while any part of it is missing."""
        parts = (self.base_year, self.threshold, self.offsets)
        if self.missing or any(part is None or part.value is None for part in parts):
            return None
        base_year, threshold, offsets = (part.value for part in parts if part and part.value is not None)
        return Policy(
            base_year=int(base_year),
            triggers=tuple(name for name, figure in self.counts.items() if figure.value),
            threshold_percent=threshold,
            counts="net" if offsets else "absolute",
        )


@dataclass(frozen=True)
class Reworked:
    """What two editions of one year say, why they differ, and what the declared policy makes of it."""

    before: Decimal
    after: Decimal
    causes: tuple[Cause, ...]
    found: Recalculation | None


@dataclass(frozen=True)
class Again:
    """One year in an older and in a newer edition, with the sums of both."""

    year: int
    older: Choice
    newer: Choice
    before: Decimal
    after: Decimal


def declared(standing: Sequence[Figure]) -> Declared:
    """What the standing figures of a place declare of its base year."""
    last = {figure.address: figure for figure in standing}
    base_year = next((last[name] for name in BASE_YEARS if name in last), None)
    counts = {name: last[f"{COUNTS}/{name}"] for name in TRIGGERS if f"{COUNTS}/{name}" in last}
    missing = [] if base_year else [BASE_YEARS[0]]
    missing += [name for name in (THRESHOLD, OFFSETS) if name not in last or last[name].value is None]
    missing += [f"{COUNTS}/{name}" for name in TRIGGERS if name not in counts]
    return Declared(base_year, last.get(THRESHOLD), last.get(OFFSETS), counts, tuple(missing))


def stated_changes(standing: Sequence[Figure]) -> tuple[Change, ...]:
    """What documents say each cause changed of a year as a whole."""
    return tuple(
        Change(figure.address.partition("/")[2], int(figure.period), "", figure.value, say(figure.note))
        for figure in standing
        if figure.address.startswith(f"{EFFECT}/") and figure.value is not None and figure.period.isdecimal()
    )


def changes_of(found: Compared, *, year: int) -> tuple[Change, ...]:
    """What the rows of two editions of one year say of why they differ. What they do not say is no change."""
    changes: list[Change] = []
    for line in found.lines:
        ref = _ref(line)
        for row in line.rows:
            changes += _of_row(row, year, ref)
        if not line.rows and line.boundary:
            changes.append(Change("boundary", year, ref, line.boundary, ""))
    return tuple(change for change in changes if abs(change.effect) > ROUNDED_T)


def reworked(found: Compared, *, year: int, years: Sequence[int], policy: Policy | None) -> Reworked:
    """Two editions of a year: why they differ, and whether the policy asks for all years again."""
    changes = changes_of(found, year=year)
    before = {_ref(line): line.before.value or ZERO for line in found.lines if line.before}
    after = {_ref(line): line.after.value or ZERO for line in found.lines if line.after}
    every = why(before, after, year=year, changes=changes)
    # What is left of a line by rounding to whole grams is no cause.
    causes = tuple(cause for cause in every if abs(cause.effect) > ROUNDED_T)
    judged = None
    if policy is not None and policy.base_year == year and year in years and found.before:
        judged = recalculation(changes=changes, base_total=found.before, years=years, policy=policy)
    return Reworked(found.before, found.after, causes, judged)


def two_totals(before: Decimal, after: Decimal, *, year: int, changes: Sequence[Change]) -> tuple[Cause, ...]:
    """Why a printed total is another one: what is declared, and the rest unexplained."""
    return why({"": before}, {"": after}, year=year, changes=changes)


def summed(book: Book, addresses: Sequence[str]) -> tuple[Decimal, int]:
    """The sum of a book's known lines at these addresses, and how many amounts of it are not known."""
    lines = [book.lines[address] for address in addresses if address in book.lines]
    known = sum((line.value for line in lines if line.value is not None), Decimal(0))
    return known, sum(line.is_unknown or line.is_closed for line in lines)


def _ref(line: LineDifference) -> str:
    return line.address.partition("/")[2]


def _of_row(row: RowDifference, year: int, ref: str) -> list[Change]:
    """The causes of one row: its factor or method, its activity, or that only one edition has it."""
    was, now, found = row.before, row.after, row.found
    if was is None or now is None:
        return [Change("boundary", year, ref, found.boundary, row.row.key)]
    by = "factor" if "/" in was.reference and "/" in now.reference else "method"
    return [
        Change(by, year, ref, found.factor, f"{was.reference} → {now.reference}"),
        Change("error", year, ref, found.activity, f"{was.activity} → {now.activity} {now.unit}"),
    ]
