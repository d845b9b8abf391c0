"""A market in words: won, days and hours, states, rules with who says so."""

from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.kernel.observations.read import Figure
from dure.portal import showing
from dure.portal.blocks.numbers import grouped
from dure.portal.pages import Crumb
from dure.portal.resident.market.paying import Source
from dure.portal.resident.market.rules import ALONE, ARTICLES, BOOKS, JOBS, OF_KINDS, WORTH, Rules
from dure.portal.resident.wallets.words import Units, amount_words
from dure.portal.resident.waste.hours_words import day_name
from dure.portal.showing import language, say

COUNTED = (JOBS, ARTICLES, BOOKS)


def won(amount: int) -> str:
    """Won as people read them; a price of nothing is free."""
    return _("free") if not amount else amount_words(amount, "krw", units={})


def left_words(count: int) -> str:
    """How many of a good are there."""
    if not count:
        return _("sold out")
    return ngettext("%(n)s left", "%(n)s left", count) % {"n": f"{count:,}"}


def when(start: datetime, end: datetime | None = None) -> str:
    """A day and hours: Tue 24 Nov, 10:00–11:00."""
    begin = timezone.localtime(start)
    day = day_name(begin.weekday())
    date = f"{begin.month}월 {begin.day}일({day})" if language() == "ko" else f"{day} {begin:%Y-%m-%d}"
    if end is None:
        return f"{date} {begin:%H:%M}"
    joined = "~" if language() == "ko" else "–"
    return f"{date} {begin:%H:%M}{joined}{timezone.localtime(end):%H:%M}"


def paid_words(sources: tuple[Source, ...], *, units: Units) -> str:
    """What something was paid with: 400 sample points + KRW 1,000."""
    return " + ".join(amount_words(each.amount, each.unit, units=units) for each in sources) or _("free")


def rule_rows(rules: Rules) -> list[dict[str, object]]:
    """Every rule that the place states, in words, with the way to whoever says so."""
    names = [name for name in (*ALONE, *OF_KINDS, WORTH) if name not in COUNTED]
    addresses = dict.fromkeys(each.address for each in rules.figures)
    found = [
        figure
        for name in names
        for address in addresses
        if address.partition("/")[0] == name and (figure := rules.figure(address)) is not None
    ]
    return [figure_row(figure, rules) for figure in found]


def figure_row(figure: Figure, rules: Rules) -> dict[str, object]:
    """A figure in words, with the way to whoever says so."""
    kind = showing.kind_of(figure, rules.kinds)
    return {
        "title": say(kind.title_of(figure.address)),
        "words": showing.words(figure, kind),
        "href": showing.figure_href(figure),
        "mark": figure.mark,
    }


def way(place: str, *below: Crumb) -> tuple[Crumb, ...]:
    """The steps from the place to a page of its market."""
    return (Crumb(_("Joint market"), reverse("market", kwargs={"place": place})), *below)


def kilograms(value: Decimal) -> str:
    """Kilograms of CO2e in words."""
    return f"{grouped(value)} kgCO2e"


def state_words(state: str) -> str:
    """Where an order, booking or loan stands, for whoever asked."""
    words = {
        "ordered": _("waiting for you to fetch it"), "handed_out": _("handed out"),
        "cancelled": _("cancelled"),
        "not_fetched": _("not fetched"), "refunded": _("taken back and refunded"), "booked": _("booked"),
        "came": _("you came"), "missed": _("you did not come"), "waiting": _("waiting in the queue"),
        "kept": _("kept for you"), "lent": _("you have it"), "returned": _("brought back"),
        "lapsed": _("not fetched"),
    }  # fmt: skip
    return words.get(state, state)
