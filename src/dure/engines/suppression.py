"""Confidential cells of a table: which others must stay closed with them, so that none can be told closely.

Exactly is not enough: a table that leaves a large number only a small one to hide behind tells it all but to
the digit. So every confidential number keeps a stated distance to what an outsider can work out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

# A total with its parts, by the total's name; or pairs, where a total is the sum of several kinds of parts.
Sums = Mapping[str, Sequence[str]] | Sequence[tuple[str, Sequence[str]]]
# So much more it takes to close a total than a part: a total is what readers come for.
TOTAL_WEIGHT = 100.0
# What moves less than this part of a protection interval does not move, and nothing has to move further.
STILL, FAR = 1e-6, 1e5
LEAST_ROOM = 1e-3


def withheld(
    values: Mapping[str, Decimal | None],
    *,
    sums: Sums,
    confidential: Iterable[str],
    closed: Iterable[str] = (),
    protection: Decimal,
) -> tuple[str, ...]:
    """The names that may not be published: the confidential ones, and as many more as it takes.

    An outsider who knows every other number, which names add up to which, and on which side of zero each
    number lies, finds for each confidential one a range that reaches at least `protection` times its size
    below it and as much above. Few and small parts are closed first, and totals only where parts do not
    suffice. A part of zero or without a number hides nothing. Of a confidential zero only its being zero is
    hidden; one without a number is taken to be what its total lacks, in equal shares where several lack.

    The choice is not always the smallest there is. What is not hidden: whoever knows one of the closed
    numbers for himself, like the owner of a plant, finds less wide a range for the others.

    Arguments
        values        (name,)  any:a  the numbers by name, parts and totals; None where none is known
        sums          (sum,)   1      totals by name, each with the names of the parts that make it
        confidential  (name,)  1      names that may not be published
        closed        (name,)  1      names that are closed for another reason and need no protection
        protection    ()       1      the protection interval on either side, part of the value [0, 1]
    Returns
        names         (name,)  1      the names to close, the confidential ones first
    Raises
        ValueError    a confidential name stays derivable within its interval whatever is closed beside it, or
                      the protection is outside [0, 1].
    Source
        Secondary cell suppression: Cox, L. H. (1980), Journal of the American Statistical Association 75,
        377-385, doi:10.1080/01621459.1980.10477481. Protection levels above and below, and what an outsider
        derives as the least and greatest amount under the sums: Fischetti, M., Salazar, J. J. (2000), Journal
        of the American Statistical Association 95, 916-928, doi:10.1080/01621459.2000.10474282. One linear
        program for each name and side, minimising what is newly closed by weight: Kelly, J. P., Golden,
        B. L., Assad, A. A. (1992), Networks 22, 397-417, doi:10.1002/net.3230220407. The interval as part of
        the value: the p% rule, Hundepool et al. (2012), Statistical Disclosure Control, chapter 4,
        doi:10.1002/9781118348239.

    >>> table = {"a": Decimal(5), "b": Decimal(2), "c": Decimal(9), "all": Decimal(16)}
    >>> withheld(table, sums={"all": ["a", "b", "c"]}, confidential=["a"], protection=Decimal("0.2"))
    ('a', 'b')
    >>> withheld(table, sums={"all": ["a", "b", "c"]}, confidential=["a"], protection=Decimal("0.6"))
    ('a', 'c')
    """
    if not 0 <= protection <= 1:
        raise ValueError(f"The protection is {protection}: state a part of the value between 0 and 1.")
    guarded = list(dict.fromkeys(confidential))
    shut = list(dict.fromkeys([*guarded, *closed]))
    amounts = _amounts(values, _pairs(sums), shut)
    # The widest interval first: what it closes serves the others.
    for name in sorted(guarded, key=lambda each: (-abs(amounts.get(each, 0.0)), each)):
        for distance in _distances(amounts, name, float(protection)):
            moved = _moved(amounts, _pairs(sums), shut, name=name, distance=distance)
            if moved is None:
                raise ValueError(
                    f"{name} can be derived from its totals and there is nothing left to close beside it:"
                    " close the totals, or ask whether it is confidential."
                )
            shut += [each for each in sorted(moved) if each not in shut]
    return tuple(shut)


def derivable(sums: Sums, *, closed: Iterable[str]) -> tuple[str, ...]:
    """Those closed names whose numbers follow from the open ones.

    Arguments
        sums    (sum,)   1  totals by name, each with the names of the parts that make it
        closed  (name,)  1  names that are not published
    Returns
        names   (name,)  1  the closed names that can be derived
    Raises
        nothing
    Source
        Gauss-Jordan elimination over the rational numbers, exact.

    >>> derivable({"all": ["a", "b"]}, closed=["a"]), derivable({"all": ["a", "b"]}, closed=["a", "b"])
    (('a',), ())
    """
    names = list(dict.fromkeys(closed))
    rows = []
    for total, parts in _pairs(sums):
        row = [Fraction(list(parts).count(name)) - (name == total) for name in names]
        if any(row):
            rows.append(row)
    reduced = _reduced(rows, width=len(names))
    alone = [[n for n, amount in enumerate(row) if amount] for row in reduced]
    found = {columns[0] for columns in alone if len(columns) == 1}
    return tuple(name for n, name in enumerate(names) if n in found)


def _pairs(sums: Sums) -> list[tuple[str, Sequence[str]]]:
    """Totals with their parts, however they were given."""
    return list(sums.items()) if isinstance(sums, Mapping) else list(sums)


def _reduced(rows: list[list[Fraction]], *, width: int) -> list[list[Fraction]]:
    """The rows in reduced echelon form."""
    done = 0
    for column in range(width):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        lead = rows[done][column]
        rows[done] = [amount / lead for amount in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[column]:
                times = row[column]
                rows[n] = [own - times * other for own, other in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def _amounts(
    values: Mapping[str, Decimal | None], sums: Sequence[tuple[str, Sequence[str]]], shut: Sequence[str]
) -> dict[str, float]:
    """What is known, as plain numbers; of closed names without a number, what their sums leave for them."""
    found = {name: float(value) for name, value in values.items() if value is not None}
    for total, parts in sums:
        lacking = [part for part in parts if part not in found and part in shut]
        known = sum(found.get(part, 0.0) for part in parts)
        if total not in found:
            if total in shut and not lacking:
                found[total] = known
            continue
        left = max(found[total] - known, 0.0)
        found |= dict.fromkeys(lacking, left / len(lacking) if lacking else 0.0)
    return {name: found.get(name, 0.0) for name in (*found, *shut)}


def _distances(amounts: Mapping[str, float], name: str, protection: float) -> Iterator[float]:
    """How far a name must be able to move: up, and down where it is not zero."""
    amount = amounts[name]
    if amount:
        # With no interval asked for it must not follow exactly, which the least one sees to.
        width = abs(amount) * max(protection, STILL)
        yield from (width, -width)
        return
    yield min((abs(each) for each in amounts.values() if each), default=1.0) * max(protection, STILL)


def _moved(
    amounts: Mapping[str, float], sums: Sequence[tuple[str, Sequence[str]]], shut: Sequence[str], *,
    name: str, distance: float,
) -> set[str] | None:  # fmt: skip
    """Names that move when one moves that far and every sum and sign holds, few and small; None if it cannot.

    How far each moves is the unknown, upwards and downwards apart, in units of the distance.
    """
    near = _near(sums, name)
    names = sorted({each for total, parts in near for each in (total, *parts)} & _movable(amounts, shut))
    if name not in names:
        return set()
    totals, whole = {total for total, _parts in near}, sum(abs(amounts[each]) for each in names) or 1.0
    size = np.array([amounts[each] / abs(distance) for each in names])
    weight = np.array([TOTAL_WEIGHT if each in totals else 1.0 for each in names])
    room = np.clip(np.abs(size), LEAST_ROOM, 1.0)
    cost = weight * (1 + np.array([abs(amounts[each]) for each in names]) / whole) / room
    cost[[n for n, each in enumerate(names) if each in shut]] = 0.0
    up = np.where(size < 0, np.minimum(-size, FAR), FAR)
    down = np.where(size < 0, FAR, np.minimum(size, FAR))
    own = names.index(name)
    up[own], down[own] = (1.0, 0.0) if distance > 0 else (0.0, 1.0)
    low = np.zeros(2 * len(names))
    low[own if distance > 0 else own + len(names)] = 1.0
    return _solved(names, near, cost=cost, low=low, high=np.concatenate([up, down]))


def _movable(amounts: Mapping[str, float], shut: Sequence[str]) -> set[str]:
    """What is closed, or could be and hides something."""
    return {name for name, amount in amounts.items() if amount} | set(shut)


def _near(sums: Sequence[tuple[str, Sequence[str]]], name: str) -> list[tuple[str, Sequence[str]]]:
    """The sums that a name hangs together with, directly or through others."""
    left, reached = list(sums), {name}
    found: list[tuple[str, Sequence[str]]] = []
    while True:
        touched = [pair for pair in left if reached & {pair[0], *pair[1]}]
        if not touched:
            return found
        found += touched
        left = [pair for pair in left if pair not in touched]
        reached |= {each for total, parts in touched for each in (total, *parts)}


def _solved(
    names: Sequence[str], sums: Sequence[tuple[str, Sequence[str]]], *,
    cost: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64],
) -> set[str] | None:  # fmt: skip
    """The names that move at the least cost while every sum holds; None where there is no way."""
    place = {name: n for n, name in enumerate(names)}
    matrix = lil_matrix((len(sums), 2 * len(names)))
    for row, (total, parts) in enumerate(sums):
        for each, sign in (*((part, 1.0) for part in parts), (total, -1.0)):
            if each in place:
                matrix[row, place[each]] += sign
                matrix[row, place[each] + len(names)] -= sign
    answer = linprog(
        np.concatenate([cost, cost]), A_eq=matrix.tocsr(), b_eq=np.zeros(len(sums)),
        bounds=np.column_stack([low, high]), method="highs-ds",
    )  # fmt: skip
    if answer.x is None:
        return None
    move = np.abs(answer.x[: len(names)] - answer.x[len(names) :])
    return {name for name, n in place.items() if move[n] > STILL}
