"""Checks on whether a number is of the size that others of its kind are."""

import numpy as np

from dure.engines.checks.verdict import Repair, Verdict, bounded, slipped
from dure.engines.refusals import Array, above_zero, in_order, not_negative, number, numbers

# The median absolute deviation of a normal distribution is this share of its standard deviation.
NORMAL_QUARTILE = 0.6745


def per_capita_band(*, total: float, people: float, low: float, high: float) -> Verdict:
    """Whether a total, divided by the people it stands for, lies within the usual band.

    Arguments
        total     scalar     any:a    not negative
        people    scalar     any:b    above zero
        low       scalar     any/any  not negative
        high      scalar     any/any  at least low
    Returns
        holds     scalar     1        true or false
        expected  scalar     any/any  the amount for each, or the bound next to it
        gap       scalar     any/any  the amount for each less expected, zero where the rule holds
        repairs   (repair,)  any:a    the total with its decimal point moved, where that lies in the band
    Raises
        ValueError  people is not above zero, low is above high, or a number is negative or not finite.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> verdict = per_capita_band(total=800.0, people=10.0, low=2.0, high=20.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 20.0, 60.0)
    >>> verdict.repairs
    (Repair(argument='total', value=80.0, low=20.0, high=200.0),)
    """
    each = not_negative("total", total) / above_zero("people", people)
    in_order("low", not_negative("low", low), "high", number("high", high))
    moved = slipped(total, low * people, high * people)
    repairs = () if moved is None else (Repair("total", moved, low * people, high * people),)
    return bounded(each, low, high, repairs)


def label_against_unit(*, stated: float, basis: float, low: float, high: float) -> Verdict:
    """Whether a number is what its label says, judged by its quotient over what it belongs to.

    MWh over MW are hours: a store holds a few, a year of generation has up to 8,760.

    Arguments
        stated    scalar     any:a    not negative
        basis     scalar     any:b    above zero
        low       scalar     any/any  not negative
        high      scalar     any/any  at least low
    Returns
        holds     scalar     1        true or false
        expected  scalar     any/any  the quotient, or the bound next to it
        gap       scalar     any/any  the quotient less expected, zero where the rule holds
        repairs   (repair,)  any:a    none: the label is wrong, not the number
    Raises
        ValueError  basis is not above zero, low is above high, or a number is negative or not finite.
    Source
        Dimensional analysis.

    >>> label_against_unit(stated=2000.0, basis=1.0, low=0.5, high=24.0)
    Verdict(holds=False, expected=24.0, gap=1976.0, repairs=())
    """
    quotient = not_negative("stated", stated) / above_zero("basis", basis)
    in_order("low", not_negative("low", low), "high", number("high", high))
    return bounded(quotient, low, high)


def outlier_among_peers(*, value: float, peers: Array, limit: float) -> Verdict:
    """Whether a value lies among its peers, by the modified z-score.

    z = 0.6745 x (value - median) / median absolute deviation; it fails beyond the limit on either side.

    Arguments
        value     scalar     any:a  any
        peers     (peer,)    any:a  at least three, not more than half of them the same
        limit     scalar     1      above zero
    Returns
        holds     scalar     1      true or false
        expected  scalar     any:a  the median of the peers
        gap       scalar     any:a  value less the median
        repairs   (repair,)  any:a  none: the value may be true
    Raises
        ShapeError  there are fewer than three peers.
        ValueError  the peers have no spread, limit is not above zero, or a number is not finite.
    Source
        Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers; they advise a limit of 3.5.

    >>> outlier_among_peers(value=90.0, peers=np.array([9.0, 10.0, 11.0]), limit=3.5)
    Verdict(holds=False, expected=10.0, gap=80.0, repairs=())
    """
    number("value", value)
    middle = float(np.median(numbers("peers", peers, least=3)))
    spread = float(np.median(np.abs(peers - middle)))
    if spread == 0:
        raise ValueError("More than half of the peers are the same: give peers that differ.")
    score = NORMAL_QUARTILE * abs(value - middle) / spread
    holds = score <= above_zero("limit", limit)
    return Verdict(holds=holds, expected=middle, gap=value - middle, repairs=())
