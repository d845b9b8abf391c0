"""Reads a folder of packs: everything it says, and everything wrong with it. Never raises on bad input."""

from dataclasses import dataclass, replace
from pathlib import Path

from dure.grammar.addresses import Registry
from dure.grammar.books.methods import hear_methods
from dure.grammar.books.parameters import hear_parameters
from dure.grammar.books.potentials import read_sets
from dure.grammar.contracts import ENGINES, read_contracts
from dure.grammar.figures import Known
from dure.grammar.places import PlaceWords, read_head, with_parties, with_rows
from dure.grammar.runs import RunWords
from dure.grammar.sentences import figures as figure_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import CaseKind, Packs, Place, Stated, System
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.shelves import Shelf, find_shelf
from dure.grammar.sources import read_sources
from dure.grammar.systems import (
    Draft,
    hear_fields,
    read_draft,
    with_categories,
    with_programmes,
    with_runs,
    with_stated,
)
from dure.grammar.tables import Table
from dure.grammar.thing_kinds import together
from dure.grammar.transfer_rows import LedgerWords
from dure.grammar.trees import hear_tree


@dataclass(frozen=True)
class _Home:
    """The folder a place lies in, and its place.toml."""

    folder: Path
    name: str
    head: Table | None


def read(path: Path, *, over: Path | None = None, engines: Path = ENGINES) -> Packs:
    """Everything that `path` says, laid over the packs in `over`, with all mistakes.

    `path` is a folder of packs (systems, places, sources.csv) or the folder of one place. Engines are read
    as text from `engines`, never imported.
    """
    desk = Desk()
    shelf = find_shelf(desk, path, over)
    library = read_sources(desk, shelf.sources)
    hear_parameters(desk, shelf, library)
    hear_methods(desk, shelf, library)
    registry = Registry()
    known = Known(registry, library)
    sets = tuple(each.name for each in read_sets(desk, shelf, library))
    drafts = [read_draft(desk, folder, name, registry=registry) for folder, name in shelf.systems.values()]
    drafts = [with_stated(desk, draft, known) for draft in drafts]
    drafts = [with_categories(desk, draft, library) for draft in drafts]
    units = tuple(unit.name for draft in drafts for unit in draft.system.ledger_units)
    drafts = [with_programmes(desk, draft, units=units) for draft in drafts]
    for draft in drafts:
        hear_fields(desk, draft, library)
    places = _places(desk, shelf, _words(drafts, known, sets))
    stated = [row for draft in drafts for row in draft.system.stated]
    stated += [row for place in places for row in place.stated]
    _hear_stated_twice(desk, stated)
    words = RunWords(registry, _by_address(stated), read_contracts(engines))
    systems = tuple(with_runs(desk, draft, words) for draft in drafts)
    return Packs(systems, places, tuple(library.documents.values()), desk.mistakes(), desk.digest())


def _words(drafts: list[Draft], known: Known, sets: tuple[str, ...]) -> PlaceWords:
    """Everything that places may name."""
    systems = [draft.system for draft in drafts]
    cases: dict[str, CaseKind] = {case.name: case for system in systems for case in system.cases}
    ledgers = LedgerWords(
        accounts=tuple(account.path for system in systems for account in system.ledger_accounts),
        units=tuple(unit.name for system in systems for unit in system.ledger_units),
        library=known.library,
    )
    indicators = {row.name: row for system in systems for row in system.indicators}
    by_name: dict[str, System] = {system.name: system for system in systems}
    programmes = tuple(row.name for system in systems for row in system.programmes)
    things = together(tuple(system.thing_words for system in systems))
    return PlaceWords(known, by_name, indicators, cases, ledgers, sets, programmes, things)


def _places(desk: Desk, shelf: Shelf, words: PlaceWords) -> tuple[Place, ...]:
    """Every place with its rows; a place may name the parties of those it is part of."""
    homes: dict[str, _Home] = {}
    places: dict[str, Place] = {}
    for id_, (folder, name) in shelf.places.items():
        places[id_], head = read_head(desk, folder, name, tuple(words.systems))
        homes[id_] = _Home(folder, name, head)

    def hear(id_: str, sentence: Sentence) -> None:
        head = homes[id_].head
        if head is not None:
            head.hear(sentence, "part_of")

    hear_tree({id_: place.part_of for id_, place in places.items()}, hear=hear)
    for id_ in sorted(homes, key=lambda id_: len(_chain(places, id_))):
        home, above = homes[id_], _parties(places, _chain(places, id_)[1:])
        place = with_parties(desk, places[id_], home.folder, home.name, above=above, words=words)
        parties = (*(party.party for party in place.parties), *above)
        things = _things(places, _chain(places, id_)[1:])
        # Whoever is nearer is read later, so that what is above is there.
        seen = replace(words, above=things)
        places[id_] = with_rows(desk, place, home.folder, home.name, parties=parties, words=seen)
    return tuple(places.values())


def _chain(places: dict[str, Place], id_: str) -> list[str]:
    """A place and those it is part of, nearest first."""
    chain: list[str] = []
    while id_ in places and id_ not in chain:
        chain.append(id_)
        id_ = places[id_].part_of
    return chain


def _parties(places: dict[str, Place], ids: list[str]) -> tuple[str, ...]:
    """The parties of these places."""
    return tuple(party.party for id_ in ids for party in places[id_].parties)


def _things(places: dict[str, Place], ids: list[str]) -> dict[str, str]:
    """The things of these places by full id, each with its kind."""
    return {f"{id_}/{row.thing}": row.kind for id_ in ids for row in places[id_].things}


def _by_address(stated: list[Stated]) -> dict[str, tuple[Stated, ...]]:
    """What is stated, by address."""
    grouped: dict[str, list[Stated]] = {}
    for row in stated:
        grouped.setdefault(row.address, []).append(row)
    return {address: tuple(rows) for address, rows in grouped.items()}


def _hear_stated_twice(desk: Desk, stated: list[Stated]) -> None:
    """Note a figure that two files state with the same place, period, mark and document."""
    sheets: dict[str, Sheet] = {sheet.file: sheet for sheet in desk.sheets}
    first: dict[tuple[str, ...], Stated] = {}
    for row in stated:
        key = (row.place or "", row.address, row.period, row.mark, row.source)
        other = first.setdefault(key, row)
        if other is not row:
            sentence = figure_says.stated_elsewhere(row.address, other.file, other.line)
            sheets[row.file].hear(sentence, line=row.line, column="address")
