"""The tags of the blocks. Each takes the frozen value of its module in `dure.portal.blocks` and draws it."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import translate_url
from django.utils.translation import get_language

from dure.kernel.ledgers import read as ledgers
from dure.portal.blocks import areas as areas_block
from dure.portal.blocks import bars as bars_block
from dure.portal.blocks import curve as curve_block
from dure.portal.blocks import drawing, korean, marks, numbers, times
from dure.portal.blocks import finding as finding_block
from dure.portal.blocks import flows as flows_block
from dure.portal.blocks import map as map_block
from dure.portal.blocks import number as number_block
from dure.portal.blocks import progress as progress_block
from dure.portal.blocks import table as table_block
from dure.portal.blocks import timeline as timeline_block
from dure.portal.blocks import told as told_block
from dure.portal.blocks import tree as tree_block
from dure.portal.blocks import waterfall as waterfall_block
from dure.portal.blocks.chart import Chart
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.steps import Steps

register = template.Library()


def _language() -> str:
    """The language of the page: ko or en."""
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


@register.inclusion_tag("blocks/number.html")
def number(value: number_block.Number) -> dict[str, Any]:
    """One figure, large, with mark, period, age and the way to its source."""
    return {"block": number_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/told.html", name="told")
def told_(sentence: str) -> dict[str, Any]:
    """A sentence whose amounts are links."""
    return {"parts": told_block.told(sentence)}


@register.inclusion_tag("blocks/chart.html")
def chart(value: Chart) -> dict[str, Any]:
    """A time series as sentence, drawing and table."""
    return {"block": drawing.drawn(value, language=_language())}


@register.inclusion_tag("blocks/bars.html")
def bars(value: bars_block.Bars) -> dict[str, Any]:
    """Amounts side by side, or parts of a whole."""
    return {"bars": value, "drawn": bars_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/waterfall.html")
def waterfall(value: waterfall_block.Waterfall) -> dict[str, Any]:
    """From one total to another over the steps between them."""
    return {"waterfall": value, "drawn": waterfall_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/areas.html")
def areas(value: areas_block.Areas) -> dict[str, Any]:
    """Amounts stacked over the years, or the area under a path."""
    return {"block": areas_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/curve.html")
def curve(value: curve_block.Curve) -> dict[str, Any]:
    """Steps from the cheapest on."""
    return {"block": curve_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/flows.html")
def flows(value: flows_block.Flows) -> dict[str, Any]:
    """From where to where amounts go."""
    return {"flows": value, "drawn": flows_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/table.html")
def table(value: table_block.Table) -> dict[str, Any]:
    """A table that can be sorted and taken away as CSV or JSON."""
    return {"table": value, "rows": table_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/map.html", name="map")
def map_(value: map_block.Map) -> dict[str, Any]:
    """A map with its list."""
    return {"block": map_block.drawn(value)}


@register.inclusion_tag("blocks/tree.html")
def tree(value: tree_block.Tree) -> dict[str, Any]:
    """A plan's tree with its empty places."""
    return {"tree": value, "nodes": tree_block.drawn(value)}


@register.inclusion_tag("blocks/steps.html")
def steps(value: Steps) -> dict[str, Any]:
    """The way of a case."""
    return {"block": value}


@register.inclusion_tag("blocks/finding.html")
def finding(value: finding_block.Finding) -> dict[str, Any]:
    """A doubted figure with its reasons."""
    return {"block": finding_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/finding_row.html")
def finding_row(value: finding_block.Finding) -> dict[str, Any]:
    """A doubted figure in a list: the values and the first reason."""
    return {"block": finding_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/timeline.html")
def timeline(value: timeline_block.Timeline) -> dict[str, Any]:
    """What was done in which years."""
    return {"block": timeline_block.drawn(value, language=_language())}


@register.inclusion_tag("blocks/empty.html")
def empty_state(value: Empty) -> dict[str, Any]:
    """Why there is nothing here, and the way on."""
    return {"block": value}


@register.inclusion_tag("blocks/progress.html")
def progress(value: progress_block.Progress) -> dict[str, Any]:
    """How far something has come."""
    return {"block": value, "percent": progress_block.percent(value)}


@register.inclusion_tag("blocks/mark.html")
def mark(value: str | marks.Mark) -> dict[str, Any]:
    """The tag of a mark: shape and word."""
    return {"mark": marks.mark(value) if isinstance(value, str) else value}


@register.filter
def amount(value: numbers.Amount | None, unit: str = "") -> str:
    """An amount with its unit, rounded for reading."""
    return numbers.shown(value, unit=unit, language=_language()).text


@register.filter
def grouped(count: int) -> str:
    """A count with its thousands apart: 10,000."""
    return f"{count:,}"


@register.filter
def period(value: str) -> str:
    """A period in words."""
    return times.period_words(value, language=_language())


@register.filter
def particle(word: object, pair: str) -> str:
    """A Korean word with the right particle behind it."""
    return korean.with_particle(str(word), pair)


@register.simple_tag(takes_context=True)
def in_language(context: Context, code: str) -> str:
    """The address of this page in another language; the start page where there is no request."""
    request = context.get("request")
    return translate_url(request.get_full_path(), code) if request else f"/{code}/"


@register.simple_tag
def has_ledger(place: str) -> bool:
    """Whether anything has moved in a place's ledger, so that its page is worth a link."""
    return place in ledgers.places()
