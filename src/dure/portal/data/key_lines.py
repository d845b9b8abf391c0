"""Which lines of an inventory are key: by their size in a year, and by how they changed since an earlier one.

The one place where pages call the engines of key categories. What has no number is left out and named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dure.engines.inventory.key_categories import KeyCategories, level_assessment, trend_assessment
from dure.grammar.numbers import notation
from dure.kernel.observations.read import Figure

NOT_OCCURRING = "NO"
# Of fewer lines there is nothing to choose.
LEAST = 4
Amounts = Mapping[str, Figure]


@dataclass(frozen=True)
class KeyLine:
    """A line by its address, with its share of all weights and that of all lines up to it, in percent."""

    address: str
    share_percent: float
    together_percent: float
    is_key: bool


@dataclass(frozen=True)
class Assessment:
    """Lines from the heaviest, and the addresses that could not be weighed."""

    lines: tuple[KeyLine, ...]
    left_out: tuple[str, ...]

    @property
    def key(self) -> tuple[KeyLine, ...]:
        """The lines that together reach the limit."""
        return tuple(line for line in self.lines if line.is_key)


def level(lines: Amounts, *, percents: Mapping[str, float] | None = None) -> Assessment | None:
    """The lines that make up 95 % of the sizes; with `percents` 90 % of size times uncertainty.

    None where there is nothing to choose from, or a line does not say how sure it is.
    """
    known = [address for address, figure in lines.items() if figure.value is not None]
    if len(known) < LEAST or (percents is not None and not percents.keys() >= set(known)):
        return None
    off = None if percents is None else np.array([percents[address] for address in known])
    try:
        found = level_assessment(emissions=_array(lines, known), uncertainty_percent=off)
    except ValueError:
        return None
    return _assessed(found, known, lines)


def trend(before: Amounts, now: Amounts) -> Assessment | None:
    """The lines that make up 95 % of the change other than the whole's, between two years.

    A line counts where both years give a number, or one does and the other says that it does not occur.
    """
    both = {**before, **now}
    known = [
        address
        for address in both
        if _counts(before.get(address))
        and _counts(now.get(address))
        and any(own[address].value is not None for own in (before, now))
    ]
    if len(known) < LEAST:
        return None
    try:
        found = trend_assessment(base_emissions=_array(before, known), emissions=_array(now, known))
    except ValueError:
        return None
    return _assessed(found, known, both)


def _counts(figure: Figure | None) -> bool:
    return figure is not None and (figure.value is not None or notation(figure.printed) == NOT_OCCURRING)


def _array(lines: Amounts, known: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([float(lines[address].value or Decimal(0)) for address in known])


def _assessed(found: KeyCategories, known: list[str], lines: Amounts) -> Assessment:
    together = np.cumsum(found.share_percent[found.order])
    return Assessment(
        tuple(
            KeyLine(known[n], float(found.share_percent[n]), float(upto), bool(found.key[n]))
            for n, upto in zip(found.order.tolist(), together.tolist(), strict=True)
        ),
        tuple(address for address, figure in lines.items() if address not in known and not _is_none(figure)),
    )


def _is_none(figure: Figure) -> bool:
    """Whether a line says that there is nothing of it here, or that it is counted with another."""
    return figure.value is None and notation(figure.printed) in {NOT_OCCURRING, "IE"}
