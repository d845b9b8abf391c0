"""Reads a folder of packs/places: where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from dure.grammar.attribute_rows import Present, read_attributes
from dure.grammar.books.activities import read_activities
from dure.grammar.books.budget_rows import FILES as BUDGET_FILES
from dure.grammar.books.budget_rows import read_budgets
from dure.grammar.books.factors import read_factors
from dure.grammar.books.library import chosen_set
from dure.grammar.books.practice_rows import read_practice_rows
from dure.grammar.books.programmes import ROWS as PROGRAMMES
from dure.grammar.books.programmes import read_programmes_here
from dure.grammar.books.surveys import ANSWERS, PEOPLE, read_folder
from dure.grammar.case_rows import CaseWords, read_steps
from dure.grammar.figures import Known, read_stated
from dure.grammar.network_rows import read_networks
from dure.grammar.outlines import hear_outline
from dure.grammar.party_rows import read_parties
from dure.grammar.plan_rows import PlanWords, read_plan
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences import places as says
from dure.grammar.shapes import CaseKind, Indicator, Place, System
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.shelves import entries, hear_system_files
from dure.grammar.sources import Library
from dure.grammar.tables import NOWHERE, Table, read_toml
from dure.grammar.thing_rows import read_things
from dure.grammar.thing_shapes import ThingWords
from dure.grammar.transfer_rows import LedgerWords, read_transfers
from dure.grammar.words import LANGUAGES, PLACE_KINDS, PLACE_SYSTEM_FILES, nearest

KEYS = ("title", "kind", "part_of", "timezone", "speaks", "runs", "says", "also_called")


@dataclass(frozen=True)
class PlaceWords:
    """What a place may name: systems and all they declare, and documents."""

    known: Known
    systems: Mapping[str, System]
    indicators: dict[str, Indicator]
    cases: dict[str, CaseKind]
    ledgers: LedgerWords
    gwp_sets: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    things: ThingWords = field(default_factory=ThingWords)
    # The things of the places around, by full id with their kinds.
    above: Mapping[str, str] = field(default_factory=dict)


def read_head(desk: Desk, folder: Path, name: str, systems: tuple[str, ...]) -> tuple[Place, Table | None]:
    """What place.toml says, without rows."""
    place = Place(folder.name, NOWHERE, "", "", "", (), (), NOWHERE, (), (), (), (), (), (), None)
    if not (folder / "place.toml").is_file():
        desk.sheet(f"{name}/place.toml").hear(file_says.missing_file("place.toml"))
        return place, None
    head = read_toml(desk, folder / "place.toml", f"{name}/place.toml")
    if head is None:
        return place, None
    head.only(*KEYS)
    kind, part_of = head.word("kind", among=PLACE_KINDS), head.word("part_of", needed=False)
    if kind and kind != "world" and not part_of:
        head.hear(says.place_without_parent())
    speaks, runs, zone = head.words("speaks"), head.words("runs"), head.word("timezone")
    for language in speaks:
        if language not in LANGUAGES:
            head.hear(cell_says.not_in_list("speaks", language, LANGUAGES, ""), "speaks")
    for system in runs:
        if system not in systems:
            head.hear(says.unknown_system(system, nearest(system, systems)), "runs")
    if zone and not _is_timezone(zone):
        head.hear(says.unknown_timezone(zone), "timezone")
    place = replace(
        place,
        title=head.text("title"),
        kind=kind,
        part_of=part_of,
        timezone=zone,
        speaks=speaks,
        runs=runs,
        says=head.text("says", needed=False),
        outline=_outline(desk, folder, name),
    )
    return place, head


def _is_timezone(zone: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _outline(desk: Desk, folder: Path, name: str) -> Path | None:
    """The file of the outline, when there is one and it is one."""
    path = folder / "outline.geojson"
    if not path.exists():
        return None
    sheet, text = desk.open(path, f"{name}/outline.geojson")
    if text is None:
        return None
    return path if hear_outline(sheet, text) else None


def with_parties(
    desk: Desk, place: Place, folder: Path, name: str, *, above: tuple[str, ...], words: PlaceWords
) -> Place:
    """The place with its parties; `above` are those of the places it is part of."""
    path = folder / "parties.csv"
    if not path.exists():
        return place
    sheet, text = desk.open(path, f"{name}/parties.csv")
    if text is None:
        return place
    library = words.known.library
    return replace(place, parties=read_parties(sheet, text, place=place.id, above=above, library=library))


def with_rows(
    desk: Desk, place: Place, folder: Path, name: str, *, parties: tuple[str, ...], words: PlaceWords
) -> Place:
    """The place with everything its folders say, system by system."""
    for inner in entries(desk, folder, name):
        if not inner.is_dir():
            continue
        called = f"{name}/{inner.name}"
        if inner.name not in words.systems:
            near = nearest(inner.name, tuple(words.systems))
            desk.sheet(called).hear(says.unknown_system(inner.name, near))
            continue
        if inner.name not in place.runs:
            desk.sheet(called).hear(says.system_not_run(inner.name))
        hear_system_files(desk, inner, called, PLACE_SYSTEM_FILES)
        place = _with_system(desk, place, inner, called, parties=parties, words=words)
    return place


def _with_system(
    desk: Desk, place: Place, folder: Path, name: str, *, parties: tuple[str, ...], words: PlaceWords
) -> Place:
    """The place with the rows of one system."""
    here = {"place": place.id, "system": folder.name}
    library = words.known.library
    opened = {file: desk.open(folder / file, f"{name}/{file}") for file in _present(folder)}
    chosen_set(desk, folder, name, place=place.id, known=words.gwp_sets)
    surveys = read_folder(desk, folder, name, place=place.id, library=library)
    place = replace(place, surveys=(*place.surveys, *surveys))
    for file, (sheet, text) in opened.items():
        if text is None:
            continue
        if file == "observations.csv":
            place = replace(
                place, stated=(*place.stated, *read_stated(sheet, text, **here, known=words.known))
            )
        elif file == "plans.csv":
            plan_words = PlanWords(words.known.registry, words.indicators, parties, library)
            place = replace(place, plans=(*place.plans, *read_plan(sheet, text, **here, words=plan_words)))
        elif file == "things.csv":
            place = replace(place, things=(*place.things, *read_things(sheet, text, **here, library=library)))
        elif file == "networks.csv":
            rows = read_networks(desk, sheet, text, folder=folder, **here, library=library)
            place = replace(place, networks=(*place.networks, *rows))
        elif file == "attributes.csv":
            place = _with_attributes(place, sheet, text, system=folder.name, words=words)
        elif file == "cases.csv":
            case_words = CaseWords(words.cases, parties, library)
            place = replace(place, cases=(*place.cases, *read_steps(sheet, text, **here, words=case_words)))
        elif file == "ledgers.csv":
            moved = read_transfers(sheet, text, **here, words=words.ledgers)
            place = replace(place, transfers=(*place.transfers, *moved))
        elif file == PROGRAMMES:
            own = read_programmes_here(sheet, text, place=place.id, known=words.programmes, library=library)
            place = replace(place, programmes=(*place.programmes, *own))
        else:
            _hear_rows(file, sheet, text, place=place.id, words=words)
    return _with_budget(place, opened, library)


def _hear_rows(file: str, sheet: Sheet, text: str, *, place: str, words: PlaceWords) -> None:
    """Note what is wrong in a file that whoever needs its rows reads there."""
    library = words.known.library
    if file == "factors.csv":
        read_factors(sheet, text, place=place, sets=words.gwp_sets, library=library)
    elif file == "activities.csv":
        read_activities(sheet, text, place=place, library=library)
    elif file == "practices.csv":
        read_practice_rows(sheet, text, place=place, library=library)


def _with_budget(place: Place, opened: Mapping[str, tuple[Sheet, str | None]], library: Library) -> Place:
    """The place with its budget, where the files of one are there."""
    budget = {
        file: (sheet, text)
        for file, (sheet, text) in opened.items()
        if file in BUDGET_FILES and text is not None
    }
    return replace(place, budget=read_budgets(budget, place=place.id, library=library)) if budget else place


def _with_attributes(place: Place, sheet: Sheet, text: str, *, system: str, words: PlaceWords) -> Place:
    """The place with what is said of its things."""
    present = Present(words.things, {row.thing: row.kind for row in place.things}, words.above)
    library = words.known.library
    found = read_attributes(sheet, text, place=place.id, system=system, library=library, present=present)
    return replace(place, attributes=(*place.attributes, *found))


def _present(folder: Path) -> tuple[str, ...]:
    """The files of rows that a folder has."""
    rows = (file for file in PLACE_SYSTEM_FILES if file.endswith(".csv") and file not in (PEOPLE, ANSWERS))
    return tuple(file for file in rows if (folder / file).exists())
