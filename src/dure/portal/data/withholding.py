"""What an inventory's page and files keep closed: confidential sources, and what would give them away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dure.engines.suppression import withheld
from dure.grammar.numbers import notation
from dure.grammar.shapes import Category, Text
from dure.kernel.observations.read import Figure

SOURCES, TOTALS, SECTORS = "gpc_emissions_tco2e/", "gpc_total_tco2e/", "gpc_sector_tco2e/"
CONFIDENTIAL = "C"
# The sector of a reference by the Roman number that it begins with.
SECTOR_OF = {"I": "stationary", "II": "transport", "III": "waste", "IV": "industry", "V": "land"}
NOTE = Text(
    "비공개(C) 배출원을 이 값으로 알아낼 수 있어 함께 공개하지 않습니다.",
    "Not published: a confidential source (C) could be derived from it.",
)


def without_confidential(
    figures: Mapping[str, Figure], *, categories: Sequence[Category]
) -> dict[str, Figure]:
    """The figures of one statement, those that may not be published as the key C."""
    confidential = [f.address for f in figures.values() if _is_confidential(f)]
    if not confidential:
        return dict(figures)
    values = {address: figure.value for address, figure in figures.items()}
    sums = _sums(figures, categories, confidential)
    try:
        closed = withheld(values, sums=sums, confidential=confidential)
    except ValueError:
        # Nothing is left to close beside them: then every total is.
        closed = (*confidential, *sums)
    return {
        address: _closed(figure) if address in closed and address not in confidential else figure
        for address, figure in figures.items()
    }


def _is_confidential(figure: Figure) -> bool:
    return figure.address.startswith(SOURCES) and notation(figure.printed) == CONFIDENTIAL


def _closed(figure: Figure) -> Figure:
    """The figure without its number, and without words in which it could stand."""
    return replace(figure, value=None, step=None, printed=CONFIDENTIAL, note=NOTE)


def _sums(
    figures: Mapping[str, Figure], categories: Sequence[Category], confidential: Sequence[str]
) -> dict[str, list[str]]:
    """The totals that are published, each with its parts.

    A total that is no more than its open parts holds nothing of a confidential one, which is then no part.
    """
    sums: dict[str, list[str]] = {}
    for total, parts in _parts(categories).items():
        figure = figures.get(total)
        if figure is None or figure.value is None:
            continue
        own = [part for part in parts if part in figures]
        known = sum((figures[part].value or Decimal(0) for part in own), Decimal(0))
        inside = abs(figure.value - known) > (figure.step or Decimal(0)) / 2
        sums[total] = [part for part in own if inside or part not in confidential]
    return sums


def _parts(categories: Sequence[Category]) -> dict[str, list[str]]:
    """The totals of an inventory by address, each with the addresses of its sources."""
    found: dict[str, list[str]] = {}
    for category in categories:
        own = SOURCES + category.facet
        for view in category.views:
            found.setdefault(TOTALS + view, []).append(own)
        sector = SECTOR_OF.get(category.ref.split(".")[0])
        if sector and "basic-plus" in category.views:
            found.setdefault(SECTORS + sector, []).append(own)
    return found
