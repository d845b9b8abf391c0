"""Confidential cells of a table: which others must stay closed with them, so that none can be derived."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

# A total with its parts, by the total's name; or pairs, where a total is the sum of several kinds of parts.
Sums = Mapping[str, Sequence[str]] | Sequence[tuple[str, Sequence[str]]]


def withheld(
    values: Mapping[str, Decimal | None], *, sums: Sums, confidential: Iterable[str]
) -> tuple[str, ...]:
    """The names that may not be published: the confidential ones, and as many more as it takes.

    Whoever knows every other number and which names add up to which can derive none of these exactly. The
    part that closes most sums is closed first, then the smallest; a total only when no part is left. A part
    of zero or without a number hides nothing. What is not hidden: a part that cannot be negative is at most
    what is missing from its total.

    Arguments
        values        (name,)  any:a  the numbers by name, parts and totals; None where none is known
        sums          (sum,)   1      totals by name, each with the names of the parts that make it
        confidential  (name,)  1      names that may not be published
    Returns
        names         (name,)  1      the names to close, the confidential ones first
    Raises
        ValueError    a confidential name stays derivable whatever is closed beside it.
    Source
        Secondary cell suppression: Cox, L. H. (1980), Journal of the American Statistical Association 75,
        377-385, doi:10.1080/01621459.1980.10477481. Derivable: the name's unit vector lies in the row space
        of the sums over what is closed.

    >>> table = {"a": Decimal(5), "b": Decimal(2), "c": Decimal(9), "all": Decimal(16)}
    >>> withheld(table, sums={"all": ["a", "b", "c"]}, confidential=["a"])
    ('a', 'b')
    """
    closed = list(dict.fromkeys(confidential))
    while True:
        bare = derivable(sums, closed=closed)
        if not bare:
            return tuple(closed)
        partner = _partner(bare, values, sums, closed)
        if partner is None:
            raise ValueError(
                f"{bare[0]} can be derived from its totals and there is nothing left to close beside it:"
                " close the totals, or ask whether it is confidential."
            )
        closed.append(partner)


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


def _partner(
    bare: Sequence[str],
    values: Mapping[str, Decimal | None],
    sums: Sums,
    closed: Sequence[str],
) -> str | None:
    """What to close next: what stands in most sums with one closed name, parts first, the smallest first."""
    whole = [(total, (*parts, total)) for total, parts in _pairs(sums)]
    alone = [(total, own) for total, own in whole if len(set(own) & set(closed)) == 1]
    beside = [(total, own) for total, own in whole if set(own) & set(bare)]
    for group in (alone, beside, whole):
        inside = Counter(each for _total, own in group for each in set(own))
        totals = {total for total, _own in group}
        fitting = [each for each in inside if each not in closed and values.get(each)]
        for wanted in (
            [each for each in fitting if each not in totals],
            [each for each in fitting if each in totals],
        ):
            if wanted:
                return min(wanted, key=lambda each: (-inside[each], abs(values[each] or Decimal(0)), each))
    return None
