"""Counts of people that may be shown: small ones stay closed, and those that would give them away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.suppression import Sums, withheld

# A closed count must stay open between nothing and twice itself.
PROTECTION = Decimal(1)


@dataclass(frozen=True)
class ShownCounts:
    """The counts that may be shown; None for those that stay closed, for themselves or for others' sake."""

    counts: Mapping[str, int | None]
    small: tuple[str, ...]
    beside: tuple[str, ...]


def shown_counts(counts: Mapping[str, int], *, sums: Sums, smallest: int) -> ShownCounts:
    """Which counts of people may be published, so that no small one can be told or worked out.

    A count from 1 up to below the smallest is closed, and with it as many others as it takes that no total
    gives it away. Nobody at all (0) is shown: it says nothing about a person who is there.

    Arguments
        counts    people by name of the cell, parts and totals
        sums      totals, each with the names of its parts
        smallest  the smallest count that is shown, at least 2
    Returns
        the counts, None for what is closed, and the names closed for themselves and for others
    Raises
        ValueError  a count is negative, a total is not the sum of its parts, the smallest is below 2, or a
                    small cell would follow whatever is closed: then the table is not published.
    Source
        k-anonymity of published counts (Sweeney, L., 2002, doi:10.1142/S0218488502001648), with secondary
        suppression as in `suppression.withheld`.

    >>> table = {"all": 116, "a": 4, "b": 12, "c": 100}
    >>> shown_counts(table, sums={"all": ["a", "b", "c"]}, smallest=10).counts
    {'all': 116, 'a': None, 'b': None, 'c': 100}
    """
    if smallest < 2:
        raise ValueError(f"The smallest count is {smallest}: with less than 2 nobody is hidden.")
    negative = next((name for name, count in counts.items() if count < 0), None)
    if negative is not None:
        raise ValueError(f"{negative} is {counts[negative]}: a count of people is zero or more.")
    for total, parts in _pairs(sums):
        if sum(counts[part] for part in parts) != counts[total]:
            raise ValueError(f"{total} is not the sum of its parts: count them again before closing cells.")
    small = tuple(name for name, count in counts.items() if 0 < count < smallest)
    values = {name: Decimal(count) for name, count in counts.items()}
    shut = withheld(values, sums=sums, confidential=small, protection=PROTECTION)
    return ShownCounts(
        counts={name: None if name in shut else count for name, count in counts.items()},
        small=small,
        beside=tuple(name for name in shut if name not in small),
    )


def _pairs(sums: Sums) -> Sequence[tuple[str, Sequence[str]]]:
    """Totals with their parts, however they were given."""
    return list(sums.items()) if isinstance(sums, Mapping) else list(sums)
