"""Checks on what a document says more than once, in two ways, or leaves out."""

import numpy as np

from dure.engines.checks.verdict import Repair, Verdict, bounded, within
from dure.engines.refusals import Array, not_negative, number, numbers, table, whole


def counted_against_list(*, counted: float, listed: float) -> Verdict:
    """Whether a printed count is the number of different things that the same document lists.

    Arguments
        counted   scalar     1  whole, not negative
        listed    scalar     1  whole, not negative
    Returns
        holds     scalar     1  true or false
        expected  scalar     1  how many are listed
        gap       scalar     1  counted less listed
        repairs   (repair,)  1  counted
    Raises
        ValueError  a count is negative, not whole or not finite.
    Source
        Definition of a count.

    >>> verdict = counted_against_list(counted=4.0, listed=3.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 3.0, 1.0)
    """
    said, named = whole("counted", counted), whole("listed", listed)
    repairs = () if said == named else (Repair("counted", float(named)),)
    return Verdict(holds=said == named, expected=float(named), gap=float(said - named), repairs=repairs)


def two_statements(*, first: float, second: float, step: float) -> Verdict:
    """Whether two statements of one fact agree. Each may be half a step off, so they may differ by one step.

    The step is that of the coarser statement.

    Arguments
        first     scalar     any:a  any
        second    scalar     any:a  any
        step      scalar     any:a  not negative
    Returns
        holds     scalar     1      true or false
        expected  scalar     any:a  the second statement
        gap       scalar     any:a  first less second
        repairs   (repair,)  any:a  the first as the second says, or the second as the first says
    Raises
        ValueError  step is negative, or a number is not finite.
    Source
        Definition of rounding.

    >>> verdict = two_statements(first=74.0, second=9.0, step=1.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 9.0, 65.0)
    """
    number("first", first)
    number("second", second)
    holds = within(first, second - not_negative("step", step), second + step)
    repairs = () if holds else (Repair("first", second), Repair("second", first))
    return Verdict(holds=holds, expected=second, gap=first - second, repairs=repairs)


def definitions_differ(*, values: Array, step: float) -> Verdict:
    """Whether an indicator comes out the same under each definition that its words allow.

    Arguments
        values    (definition,)  any:a  at least two
        step      scalar         any:a  not negative
    Returns
        holds     scalar         1      true or false
        expected  scalar         any:a  how far the values lie apart, or the step if that is less
        gap       scalar         any:a  how much further apart they lie, zero where the rule holds
        repairs   (repair,)      any:a  none: the definition must be stated
    Raises
        ShapeError  there are fewer than two values.
        ValueError  step is negative, or a number is not finite.
    Source
        Dure's own rule: an indicator states its definition.

    >>> definitions_differ(values=np.array([80.0, 86.0, 77.0]), step=1.0)
    Verdict(holds=False, expected=1.0, gap=8.0, repairs=())
    """
    return bounded(float(np.ptp(numbers("values", values, least=2))), 0.0, not_negative("step", step))


def slots_filled(*, known: Array) -> Verdict:
    """Whether every piece that a figure needs to be used (its date, method, scope) is known.

    Arguments
        known     (piece,)   1  0 or 1
    Returns
        holds     scalar     1  true or false
        expected  scalar     1  how many pieces are needed
        gap       scalar     1  how many are known less how many are needed
        repairs   (repair,)  1  none: what is missing must be found
    Raises
        ShapeError  known is empty or has more than one dimension.
        ValueError  known holds something other than 0 and 1.
    Source
        Dure's own rule: what is not stated is a slot to fill, never a guess.

    >>> slots_filled(known=np.array([1.0, 0.0, 0.0]))
    Verdict(holds=False, expected=3.0, gap=-2.0, repairs=())
    """
    pieces = numbers("known", known)
    if not np.isin(pieces, (0.0, 1.0)).all():
        raise ValueError("known holds something other than 0 and 1: give 1 for known and 0 for unknown.")
    needed = float(len(pieces))
    return bounded(float(pieces.sum()), needed, needed)


def duplicate_rows(*, rows: Array) -> Verdict:
    """Whether no row of a table is the same as an earlier one. `same_rows` says which ones are.

    Arguments
        rows      (row, column)  any  at least one row and one column
    Returns
        holds     scalar         1    true or false
        expected  scalar         1    zero
        gap       scalar         1    rows that repeat an earlier one
        repairs   (repair,)      any  none: a row may be true twice
    Raises
        ShapeError  rows is empty or has not two dimensions.
        ValueError  a number is not finite.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> duplicate_rows(rows=np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]]))
    Verdict(holds=False, expected=0.0, gap=1.0, repairs=())
    """
    repeats = sum(len(group) - 1 for group in same_rows(rows))
    return bounded(float(repeats), 0.0, 0.0)


def same_rows(rows: Array) -> tuple[tuple[int, ...], ...]:
    """Which rows of a table are the same: groups of row numbers from 0, each group of two or more.

    >>> same_rows(np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]]))
    ((0, 2),)
    """
    groups: dict[tuple[float, ...], list[int]] = {}
    for index, row in enumerate(table("rows", rows)):
        groups.setdefault(tuple(row.tolist()), []).append(index)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
