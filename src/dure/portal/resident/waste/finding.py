"""Which stores answer what somebody looks for: an article, a kind, open now, near somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from dure.engines.residents.distances import distance_m
from dure.kernel.things.read import Thing
from dure.portal.resident.waste.present import Present, Store, Taken
from dure.portal.resident.waste.searching import rank
from dure.portal.showing import say

MOST_LETTERS = 60


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; `lon`, `lat` and `neighbourhood` say near what."""

    words: str = ""
    kind: str = ""
    open_now: bool = False
    neighbourhood: str = ""
    lon: float | None = None
    lat: float | None = None

    @property
    def is_near_a_point(self) -> bool:
        """Whether the reader gave a position."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True)
class Found:
    """A store that answers, how far it is as the crow flies where that is known, and what it takes of it."""

    store: Store
    away_m: float | None
    wanted: tuple[Taken, ...]


def wish_of(query: Mapping[str, str]) -> Wish:
    """What a query asks for; what makes no sense is left out."""
    lon, lat = _degrees(query.get("lon", ""), 180), _degrees(query.get("lat", ""), 90)
    known = lon is not None and lat is not None
    return Wish(
        words=query.get("q", "").strip()[:MOST_LETTERS],
        kind=query.get("kind", "")[:MOST_LETTERS],
        open_now=query.get("open", "") == "now",
        neighbourhood=query.get("in", "")[:MOST_LETTERS],
        lon=lon if known else None,
        lat=lat if known else None,
    )


def find(stores: tuple[Store, ...], wish: Wish, seen: Present) -> tuple[Found, ...]:
    """The stores that answer, the nearest first where near is asked for, else by name."""
    articles = wanted_articles(wish.words, seen)
    here = _point(wish, seen)
    found = []
    for store in stores:
        wanted = tuple(taken for taken in store.takes if taken.article in articles)
        named = bool(wish.words) and rank(wish.words, [say(store.thing.name), store.kind_title]) is not None
        if wish.words and not wanted and not named:
            continue
        if wish.kind and store.kind != wish.kind:
            continue
        if wish.open_now and not (store.hours and store.hours.is_open(seen.at)):
            continue
        found.append(Found(store, _away_m(store.thing, here), wanted))
    return tuple(
        sorted(found, key=lambda one: (one.away_m is None, one.away_m or 0.0, say(one.store.thing.name)))
    )


def wanted_articles(words: str, seen: Present) -> frozenset[str]:
    """The articles that words mean, by their names and what else they are called."""
    if not words:
        return frozenset()
    ranked = {slug: rank(words, names_of(thing, seen)) for slug, thing in seen.articles.items()}
    best = min((each for each in ranked.values() if each is not None), default=None)
    # A word that names one thing exactly does not also mean all that merely contain it.
    most = 0 if best == 0 else 9
    return frozenset(slug for slug, each in ranked.items() if each is not None and each <= most)


def names_of(thing: Thing, seen: Present) -> list[str]:
    """What a thing is called in both languages, and everything else it is called."""
    also = [each.words for each in seen.of(thing.id, "called")]
    called = [name for words in also for name in f"{words.ko}, {words.en}".split(", ")]
    return [thing.name.ko, thing.name.en, *(name for name in called if name)]


def _point(wish: Wish, seen: Present) -> tuple[float, float] | None:
    """Near what somebody looks: their position, or the middle of their neighbourhood."""
    if wish.lon is not None and wish.lat is not None:
        return wish.lon, wish.lat
    thing = seen.things.get(f"{seen.place.id}/{wish.neighbourhood}") if wish.neighbourhood else None
    return (thing.lon, thing.lat) if thing and thing.lon is not None and thing.lat is not None else None


def _away_m(thing: Thing, here: tuple[float, float] | None) -> float | None:
    if here is None or thing.lon is None or thing.lat is None:
        return None
    return distance_m(lon=here[0], lat=here[1], to_lon=thing.lon, to_lat=thing.lat)


def _degrees(text: str, most: int) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= most else None
