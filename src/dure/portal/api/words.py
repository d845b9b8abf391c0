"""What operations and parameters are called, in both languages: for the description and its page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """The title of an operation, and what it answers."""

    title: Promise
    says: Promise


WHOLE = _(
    "Targets, plans, indicators, figures and findings of carbon-neutral cities. Every figure says where it "
    "comes from: follow `href` from a figure to its document or its run, and from there one level further "
    "down. Any page may ask. Answers carry an ETag: send it back as If-None-Match, and what has not changed "
    "costs 304 and no body. Decimals are exact and stand as text."
)
GROUPS: dict[str, Promise] = {
    "places": _("Places"),
    "figures": _("Figures"),
    "findings": _("Findings"),
    "sources": _("Documents and reckonings"),
}
OPERATIONS: dict[str, Words] = {
    "places": Words(
        _("Every place"),
        _("The world, countries, provinces, cities and districts, with how much each states."),
    ),
    "place": Words(
        _("One place"),
        _("What a place is part of, where it stands on its way to the target, and its indicators."),
    ),
    "indicators": Words(
        _("Indicators of a place"),
        _("Every indicator that the place states anything about, with all its figures."),
    ),
    "indicator": Words(
        _("One indicator"), _("How an indicator of the place is taken, and its figures by period.")
    ),
    "place_plans": Words(
        _("Plans of a place"), _("Plans as trees, with the counted places that nobody has named.")
    ),
    "place_council": Words(
        _("Council of a place"),
        _("Bodies with their counted seats, meetings, proposals and pledges, and where plans stand."),
    ),
    "place_accounts": Words(
        _("Ledger of a place"), _("Accounts with their balances, in whole numbers of the smallest unit.")
    ),
    "place_stores": Words(
        _("Places that take things"),
        _("By item, open now, nearest first. A position is used and not kept."),
    ),
    "place_figures": Words(
        _("Figures of a place"), _("What the place states, in the order of addresses, at most 1,000 a page.")
    ),
    "figure": Words(
        _("One figure and its derivation"),
        _("Down to the document or the run it comes from, up to the runs that use it."),
    ),
    "finding_list": Words(
        _("Every finding"), _("Figures that something contradicts, with every reason; the last opened first.")
    ),
    "finding": Words(
        _("One finding"),
        _("The published value, every reason with its run, every proposal, and what people decided."),
    ),
    "sources": Words(
        _("Every document"),
        _("Every document and data set that figures come from, with its licence and age."),
    ),
    "source": Words(_("One document"), _("A document and the figures that stand in it, each with its line.")),
    "run": Words(
        _("One reckoning"),
        _("The method, what went in, what came out, and the figures that were published of it."),
    ),
}
PARAMETERS: dict[str, Promise] = {
    "place": _("The place's id."),
    "name": _("The indicator's name."),
    "number": _("The finding's id."),
    "source": _("The document's id."),
    "run": _("The run's id."),
    "address": _(
        "The full address: place/name/facet@period:mark. Without a mark, what was seen comes first."
    ),
    "query address": _("A name, with or without facet; a name alone takes its facets too."),
    "mark": _("This kind of statement only."),
    "period": _("Exactly this period."),
    "known_on": _("Only what had been published by that day. What was reckoned has no such day."),
    "state": _("In this state only; without it, all of them."),
    "prefix": _("Only paths that begin so."),
    "after": _("Where the page begins; `next` of the page before gives it."),
    "after_unit": _("The unit at which the page begins; `next` of the page before gives it."),
    "item": _("What somebody wants to hand in, by any of its names."),
    "kind": _("Stores of this kind only."),
    "open": _("`now`: only what is open at this minute by the hours it states."),
    "lon": _("Longitude in degrees, with `lat`: the nearest come first."),
    "lat": _("Latitude in degrees, with `lon`."),
    "limit": _("How many at most."),
}


def parameter(source: str, name: str) -> Promise:
    """What a parameter is, by where it stands (path or query) and its name."""
    return PARAMETERS.get(f"{source} {name}") or PARAMETERS[name]
