"""The key sources of an inventory as tables: the few that make up most of a year, and most of a change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.kernel.observations.read import Figure
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.key_lines import Assessment, KeyLine, level, trend
from dure.portal.showing import say

Lines = Mapping[str, Figure]


@dataclass(frozen=True)
class Compared:
    """The lines of the year that is shown, and of an earlier one where there is one that can be compared."""

    now: Lines
    before: Lines
    name: str = ""
    percents: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Shown:
    """What a page shows of one group of lines: its name, tables, what they say, and what is left out."""

    name: str
    level: Table | None
    level_says: str
    trend: Table | None
    trend_says: str
    left_out: Sequence[str]


def shown(lines: Compared, kinds: showing.Kinds) -> Shown | None:
    """The key lines by size and by change; None where there is nothing to choose from."""
    by_size = level(lines.now)
    if by_size is None:
        return None
    by_both = level(lines.now, percents=lines.percents) if lines.percents else None
    by_change = trend(lines.before, lines.now) if lines.before else None
    return Shown(
        name=lines.name,
        level=_level_table(by_size, by_both, lines.now, kinds),
        level_says=_level_words(by_size, lines.now),
        trend=_trend_table(by_change, lines, kinds) if by_change else None,
        trend_says=_trend_words(by_change, lines.before) if by_change else "",
        left_out=[_title(lines.now[address], kinds) for address in by_size.left_out],
    )


def data(lines: Compared) -> dict[str, object] | None:
    """The same for machines, every line of it."""
    by_size = level(lines.now)
    if by_size is None:
        return None
    by_change = trend(lines.before, lines.now) if lines.before else None
    return {
        "level": _data(by_size),
        "trend": _data(by_change) if by_change else None,
        "trend_since": next((f.period for f in lines.before.values()), None) if by_change else None,
    }


def _data(found: Assessment) -> dict[str, object]:
    return {
        "lines": [
            {
                "address": line.address,
                "share_percent": round(line.share_percent, 6),
                "together_percent": round(line.together_percent, 6),
                "key": line.is_key,
            }
            for line in found.lines
        ],
        "left_out": found.left_out,
    }


def _level_words(found: Assessment, lines: Lines) -> str:
    count = len(found.key)
    return ngettext(
        "%(count)s of %(all)s sources reaches 95 %% of the emissions of %(year)s.",
        "%(count)s of %(all)s sources reach 95 %% of the emissions of %(year)s.",
        count,
    ) % {"count": count, "all": len(found.lines), "year": _year(lines)}


def _trend_words(found: Assessment, lines: Lines) -> str:
    count = len(found.key)
    return ngettext(
        "%(count)s of %(all)s sources reaches 95 %% of what changed otherwise than the whole since %(year)s.",
        "%(count)s of %(all)s sources reach 95 %% of what changed otherwise than the whole since %(year)s.",
        count,
    ) % {"count": count, "all": len(found.lines), "year": _year(lines)}


def _level_table(by_size: Assessment, by_both: Assessment | None, now: Lines, kinds: showing.Kinds) -> Table:
    columns = [
        Column(_("Source or sector")), Column(_("Share"), numeric=True), Column(_("Together"), numeric=True),
        Column(_("Emissions"), numeric=True),
    ]  # fmt: skip
    unsure = {line.address for line in by_both.key} if by_both else set()
    chosen = [line for line in by_size.lines if line.is_key or line.address in unsure]
    rows: list[tuple[Cell, ...]] = [
        (_named(now[line.address], kinds), *_shares(line), _amount(now[line.address], kinds))
        for line in chosen
    ]
    if by_both is not None:
        columns.append(Column(_("Key for")))
        rows = [(*row, _why(line, unsure)) for row, line in zip(rows, chosen, strict=True)]
    return Table(caption=_("Key by size"), columns=tuple(columns), rows=tuple(rows))


def _why(line: KeyLine, unsure: Collection[str]) -> Cell:
    """Whether a line is key by its size, by size times uncertainty (90 %), or by both."""
    if line.address not in unsure:
        return Cell(text=_("size"))
    return Cell(text=_("size and uncertainty") if line.is_key else _("uncertainty"))


def _year(lines: Lines) -> str:
    period = next(figure.period for figure in lines.values())
    return period_words(period, language=showing.language())


def _trend_table(found: Assessment, lines: Compared, kinds: showing.Kinds) -> Table:
    years = [_year(lines.before), _year(lines.now)]
    return Table(
        caption=_("Key by change"),
        columns=(
            Column(_("Source or sector")), Column(_("Share of the change"), numeric=True),
            Column(_("Together"), numeric=True), Column(_("Change in emissions"), numeric=True),
            *(Column(year, numeric=True) for year in years),
        ),
        rows=tuple(
            (
                _named(lines.now[line.address], kinds),
                *_shares(line),
                _change(lines.before[line.address], lines.now[line.address], kinds),
                _amount(lines.before[line.address], kinds),
                _amount(lines.now[line.address], kinds),
            )
            for line in found.key
        ),
    )  # fmt: skip


def _named(figure: Figure, kinds: showing.Kinds) -> Cell:
    return Cell(text=_title(figure, kinds), href=showing.figure_href(figure))


def _title(figure: Figure, kinds: showing.Kinds) -> str:
    return say(dict(showing.kind_of(figure, kinds).facets)[figure.address.partition("/")[2]])


def _amount(figure: Figure, kinds: showing.Kinds) -> Cell:
    return replace(showing.cell(figure, kinds), mark="", note="")


def _change(before: Figure, now: Figure, kinds: showing.Kinds) -> Cell:
    value = (now.value or Decimal(0)) - (before.value or Decimal(0))
    in_unit = showing.amount(value, showing.kind_of(now, kinds))
    return Cell(value=in_unit.value, unit=in_unit.unit, decimals=in_unit.decimals)


def _shares(line: KeyLine) -> tuple[Cell, Cell]:
    share, together = (Decimal(str(round(each, 6))) for each in (line.share_percent, line.together_percent))
    return Cell(value=share, unit="percent", decimals=1), Cell(value=together, unit="percent", decimals=1)
