"""Reads things.toml: which kinds of things a system knows, and what can be said of each."""

from functools import cache
from pathlib import Path

from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import things as says
from dure.grammar.shapes import Text
from dure.grammar.sheets import Desk
from dure.grammar.tables import Table, read_toml
from dure.grammar.thing_shapes import AttributeKind, ThingKind, ThingWords
from dure.grammar.units import find_unit
from dure.grammar.words import HOLDS, NAME, ROOMS_OF_THINGS, SLUG, nearest

FILE = "things.toml"
KIND_KEYS = ("name", "title", "says", "room", "attributes")
ATTRIBUTE_KEYS = ("name", "title", "holds", "of", "units", "choices", "by_hours", "kept")


def read_thing_words(table: Table, *, system: str) -> ThingWords:
    """The kinds of things and the attributes of one system; all mistakes are noted."""
    table.only("kind", "attribute")
    attributes = {each.name: each for each in (_attribute(one, system) for one in table.tables("attribute"))}
    kinds = {}
    for one in table.tables("kind"):
        kind = _kind(one, system)
        for name in kind.attributes:
            if name not in attributes:
                one.hear(says.unknown_attribute(name, nearest(name, tuple(attributes))), "attributes")
        kinds[kind.name] = kind
    return ThingWords(kinds, attributes)


def together(words: tuple[ThingWords, ...]) -> ThingWords:
    """What several systems say about things, as one."""
    return ThingWords(
        {name: kind for each in words for name, kind in each.kinds.items()},
        {name: kind for each in words for name, kind in each.attributes.items()},
    )


@cache
def kept_thing_words(packs: Path) -> ThingWords:
    """What the systems of a folder of packs say about things, without the rest of the packs; read once."""
    desk = Desk()
    found = []
    for file in sorted((packs / "systems").glob(f"*/{FILE}")):
        table = read_toml(desk, file, f"systems/{file.parent.name}/{FILE}")
        if table is not None:
            found.append(read_thing_words(table, system=file.parent.name))
    return together(tuple(found))


def _kind(one: Table, system: str) -> ThingKind:
    one.only(*KIND_KEYS)
    return ThingKind(
        system=system,
        name=_name(one),
        title=one.text("title"),
        says=one.text("says", needed=False),
        room=one.word("room", needed=False, among=ROOMS_OF_THINGS),
        attributes=one.words("attributes", needed=False),
    )


def _attribute(one: Table, system: str) -> AttributeKind:
    one.only(*ATTRIBUTE_KEYS)
    units = one.words("units", needed=False)
    for unit in units:
        if find_unit(unit) is None:
            one.hear(cell_says.not_in_list("units", unit, (), ""), "units")
    return AttributeKind(
        system=system,
        name=_name(one),
        title=one.text("title"),
        holds=one.word("holds", among=HOLDS),
        of=one.word("of", needed=False),
        units=units,
        choices=tuple(_choice(each) for each in one.tables("choices", "attribute.choices")),
        by_hours=one.flag("by_hours"),
        kept=one.flag("kept"),
    )


def _choice(one: Table) -> tuple[str, Text]:
    one.only("name", "title")
    name = one.word("name")
    if name and not SLUG.fullmatch(name):
        one.hear(cell_says.odd_slug(name), "name")
    return name, one.text("title")


def _name(one: Table) -> str:
    name = one.word("name")
    if name and not NAME.fullmatch(name):
        one.hear(cell_says.odd_name(name), "name")
    return name
