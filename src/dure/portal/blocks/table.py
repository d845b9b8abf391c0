"""The block `table`: rows of words and amounts, sortable in the browser, with the same rows as CSV and
JSON.
"""

from dataclasses import dataclass

from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Amount, shown


@dataclass(frozen=True)
class Column:
    """A column. Numeric ones stand at the right with figures of one width."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: words, or an amount with its unit, which then also sorts. `mark` adds a tag, `href` a link.
    `lang` names the language of words that are not in the page's own.
    """

    text: str = ""
    value: Amount | None = None
    unit: str = ""
    mark: str = ""
    href: str = ""
    note: str = ""
    decimals: int | None = None
    lang: str = ""


@dataclass(frozen=True)
class Table:
    """A table to show. The first cell of a row names the row. `empty` is what to say when there is no row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv_href: str = ""
    json_href: str = ""
    empty: str = ""
    caption_hidden: bool = False


@dataclass(frozen=True)
class CellDrawn:
    """A cell in the words of one language."""

    text: str
    exact: str
    sort: str
    numeric: bool
    mark: Mark | None
    href: str
    note: str
    column: str = ""
    lang: str = ""


def _cell(cell: Cell, column: Column, language: str) -> CellDrawn:
    words = shown(cell.value, unit=cell.unit, language=language, decimals=cell.decimals, short=False)
    amount = cell.value is not None
    return CellDrawn(
        text=words.text if amount else cell.text,
        exact=words.exact if amount else "",
        sort=str(cell.value) if amount else cell.text,
        numeric=column.numeric,
        mark=mark(cell.mark) if cell.mark else None,
        href=cell.href,
        note=cell.note,
        column=column.title,
        lang=cell.lang,
    )


def drawn(table: Table, *, language: str) -> tuple[tuple[CellDrawn, ...], ...]:
    """The rows of a table in the words of one language."""
    return tuple(
        tuple(_cell(cell, column, language) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
