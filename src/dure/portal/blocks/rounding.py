"""The rounding line: by how much printed parts miss their printed total, though nothing is rounded inside."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from dure.portal.blocks.table import Cell

# What a sum may be off before it is no longer a matter of printing.
SAME = Decimal("0.000001")


def printed(value: Decimal, *, decimals: int) -> Decimal:
    """The value as a page prints it."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def rounding(parts: Sequence[Decimal], total: Decimal, *, decimals: int = 0) -> Decimal:
    """What the printed parts lack to their printed total; zero where the parts do not make up the total."""
    if abs(sum(parts, Decimal(0)) - total) > SAME * max(Decimal(1), abs(total)):
        return Decimal(0)
    return printed(total, decimals=decimals) - sum((printed(p, decimals=decimals) for p in parts), Decimal(0))


def rounding_cells(
    rows: Sequence[Sequence[Cell]], total: Sequence[Cell], *, columns: Sequence[int], title: str
) -> tuple[tuple[Cell, ...], ...]:
    """The line that stands before a total where printed parts miss it in one of the columns; else none."""
    found = {}
    for column in columns:
        whole, decimals = total[column].value, total[column].decimals or 0
        parts = [Decimal(value) for row in rows if (value := row[column].value) is not None]
        if whole is not None:
            found[column] = rounding(parts, Decimal(whole), decimals=decimals)
    if not any(found.values()):
        return ()
    cells = [Cell(text=title), *(Cell() for _cell in total[1:])]
    for column, value in found.items():
        cells[column] = Cell(value=value, decimals=total[column].decimals or 0)
    return (tuple(cells),)
