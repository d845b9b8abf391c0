"""Reads a folder of packs/systems: what a place can run."""

from dataclasses import dataclass, replace
from pathlib import Path

from dure.grammar.accounts import read_accounts
from dure.grammar.addresses import Registry
from dure.grammar.books.budget_words import FILES, read_budget_words
from dure.grammar.books.categories import read_categories
from dure.grammar.books.exclusions import FILE as EXCLUSIONS
from dure.grammar.books.exclusions import read_exclusions
from dure.grammar.books.fields import FILE as FIELDS
from dure.grammar.books.fields import read_fields
from dure.grammar.books.programmes import FILE as PROGRAMMES
from dure.grammar.books.programmes import read_programmes
from dure.grammar.figures import Known, read_kinds, read_stated
from dure.grammar.indicators import hear_figures, read_indicators
from dure.grammar.moves import read_case_kinds
from dure.grammar.runs import RunWords, read_runs
from dure.grammar.sentences import files as says
from dure.grammar.shapes import Indicator, System
from dure.grammar.sheets import Desk
from dure.grammar.sources import Library
from dure.grammar.tables import NOWHERE, Table, read_toml
from dure.grammar.thing_kinds import read_thing_words

EMPTY = System("", NOWHERE, NOWHERE, "", (), (), (), (), ())


@dataclass(frozen=True)
class Draft:
    """A system as far as it is read, with what must still be checked against the others."""

    system: System
    folder: Path
    name: str
    indicators: tuple[tuple[Indicator, Table], ...] = ()


def read_draft(desk: Desk, folder: Path, name: str, *, registry: Registry) -> Draft:
    """What a system declares; its figures are entered into the registry."""
    system = replace(EMPTY, name=folder.name)
    indicators: tuple[tuple[Indicator, Table], ...] = ()
    if not (folder / "system.toml").is_file():
        desk.sheet(f"{name}/system.toml").hear(says.missing_file("system.toml"))
    head = _toml(desk, folder, name, "system.toml")
    if head is not None:
        head.only("title", "asks", "from")
        system = replace(
            system, title=head.text("title"), asks=head.text("asks"), came_from=head.word("from")
        )
    table = _toml(desk, folder, name, "observations.toml")
    if table is None and (folder / "observations.toml").exists():
        registry.unread.append(name)
    if table is not None:
        system = replace(system, figures=read_kinds(table, system=folder.name, registry=registry))
    table = _toml(desk, folder, name, "plans.toml")
    if table is not None:
        indicators = read_indicators(table, system=folder.name)
        system = replace(system, indicators=tuple(indicator for indicator, _ in indicators))
    table = _toml(desk, folder, name, "cases.toml")
    if table is not None:
        system = replace(system, cases=read_case_kinds(table, system=folder.name))
    table = _toml(desk, folder, name, "ledgers.toml")
    if table is not None:
        units, accounts = read_accounts(table, system=folder.name)
        system = replace(system, ledger_units=units, ledger_accounts=accounts)
    table = _toml(desk, folder, name, "things.toml")
    if table is not None:
        system = replace(system, thing_words=read_thing_words(table, system=folder.name))
    return Draft(system, folder, name, indicators)


def with_stated(desk: Desk, draft: Draft, known: Known) -> Draft:
    """The draft with what the system states for everybody; its indicators are checked."""
    hear_figures(draft.indicators, known.registry)
    draft = _with_budget_words(desk, draft, known)
    _hear_exclusions(desk, draft, known)
    path = draft.folder / "observations.csv"
    if not path.exists():
        return draft
    sheet, text = desk.open(path, f"{draft.name}/observations.csv")
    if text is None:
        return draft
    stated = tuple(read_stated(sheet, text, place=None, system=draft.system.name, known=known))
    return replace(draft, system=replace(draft.system, stated=stated))


def with_programmes(desk: Desk, draft: Draft, *, units: tuple[str, ...]) -> Draft:
    """The draft with the programmes of residents it declares, where it has any."""
    table = _toml(desk, draft.folder, draft.name, PROGRAMMES)
    if table is None:
        return draft
    programmes = read_programmes(table, system=draft.system.name, units=units)
    return replace(draft, system=replace(draft.system, programmes=programmes))


def with_categories(desk: Desk, draft: Draft, library: Library) -> Draft:
    """The draft with the taxonomy of its inventories, where it has one."""
    path = draft.folder / "categories.csv"
    if not path.exists():
        return draft
    sheet, text = desk.open(path, f"{draft.name}/categories.csv")
    if text is None:
        return draft
    categories = read_categories(sheet, text, system=draft.system.name, library=library)
    return replace(draft, system=replace(draft.system, categories=categories))


def _with_budget_words(desk: Desk, draft: Draft, known: Known) -> Draft:
    """The draft with its schemes, unit factors and suggestions, where it has any."""
    files = {file: desk.open(draft.folder / file, f"{draft.name}/{file}") for file in _present(draft.folder)}
    opened = {file: (sheet, text) for file, (sheet, text) in files.items() if text is not None}
    if not opened:
        return draft
    words = read_budget_words(opened, library=known.library)
    return replace(draft, system=replace(draft.system, budget_words=words))


def _present(folder: Path) -> tuple[str, ...]:
    """The files of budget words that a system has."""
    return tuple(file for file in FILES if (folder / file).exists())


def _hear_exclusions(desk: Desk, draft: Draft, known: Known) -> None:
    """Check a system's exclusions.csv; whoever needs its rows reads them there."""
    path = draft.folder / EXCLUSIONS
    if path.exists():
        sheet, text = desk.open(path, f"{draft.name}/{EXCLUSIONS}")
        if text is not None:
            read_exclusions(sheet, text, library=known.library)


def hear_fields(desk: Desk, draft: Draft, library: Library) -> None:
    """Note what is wrong with the lists that a place answers when it discloses."""
    path = draft.folder / FIELDS
    if path.exists():
        sheet, text = desk.open(path, f"{draft.name}/{FIELDS}")
        if text is not None:
            read_fields(sheet, text, library=library)


def with_runs(desk: Desk, draft: Draft, words: RunWords) -> System:
    """The whole system: the draft with its runs, compared with the engines."""
    table = _toml(desk, draft.folder, draft.name, "runs.toml")
    if table is None:
        return draft.system
    return replace(draft.system, runs=read_runs(table, system=draft.system.name, words=words))


def _toml(desk: Desk, folder: Path, name: str, file: str) -> Table | None:
    """A TOML file of a system; None when it has none or it cannot be read."""
    path = folder / file
    return read_toml(desk, path, f"{name}/{file}") if path.exists() else None
