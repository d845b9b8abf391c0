"""The statement of an inventory: whole grams of each gas by place, year and ref, with the factors used.

Quantities and factors are whole numbers, so products and sums are exact; a line is rounded once, to the whole
gram (half to even). Whole grams add up to the gram in every order, so that districts make the city exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dure.engines.inventory.cells import Cells, Whole
from dure.engines.refusals import ShapeError

Truth = npt.NDArray[np.bool_]

# Grams per unit are counted in billionths, potentials in thousandths: finer than any source prints them.
GRAM_DECIMALS = 9
POTENTIAL_DECIMALS = 3
NO_FACTOR = -1
MOST_GRAMS = 1 << 62


@dataclass(frozen=True, eq=False)
class Factors:
    """Editions of factors: billionths of a gram of each gas per canonical unit.

    Where `known` is false the edition does not say how much of that gas: the line is then unknown for it, and
    never zero. A gas may be a memo (`co2_biogenic`), a sink (`co2_removed`, below zero) or a composite
    (`co2e_sar`); each is a column of its own and is never added to another here.
    """

    gases: tuple[str, ...]
    amounts: Whole
    known: Truth


@dataclass(frozen=True, eq=False)
class Statement:
    """Whole grams of each gas, one line for each place, year and ref.

    Where `known` is false, a factor is missing for some of the line: its grams are those of the rest, a part
    and no total. Line i was made of the cells from `first_cell[i]` up to, not including, `first_cell[i + 1]`;
    `factor` names each cell's edition, `NO_FACTOR` where there is none.
    """

    gases: tuple[str, ...]
    place: Whole
    year: Whole
    ref: Whole
    rows: Whole
    grams: Whole
    known: Truth
    first_cell: Whole
    factor: Whole


@dataclass(frozen=True, eq=False)
class InCO2e:
    """Lines as whole grams of CO2 equivalent with one named set; `known` as in the statement."""

    set_name: str
    grams: Whole
    known: Truth


def statement(cells: Cells, *, factors: Factors, factor: Whole) -> Statement:
    """The lines that the cells come to, each cell with the edition chosen for it.

    Arguments
        cells    (cell,)  any:a  as `added_up` gives them: in the order of their keys
        factors  (factor, gas)  g/any:a  editions; amounts in billionths of a gram per canonical unit
        factor   (cell,)  1  the row of `factors` chosen for each cell, or NO_FACTOR
    Returns
        lines by place, year and ref; grams (line, gas) in whole grams
    Raises
        ShapeError  factor has another length than cells, or amounts and known differ in shape.
        ValueError  a factor is asked for that is not there, or a line grows beyond 2^62 grams.
    Source
        Emission = activity x emission factor (IPCC 2006, Vol. 1, Ch. 1, Eq. 1.1), gas by gas.

    >>> one = np.ones(1, np.int64)
    >>> cells = Cells(one, one, one, one, one, quantity=one * 2500, rows=one, squares=np.ones(1), decimals=3)
    >>> grid = Factors(("co2",), one.reshape(1, 1) * 474_700_000_000, np.ones((1, 1), bool))
    >>> statement(cells, factors=grid, factor=one * 0).grams.tolist()
    [[1187]]
    """
    _refuse_misfits(cells, factors=factors, factor=factor)
    first = _first_cells(cells)
    starts = first[:-1]
    has = np.flatnonzero(factor != NO_FACTOR)
    chosen = factor[has]
    grams = np.zeros((len(starts), len(factors.gases)), np.int64)
    known = np.zeros_like(grams, dtype=bool)
    for column in range(len(factors.gases)):
        says, amounts = np.zeros(len(factor), dtype=bool), np.zeros(len(factor), np.int64)
        says[has] = factors.known[chosen, column]
        amounts[has] = np.where(says[has], factors.amounts[chosen, column], 0)
        grams[:, column] = _whole_grams(cells.quantity, amounts, starts=starts, decimals=cells.decimals)
        known[:, column] = np.logical_and.reduceat(says, starts) if len(starts) else False
    return Statement(
        gases=factors.gases,
        place=cells.place[starts],
        year=cells.year[starts],
        ref=cells.ref[starts],
        rows=np.add.reduceat(cells.rows, starts) if len(starts) else cells.rows,
        grams=grams,
        known=known,
        first_cell=first,
        factor=factor.copy(),
    )


def restated(
    before: Statement, *, cells: Cells, factors: Factors, factor: Whole, changed: Whole
) -> Statement:
    """The statement again after some editions changed: only the lines that they touch are worked out.

    `changed` names the rows of `factors` whose amounts are others than before; cells for which another
    edition is chosen than before are found without being named. The answer is that of `statement`.

    >>> one = np.ones(1, np.int64)
    >>> cells = Cells(one, one, one, one, one, quantity=one * 3, rows=one, squares=np.ones(1), decimals=0)
    >>> old, new = (Factors(("co2",), one.reshape(1, 1) * n * 10**9, np.ones((1, 1), bool)) for n in (2, 5))
    >>> before = statement(cells, factors=old, factor=one * 0)
    >>> restated(before, cells=cells, factors=new, factor=one * 0, changed=one * 0).grams.tolist()
    [[15]]
    """
    if before.gases != factors.gases:
        raise ShapeError("The factors have other gases than the statement: state it anew.")
    touched_cells = (factor != before.factor) | np.isin(factor, changed)
    line_of_cell = np.repeat(np.arange(len(before.place)), np.diff(before.first_cell))
    lines = np.unique(line_of_cell[touched_cells])
    if not len(lines):
        return replace(before, factor=factor.copy())
    part = np.isin(line_of_cell, lines)
    again = statement(_only(cells, part), factors=factors, factor=factor[part])
    grams, known = before.grams.copy(), before.known.copy()
    grams[lines], known[lines] = again.grams, again.known
    return replace(before, grams=grams, known=known, factor=factor.copy())


def in_co2e(
    stated: Statement, *, potentials: Mapping[str, float], set_name: str, counted: Sequence[str]
) -> InCO2e:
    """The counted gases of each line as whole grams of CO2 equivalent, with one set of potentials.

    Memos and sinks are left out by not counting them. A composite is counted only where the set gives it the
    potential 1: a composite of another set has none here, and is refused.

    >>> one = np.ones(1, np.int64)
    >>> cells = Cells(one, one, one, one, one, quantity=one * 3, rows=one, squares=np.ones(1), decimals=0)
    >>> made = Factors(("ch4",), one.reshape(1, 1) * 10**9, np.ones((1, 1), bool))
    >>> stated = statement(cells, factors=made, factor=one * 0)
    >>> in_co2e(stated, potentials={"ch4": 27.9}, set_name="AR6", counted=["ch4"]).grams.tolist()
    [84]
    """
    missing = [gas for gas in counted if gas not in potentials or gas not in stated.gases]
    if missing:
        raise ValueError(
            f"{', '.join(missing)}: {set_name} gives no potential, or the statement has no such gas. "
            "Leave it out by name, or state it with a set that has it."
        )
    columns = [stated.gases.index(gas) for gas in counted]
    weights = [round(potentials[gas] * 10**POTENTIAL_DECIMALS) for gas in counted]
    if any(
        abs(weight / 10**POTENTIAL_DECIMALS - potentials[gas]) > 1e-9
        for weight, gas in zip(weights, counted, strict=True)
    ):
        raise ValueError(
            f"{set_name} has a potential of more than {POTENTIAL_DECIMALS} decimals: give fewer."
        )
    sums = sum(
        (
            stated.grams[:, column].astype(object) * weight
            for column, weight in zip(columns, weights, strict=True)
        ),
        start=np.zeros(len(stated.place), dtype=object),
    )
    known = np.all(stated.known[:, columns], axis=1).reshape(-1)
    return InCO2e(set_name=set_name, grams=_halved_to_even(sums, 10**POTENTIAL_DECIMALS), known=known)


def _refuse_misfits(cells: Cells, *, factors: Factors, factor: Whole) -> None:
    """Refuse arrays that do not belong together."""
    if len(factor) != len(cells.place):
        raise ShapeError(f"factor has {len(factor)} values for {len(cells.place)} cells: give one for each.")
    if factors.amounts.shape != factors.known.shape or factors.amounts.shape[1:] != (len(factors.gases),):
        raise ShapeError("amounts and known do not have a row for each factor and a column for each gas.")
    if len(factor) and not NO_FACTOR <= int(factor.min()) <= int(factor.max()) < len(factors.amounts):
        raise ValueError(
            f"A cell asks for a factor outside 0 to {len(factors.amounts) - 1}: choose one, or none."
        )


def _first_cells(cells: Cells) -> Whole:
    """Where each line begins among the cells, and where the last one ends."""
    count = len(cells.place)
    fresh = np.ones(count, dtype=bool)
    for column in (cells.place, cells.year, cells.ref):
        fresh[1:] &= column[1:] == column[:-1]
    fresh[1:] = ~fresh[1:]
    return np.append(np.flatnonzero(fresh), count).astype(np.int64)


def _whole_grams(quantity: Whole, amounts: Whole, *, starts: Whole, decimals: int) -> Whole:
    """Sums of quantity times amount from each start to the next, as whole grams.

    Products need more than 64 bits: they are added as Python's whole numbers, which have no end.
    """
    if not len(starts):
        return np.empty(0, np.int64)
    products = quantity.astype(object) * amounts.astype(object)
    sums = np.add.reduceat(products, starts)
    return _halved_to_even(sums, 10 ** (decimals + GRAM_DECIMALS))


def _halved_to_even(sums: npt.NDArray[np.object_], divisor: int) -> Whole:
    """Whole numbers divided and rounded to the nearest whole number, half to even."""
    doubled = 2 * sums + divisor
    whole = doubled // (2 * divisor)
    ties = (doubled % (2 * divisor) == 0) & (whole % 2 == 1)
    rounded = whole - ties
    if len(rounded) and max(abs(rounded.max()), abs(rounded.min())) >= MOST_GRAMS:
        raise ValueError(f"A line comes to more than {MOST_GRAMS} grams: look for a wrong unit.")
    grams: Whole = rounded.astype(np.int64)
    return grams


def _only(cells: Cells, part: Truth) -> Cells:
    """Some of the cells, in the same order."""
    columns = ("place", "year", "ref", "line", "group", "quantity", "rows", "squares")
    return replace(cells, **{name: getattr(cells, name)[part] for name in columns})
