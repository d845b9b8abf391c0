"""Stores as rows for machines: each statement that holds, with its days and who says so."""

from dure.kernel.things.read import Attribute
from dure.portal.resident.waste.finding import Found
from dure.portal.resident.waste.present import Present, Store

HEADER = (
    "store", "kind", "name_ko", "name_en", "lon", "lat", "attribute", "during", "value", "unit", "words_ko",
    "words_en", "valid_from", "valid_to", "mark", "source", "stated_by",
)  # fmt: skip
KEEPER = "keeper"


def lines(store: Store) -> list[tuple[object, ...]]:
    """What holds of a store, a row for each statement; one row where it is only known to be there."""
    if not store.said:
        return [(*_head(store), *[""] * 8, store.thing.mark, _source(store.thing), "")]
    return [line(store, each) for each in store.said]


def line(store: Store, said: Attribute) -> tuple[object, ...]:
    """One statement as a row."""
    return (
        *_head(store), said.name, said.during, said.value, said.unit, said.words.ko, said.words.en,
        said.valid_from, said.valid_to or "", said.mark, _source(said), KEEPER if said.by else "",
    )  # fmt: skip


def store_data(one: Found, seen: Present) -> dict[str, object]:
    """A store for machines, with what holds today."""
    store = one.store
    return {
        "store": store.slug,
        "kind": store.kind,
        "name": store.thing.name,
        "lon": store.thing.lon,
        "lat": store.thing.lat,
        "mark": store.thing.mark,
        "source": _source(store.thing),
        "open_now": store.hours.is_open(seen.at) if store.hours else None,
        "away_m": None if one.away_m is None else round(one.away_m),
        "states": [statement(each) for each in store.said],
    }


def statement(said: Attribute) -> dict[str, object]:
    """One statement for machines."""
    return {
        "attribute": said.name,
        "during": said.during,
        "value": said.value,
        "unit": said.unit,
        "words": said.words,
        "valid_from": said.valid_from,
        "valid_to": said.valid_to,
        "withdrawn": said.withdrawn,
        "mark": said.mark,
        "source": _source(said),
        "stated_by": KEEPER if said.by else "",
        "recorded_at": said.recorded_at,
    }


def _head(store: Store) -> tuple[object, ...]:
    thing = store.thing
    return (store.slug, store.kind, thing.name.ko, thing.name.en, thing.lon or "", thing.lat or "")


def _source(said: object) -> str:
    source, locator = getattr(said, "source", ""), getattr(said, "locator", "")
    return f"{source}:{locator}" if source and locator else source
