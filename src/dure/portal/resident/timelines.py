"""Parts of a plan that are told apart by their years, as a timeline."""

import re
from collections.abc import Callable

from dure.kernel.plans.read import Node
from dure.portal import showing
from dure.portal.blocks.timeline import Span, Timeline
from dure.portal.blocks.times import period_words
from dure.portal.showing import say

# From so many dated parts on, a timeline tells more than a list.
LEAST_DATED = 3
ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
KOREAN_DATE = re.compile(r"\d{4}년( \d{1,2}월)?( \d{1,2}일)?")


def is_dated(node: Node) -> bool:
    """Whether the parts of a node are told apart by their years: then they are a timeline, not a tree."""
    spans = {(child.from_year, child.to_year) for child in node.children}
    return len(node.children) >= LEAST_DATED and len(spans) > 1 and all(first for first, _last in spans)


def dated_timeline(node: Node, *, href: Callable[[Node], str]) -> Timeline:
    """The parts of a node by their first year, each with its own parts below it."""
    spans = []
    for child in sorted(node.children, key=lambda child: child.from_year or 0):
        spans += [span for each in (child,) if (span := _span(each, 0, href(each)))]
        spans += [span for each in child.children if (span := _span(each, 1, href(each)))]
    return Timeline(title=say(node.title), spans=tuple(spans))


def _span(node: Node, depth: int, href: str) -> Span | None:
    if node.from_year is None:
        return None
    note = say(node.note)
    exact = _date_words(note)
    return Span(
        title=say(node.title),
        begin=node.from_year,
        end=node.to_year,
        says="" if exact else note,
        on=exact,
        depth=depth,
        href=href,
    )


def _date_words(note: str) -> str:
    """A note that is nothing but a date: it is more exact than the years, and is said in their place."""
    if ISO_DATE.fullmatch(note):
        return period_words(note, language=showing.language())
    return note if KOREAN_DATE.fullmatch(note) else ""
