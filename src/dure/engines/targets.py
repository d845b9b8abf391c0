"""Target engines: what a promised cut leaves, and what it takes away."""

from dataclasses import dataclass

from dure.engines.refusals import above_zero, in_order, not_negative


@dataclass(frozen=True)
class LevelAfterCut:
    """What may remain in the target year, and what must go until then."""

    level: float
    cut: float


def level_after_cut(*, base: float, cut_percent: float) -> LevelAfterCut:
    """The amount that remains when the base is cut by a percentage.

    Arguments
        base         scalar  any:a    above zero
        cut_percent  scalar  percent  between 0 and 100
    Returns
        level        scalar  any:a    base less the cut
        cut          scalar  any:a    the percentage of base
    Raises
        ValueError  base is not above zero, or cut_percent lies outside 0 to 100.
    Source
        Definition of a percentage.

    >>> level_after_cut(base=8.0, cut_percent=25.0)
    LevelAfterCut(level=6.0, cut=2.0)
    """
    in_order("cut_percent", not_negative("cut_percent", cut_percent), "the whole", 100.0)
    cut = above_zero("base", base) * cut_percent / 100
    level = base - cut
    assert 0 <= level <= base
    return LevelAfterCut(level=level, cut=cut)
