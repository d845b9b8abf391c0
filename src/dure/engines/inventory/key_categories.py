"""Key categories: the few lines that make up most of an inventory's size, its trend or its uncertainty."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError, numbers, numbers_not_negative, same_length

# The lines that together reach so much of the sum are key: by size alone, and where uncertainty weighs in.
LEVEL_LIMIT_PERCENT = 95.0
UNCERTAIN_LIMIT_PERCENT = 90.0


@dataclass(frozen=True, eq=False)
class KeyCategories:
    """Each line's weight, its share of all weights, the lines from the heaviest, and whether each is key."""

    assessment: Array
    share_percent: Array
    order: npt.NDArray[np.int64]
    key: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ErrorTable:
    """Approach 1 of the IPCC: one row for each line, and the whole, in percent (half of the 95 % range)."""

    combined_percent: Array
    share_of_variance_percent: Array
    trend_percent: Array
    total_percent: float
    trend_total_percent: float


def level_assessment(*, emissions: Array, uncertainty_percent: Array | None = None) -> KeyCategories:
    """Which lines are key by their size in one year; with uncertainties, by size times uncertainty.

    Sinks count by their size, whatever their sign. Lines are taken from the heaviest until the limit (95 % of
    sizes, 90 % where uncertainties weigh in) is reached; the line that crosses it is still key.

    Arguments
        emissions            (line,)  any:a    finite, not all zero; sinks below zero
        uncertainty_percent  (line,)  percent  not negative, or left out
    Returns
        assessment           (line,)  1        the weight: a share of all sizes, times uncertainty
        share_percent        (line,)  percent  the weight in a hundred of all weights
        order                (line,)  1        numbers of the lines from the heaviest
        key                  (line,)  1        true or false
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a number is not finite, or all weights are zero.
    Source
        IPCC 2006, Vol. 1, Ch. 4, Eq. 4.1 (Approach 1) and 4.4 (Approach 2).

    >>> level_assessment(emissions=np.array([4.0, 90.0, -6.0])).key.tolist()
    [False, True, True]
    """
    sizes = np.abs(numbers("emissions", emissions))
    level = sizes / _above_zero("emissions", float(sizes.sum()))
    return _ranked(level, uncertainty_percent)


def trend_assessment(
    *, base_emissions: Array, emissions: Array, uncertainty_percent: Array | None = None
) -> KeyCategories:
    """Which lines are key because they changed otherwise than the whole did.

    Arguments
        base_emissions       (line,)  any:a    finite; their sum is not zero
        emissions            (line,)  any:a    finite
        uncertainty_percent  (line,)  percent  not negative, or left out
    Returns
        assessment           (line,)  1        the weight, times uncertainty
        share_percent        (line,)  percent  the weight in a hundred of all weights
        order                (line,)  1        numbers of the lines from the heaviest
        key                  (line,)  1        true or false
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a number is not finite, the base is zero, or nothing changed otherwise than the whole.
    Source
        IPCC 2006, Vol. 1, Ch. 4, Eq. 4.2, 4.3 (where a line was zero) and 4.5.

    >>> trend_assessment(base_emissions=np.array([50.0, 50.0]), emissions=np.array([50.0, 30.0])).assessment
    array([0.1, 0.1])
    """
    before, now = numbers("base_emissions", base_emissions), numbers("emissions", emissions)
    same_length("base_emissions", before, "emissions", now)
    sizes = np.abs(before)
    whole = _above_zero("base_emissions", float(sizes.sum()))
    base = float(before.sum())
    if base == 0:
        raise ValueError("base_emissions add up to zero: a change of nothing is no share.")
    overall = (float(now.sum()) - base) / abs(base)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(sizes > 0, (now - before) / np.where(sizes > 0, sizes, 1.0), 0.0)
    trend = np.where(sizes > 0, sizes / whole * np.abs(own - overall), np.abs(now) / whole)
    return _ranked(trend, uncertainty_percent)


def error_table(
    *,
    base_emissions: Array,
    emissions: Array,
    activity_percent: Array,
    factor_percent: Array,
    activity_correlated: Array | None = None,
    factor_correlated: Array | None = None,
) -> ErrorTable:
    """The IPCC's table of uncertainty by error propagation: of one year, and of the trend since the base.

    As in the guidelines, a factor's error is taken to be the same in both years and an activity's to be
    another, unless said otherwise line by line; lines do not depend on each other.

    Arguments
        base_emissions             (line,)  any:a    finite; their sum is not zero
        emissions                  (line,)  any:a    finite; their sum is not zero
        activity_percent           (line,)  percent  half of the 95 % range, not negative
        factor_percent             (line,)  percent  half of the 95 % range, not negative
        activity_correlated        (line,)  1        1 where the error is the same in both years; left out: 0
        factor_correlated          (line,)  1        1 where the error is the same in both years; left out: 1
    Returns
        combined_percent           (line,)  percent  column G
        share_of_variance_percent  (line,)  percent  column H in a hundred of its sum
        trend_percent              (line,)  percent  the square root of column M
        total_percent              scalar   percent  of the year's sum
        trend_total_percent        scalar   percent  points of the change in percent
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a number is not finite, an uncertainty is negative, or a sum is zero.
    Source
        IPCC 2006, Vol. 1, Ch. 3, Table 3.2 and Eq. 3.1 to 3.2.

    >>> one = np.array([100.0])
    >>> round(error_table(base_emissions=one, emissions=one, activity_percent=np.array([5.0]),
    ...                   factor_percent=np.array([10.0])).total_percent, 2)
    11.18
    """
    before, now = numbers("base_emissions", base_emissions), numbers("emissions", emissions)
    of_activity = numbers_not_negative("activity_percent", activity_percent)
    of_factor = numbers_not_negative("factor_percent", factor_percent)
    for name, column in (
        ("emissions", now),
        ("activity_percent", of_activity),
        ("factor_percent", of_factor),
    ):
        same_length("base_emissions", before, name, column)
    base, total = float(before.sum()), float(now.sum())
    if base == 0 or total == 0:
        raise ValueError("base_emissions or emissions add up to zero: nothing is uncertain in percent of it.")
    combined = np.hypot(of_activity, of_factor)
    shares = (combined * now / total) ** 2
    # A: one percent more in both years; B: one percent more in the later year alone.
    type_a = 100 * (
        (0.01 * now + total - 0.01 * before - base) / (0.01 * before + base) - (total - base) / base
    )
    type_b = now / base
    same_activity = np.zeros_like(now) if activity_correlated is None else activity_correlated
    same_factor = np.ones_like(now) if factor_correlated is None else factor_correlated
    by_activity = of_activity * np.where(same_activity > 0, type_a, type_b * np.sqrt(2))
    by_factor = of_factor * np.where(same_factor > 0, type_a, type_b * np.sqrt(2))
    trend = np.hypot(by_activity, by_factor)
    return ErrorTable(
        combined_percent=combined,
        share_of_variance_percent=100 * shares / (float(shares.sum()) or 1.0),
        trend_percent=trend,
        total_percent=float(np.sqrt(shares.sum())),
        trend_total_percent=float(np.sqrt((trend**2).sum())),
    )


def _ranked(weights: Array, uncertainty_percent: Array | None) -> KeyCategories:
    """Weights from the heaviest, and those that together reach the limit."""
    limit = LEVEL_LIMIT_PERCENT
    if uncertainty_percent is not None:
        uncertain = numbers_not_negative("uncertainty_percent", uncertainty_percent)
        if len(uncertain) != len(weights):
            raise ShapeError(
                f"uncertainty_percent has {len(uncertain)} values for {len(weights)} lines: give as many."
            )
        weights, limit = weights * uncertain / 100, UNCERTAIN_LIMIT_PERCENT
    share = 100 * weights / _above_zero("the weights", float(weights.sum()))
    order = np.argsort(-weights, kind="stable").astype(np.int64)
    before = np.append(0.0, np.cumsum(share[order])[:-1])
    key = np.zeros(len(weights), dtype=bool)
    key[order] = (before < limit - 1e-9) & (weights[order] > 0)
    return KeyCategories(assessment=weights, share_percent=share, order=order, key=key)


def _above_zero(name: str, total: float) -> float:
    """A sum to divide by."""
    if total <= 0:
        raise ValueError(f"{name} come to nothing: no line is key where there is nothing.")
    return total
