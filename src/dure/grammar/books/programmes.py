"""Reads programmes.toml, the programmes a system declares, and programmes.csv, those that a place has.

A programme is structure: which acts it rewards, counted in what, shown by what. What an act earns, what it is
capped at and the kilograms it avoids are figures, with days and documents.
"""

from collections.abc import Collection

from dure.grammar.books.programme_shapes import (
    AREAS,
    COUNTS,
    EVIDENCE,
    KEEP_DAYS,
    EvidenceRule,
    Programme,
    ProgrammeAction,
    ProgrammeHere,
)
from dure.grammar.party_rows import first_day
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import programmes as says
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library
from dure.grammar.tables import Table
from dure.grammar.words import NAME, nearest

FILE = "programmes.toml"
ROWS = "programmes.csv"
NEEDED = ("programme", "source")
MAY = ("from", "to")
MOST_PERCENT = 100
PERCENTS = ("earns_percent", "sampled_percent", "second_percent")
# Of an act that says nothing else: more at once than this is taken for a slip of the finger.
MOST_AT_ONCE = 100


def read_programmes(table: Table, *, system: str, units: Collection[str]) -> tuple[Programme, ...]:
    """The programmes a system declares; `units` are those of its ledgers and of others read before."""
    table.only("programme")
    found: list[Programme] = []
    lines: dict[str, int] = {}
    for entry in table.tables("programme"):
        programme = _programme(entry, system, units)
        _hear_name(entry, programme.name, lines)
        found.append(programme)
    return tuple(found)


def read_programmes_here(
    sheet: Sheet, text: str, *, place: str, known: tuple[str, ...], library: Library
) -> tuple[ProgrammeHere, ...]:
    """The programmes that a place has; all mistakes are noted."""
    found: list[ProgrammeHere] = []
    lines: dict[str, int] = {}
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        name = row["programme"]
        if hear_empty(row, "programme"):
            continue
        if name not in known:
            row.hear(says.unknown_programme(name, nearest(name, known)), "programme")
        if name in lines:
            row.hear(cell_says.named_twice("programme", name, lines[name]), "programme")
        lines.setdefault(name, row.line)
        found.append(_here(row, place, library))
    return tuple(found)


def _here(row: Row, place: str, library: Library) -> ProgrammeHere:
    first, last = first_day(row, "from"), first_day(row, "to")
    if first and last and last < first:
        row.hear(says.ends_before_it_begins(row["programme"]), "to")
    source, locator = library.find(row, row["programme"])
    return ProgrammeHere(place, row["programme"], first, last, source, locator)


def _programme(entry: Table, system: str, units: Collection[str]) -> Programme:
    """One programme; what is wrong with it is noted."""
    entry.only("name", "title", "says", "unit", "least_age", "unnamed", "two_above", "action")
    unit = entry.word("unit", needed=False)
    if unit and unit not in units:
        entry.hear(says.unknown_unit(entry.called, unit, nearest(unit, tuple(units))), "unit")
    actions = tuple(_action(action) for action in entry.tables("action", "programme.action"))
    lines: dict[str, int] = {}
    for action, table in zip(actions, entry.tables("action", "programme.action"), strict=True):
        _hear_name(table, action.name, lines)
    unnamed = entry.whole("unnamed") or 0
    if not actions and not unnamed:
        entry.hear(says.no_action(entry.called), "name")
    return Programme(
        system=system,
        name=entry.word("name"),
        title=entry.text("title"),
        says=entry.text("says"),
        unit=unit,
        least_age=entry.whole("least_age"),
        unnamed=unnamed,
        actions=actions,
        two_above=entry.whole("two_above"),
    )


def _action(entry: Table) -> ProgrammeAction:
    """One action; without evidence it is told by whoever did it, whole and unseen."""
    entry.only("name", "title", "area", "counted_in", "event_group", "most_at_once", "evidence")
    name = entry.word("name")
    group = entry.word("event_group", needed=False)
    if group and not NAME.fullmatch(group):
        entry.hear(cell_says.odd_name(group), "event_group")
    rules = tuple(_evidence(rule) for rule in entry.tables("evidence", "programme.action.evidence"))
    return ProgrammeAction(
        name=name,
        title=entry.text("title"),
        area=entry.word("area", among=AREAS),
        counted_in=entry.word("counted_in", among=COUNTS),
        event_group=group or name,
        evidence=rules or (EvidenceRule("self_report", MOST_PERCENT, 0),),
        most_at_once=entry.whole("most_at_once") or MOST_AT_ONCE,
    )


def _evidence(entry: Table) -> EvidenceRule:
    entry.only("kind", *PERCENTS, "most_a_month", "keep_days")
    found = {key: entry.whole(key) for key in PERCENTS}
    for key, percent in found.items():
        if percent is not None and percent > MOST_PERCENT:
            entry.hear(says.above_hundred(entry.called, key, percent), key)
    earns = found["earns_percent"]
    return EvidenceRule(
        kind=entry.word("kind", among=EVIDENCE),
        earns_percent=MOST_PERCENT if earns is None else earns,
        sampled_percent=found["sampled_percent"] or 0,
        second_percent=found["second_percent"] or 0,
        most_a_month=entry.whole("most_a_month"),
        keep_days=entry.whole("keep_days") or KEEP_DAYS,
    )


def _hear_name(entry: Table, name: str, lines: dict[str, int]) -> None:
    """Note a name that is none, or that stands in the file already."""
    if name and not NAME.fullmatch(name):
        entry.hear(cell_says.odd_name(name), "name")
    if name in lines:
        entry.hear(cell_says.named_twice("name", name, lines[name]), "name")
    lines.setdefault(name, entry.first)
