"""What an act earns under its caps and what is left in the budget, in whole units of what the programme pays.

A cap that is reached in the middle of an act pays the remainder, never more and never less. A cap or a rate
that is not known is not an argument: whoever asks leaves the engine alone and says what is unknown.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, numbers_not_negative, same_length, whole

# How caps are named in a row of them, from the narrowest to the widest.
SPANS = ("act", "day", "month", "year", "person", "household")
# What reward() says cut an act: the number of the cap, or one of these.
NOTHING_CUT = -1
BUDGET_CUT = -2
WHOLE_PERCENT = 100


@dataclass(frozen=True)
class Reward:
    """What an act is paid, what it would have been without caps and budget, and what cut it most.

    `cut_by` is the position of the cap that left least room, BUDGET_CUT or NOTHING_CUT.
    """

    paid: float
    wanted: float
    cut_by: float


def reward(
    *, rate: float, thousandths: float, share_percent: float, caps: Array, earned: Array, left: float
) -> Reward:
    """What an act is paid under its caps, as long as the budget lasts.

    Arguments
        rate           scalar  1        what one use, kilogram or kilometre earns; whole, not negative
        thousandths    scalar  1        how much was done, in thousandths; whole, not negative
        share_percent  scalar  percent  share of the reward that the evidence earns; whole, between 0 and 100
        caps           (cap,)  1        the most that is paid over each span; not negative
        earned         (cap,)  1        what was earned over that span before; not negative
        left           scalar  1        what is left in the budget; whole, not negative
    Returns
        paid           scalar  1        what is paid, rounded down to whole units
        wanted         scalar  1        what it would be without caps and budget
        cut_by         scalar  1        position of the cap that left least room; -1 nothing, -2 the budget
    Raises
        ShapeError  there are not as many caps as spans.
        ValueError  a number is negative, not whole where it must be, or not finite; a share is above 100.
    Source
        Carbon Neutral Point, green life: a yearly cap a person; a cap reached in mid-act pays the rest.

    >>> year = {"caps": np.array([70_000.0]), "earned": np.array([69_800.0])}
    >>> reward(rate=500, thousandths=1000, share_percent=100, **year, left=1_000_000)
    Reward(paid=200.0, wanted=500.0, cut_by=0.0)
    """
    same_length("caps", caps, "earned", earned)
    rooms = numbers_not_negative("caps", caps, least=0) - numbers_not_negative("earned", earned, least=0)
    share, budget = whole("share_percent", share_percent), whole("left", left)
    if share > WHOLE_PERCENT:
        raise ValueError(f"share_percent is {share}: give at most {WHOLE_PERCENT}.")
    wanted = whole("rate", rate) * whole("thousandths", thousandths) * share // (1000 * WHOLE_PERCENT)
    paid, cut_by = wanted, NOTHING_CUT
    for position, room in enumerate(np.floor(np.maximum(rooms, 0))):
        if room < paid:
            paid, cut_by = int(room), position
    if budget < paid:
        paid, cut_by = budget, BUDGET_CUT
    assert 0 <= paid <= wanted
    return Reward(float(paid), float(wanted), float(cut_by))
