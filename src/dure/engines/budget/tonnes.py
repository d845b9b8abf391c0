"""Won and tonnes of the same line: what is cut and added over a lifetime, and what a tonne costs."""

from dataclasses import dataclass

import numpy as np

from dure.engines.budget.whole_won import as_many
from dure.engines.refusals import Array, in_order, not_negative, number, numbers, numbers_not_negative

# How an amount that nobody knows is written into an array of amounts that are never below zero.
UNKNOWN = -1.0


@dataclass(frozen=True, eq=False)
class Quantified:
    """Tonnes of each line a year and over its lifetime, low and high; −1 where undetermined."""

    low_tco2e: Array
    high_tco2e: Array
    life_low_tco2e: Array
    life_high_tco2e: Array
    undetermined: int


@dataclass(frozen=True)
class WonPerTonne:
    """What a tonne costs, low and high, over the lines whose tonnes are known, and how many are left out."""

    low_krw_per_tco2e: float
    high_krw_per_tco2e: float
    counted: int
    counted_krw: float
    left_out: int


@dataclass(frozen=True)
class Offset:
    """What is added and what is cut, never netted in silence: both, and the net as a range."""

    net_low_tco2e: float
    net_high_tco2e: float
    covered_low_percent: float
    covered_high_percent: float


@dataclass(frozen=True)
class CeilingGap:
    """What is expected in the year after the measures, low and high, and how far above the ceiling."""

    expected_low_tco2e: float
    expected_high_tco2e: float
    gap_low_tco2e: float
    gap_high_tco2e: float


def quantify(
    *,
    quantities: Array,
    low_tco2e_per_unit: Array,
    high_tco2e_per_unit: Array,
    low_years: Array,
    high_years: Array,
) -> Quantified:
    """The tonnes of each line a year and over its lifetime: a quantity times a unit factor times years.

    A line with an unknown quantity, factor or lifetime (−1) is undetermined as a whole, and counted as such.

    Arguments
        quantities           (line,)  1      zero or more, −1 unknown
        low_tco2e_per_unit   (line,)  tCO2e  a unit and year, zero or more, −1 unknown
        high_tco2e_per_unit  (line,)  tCO2e  at least the low one
        low_years            (line,)  years  lifetime, zero or more, −1 unknown
        high_years           (line,)  years  at least the low one
    Returns
        low_tco2e            (line,)  tCO2e  a year
        high_tco2e           (line,)  tCO2e  a year
        life_low_tco2e       (line,)  tCO2e  over the shorter lifetime
        life_high_tco2e      (line,)  tCO2e  over the longer lifetime
        undetermined         scalar   1      lines without tonnes
    Raises
        ShapeError  the arrays have different lengths.
        ValueError  a value is below zero and not −1, or a low one is above its high one.
    Source
        Unit-factor method: quantity × yearly factor × lifetime, ends of ranges multiplied with each other.

    >>> answer = quantify(quantities=np.array([10.0, -1.0]), low_tco2e_per_unit=np.array([0.5, 0.5]),
    ...                   high_tco2e_per_unit=np.array([1.0, 1.0]), low_years=np.array([8.0, 8.0]),
    ...                   high_years=np.array([10.0, 10.0]))
    >>> answer.low_tco2e.tolist(), answer.life_high_tco2e.tolist(), answer.undetermined
    ([5.0, -1.0], [100.0, -1.0], 1)
    """
    given = {
        "quantities": quantities, "low_tco2e_per_unit": low_tco2e_per_unit,
        "high_tco2e_per_unit": high_tco2e_per_unit, "low_years": low_years, "high_years": high_years,
    }  # fmt: skip
    checked = {name: _known_or_not(name, values) for name, values in given.items()}
    amount, low, high, short, long = checked.values()
    as_many("quantities", amount, **{name: checked[name] for name in list(checked)[1:]})
    known = np.all(np.array(list(checked.values())) != UNKNOWN, axis=0)
    for name, less, more in (("tco2e_per_unit", low, high), ("years", short, long)):
        if (less[known] > more[known]).any():
            raise ValueError(f"low_{name} is above high_{name} in a line: give the lower one first.")

    def where_known(values: Array) -> Array:
        return np.where(known, values, UNKNOWN)

    return Quantified(
        low_tco2e=where_known(amount * low),
        high_tco2e=where_known(amount * high),
        life_low_tco2e=where_known(amount * low * short),
        life_high_tco2e=where_known(amount * high * long),
        undetermined=int((~known).sum()),
    )


def won_per_tonne(*, amounts_krw: Array, low_tco2e: Array, high_tco2e: Array) -> WonPerTonne:
    """What a tonne costs over the lines whose tonnes are known. Lines without tonnes lend no won to it.

    The lowest price takes the most tonnes, the highest the fewest. Where no line has tonnes, both are NaN.

    Arguments
        amounts_krw         (line,)  KRW    zero or more; of a line that only partly counts, that part
        low_tco2e           (line,)  tCO2e  over the lifetime, zero or more, −1 unknown
        high_tco2e          (line,)  tCO2e  at least the low one
    Returns
        low_krw_per_tco2e   scalar   KRW/tCO2e  all counted won over the high tonnes
        high_krw_per_tco2e  scalar   KRW/tCO2e  all counted won over the low tonnes
        counted             scalar   1      lines with tonnes above zero
        counted_krw         scalar   KRW    the won of those lines
        left_out            scalar   1      lines without tonnes
    Raises
        ShapeError  the arrays have different lengths.
        ValueError  an amount is negative, or a low value is above its high one.
    Source
        Ratio of sums; a mean of ratios would weigh small lines as much as large ones.

    >>> won_per_tonne(amounts_krw=np.array([1000.0, 500.0]), low_tco2e=np.array([4.0, -1.0]),
    ...               high_tco2e=np.array([5.0, -1.0]))  # doctest: +NORMALIZE_WHITESPACE
    WonPerTonne(low_krw_per_tco2e=200.0, high_krw_per_tco2e=250.0, counted=1, counted_krw=1000.0,
                left_out=1)
    """
    amounts = numbers_not_negative("amounts_krw", amounts_krw, least=0)
    low, high = _known_or_not("low_tco2e", low_tco2e), _known_or_not("high_tco2e", high_tco2e)
    as_many("amounts_krw", amounts, low_tco2e=low, high_tco2e=high)
    if (low > high).any():
        raise ValueError("low_tco2e is above high_tco2e in a line: give the lower one first.")
    counted = low > 0
    spent, fewest, most = (float(values[counted].sum()) for values in (amounts, low, high))
    some = bool(counted.any())
    return WonPerTonne(
        low_krw_per_tco2e=spent / most if some else float("nan"),
        high_krw_per_tco2e=spent / fewest if some else float("nan"),
        counted=int(counted.sum()),
        counted_krw=spent,
        left_out=int((~counted).sum()),
    )


def offset_of_harm(
    *, added_low_tco2e: float, added_high_tco2e: float, cut_low_tco2e: float, cut_high_tco2e: float
) -> Offset:
    """How far what the budget cuts covers what its harmful spending adds, in one year.

    Both sides stay in sight: the net is their difference as a range, and it is never the only answer.

    Arguments
        added_low_tco2e       scalar  tCO2e    zero or more
        added_high_tco2e      scalar  tCO2e    at least the low one
        cut_low_tco2e         scalar  tCO2e    zero or more
        cut_high_tco2e        scalar  tCO2e    at least the low one
    Returns
        net_low_tco2e         scalar  tCO2e    fewest added less most cut, below zero where more is cut
        net_high_tco2e        scalar  tCO2e    most added less fewest cut
        covered_low_percent   scalar  percent  fewest cut in a hundred of most added, NaN where none is
        covered_high_percent  scalar  percent  most cut in a hundred of fewest added, NaN where none is
    Raises
        ValueError  a value is negative, or a low one is above its high one.
    Source
        Interval arithmetic.

    >>> offset_of_harm(added_low_tco2e=100.0, added_high_tco2e=200.0, cut_low_tco2e=50.0,
    ...                cut_high_tco2e=80.0)  # doctest: +NORMALIZE_WHITESPACE
    Offset(net_low_tco2e=20.0, net_high_tco2e=150.0, covered_low_percent=25.0, covered_high_percent=80.0)
    """
    _range("added", added_low_tco2e, added_high_tco2e)
    _range("cut", cut_low_tco2e, cut_high_tco2e)
    return Offset(
        net_low_tco2e=added_low_tco2e - cut_high_tco2e,
        net_high_tco2e=added_high_tco2e - cut_low_tco2e,
        covered_low_percent=_percent(cut_low_tco2e, added_high_tco2e),
        covered_high_percent=_percent(cut_high_tco2e, added_low_tco2e),
    )


def ceiling_gap(
    *,
    ceiling_tco2e: float,
    reference_tco2e: float,
    added_low_tco2e: float,
    added_high_tco2e: float,
    cut_low_tco2e: float,
    cut_high_tco2e: float,
) -> CeilingGap:
    """How far a year's emissions are expected to lie above the ceiling that was adopted with the budget.

    A gap above zero is published as it is: the ceiling is then a promise without the measures for it.

    Arguments
        ceiling_tco2e       scalar  tCO2e  zero or more
        reference_tco2e     scalar  tCO2e  what is expected without this budget, any
        added_low_tco2e     scalar  tCO2e  zero or more
        added_high_tco2e    scalar  tCO2e  at least the low one
        cut_low_tco2e       scalar  tCO2e  zero or more
        cut_high_tco2e      scalar  tCO2e  at least the low one
    Returns
        expected_low_tco2e   scalar  tCO2e  reference plus fewest added less most cut
        expected_high_tco2e  scalar  tCO2e  reference plus most added less fewest cut
        gap_low_tco2e        scalar  tCO2e  lowest expected less the ceiling
        gap_high_tco2e       scalar  tCO2e  highest expected less the ceiling
    Raises
        ValueError  a value is not finite, the ceiling or a range is negative, or a range is the wrong way.
    Source
        Yearly ceiling adopted with a budget, as practised since 2016; interval arithmetic.

    >>> answer = ceiling_gap(ceiling_tco2e=900.0, reference_tco2e=1000.0, added_low_tco2e=5.0,
    ...                      added_high_tco2e=10.0, cut_low_tco2e=40.0, cut_high_tco2e=60.0)
    >>> answer.gap_low_tco2e, answer.gap_high_tco2e
    (45.0, 70.0)
    """
    ceiling = not_negative("ceiling_tco2e", ceiling_tco2e)
    reference = number("reference_tco2e", reference_tco2e)
    _range("added", added_low_tco2e, added_high_tco2e)
    _range("cut", cut_low_tco2e, cut_high_tco2e)
    low = reference + added_low_tco2e - cut_high_tco2e
    high = reference + added_high_tco2e - cut_low_tco2e
    assert low <= high
    return CeilingGap(
        expected_low_tco2e=low,
        expected_high_tco2e=high,
        gap_low_tco2e=low - ceiling,
        gap_high_tco2e=high - ceiling,
    )


def _known_or_not(name: str, values: Array) -> Array:
    """Values of zero or more, or −1 for what is not known."""
    checked = numbers(name, values, least=0)
    if ((checked < 0) & (checked != UNKNOWN)).any():
        raise ValueError(f"{name} holds {checked.min()}: give zero or more, or −1 where it is not known.")
    return checked


def _range(name: str, low: float, high: float) -> None:
    not_negative(f"{name}_low_tco2e", low)
    not_negative(f"{name}_high_tco2e", high)
    in_order(f"{name}_low_tco2e", low, f"{name}_high_tco2e", high)


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole > 0 else float("nan")
