"""Reads what a place's pack says of its budgets: heads of stages, lines with their won by stage, and tags."""

from collections.abc import Mapping
from decimal import Decimal

from dure.grammar.books.budget_shapes import (
    DIRECTIONS,
    METHODS,
    NO_BUDGET,
    OBJECTIVES,
    STAGES,
    BudgetHead,
    BudgetLine,
    BudgetPack,
    PackEdition,
    PackTag,
    Tag,
)
from dure.grammar.books.budget_words import number_in, read_unit_factors
from dure.grammar.numbers import mended_number, read_number
from dure.grammar.party_rows import first_day
from dure.grammar.sentences import budget as says
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of

FILES = ("budgets.csv", "budget_lines.csv", "unit_factors.csv")
HEAD = ("year", "stage", "title_ko", "title_en", "total_krw", "synthetic", "source")
HEAD_MAY = ("ceiling_tco2e", "reference_tco2e", "published_on", "note_ko", "note_en")
LINE = ("year", "code", "department", "field", "programme", "title", "item", "goods")
TAG = (
    "direction",
    "objective",
    "share_percent",
    "method",
    "factor",
    "quantity",
    "evidence_ko",
    "evidence_en",
)
WON = tuple(f"{stage}_krw" for stage in STAGES)
YES_NO = ("yes", "no")
Opened = Mapping[str, tuple[Sheet, str]]


def read_budgets(opened: Opened, *, place: str, library: Library) -> BudgetPack:
    """The budget files of a place; all mistakes are noted, and parts that miss their total by a won."""
    factors = NO_BUDGET.factors
    if "unit_factors.csv" in opened:
        factors = read_unit_factors(*opened["unit_factors.csv"], library=library)
    heads: dict[tuple[int, str], tuple[Row, BudgetHead]] = {}
    if "budgets.csv" in opened:
        for row in read_rows(*opened["budgets.csv"], needed=HEAD, may=HEAD_MAY):
            if not hear_empty(row, *HEAD[:4], "synthetic"):
                head = _head(row, place, library)
                heads[head.year, head.stage] = (row, head)
    lines: dict[tuple[int, str], list[BudgetLine]] = {key: [] for key in heads}
    tags: list[PackTag] = []
    if "budget_lines.csv" in opened:
        for row in read_rows(*opened["budget_lines.csv"], needed=LINE, may=(*TAG, *WON)):
            if not hear_empty(row, *LINE[:3], "title"):
                _add_line(row, lines)
                tags += _tags(row)
    _reconcile(heads, lines)
    editions = tuple(PackEdition(head, tuple(lines[key])) for key, (_row, head) in heads.items())
    return BudgetPack(editions, tuple(tags), factors)


def _reconcile(
    heads: Mapping[tuple[int, str], tuple[Row, BudgetHead]], lines: Mapping[tuple[int, str], list[BudgetLine]]
) -> None:
    for key, (row, head) in heads.items():
        found = sum(line.amount_krw for line in lines[key])
        if head.total_krw is not None and found != head.total_krw:
            row.hear(says.parts_miss_total("total_krw", found, head.total_krw), "total_krw")


def _year(row: Row) -> int:
    if not (row["year"].isdigit() and len(row["year"]) == 4):
        row.hear(says.not_a_year(row["year"]), "year")
        return 0
    return int(row["year"])


def won_in(row: Row, column: str) -> int | None:
    """Whole won of zero or more in a cell; None when it is empty."""
    text = row[column]
    if not text:
        return None
    number = read_number(text)
    if number is None or number.value < 0 or number.value != int(number.value):
        row.hear(cell_says.not_a_number(text, mended_number(text.lstrip("-"))), column)
        return None
    return int(number.value)


def _head(row: Row, place: str, library: Library) -> BudgetHead:
    hear_other(row, "stage", STAGES)
    hear_other(row, "synthetic", YES_NO)
    source, locator = library.find(row, row["stage"])
    return BudgetHead(
        place=place,
        year=_year(row),
        stage=row["stage"],
        title=text_of(row, "title"),
        total_krw=won_in(row, "total_krw"),
        ceiling_tco2e=number_in(row, "ceiling_tco2e"),
        reference_tco2e=number_in(row, "reference_tco2e"),
        synthetic=row["synthetic"] == "yes",
        published_on=first_day(row, "published_on"),
        source=source,
        locator=locator,
        note=text_of(row, "note"),
    )


def _add_line(row: Row, lines: dict[tuple[int, str], list[BudgetLine]]) -> None:
    """Put a line into every stage in which it has won."""
    hear_other(row, "goods", YES_NO)
    year = _year(row)
    for stage, column in zip(STAGES, WON, strict=True):
        amount = won_in(row, column)
        if amount is None:
            continue
        known = lines.get((year, stage))
        if known is None:
            row.hear(says.stage_without_head(year, stage), column)
            continue
        if any(line.code == row["code"] for line in known):
            row.hear(says.line_twice(row["code"]), "code")
        known.append(
            BudgetLine(
                code=row["code"], department=row["department"], field=row["field"],
                programme=row["programme"], title=row["title"], item=row["item"], goods=row["goods"] == "yes",
                amount_krw=amount, line=row.line,
            )
        )  # fmt: skip


def _tags(row: Row) -> list[PackTag]:
    """The tag of a line, where its row has one."""
    if not row["direction"]:
        return []
    hear_other(row, "direction", DIRECTIONS)
    hear_other(row, "objective", OBJECTIVES)
    hear_other(row, "method", METHODS)
    share = number_in(row, "share_percent")
    if share is not None and share > 100:
        row.hear(says.share_above_whole(row["share_percent"]), "share_percent")
    tag = Tag(
        direction=row["direction"],
        objective=row["objective"] or "none",
        share_percent=share,
        method=row["method"] or "none",
        factor=row["factor"],
        quantity=_quantity(row),
        evidence=text_of(row, "evidence"),
    )
    return [PackTag(_year(row), row["code"], tag)]


def _quantity(row: Row) -> Decimal | None:
    if row["method"] == "quantified" and not (row["factor"] and row["quantity"]):
        row.hear(says.quantified_without(), "method")
    return number_in(row, "quantity")
