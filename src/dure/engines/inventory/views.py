"""Views of one statement: BASIC, BASIC+, Territorial, each the sum of its own references.

A view never changes a fact. Notation keys and blanks add nothing; how much they leave open is for
`completeness` to say. A cell that nobody can read makes the view unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from dure.engines.inventory.exact import less, size_of, sum_of
from dure.engines.inventory.notation import Cell


@dataclass(frozen=True)
class Mismatch:
    """A published total that is not the sum of its own parts: published = summed + gap.

    `added` are references that together make the gap where they were counted once too often; `left_out`
    are those that make it where they were forgotten. Both are empty where no one or two of them do.
    """

    published: Decimal
    summed: Decimal
    gap: Decimal
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def total(cells: Mapping[str, Cell], *, refs: Collection[str]) -> Decimal | None:
    """The sum of a view's references; None where one of them cannot be read.

    Arguments
        cells    what each reference says, in tonnes of CO2e of one set of warming potentials
        refs     the references of the view
    Returns
        Decimal  the exact sum, the same in any order, or None
    Raises
        nothing
    Source
        GPC (2021), table 3.1 and section 3.5, reporting levels.

    >>> cells = {"I.1.1": Cell(value=Decimal("1.5")), "I.1.2": Cell(keys=("NO",)), "I.1.3": Cell()}
    >>> total(cells, refs=["I.1.1", "I.1.2", "I.1.3"])
    Decimal('1.5')
    """
    asked = [cells.get(ref, Cell()) for ref in refs]
    if any(cell.unread for cell in asked):
        return None
    return sum_of(cell.value for cell in asked if cell.value is not None)


def mismatch(
    cells: Mapping[str, Cell], *, refs: Collection[str], published: Decimal, within: Decimal
) -> Mismatch | None:
    """Where a published total differs from the sum of its own parts, and what may be behind it.

    Arguments
        cells      what each reference says, in tonnes
        refs       the references of the view
        published  the total as printed, in tonnes
        within     how far the two may lie apart, in tonnes
    Returns
        Mismatch   published, summed, their gap and what would explain it; None where the two agree, or
                   where a part cannot be read
    Raises
        ValueError  within is negative.
    Source
        IPCC (2006), Guidelines, volume 1, chapter 6, table 6.1: aggregations are checked.

    >>> cells = {"I.1.1": Cell(value=Decimal(5)), "I.4.4": Cell(value=Decimal(9))}
    >>> mismatch(cells, refs=["I.1.1"], published=Decimal(14), within=Decimal(1)).added
    ('I.4.4',)
    """
    if within < 0:
        raise ValueError(f"within is {within}: give zero or more.")
    summed = total(cells, refs=refs)
    if summed is None or size_of(less(published, summed)) <= within:
        return None
    gap = less(published, summed)
    return Mismatch(
        published=published,
        summed=summed,
        gap=gap,
        added=_making(gap, cells, within=within),
        left_out=_making(
            less(Decimal(0), gap), {ref: cells[ref] for ref in refs if ref in cells}, within=within
        ),
    )


def _making(gap: Decimal, cells: Mapping[str, Cell], *, within: Decimal) -> tuple[str, ...]:
    """The one reference, or the two, whose amounts make a gap; nothing where none do, or several could."""
    amounts = {ref: cell.value for ref, cell in cells.items() if cell.value}
    for count in (1, 2):
        fits = [
            refs
            for refs in combinations(amounts, count)
            if size_of(less(gap, sum_of(amounts[ref] for ref in refs))) <= within
        ]
        if fits:
            return fits[0] if len(fits) == 1 else ()
    return ()
