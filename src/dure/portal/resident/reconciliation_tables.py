"""Two books compared, as sentence, numbers, drawing, tables and data. Nothing is reckoned here."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.inventory.reconcile import Effect
from dure.grammar.shapes import Text
from dure.grammar.units import slug
from dure.portal import showing
from dure.portal.blocks.number import Number
from dure.portal.blocks.numbers import UNKNOWN, shown
from dure.portal.blocks.rounding import printed, rounding_cells
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.waterfall import Step, Waterfall
from dure.portal.reckoning.books import Book, Choice, Row, Said
from dure.portal.reckoning.differences import QUOTIENT, Compared, LineDifference, RowDifference
from dure.portal.resident.book_words import View
from dure.portal.resident.reconciliation_words import UNIT, same, tonnes
from dure.portal.showing import say

SYNTHETIC = "synthetic"
# Rows that stand on the page, the largest gaps first; all of them stand in the file.
MOST_ROWS = 40
EFFECTS = ("gap", "factor", "activity", "boundary", "untold")
HEADER = (
    "line", "title_ko", "title_en", "row", "before", "after", "key_before", "key_after", "gap", "factor",
    "activity", "boundary", "untold", "told", "unit",
)  # fmt: skip


def numbers(found: Compared, titles: Sequence[str], before: Choice, after: Choice) -> list[Number]:
    """The two sums and the two gaps."""
    if found.sets or not found.lines:
        return []
    own = SYNTHETIC if SYNTHETIC in {before.mark, after.mark} else "estimated"
    said = (
        (titles[0], found.before, before.mark, _("Sum of the lines that are compared.")),
        (titles[1], found.after, after.mark, _("Sum of the lines that are compared.")),
        (_("Net difference"), found.gap.net, own, _("What rose and what fell set against each other.")),
        (_("Differences without signs"), found.gap.absolute, own, _("What rose and what fell added up.")),
    )
    return [
        Number(
            title=title,
            value=value.quantize(Decimal(1)),
            unit=UNIT,
            mark=mark,
            href="#lines",
            says=f"{tonnes(value)} — {says}",
        )
        for title, value, mark, says in said
    ]


def waterfall(found: Compared, titles: Sequence[str], before: Book, after: Book) -> Waterfall | None:
    """From the one sum to the other over what is told and what is not."""
    if found.sets:
        return None
    own = SYNTHETIC if SYNTHETIC in {before.choice.mark, after.choice.mark} else "estimated"
    with_rows = sum(bool(line.rows) for line in found.lines)
    share = _("%(rows)s of %(lines)s lines say what they were worked out from.") % {
        "rows": with_rows, "lines": len(found.lines),
    }  # fmt: skip
    one_sided = sum(bool(line.boundary) for line in found.lines)
    effects = (
        (_("Factors and methods"), found.factor.net if with_rows else None, share),
        (_("Amount of activity"), found.activity.net if with_rows else None, "" if with_rows else share),
        (
            _("Boundary"),
            found.boundary.net,
            _("Lines or rows that only one of the two reports: %(n)s") % {"n": one_sided},
        ),
        (
            _("Cannot be told"),
            found.untold.net,
            _("Lines without an explanation: %(n)s") % {"n": len(found.untold_lines)},
        ),
    )
    return Waterfall(
        slug="steps",
        title=_("From the one sum to the other"),
        unit=UNIT,
        decimals=0,
        steps=(
            Step(titles[0], found.before, before.choice.mark, is_total=True, href="#lines"),
            *(Step(title, value, own, href="#lines", note=note) for title, value, note in effects),
            Step(titles[1], found.after, after.choice.mark, is_total=True, href="#lines"),
        ),
    )


def line_title(address: str, kinds: showing.Kinds) -> str:
    """What a line is called."""
    return say(_line_text(address, kinds))


def line_table(
    found: Compared, titles: Sequence[str], kinds: showing.Kinds, *, csv_href: str, json_href: str
) -> Table:
    """The lines that differ, the largest gap first, and their sum."""
    differing = [line for line in found.lines if _differs(line)]
    ordered = sorted(differing, key=lambda line: -abs(line.gap))
    columns = (
        Column(_("Source or sector")), Column(titles[0], numeric=True), Column(titles[1], numeric=True),
        Column(_("Difference"), numeric=True), Column(_("Factors and methods"), numeric=True),
        Column(_("Amount of activity"), numeric=True), Column(_("Boundary"), numeric=True),
        Column(_("Cannot be told"), numeric=True),
    )  # fmt: skip
    total = (
        Cell(text=_("Sum of all lines")), tonnes_cell(found.before), tonnes_cell(found.after),
        *(tonnes_cell(getattr(found, name).net) for name in EFFECTS),
    )  # fmt: skip
    lines = tuple(_line_cells(line, kinds) for line in ordered)
    off = rounding_cells(lines, total, columns=range(3, len(total)), title=_("Rounding"))
    return Table(
        caption=_("Line by line, tonnes of CO₂ equivalent"),
        columns=columns,
        rows=(*lines, *off, *([total] if ordered else [])),
        csv_href=csv_href,
        json_href=json_href,
        empty=same(found),
    )


def _differs(line: LineDifference) -> bool:
    """Whether anything of a line differs, be it that what differs cancels out."""
    effects = any(getattr(line, name) for name in EFFECTS)
    return effects or _key(line.before) != _key(line.after)


def lines_rounded(found: Compared) -> int:
    """Of how many lines the printed difference is not that of the two printed numbers."""
    pairs = [
        (line.before.value, line.after.value, line.gap)
        for line in found.lines
        if line.before and line.after and line.before.value is not None and line.after.value is not None
    ]
    whole = [tuple(printed(value, decimals=0) for value in each) for each in pairs]
    return sum(after - before != gap for before, after, gap in whole)


def _line_cells(line: LineDifference, kinds: showing.Kinds) -> tuple[Cell, ...]:
    is_open = not line.rows and not line.is_told
    factor, activity = (Cell(text=UNKNOWN[showing.language()]),) * 2
    if not is_open:
        factor, activity = tonnes_cell(line.factor), tonnes_cell(line.activity)
    return (
        Cell(text=line_title(line.address, kinds)),
        _said_cell(line.before),
        _said_cell(line.after),
        tonnes_cell(line.gap),
        factor,
        activity,
        tonnes_cell(line.boundary),
        tonnes_cell(line.untold),
    )


def _said_cell(said: Said | None) -> Cell:
    """What a book says of a line, with the way to who says so."""
    if said is None:
        return Cell(text=_("nothing said"))
    href = showing.figure_href(said.figure) if said.figure else ""
    if said.value is None:
        return Cell(text=said.key or UNKNOWN[showing.language()], href=href, note=say(said.note))
    return Cell(value=said.value, decimals=0, href=href)


def tonnes_cell(value: Decimal) -> Cell:
    """Whole tonnes in a table."""
    return Cell(value=value, decimals=0)


def _key(said: Said | None) -> str:
    return said.key if said else ""


def _line_text(address: str, kinds: showing.Kinds) -> Text:
    name, _slash, facet = address.partition("/")
    return dict(kinds[name].facets).get(facet, Text(facet, facet))


def same_keys(found: Compared, kinds: showing.Kinds) -> list[dict[str, str]]:
    """The lines of which both books say the same key."""
    return [
        {"title": line_title(line.address, kinds), "key": _key(line.before)}
        for line in found.lines
        if _key(line.before) and _key(line.before) == _key(line.after)
    ]


def left_out(found: Compared, before: Book, after: Book, kinds: showing.Kinds) -> list[dict[str, str]]:
    """The lines that cannot be compared, with what each book says of them."""
    return [
        {
            "title": line_title(address, kinds),
            "before": _said_words(before.lines.get(address)),
            "after": _said_words(after.lines.get(address)),
        }
        for address in found.left_out
    ]


def _said_words(said: Said | None) -> str:
    if said is None:
        return _("nothing said")
    if said.value is None:
        return said.key or UNKNOWN[showing.language()]
    return tonnes(said.value)


def row_table(found: Compared, kinds: showing.Kinds) -> Table | None:
    """The activity rows with the largest gaps: what was done, what it was multiplied by, and why."""
    every = [(line, row) for line in found.lines for row in line.rows if row.found.gap]
    if not every:
        return None
    every.sort(key=lambda pair: -abs(pair[1].found.gap))
    columns = (
        Column(_("Activity row")), Column(_("Activity before"), numeric=True),
        Column(_("Activity after"), numeric=True), Column(_("Factor before"), numeric=True),
        Column(_("Factor after"), numeric=True), Column(_("Difference"), numeric=True),
        Column(_("Factors and methods"), numeric=True), Column(_("Amount of activity"), numeric=True),
    )  # fmt: skip
    return Table(
        caption=_("Activity rows with the largest differences, in tonnes"),
        columns=columns,
        rows=tuple(_row_cells(line, row, kinds) for line, row in every[:MOST_ROWS]),
    )


def _row_cells(line: LineDifference, row: RowDifference, kinds: showing.Kinds) -> tuple[Cell, ...]:
    return (
        Cell(text=say(row.row.title), note=line_title(line.address, kinds)),
        _activity_cell(row.before),
        _activity_cell(row.after),
        _factor_cell(row.before),
        _factor_cell(row.after),
        tonnes_cell(row.found.gap),
        tonnes_cell(row.found.factor) if not row.found.boundary else Cell(text=_("boundary")),
        tonnes_cell(row.found.activity) if not row.found.boundary else Cell(text=_("boundary")),
    )


def _activity_cell(row: Row | None) -> Cell:
    if row is None:
        return Cell(text=_("no such row"))
    if row.activity is None:
        return Cell(text=UNKNOWN[showing.language()])
    return Cell(value=row.activity, unit=showing.unit_name(row.unit))


def _factor_cell(row: Row | None) -> Cell:
    """What one unit came to, and the factor or method behind it."""
    if row is None or not row.activity or row.co2e_t is None:
        return Cell(text="–")
    name, _at, published = row.reference.partition("@")
    region, _slash, factor = name.partition("/")
    href = reverse("factor", kwargs={"place": region, "factor": factor}) if factor else ""
    day = _("published %(day)s") % {"day": published} if published not in {"", "unknown"} else ""
    each = QUOTIENT.divide(row.co2e_t * 1000, row.activity)
    unit = f"kgco2e_per_{slug(row.unit)}" if row.unit != "1" else "kgco2e"
    words = shown(each, unit=unit, language=showing.language(), short=False)
    return Cell(text=words.text, href=href, note=" · ".join(filter(None, (factor or name, day))))


def printed_totals(
    found: Compared, before: Book, after: Book, view: str, titles: Sequence[str]
) -> Table | None:
    """The sums of the lines beside the totals that the documents print."""
    pairs = [
        (title, summed, book.totals[view])
        for title, summed, book in zip(titles, (found.before, found.after), (before, after), strict=True)
        if view in book.totals and book.totals[view].value is not None
    ]
    if not pairs or found.sets:
        return None
    return Table(
        caption=_("Against the stated totals, tonnes of CO₂ equivalent"),
        columns=(
            Column(_("Inventory")), Column(_("Sum of the lines"), numeric=True),
            Column(_("Stated total"), numeric=True), Column(_("Difference"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=title),
                tonnes_cell(summed),
                Cell(value=total.value, decimals=0, href=showing.figure_href(total)),
                tonnes_cell(summed - (total.value or Decimal(0))),
            )
            for title, summed, total in pairs
        ),
    )  # fmt: skip


def data(before: Book, after: Book, view: View, found: Compared) -> dict[str, object]:
    """A comparison as data for machines, exact."""
    return {
        "from": before.choice.slug,
        "to": after.choice.slug,
        "view": view.name,
        "gwp_sets": [before.set_name or None, after.set_name or None],
        "comparable": not found.sets,
        "unit": "tCO2e",
        "before": None if found.sets else found.before,
        "after": None if found.sets else found.after,
        "net": None if found.sets else _effects(found, "net"),
        "absolute": None if found.sets else _effects(found, "absolute"),
        "lines": [_line_data(line) for line in found.lines],
        "left_out": list(found.left_out),
    }


def _effects(found: Compared, which: str) -> dict[str, Decimal]:
    """The effects by name, net or absolute."""
    effects: dict[str, Effect] = {name: getattr(found, name) for name in EFFECTS}
    return {name: getattr(effect, which) for name, effect in effects.items()}


def _line_data(line: LineDifference) -> dict[str, object]:
    return {
        "line": line.address,
        "before": line.before.value if line.before else None,
        "after": line.after.value if line.after else None,
        "key_before": _key(line.before),
        "key_after": _key(line.after),
        **{name: getattr(line, name) for name in EFFECTS},
        "told": line.is_told,
        "rows": [
            {
                "row": row.row.key,
                "title": row.row.title,
                "before": _row_data(row.before),
                "after": _row_data(row.after),
                "gap": row.found.gap,
                "factor": row.found.factor,
                "activity": row.found.activity,
                "boundary": row.found.boundary,
                "untold": row.found.remainder,
            }
            for row in line.rows
        ],
    }


def _row_data(row: Row | None) -> dict[str, object] | None:
    if row is None:
        return None
    return {"activity": row.activity, "unit": row.unit, "by": row.reference, "co2e_t": row.co2e_t}


def rows(found: Compared, kinds: showing.Kinds) -> list[tuple[object, ...]]:
    """A row for each line, and below it one for each of its activity rows."""
    made: list[tuple[object, ...]] = []
    for line in found.lines:
        title = _line_text(line.address, kinds)
        effects = [getattr(line, name) for name in EFFECTS]
        own = (line.before.value if line.before else None, line.after.value if line.after else None)
        keys = (_key(line.before), _key(line.after))
        made.append((line.address, title.ko, title.en, "", *own, *keys, *effects, int(line.is_told), "tCO2e"))
        for row in line.rows:
            each = row.found
            made.append(
                (
                    line.address, row.row.title.ko, row.row.title.en, row.row.key,
                    row.before.co2e_t if row.before else None, row.after.co2e_t if row.after else None,
                    "", "", each.gap, each.factor, each.activity, each.boundary, each.remainder,
                    int(line.is_told), "tCO2e",
                )
            )  # fmt: skip
    return made
