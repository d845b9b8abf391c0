"""Attribution: what a measured change is made of, and how much of what projects claim it can hold.

A claim never changes the inventory. Where an effect is not known, it stays unknown and so does what projects
may claim: nothing is credited by leaving out what nobody measured.
"""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, not_negative, number, numbers, same_length


@dataclass(frozen=True, eq=False)
class EffectsOfLines:
    """What factors and what activities changed, line by line and in all, and both gaps of the whole."""

    factor_effects: Array
    activity_effects: Array
    factor_effect: float
    activity_effect: float
    net: float
    absolute: float


@dataclass(frozen=True)
class AttributedChange:
    """A measured change in parts that add up to it; NaN where a part is unknown."""

    change: float
    activity: float
    factor: float
    boundary: float
    credited: float
    unexplained: float
    not_credited: float
    unknown_parts: float


def effects_of_lines(
    *, base_activity: Array, activity: Array, base_factor: Array, factor: Array
) -> EffectsOfLines:
    """What the change of each line is made of: its factor first, then its activity.

    factor effect = base activity x change of factor; activity effect = change of activity x later factor. The
    order is part of the method: the other order would give the product of both changes to the factor.

    Arguments
        base_activity     (line,)  any:a      any
        activity          (line,)  any:a      any
        base_factor       (line,)  any/any    any
        factor            (line,)  any/any    any
    Returns
        factor_effects    (line,)  any:c      of each line
        activity_effects  (line,)  any:c      of each line
        factor_effect     scalar   any:c      of all lines
        activity_effect   scalar   any:c      of all lines
        net               scalar   any:c      the whole change
        absolute          scalar   any:c      all effects by their size: what the net hides
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a number is not finite.
    Source
        Identity: b1·f1 − b0·f0 = b0·(f1 − f0) + (b1 − b0)·f1.

    >>> one = effects_of_lines(base_activity=np.array([100.0]), activity=np.array([120.0]),
    ...                        base_factor=np.array([0.5]), factor=np.array([0.4]))
    >>> round(one.factor_effect, 9), round(one.activity_effect, 9), round(one.net, 9)
    (-10.0, 8.0, -2.0)
    """
    before, later = numbers("base_activity", base_activity), numbers("activity", activity)
    old, new = numbers("base_factor", base_factor), numbers("factor", factor)
    for name, column in (("activity", later), ("base_factor", old), ("factor", new)):
        same_length("base_activity", before, name, column)
    by_factor, by_activity = before * (new - old), (later - before) * new
    net = math.fsum([*by_factor, *by_activity])
    scale = float((np.abs(before) + np.abs(later)) @ (np.abs(old) + np.abs(new))) or 1.0
    assert math.isclose(net, float(later @ new - before @ old), abs_tol=1e-9 * scale)
    return EffectsOfLines(
        factor_effects=by_factor,
        activity_effects=by_activity,
        factor_effect=math.fsum(by_factor),
        activity_effect=math.fsum(by_activity),
        net=net,
        absolute=math.fsum([*np.abs(by_factor), *np.abs(by_activity)]),
    )


def attributed_change(
    *,
    base: float,
    actual: float,
    activity_effect: float,
    factor_effect: float,
    boundary_effect: float,
    claimed: float,
) -> AttributedChange:
    """A measured change as activity + factor + boundary − credited projects + unexplained.

    The effects are those of everything but the projects: more people, a cleaner grid, another method. What is
    left of the change after them is all that projects can have done: of what they claim no more is credited.
    An effect that is not known is given as NaN. It then lies within the unexplained rest, and no claim is
    credited or refused: how much of the rest is the projects' is not known. No claims need no credit.

    Arguments
        base             scalar  any:a  measured in the base year
        actual           scalar  any:a  measured in the later year
        activity_effect  scalar  any:a  below zero where it lowered the amount, NaN where not known
        factor_effect    scalar  any:a  below zero where it lowered the amount, NaN where not known
        boundary_effect  scalar  any:a  below zero where it lowered the amount, NaN where not known
        claimed          scalar  any:a  what projects say they avoided, not negative, NaN where not known
    Returns
        change           scalar  any:a  actual less base
        activity         scalar  any:a  as given
        factor           scalar  any:a  as given
        boundary         scalar  any:a  as given
        credited         scalar  any:a  the part of the claims that the change can hold, zero or below
        unexplained      scalar  any:a  the rest: the known parts and it add up to the change
        not_credited     scalar  any:a  the part of the claims that the change cannot hold
        unknown_parts    scalar  1      how many of the three effects and the claims are not known
    Raises
        ValueError  base or actual is not finite, an effect is infinite, or claimed is negative.
    Source
        Index decomposition with a residual (Ang, 2004, doi:10.1016/S0301-4215(03)00076-4), and the rule that
        claims are bounded by the measured change less what had happened without them.

    >>> answer = attributed_change(base=100.0, actual=90.0, activity_effect=4.0, factor_effect=-6.0,
    ...                            boundary_effect=0.0, claimed=12.0)
    >>> answer.credited, answer.not_credited, answer.unexplained
    (-8.0, 4.0, 0.0)
    """
    change = number("actual", actual) - number("base", base)
    effects = {
        "activity_effect": activity_effect,
        "factor_effect": factor_effect,
        "boundary_effect": boundary_effect,
    }
    known = [number(name, effect) for name, effect in effects.items() if not math.isnan(effect)]
    unknown = len(effects) - len(known) + math.isnan(claimed)
    rest = math.fsum([actual, -base, *(-effect for effect in known)])
    if not math.isnan(claimed) and not_negative("claimed", claimed) == 0:
        credited = 0.0
    elif unknown:
        credited = math.nan
    else:
        credited = -min(claimed, max(0.0, -rest))
    unexplained = rest if math.isnan(credited) else rest - credited
    assert math.isnan(credited) or math.isclose(
        math.fsum([*known, credited, unexplained]), change, abs_tol=1e-9 * (abs(base) + abs(actual) + 1)
    )
    return AttributedChange(
        change=change,
        activity=activity_effect,
        factor=factor_effect,
        boundary=boundary_effect,
        credited=credited,
        unexplained=unexplained,
        not_credited=claimed + credited,
        unknown_parts=float(unknown),
    )
