"""Indicators in short, as more than one page shows them."""

from dataclasses import dataclass, replace

from django.urls import reverse

from dure.kernel.observations.read import Figure, Kind
from dure.portal import showing
from dure.portal.blocks import bars
from dure.portal.blocks.number import Number
from dure.portal.blocks.times import period_words
from dure.portal.resident import measures, sentences
from dure.portal.showing import say


@dataclass(frozen=True)
class Card:
    """An indicator in short: the last actual value, the promise, and how far one is from the other."""

    title: str
    href: str
    number: Number | None
    target: str
    target_href: str
    target_period: str
    share: str
    bar: bars.BarDrawn | None


def card(place: str, measure: measures.Measure, kinds: showing.Kinds) -> Card:
    """An indicator of a place in short."""
    actual, target = measure.actual, measure.target
    first = actual or (None if target else measure.figures[-1])
    kind = showing.kind_of(measure.figures[0], kinds)
    title = say(measure.indicator.title)
    return Card(
        title=title,
        href=reverse("indicator", kwargs={"place": place, "name": measure.indicator.name}),
        number=replace(showing.number(first, kinds, size="small"), title="") if first else None,
        target=showing.words(target, kind) if target else "",
        target_href=showing.figure_href(target) if target else "",
        target_period=period_words(target.period, language=showing.language()) if target else "",
        share=sentences.share(measure),
        # A bar fills up towards a target: where less is better it would say the opposite.
        bar=_bar(title, actual, target, kind)
        if actual and target and measure.indicator.better == "higher"
        else None,
    )


def _bar(title: str, actual: Figure, target: Figure, kind: Kind) -> bars.BarDrawn:
    """One bar: how far the actual value goes, and a tick where the promise stands."""
    in_unit = showing.amount(actual.value, kind)
    bar = bars.Bar(title, in_unit.value, actual.mark, target=showing.amount(target.value, kind).value)
    return bars.drawn(
        bars.Bars(slug="", title=title, unit=in_unit.unit, bars=(bar,)), language=showing.language()
    )[0]
