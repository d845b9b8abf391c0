"""The catalogue: each good with its price, its label rule by rule, and how its footprint was worked out."""

from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.things import read as things
from dure.kernel.things.read import Attribute, Thing
from dure.portal import showing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.market.rules import LABEL, rules_of
from dure.portal.resident.market.stalls import (
    PRICE,
    RULE_KIND,
    Footprint,
    Good,
    find_good,
    first,
    goods,
    market_place,
    of_kind,
    seen_in,
    slug_of,
)
from dure.portal.resident.market.words import figure_row, kilograms, left_words, way, won
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.present import Present
from dure.portal.resident.waste.saying import Tellers, day, who_said
from dure.portal.showing import say

HEADER = (
    "good", "name_ko", "name_en", "seller", "price_krw", "price_from", "left", "label", "rules_met",
    "footprint_kgco2e", "gwp_set", "missing_parts", "mark",
)  # fmt: skip


def catalogue(request: HttpRequest, place: str) -> Page:
    """Everything that is sold, by name; only what has the label where that is asked for."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=seen.today)
    only = request.GET.get("label") == "yes"
    every = goods(seen, rules)
    chosen = [each for each in every if each.has_label or not only]
    return Page(
        template="resident/market/goods.html",
        section="market",
        crumbs=crumbs(here, *way(place, Crumb(_("Goods")))),
        shows={
            "place": here, "place_title": say(here.title), "goods": [_card(each) for each in chosen],
            "only": only, "all": len(every),
            "rules": [_rule(each, seen) for each in of_kind(seen, RULE_KIND)],
            "needed": figure_row(needed, rules) if (needed := rules.figure(LABEL)) else None,
            "synthetic": any(each.thing.mark for each in every),
        },
        data={"place": place, "goods": [_data(each) for each in chosen]},
        header=HEADER,
        rows=[_line(each) for each in chosen],
    )  # fmt: skip


def good(_request: HttpRequest, place: str, good: str) -> Page:
    """One good."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=seen.today)
    found = find_good(seen, rules, good)
    tellers = Tellers(showing.sources())
    history = [each for each in things.statements(found.thing.id) if each.kind in (PRICE, "meets")]
    note = first(seen, found.thing, "note")
    return Page(
        template="resident/market/good.html",
        section="market",
        crumbs=crumbs(
            here,
            *way(
                place,
                Crumb(_("Goods"), reverse("market_goods", kwargs={"place": place})),
                Crumb(say(found.thing.name)),
            ),
        ),
        shows={
            **_card(found),
            "place": here,
            "note": say(note.words) if note else "",
            "price_said": who_said(found.price, tellers) if found.price else None,
            "price_since": day(found.price.valid_from) if found.price else "",
            "needed": figure_row(needed, rules) if (needed := rules.figure(LABEL)) else None,
            "checks": _checks(found, seen, history, tellers),
            "footprint": _footprint(found.footprint, seen, tellers),
            "prices": _prices(history, seen),
            "account_href": _account(found) if found.stock else "",
            "order_href": reverse("my_market_order", kwargs={"place": place, "good": good})
            if found.price and found.stock
            else "",
        },
        data=_data(found),
    )


def _card(each: Good) -> dict[str, object]:
    return {
        "slug": each.slug,
        "title": say(each.thing.name),
        "mark": each.thing.mark,
        "seller": say(each.seller.name) if each.seller else "",
        "price": won(each.price_krw) if each.price_krw is not None else "",
        "left": left_words(each.stock),
        "stock": each.stock,
        "has_label": each.has_label,
        "met": [say(one.rule.name) for one in each.met],
        "kg": kilograms(each.footprint.kgco2e) if each.footprint.kgco2e is not None else "",
        "href": reverse("market_good", kwargs={"place": each.thing.place, "good": each.slug}),
    }


def _rule(rule: Thing, seen: Present) -> dict[str, str]:
    said = first(seen, rule, "rule")
    return {"title": say(rule.name), "says": say(said.words) if said else ""}


def _checks(
    found: Good, seen: Present, history: list[Attribute], tellers: Tellers
) -> list[dict[str, object]]:
    """Every rule of the label: its evidence, who checked it, until when; or that it ended, or never was."""
    met = {slug_of(each.rule): each for each in found.met}
    rows: list[dict[str, object]] = []
    for rule in of_kind(seen, RULE_KIND):
        one = met.get(slug_of(rule))
        ended = [each for each in history if each.name == f"meets/{slug_of(rule)}" and not each.withdrawn]
        over = next((each.valid_to for each in ended if each.valid_to and each.valid_to < seen.today), None)
        rows.append(
            {
                **_rule(rule, seen),
                "is_met": one is not None,
                "evidence": say(one.evidence.words) if one else "",
                "by": say(one.checked_by.words) if one and one.checked_by else "",
                "until": day(one.until) if one and one.until else "",
                "ended": day(over) if over and one is None else "",
                "said": who_said(one.evidence, tellers) if one else None,
            }
        )
    return rows


def _footprint(found: Footprint, seen: Present, tellers: Tellers) -> dict[str, object]:
    sets = dict(seen.words.attributes["gwp_set"].choices) if "gwp_set" in seen.words.attributes else {}
    return {
        "kg": kilograms(found.kgco2e) if found.kgco2e is not None else "",
        "how": say(found.how.words) if found.how else "",
        "gwp": say(sets[found.gwp]) if found.gwp in sets else "",
        "missing": [say(each.name) for each in found.missing],
        "is_begun": len(found.missing) < len(found.parts),
        "parts": [
            {
                "title": say(stage.name),
                "kg": kilograms(Decimal(said.value)) if said else "",
                "said": who_said(said, tellers) if said else None,
            }
            for stage, said in found.parts
        ],
    }


def _prices(history: list[Attribute], seen: Present) -> list[dict[str, str]]:
    """Every price that was stated, the latest first; those of days to come say so."""
    return [
        {
            "won": won(int(each.value)) if not each.withdrawn else _("no longer holds"),
            "since": day(each.valid_from),
            "coming": "yes" if each.valid_from > seen.today else "",
        }
        for each in history
        if each.kind == PRICE
    ]


def _account(found: Good) -> str:
    kwargs = {"place": found.thing.place, "unit": "market_item", "account": f"market/stock/{found.slug}"}
    return reverse("account", kwargs=kwargs)


def _line(each: Good) -> tuple[object, ...]:
    name, foot = each.thing.name, each.footprint
    return (
        each.slug, name.ko, name.en, slug_of(each.seller) if each.seller else "",
        "unknown" if each.price_krw is None else each.price_krw, each.price.valid_from if each.price else "",
        each.stock, _yes(each.has_label), " ".join(slug_of(one.rule) for one in each.met),
        "unknown" if foot.kgco2e is None else foot.kgco2e, foot.gwp,
        " ".join(slug_of(one) for one in foot.missing), each.thing.mark,
    )  # fmt: skip


def _yes(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _data(each: Good) -> dict[str, object]:
    return {**dict(zip(HEADER, _line(each), strict=True)), "name": each.thing.name}
