"""Everything the packs say of factors, read alone: quickly, and without the rest of the packs."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dure.grammar.books.activities import read_activities
from dure.grammar.books.activity_headings import spelling
from dure.grammar.books.factors import read_factors
from dure.grammar.books.potentials import read_sets
from dure.grammar.books.shapes import Activity, Factor, GwpSet
from dure.grammar.numbers import UNKNOWN
from dure.grammar.shapes import Mistake, Source, Text
from dure.grammar.sheets import Desk
from dure.grammar.shelves import find_shelf
from dure.grammar.sources import read_sources
from dure.grammar.tables import Table, read_toml

SYSTEM = "inventory"
FILE = "factors.csv"
DONE = "activities.csv"
CHOICES = "inventory.toml"
# How the name of a place ends that says what kind of place it is.
KINDS_OF_PLACE = (
    "광역시", "특별시", "특별자치시", "특별자치도", "도", "시", "군", "구",
    "metropolitan city", "special self-governing province", "province", "city", "-si", "-gun", "-gu", "-do",
)  # fmt: skip


@dataclass(frozen=True)
class PlaceName:
    """A place as factors need it: its names, and what it is part of."""

    id: str
    title: Text
    part_of: str
    also_called: tuple[str, ...] = ()

    @property
    def called(self) -> frozenset[str]:
        """Everything it is called, in small letters."""
        return frozenset(
            name.casefold() for name in (self.id, self.title.ko, self.title.en, *self.also_called) if name
        )


@dataclass(frozen=True)
class FactorLibrary:
    """The factors of all places, the sets of potentials, and what the factors' words refer to."""

    factors: tuple[Factor, ...]
    sets: tuple[GwpSet, ...]
    places: tuple[PlaceName, ...]
    sources: tuple[Source, ...]
    mistakes: tuple[Mistake, ...]
    activities: tuple[Activity, ...] = ()
    # The set of potentials that each place states its inventory in.
    chosen_sets: tuple[tuple[str, str], ...] = ()

    @property
    def gas_names(self) -> dict[str, str]:
        """Every gas of the sets by its spelling: HFC-134a is the `HFC134a` of the sets."""
        named = {row.gas for each in self.sets for row in each.rows}
        return {spelling(gas): gas for gas in sorted(named)}

    def chain(self, place: str) -> tuple[str, ...]:
        """A place and those it is part of, nearest first; empty when there is no such place."""
        above = {each.id: each.part_of for each in self.places}
        chain: list[str] = []
        while place in above and place not in chain:
            chain.append(place)
            place = above[place]
        return tuple(chain)

    def gwp_set_of(self, place: str) -> str:
        """The set a place states its inventory in, or the nearest place above that says one."""
        chosen = dict(self.chosen_sets)
        return next((chosen[each] for each in self.chain(place) if each in chosen), UNKNOWN)

    def set_of(self, place: str, rows: Iterable[Activity]) -> str:
        """The set that rows are stated in: their place's; where it says none, the one that they all name."""
        chosen = self.gwp_set_of(place)
        named = {row.gwp_set for row in rows if row.gwp_set}
        return named.pop() if chosen == UNKNOWN and len(named) == 1 else chosen

    def find_place(self, named: str) -> str | None:
        """The id of the place called so: by id, title in either language, or the one title it shortens.

        `○○` is ○○광역시 where no other title is shortened so; a title in full goes before a short one.
        """
        wanted = " ".join(named.split()).casefold()
        if not wanted:
            return None
        called = [(place.id, place.called) for place in self.places]
        exact = [id_ for id_, names in called if wanted in names]
        short = [id_ for id_, names in called if any(_shortens(wanted, name) for name in names)]
        found = exact or short
        return found[0] if exact or len(set(found)) == 1 else None

    def find_source(self, document: str) -> Source | None:
        """The document of that id."""
        return next((source for source in self.sources if source.id == document), None)


def read_library(packs: Path, *, with_activities: bool = True) -> FactorLibrary:
    """The factors of a folder of packs, with every mistake in the files they stand in."""
    desk = Desk()
    shelf = find_shelf(desk, packs, None)
    library = read_sources(desk, shelf.sources)
    sets = read_sets(desk, shelf, library)
    names = tuple(each.name for each in sets)
    factors: list[Factor] = []
    activities: list[Activity] = []
    chosen: list[tuple[str, str]] = []
    places: list[PlaceName] = []
    for id_, (folder, name) in shelf.places.items():
        head = read_toml(desk, folder / "place.toml", f"{name}/place.toml")
        if head is not None:
            places.append(_name_of(id_, head))
        chosen += chosen_set(desk, folder / SYSTEM, f"{name}/{SYSTEM}", place=id_, known=names)
        for file in (FILE, DONE) if with_activities else (FILE,):
            path = folder / SYSTEM / file
            if not path.exists():
                continue
            sheet, text = desk.open(path, f"{name}/{SYSTEM}/{file}")
            if text is not None and file == FILE:
                factors += read_factors(sheet, text, place=id_, sets=names, library=library)
            elif text is not None:
                activities += read_activities(sheet, text, place=id_, library=library)
    return FactorLibrary(
        tuple(factors),
        sets,
        tuple(places),
        tuple(library.documents.values()),
        desk.mistakes(),
        tuple(activities),
        tuple(chosen),
    )


def chosen_set(
    desk: Desk, folder: Path, name: str, *, place: str, known: tuple[str, ...]
) -> list[tuple[str, str]]:
    """The place and the set of potentials its inventory.toml chooses, where it has one."""
    path = folder / CHOICES
    table = read_toml(desk, path, f"{name}/{CHOICES}") if path.exists() else None
    if table is None:
        return []
    table.only("gwp_set")
    return [(place, table.word("gwp_set", among=(*known, UNKNOWN)))]


def _name_of(id_: str, head: Table) -> PlaceName:
    """What a place is called, by its place.toml."""
    also = head.words("also_called", needed=False)
    return PlaceName(id_, head.text("title"), head.word("part_of", needed=False), also)


def _shortens(wanted: str, name: str) -> bool:
    """Whether a name is the other without the word for what kind of place it is (`○○시`, `○○ City`)."""
    return any(name.removesuffix(kind).rstrip(" -") == wanted for kind in KINDS_OF_PLACE)
