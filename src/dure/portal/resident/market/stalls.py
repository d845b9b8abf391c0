"""What there is in a market: goods with price, label and footprint; books; what is booked by the hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django.http import Http404
from django.utils.translation import gettext as _

from dure.engines.residents import footprint_in_sum
from dure.grammar.attribute_values import whole_won
from dure.kernel.ledgers import read as ledgers
from dure.kernel.things.read import Attribute, Place, Thing
from dure.portal.resident.market import paths
from dure.portal.resident.market.rules import LABEL, Rules
from dure.portal.resident.places import place_or_404
from dure.portal.resident.waste.present import Present, now_at, present
from dure.portal.showing import say

SYSTEM = "joint_market"
PRICE = "sells_for"
RULE_KIND, STAGE_KIND, SELLER_KIND = "eco_rule", "footprint_stage", "market_seller"
MOST_ACCOUNTS = 1000


@dataclass(frozen=True)
class Met:
    """A rule of the label that a good meets: the evidence, who checked it, until when."""

    rule: Thing
    evidence: Attribute
    checked_by: Attribute | None

    @property
    def until(self) -> date | None:
        """The last day of the evidence; None where it has none."""
        return self.evidence.valid_to


@dataclass(frozen=True)
class Footprint:
    """An article's footprint: its parts, their sum where all are known, and which are missing."""

    parts: tuple[tuple[Thing, Attribute | None], ...]
    kgco2e: Decimal | None
    how: Attribute | None
    gwp: str

    @property
    def missing(self) -> tuple[Thing, ...]:
        """The stages that nobody stated for it."""
        return tuple(stage for stage, said in self.parts if said is None)


@dataclass(frozen=True)
class Good:
    """An article that is sold, with what holds of it today."""

    thing: Thing
    seller: Thing | None
    price: Attribute | None
    stock: int
    met: tuple[Met, ...]
    has_label: bool | None
    footprint: Footprint

    @property
    def slug(self) -> str:
        """Its id within its place."""
        return slug_of(self.thing)

    @property
    def price_krw(self) -> int | None:
        """What one costs; None where nobody states it."""
        return whole_won(self.price.value) if self.price else None


def slug_of(thing: Thing) -> str:
    """The id of a thing within its place."""
    return thing.id.rpartition("/")[2]


def market_place(place: str) -> Place:
    """The place, where it has a market; else 404 with a sentence."""
    found = place_or_404(place)
    if SYSTEM not in found.systems:
        raise Http404(_("%(place)s has no joint market here.") % {"place": say(found.title)})
    return found


def seen_in(place: Place) -> Present:
    """What there is in the market's place now."""
    return present(place, now_at(place))


def held(place: str, *, prefix: str, unit: str) -> dict[str, int]:
    """What lies in accounts below a prefix, by what follows it."""
    found = ledgers.accounts(place, prefix=prefix, limit=MOST_ACCOUNTS)
    return {each.path.removeprefix(prefix): each.balance for each in found if each.unit == unit}


def goods(seen: Present, rules: Rules) -> tuple[Good, ...]:
    """Everything that is sold, by name."""
    stock = held(seen.place.id, prefix=paths.STOCK, unit=paths.ITEM)
    return tuple(_good(seen, rules, thing, stock) for thing in seen.in_room("good"))


def find_good(seen: Present, rules: Rules, slug: str) -> Good:
    """One good; else 404."""
    found = next((each for each in goods(seen, rules) if each.slug == slug), None)
    if found is None:
        raise Http404(_("The market has no such good."))
    return found


def _good(seen: Present, rules: Rules, thing: Thing, stock: Mapping[str, int]) -> Good:
    met, needed = _met(seen, thing), rules.value(LABEL)
    return Good(
        thing=thing,
        seller=seen.things.get(thing.part_of),
        price=first(seen, thing, PRICE),
        stock=stock.get(slug_of(thing), 0),
        met=met,
        has_label=None if needed is None else len(met) >= needed,
        footprint=_footprint(seen, thing),
    )


def first(seen: Present, thing: Thing, name: str) -> Attribute | None:
    """What holds of a thing under a name today."""
    return next(iter(seen.of(thing.id, name)), None)


def of_kind(seen: Present, kind: str) -> tuple[Thing, ...]:
    """The things of a kind, in the order of their ids."""
    return tuple(thing for _id, thing in sorted(seen.things.items()) if thing.kind == kind)


def _met(seen: Present, thing: Thing) -> tuple[Met, ...]:
    checked = {each.about: each for each in seen.of(thing.id, "checked_by")}
    evidence = {each.about: each for each in seen.of(thing.id, "meets")}
    return tuple(
        Met(rule, evidence[slug_of(rule)], checked.get(slug_of(rule)))
        for rule in of_kind(seen, RULE_KIND)
        if slug_of(rule) in evidence
    )


def _footprint(seen: Present, thing: Thing) -> Footprint:
    said = {each.about: each for each in seen.of(thing.id, "footprint_part")}
    parts = tuple((stage, said.get(slug_of(stage))) for stage in of_kind(seen, STAGE_KIND))
    gwp = first(seen, thing, "gwp_set")
    known = [float(each.value) for _stage, each in parts if each is not None]
    whole = bool(parts) and len(known) == len(parts) and gwp is not None
    total = Decimal(str(footprint_in_sum(parts_kgco2e=np.array(known)).footprint_kgco2e)) if whole else None
    return Footprint(parts, total, first(seen, thing, "footprint_how"), gwp.value if gwp else "")
