"""A chain of things that are passed on: ice packs from collectors to washing to markets. Does it close?"""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers_not_negative, table


@dataclass(frozen=True)
class MassBalance:
    """What should be there, what is missing where, and what one sent and the other did not get."""

    expected: Array
    gap: Array
    lost_between: Array
    closes: bool


def mass_balance(
    *, opening: Array, came_in: Array, sent: Array, received: Array, went_out: Array, lost: Array,
    counted: Array,
) -> MassBalance:  # fmt: skip
    """What a count at each station should have found, and where something is missing.

    A gap at a station is its own: more or less was counted than its book says. A difference between two is
    theirs: the one wrote down another number than the other. Neither is spread over the rest.

    Arguments
        opening       (station,)     any:a  counted when the period began, not negative
        came_in       (station,)     any:a  taken in from outside, not negative
        sent          (from, to)     any:a  handed on to each station, by who sent it, not negative
        received      (from, to)     any:a  the same, by who received it, not negative
        went_out      (station,)     any:a  handed over to the outside, not negative
        lost          (station,)     any:a  broken or thrown away, not negative
        counted       (station,)     any:a  counted when the period ended, not negative
    Returns
        expected      (station,)     any:a  what the count should have found by the station's own book
        gap           (station,)     any:a  counted less expected
        lost_between  (from, to)     any:a  sent less received
        closes        scalar         1      whether nothing is missing anywhere
    Raises
        ShapeError  an array has another number of stations.
        ValueError  a number is negative, or a station sends to itself.
    Source
        Conservation: what was there and came in, is there or went out.

    >>> nothing = np.zeros((2, 2))
    >>> handed = np.array([[0.0, 90.0], [0.0, 0.0]])
    >>> got = np.array([[0.0, 88.0], [0.0, 0.0]])
    >>> answer = mass_balance(opening=np.zeros(2), came_in=np.array([100.0, 0.0]), sent=handed, received=got,
    ...     went_out=np.array([0.0, 80.0]), lost=np.array([0.0, 3.0]), counted=np.array([10.0, 5.0]))
    >>> answer.gap.tolist(), answer.lost_between.tolist(), answer.closes
    ([0.0, 0.0], [[0.0, 2.0], [0.0, 0.0]], False)
    """
    first = numbers_not_negative("opening", opening)
    stations = {"came_in": came_in, "went_out": went_out, "lost": lost, "counted": counted}
    flows = {name: numbers_not_negative(name, each) for name, each in stations.items()}
    between = {"sent": table("sent", sent), "received": table("received", received)}
    for name, each in flows.items():
        if len(each) != len(first):
            raise ShapeError(f"{name} has {len(each)} stations and opening has {len(first)}: give as many.")
    for name, each in between.items():
        if each.shape != (len(first), len(first)):
            raise ShapeError(f"{name} has shape {each.shape}: give {len(first)} by {len(first)} stations.")
        if (each < 0).any() or np.diag(each).any():
            raise ValueError(f"{name} holds a negative number, or a station that sends to itself.")
    expected = first + flows["came_in"] + between["received"].sum(axis=0)
    expected = expected - between["sent"].sum(axis=1) - flows["went_out"] - flows["lost"]
    gap, lost_between = flows["counted"] - expected, between["sent"] - between["received"]
    return MassBalance(expected, gap, lost_between, not (gap.any() or lost_between.any()))
