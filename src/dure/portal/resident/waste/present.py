"""What there is in a place for handing things in: stores, and everything else, with what holds today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.attribute_values import whole_won
from dure.grammar.opening_hours import Hours
from dure.grammar.shapes import Text
from dure.grammar.thing_kinds import kept_thing_words
from dure.grammar.thing_shapes import ThingWords
from dure.kernel.things import read as things
from dure.kernel.things.read import Attribute, Place, Thing
from dure.portal.resident.places import place_or_404
from dure.portal.resident.waste.hours_words import hours_of
from dure.portal.showing import say

SYSTEM = "zero_waste"
PRICE, TAKES, OPENING = "price", "takes", "opening_hours"


@dataclass(frozen=True)
class Price:
    """What is paid for an article, whole won for a unit; `hours` where it holds only then."""

    said: Attribute
    amount_krw: int
    hours: Hours | None

    @property
    def unit(self) -> str:
        """What it is paid for: kg, or items."""
        return self.said.unit.partition("/")[2]


@dataclass(frozen=True)
class Taken:
    """One article that a store takes: its id and name, what for, and the prices that hold today."""

    article: str
    title: str
    pays: str
    pays_words: str
    prices: tuple[Price, ...]

    def price_at(self, at: datetime) -> Price | None:
        """The price at a moment: one of these hours before the one that always holds."""
        held = [price for price in self.prices if price.hours is not None and price.hours.is_open(at)]
        return next(iter([*held, *(price for price in self.prices if price.hours is None)]), None)


@dataclass(frozen=True)
class Store:
    """A place that takes things, with everything that holds of it on a day."""

    thing: Thing
    kind: str
    kind_title: str
    said: tuple[Attribute, ...]
    hours: Hours | None
    takes: tuple[Taken, ...]

    @property
    def slug(self) -> str:
        """Its id within its place."""
        return self.thing.id.rpartition("/")[2]

    def find(self, name: str) -> Attribute | None:
        """What holds of it under a name, or None."""
        return next((each for each in self.said if each.name == name), None)

    def words(self, name: str) -> str:
        """What people read under a name; empty where nothing is stated."""
        said = self.find(name)
        return (said.value or say(said.words)) if said else ""

    @property
    def is_told(self) -> bool:
        """Whether anything is known of it beyond that it is there."""
        return bool(self.said)


@dataclass(frozen=True)
class Present:
    """Everything of a place at a moment: its stores, its other things, and what articles are called."""

    place: Place
    at: datetime
    words: ThingWords
    things: Mapping[str, Thing]
    said: Mapping[str, tuple[Attribute, ...]]
    articles: Mapping[str, Thing]

    @property
    def today(self) -> date:
        """The day in the place."""
        return self.at.date()

    def in_room(self, room: str) -> tuple[Thing, ...]:
        """The things of the place that stand in a room of pages, by name."""
        kinds = {kind.name for kind in self.words.kinds.values() if kind.room == room}
        found = [
            thing for thing in self.things.values() if thing.kind in kinds and not _is_above(self, thing)
        ]
        return tuple(sorted(found, key=lambda thing: say(thing.name)))

    def of(self, thing: str, name: str) -> tuple[Attribute, ...]:
        """What holds of a thing under a name, whatever it is about."""
        return tuple(each for each in self.said.get(thing, ()) if each.kind == name)

    def title(self, slug: str) -> str:
        """What an article or a stream is called."""
        thing = self.articles.get(slug) or next((t for t in self.things.values() if _slug(t) == slug), None)
        return say(thing.name) if thing else slug


def _is_above(seen: Present, thing: Thing) -> bool:
    return thing.place != seen.place.id


def _slug(thing: Thing) -> str:
    return thing.id.rpartition("/")[2]


def waste_place(place: str) -> Place:
    """The place, where it runs this system; else 404 with a sentence."""
    found = place_or_404(place)
    if SYSTEM not in found.systems:
        raise Http404(
            _("%(place)s does not tell here what is handed in where.") % {"place": say(found.title)}
        )
    return found


def now_at(place: Place) -> datetime:
    """Now by the clocks of a place."""
    return timezone.now().astimezone(ZoneInfo(place.timezone or settings.TIME_ZONE))


def present(place: Place, at: datetime) -> Present:
    """What there is in a place at a moment of its own time; articles of the places around it count, too."""
    chain = things.chain(place.id)
    words = kept_thing_words(settings.PACKS)
    own = {thing.id: thing for thing in things.things(place.id)}
    articles: dict[str, Thing] = {}
    for here in chain:
        known = own.values() if here == place.id else things.things(here, kind="article")
        for thing in known:
            if thing.kind == "article":
                articles.setdefault(_slug(thing), thing)
    said: dict[str, list[Attribute]] = {}
    for each in things.attributes(chain, on=at.date()):
        said.setdefault(each.thing, []).append(each)
    held = {thing: tuple(rows) for thing, rows in said.items()}
    return Present(place, at, words, own, held, articles)


def stores(seen: Present) -> tuple[Store, ...]:
    """Every store of a place, by name."""
    return tuple(store_of(seen, thing) for thing in seen.in_room("store"))


def store_of(seen: Present, thing: Thing) -> Store:
    """A thing as a store, with what holds of it."""
    said = seen.said.get(thing.id, ())
    opening = next((each.value for each in said if each.name == OPENING), "")
    kind = seen.words.kinds.get(thing.kind)
    return Store(
        thing=thing,
        kind=thing.kind,
        kind_title=say(kind.title) if kind else thing.kind,
        said=said,
        hours=hours_of(opening),
        takes=_takes(seen, said),
    )


def _takes(seen: Present, said: Sequence[Attribute]) -> tuple[Taken, ...]:
    choices = dict(seen.words.attributes[TAKES].choices) if TAKES in seen.words.attributes else {}
    found = []
    for each in said:
        if each.kind == TAKES:
            prices = tuple(_price(one) for one in said if one.name == f"{PRICE}/{each.about}")
            pays = say(choices.get(each.value, Text("", "")))
            found.append(Taken(each.about, seen.title(each.about), each.value, pays, prices))
    return tuple(sorted(found, key=lambda taken: taken.title))


def _price(said: Attribute) -> Price:
    return Price(said, whole_won(said.value) or 0, hours_of(said.during))
