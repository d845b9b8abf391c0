"""Whether a base year must be calculated again, for which years, and why a year says something else now.

The policy is declared beforehand: what counts as a trigger, from what share of the base year on, and
whether effects may offset each other. Nothing here changes an edition: the old one stays readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.exact import less, size_of, sum_of

TRIGGERS = ("boundary", "method", "factor", "gwp", "error")
COUNTS = ("net", "absolute")


@dataclass(frozen=True)
class Policy:
    """What was declared: the base year, the triggers that count, the threshold, and how effects add up.

    `counts` is `net` where effects may offset each other, `absolute` where they may not.
    """

    base_year: int
    triggers: tuple[str, ...]
    threshold_percent: Decimal
    counts: str


@dataclass(frozen=True)
class Change:
    """What one cause adds to one line of one year, in tonnes, and why."""

    trigger: str
    year: int
    ref: str
    effect: Decimal
    reason: str


@dataclass(frozen=True)
class Recalculation:
    """Whether the policy asks for a recalculation: the share changed, what counts, and the years due."""

    due: bool
    share_changed_percent: float
    counted_changes: tuple[Change, ...]
    other_changes: tuple[Change, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Cause:
    """One answer to "why did this year change?": `trigger` is `unexplained` where nothing was declared."""

    trigger: str
    ref: str
    effect: Decimal
    reason: str


def recalculation(
    *, changes: Sequence[Change], base_total: Decimal, years: Sequence[int], policy: Policy
) -> Recalculation:
    """Whether changes of method, boundary, factor, warming potentials or errors ask for all years again.

    The threshold is reached where the share is at least as large. A base year that becomes due takes all
    years with it, so that the series stays consistent.

    Arguments
        changes     (change,)  table  effects by cause, year and line, in tonnes
        base_total  scalar     any:a  what the base year says now, not zero
        years       (year,)    year   every year that is stated
        policy      scalar     table  what was declared; the threshold zero or more percent
    Returns
        due                    scalar     1        whether all years are to be worked out again
        share_changed_percent  scalar     percent  of the base year
        counted_changes        (change,)  table    what the policy counts
        other_changes          (change,)  table    what it does not
        years                  (year,)    year     those to work out again; none where it is not due
    Raises
        ValueError  a trigger or way of counting is not known, the threshold is negative, the base year is
                    not among the years, or its total is zero.
    Source
        GPC (2021), section 11.3, table 11.3; GHG Protocol Corporate Standard (2004), chapter 5.

    >>> policy = Policy(2018, ("method", "error"), Decimal(5), "net")
    >>> changes = [Change("method", 2018, "I.1.1", Decimal(-6), "new method")]
    >>> found = recalculation(changes=changes, base_total=Decimal(100), years=[2018, 2019], policy=policy)
    >>> found.due, found.share_changed_percent, found.years
    (True, 6.0, (2018, 2019))
    """
    _hear(changes, base_total=base_total, years=years, policy=policy)
    of_base = [change for change in changes if change.year == policy.base_year]
    counted_changes = tuple(change for change in of_base if change.trigger in policy.triggers)
    if policy.counts == "net":
        moved = size_of(sum_of(change.effect for change in counted_changes))
    else:
        moved = sum_of(size_of(change.effect) for change in counted_changes)
    due = bool(counted_changes) and moved * 100 >= policy.threshold_percent * size_of(base_total)
    return Recalculation(
        due=due,
        share_changed_percent=float(moved * 100 / size_of(base_total)),
        counted_changes=counted_changes,
        other_changes=tuple(change for change in of_base if change.trigger not in policy.triggers),
        years=tuple(sorted(set(years))) if due else (),
    )


def why(
    before: Mapping[str, Decimal], after: Mapping[str, Decimal], *, year: int, changes: Sequence[Change]
) -> tuple[Cause, ...]:
    """Why a year says something else than it did, largest effect first.

    What was declared stands with its reason; what is left of each line stands as unexplained. The effects
    add up to the difference of the two totals, exactly.

    Arguments
        before  the old edition's lines of the year, in tonnes
        after   the new edition's lines of the year, in tonnes
        year    the year
        changes what was declared, of any year
    Returns
        tuple   causes with their effects in tonnes; none where nothing changed
    Raises
        nothing
    Source
        Difference of two editions.

    >>> declared = [Change("factor", 2018, "I.1.2", Decimal(-3), "single-year factor")]
    >>> found = why({"I.1.2": Decimal(50)}, {"I.1.2": Decimal(46)}, year=2018, changes=declared)
    >>> [(each.trigger, str(each.effect)) for each in found]
    [('factor', '-3'), ('unexplained', '-1')]
    """
    declared = [change for change in changes if change.year == year and change.effect]
    causes = [Cause(each.trigger, each.ref, each.effect, each.reason) for each in declared]
    zero = Decimal(0)
    for ref in dict.fromkeys((*before, *after, *(change.ref for change in declared))):
        explained = sum_of(change.effect for change in declared if change.ref == ref)
        rest = less(less(after.get(ref, zero), before.get(ref, zero)), explained)
        if rest:
            causes.append(Cause("unexplained", ref, rest, ""))
    return tuple(sorted(causes, key=lambda cause: (-size_of(cause.effect), cause.ref, cause.trigger)))


def _hear(changes: Sequence[Change], *, base_total: Decimal, years: Sequence[int], policy: Policy) -> None:
    """Refuse what the policy cannot judge."""
    unknown = {change.trigger for change in changes} | set(policy.triggers)
    if unknown - set(TRIGGERS):
        raise ValueError(f"trigger is {', '.join(sorted(unknown - set(TRIGGERS)))}: give one of {TRIGGERS}.")
    if policy.counts not in COUNTS:
        raise ValueError(f"counts is {policy.counts}: give one of {COUNTS}.")
    if policy.threshold_percent < 0:
        raise ValueError(f"threshold_percent is {policy.threshold_percent}: give zero or more.")
    if policy.base_year not in years:
        raise ValueError(f"base_year is {policy.base_year}: give a year that is stated.")
    if not base_total:
        raise ValueError("base_total is 0: a share of nothing cannot be judged.")
