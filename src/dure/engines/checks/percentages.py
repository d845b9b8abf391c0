"""Checks on printed percentages and what they are percentages of."""

from dure.engines.checks.verdict import Repair, Verdict, repair, rounded, within
from dure.engines.refusals import above_zero, not_negative, number


def share_of_total(*, part: float, total: float, share_percent: float, share_step: float) -> Verdict:
    """Whether a part is the printed share of its total.

    part = share x total, the share being known to half its last digit. Part and total are taken as exact.

    Arguments
        part           scalar     any:a    not negative
        total          scalar     any:a    above zero
        share_percent  scalar     percent  not negative
        share_step     scalar     percent  not negative
    Returns
        holds          scalar     1        true or false
        expected       scalar     any:a    share x total
        gap            scalar     any:a    part less expected
        repairs        (repair,)  any:a    part, total and share_percent, each with the range that holds
    Raises
        ValueError  total is not above zero, or a number is negative or not finite.
    Source
        Definition of a share; range by interval arithmetic.

    >>> verdict = share_of_total(part=50.0, total=1000.0, share_percent=50.0, share_step=1.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 500.0, -450.0)
    >>> [(each.argument, each.value) for each in verdict.repairs]
    [('part', 500.0), ('total', 100.0), ('share_percent', 5.0)]
    """
    expected = above_zero("total", total) * not_negative("share_percent", share_percent) / 100
    not_negative("part", part)
    half = not_negative("share_step", share_step) / 2
    computed = 100 * part / total
    holds = within(computed, share_percent - half, share_percent + half)
    names = ("part", "total", "share_percent")
    repairs = () if holds else _repairs_of_share(names, part, total, share_percent, share_step)
    return Verdict(holds=holds, expected=expected, gap=part - expected, repairs=repairs)


def percent_of(*, part: float, whole: float, printed_percent: float, step: float) -> Verdict:
    """Whether a printed percentage is the part in a hundred of the whole.

    Part and whole are taken as exact; the percentage is known to half its last digit.

    Arguments
        part             scalar     any:a    not negative
        whole            scalar     any:a    above zero
        printed_percent  scalar     percent  not negative
        step             scalar     percent  not negative
    Returns
        holds            scalar     1        true or false
        expected         scalar     percent  100 x part / whole
        gap              scalar     percent  printed_percent less expected
        repairs          (repair,)  any      printed_percent, part and whole, each with the range that holds
    Raises
        ValueError  whole is not above zero, or a number is negative or not finite.
    Source
        Definition of a percentage; range by interval arithmetic.

    >>> verdict = percent_of(part=1.0, whole=4.0, printed_percent=30.0, step=1.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 25.0, 5.0)
    """
    expected = 100 * not_negative("part", part) / above_zero("whole", whole)
    not_negative("printed_percent", printed_percent)
    half = not_negative("step", step) / 2
    holds = within(expected, printed_percent - half, printed_percent + half)
    names = ("part", "whole", "printed_percent")
    repairs = () if holds else _repairs_of_share(names, part, whole, printed_percent, step)[::-1]
    return Verdict(holds=holds, expected=expected, gap=printed_percent - expected, repairs=repairs)


def percent_change(
    *, before: float, after: float, printed_percent: float, value_step: float, percent_step: float
) -> Verdict:
    """Whether a printed change in percent is the change between two printed values.

    Every number is known to half its last digit; the rule holds when some values within these ranges fit.

    Arguments
        before           scalar     any:a    above zero, above half of value_step
        after            scalar     any:a    any
        printed_percent  scalar     percent  any
        value_step       scalar     any:a    not negative
        percent_step     scalar     percent  not negative
    Returns
        holds            scalar     1        true or false
        expected         scalar     percent  100 x (after - before) / before
        gap              scalar     percent  printed_percent less expected
        repairs          (repair,)  any      printed_percent, before and after, rounded as they are printed
    Raises
        ValueError  before is not above half of value_step, a step is negative, or a number is not finite.
    Source
        Definition of relative change; range by interval arithmetic.

    >>> verdict = percent_change(before=50.0, after=60.0, printed_percent=25.0, value_step=1.0,
    ...                          percent_step=1.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 20.0, 5.0)
    >>> [(each.argument, each.value) for each in verdict.repairs]
    [('printed_percent', 20.0), ('before', 48.0), ('after', 62.0)]
    """
    half = not_negative("value_step", value_step) / 2
    percent_half = not_negative("percent_step", percent_step) / 2
    if above_zero("before", before) <= half:
        raise ValueError(f"before is {before}, half of value_step is {half}: give a before above it.")
    expected = 100 * (number("after", after) - before) / before
    # A quotient over a positive range is least and greatest at the corners.
    corners = [
        100 * (a / b - 1) for a in (after - half, after + half) for b in (before - half, before + half)
    ]
    low, high = min(corners) - percent_half, max(corners) + percent_half
    holds = within(number("printed_percent", printed_percent), low, high)
    repairs = [Repair("printed_percent", rounded(expected, percent_step))]
    factor = 1 + printed_percent / 100
    if factor and after / factor > half:
        repairs.append(Repair("before", rounded(after / factor, value_step)))
    repairs.append(Repair("after", rounded(before * factor, value_step)))
    gap = printed_percent - expected
    return Verdict(holds=holds, expected=expected, gap=gap, repairs=() if holds else tuple(repairs))


def _repairs_of_share(
    names: tuple[str, str, str], part: float, whole: float, percent: float, step: float
) -> tuple[Repair, ...]:
    """What each of part, whole and percentage would be, the other two being right."""
    half, computed = step / 2, 100 * part / whole
    low, high = max(percent - half, 0.0) / 100, (percent + half) / 100
    repairs = [repair(names[0], part, whole * percent / 100, whole * low, whole * high)]
    # Of nothing, or of a share that rounds to nothing, no whole can be told.
    if part and low:
        repairs.append(repair(names[1], whole, 100 * part / percent, part / high, part / low))
    repairs.append(repair(names[2], percent, rounded(computed, step), computed - half, computed + half))
    return tuple(repairs)
