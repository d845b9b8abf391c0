"""Reads observations.toml, what a system can state, and observations.csv, what is stated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dure.grammar.addresses import Registry
from dure.grammar.numbers import (
    DASH,
    UNKNOWN,
    Printed,
    held_number,
    mended_number,
    notation,
    read_number,
)
from dure.grammar.periods import FOREVER, day_of, days_of, period_days
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import figures as says
from dure.grammar.shapes import FigureKind, Stated
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, confirmable, hear_other, text_of
from dure.grammar.tables import Table
from dure.grammar.units import UNITS, convert, converts, ends_with_unit, find_unit, slug, unit_in_name
from dure.grammar.words import FACET, MARKS, NAME, nearest

NEEDED = ("address", "period", "value", "unit", "mark", "source")
MAY = ("valid_from", "published_on", "label", "note_ko", "note_en")
# What stands in the place of a number that a document does not give.
UNSTATED = (UNKNOWN, DASH)
# What was seen or reckoned from it. It cannot be later than the document that states it.
SEEN = ("observed", "estimated")
KEYS = ("name", "title", "unit", "shows", "says", "decimals", "facets", "keys")


@dataclass(frozen=True)
class Known:
    """What a row is checked against: the declared figures and the documents.

    Only what stays in the office `holds` numbers behind the key C: a pack is public.
    """

    registry: Registry
    library: Library
    holds: bool = False


def read_kinds(table: Table, *, system: str, registry: Registry) -> tuple[FigureKind, ...]:
    """The figures a system declares; each is entered into the registry."""
    table.only("figure")
    kinds = []
    lines: dict[str, int] = {}
    for entry in table.tables("figure"):
        kind = _kind(entry, system)
        if kind.name in lines:
            entry.hear(cell_says.named_twice("figure", kind.name, lines[kind.name]), "name")
            continue
        if kind.name in registry.kinds:
            entry.hear(says.figure_elsewhere(kind.name, registry.kinds[kind.name].system), "name")
            continue
        lines[kind.name] = entry.first
        if kind.name:
            registry.kinds[kind.name] = kind
            kinds.append(kind)
    return tuple(kinds)


def _kind(entry: Table, system: str) -> FigureKind:
    """One declared figure."""
    entry.only(*KEYS)
    name, unit, shows = entry.word("name"), entry.word("unit"), entry.word("shows", needed=False)
    if name and not NAME.fullmatch(name):
        entry.hear(cell_says.odd_name(name), "name")
    for key, symbol in (("unit", unit), ("shows", shows)):
        if symbol and find_unit(symbol) is None:
            entry.hear(says.unknown_unit(symbol, nearest(symbol, tuple(UNITS))), key)
    if name and find_unit(unit):
        _hear_name(entry, name, unit)
        if find_unit(shows) and not converts(shows, unit):
            entry.hear(says.units_differ(name, shows, unit, _proposed(unit)), "shows")
    facets = _facets(entry)
    return FigureKind(
        system=system,
        name=name,
        title=entry.text("title"),
        unit=unit,
        shows=shows or unit,
        says=entry.text("says", needed=False),
        decimals=entry.whole("decimals"),
        facets=tuple(facet.word("name") for facet in facets),
        facet_titles=tuple(facet.text("title") for facet in facets),
        keys=entry.flag("keys"),
    )


def _hear_name(entry: Table, name: str, unit: str) -> None:
    """Note a name that does not end with its unit, or ends with another one."""
    if not ends_with_unit(name, unit):
        entry.hear(says.name_without_unit(name, unit, slug(unit)), "name")
    elif not slug(unit) and unit_in_name(name):
        entry.hear(says.name_with_other_unit(name, unit, unit_in_name(name)), "name")


def _facets(entry: Table) -> list[Table]:
    """The declared facets, each once and with a plain name."""
    facets: list[Table] = []
    seen: set[str] = set()
    for facet in entry.tables("facets"):
        facet.only("name", "title")
        name = facet.values.get("name")
        if isinstance(name, str) and not FACET.fullmatch(name):
            facet.hear(cell_says.odd_name(name), "name")
        if isinstance(name, str) and name in seen:
            facet.hear(cell_says.named_twice("facet", name, entry.line_of("facets")), "name")
            continue
        seen.add(str(name))
        facets.append(facet)
    return facets


def read_stated(sheet: Sheet, text: str, *, place: str | None, system: str, known: Known) -> Iterator[Stated]:
    """The figures of an observations.csv that can be loaded; all mistakes are noted."""
    lines: dict[tuple[str, ...], int] = {}
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        stated = _stated(row, place=place, system=system, known=known)
        if stated is None:
            continue
        key = (stated.address, stated.period, stated.mark, stated.source)
        if key in lines:
            row.hear(says.stated_twice(stated.address, lines[key]), "address")
            continue
        lines[key] = row.line
        yield stated


def _stated(row: Row, *, place: str | None, system: str, known: Known) -> Stated | None:
    """One figure, or None when it cannot be loaded."""
    address = row["address"]
    heard = len(row.sheet.mistakes)
    hear_empty(row, "address", "value", "unit", "mark")
    kind = _kind_of(row, known)
    number, days = _number(row, kind, holds=known.holds), _days(row)
    note, to_confirm = confirmable(text_of(row, "note"))
    document, locator = known.library.find(row, address or "—")
    published = _published(row) or known.library.published(document)
    _hear_foresight(row, days, published)
    unit = row["unit"]
    to_confirm = to_confirm or known.library.to_confirm(document)
    if kind is None or days is None or len(row.sheet.mistakes) != heard or not converts(unit, kind.unit):
        return None
    return Stated(
        place=place,
        system=kind.system or system,
        address=address,
        period=row["period"],
        printed=row["value"],
        value=number.value if number else None,
        unit=unit,
        canonical=convert(number.value, unit=unit, into=kind.unit) if number else None,
        canonical_unit=kind.unit,
        step=convert(number.step, unit=unit, into=kind.unit) if number else None,
        mark=row["mark"],
        valid_from=days[0],
        valid_to=days[1],
        published_on=_first_day(published),
        source=document,
        locator=locator,
        label=row["label"],
        note=note,
        file=row.sheet.file,
        line=row.line,
        published=published,
        to_confirm=to_confirm,
    )


def _kind_of(row: Row, known: Known) -> FigureKind | None:
    """What a row states a figure of; a wrong address, mark or unit is noted."""
    address = row["address"]
    kind = known.registry.find(address) if address else None
    wrong = known.registry.wrong(address) if address else None
    if wrong is not None:
        row.hear(wrong, "address")
    hear_other(row, "mark", MARKS)
    _hear_unit(row, kind)
    return kind


def _number(row: Row, kind: FigureKind | None, *, holds: bool) -> Printed | None:
    """The printed number, None for `unknown`, a dash and a notation key; anything else is noted.

    A number behind the key C is kept where it may be, and refused elsewhere.
    """
    printed = row.cells.get("value", "")
    if not printed.strip() or printed in UNSTATED:
        return None
    if kind and kind.keys and notation(printed):
        held = held_number(printed)
        if held is not None and not holds:
            row.hear(says.confidential_in_public(row["address"]), "value")
        return held if holds else None
    number = read_number(printed)
    if number is None:
        mended = UNKNOWN if printed.strip().lower() == UNKNOWN else mended_number(printed)
        row.hear(cell_says.not_a_number(printed, mended), "value")
    return number


def _hear_unit(row: Row, kind: FigureKind | None) -> None:
    """Note a unit that is not in the table, or does not convert into the declared one."""
    unit = row["unit"]
    if unit and find_unit(unit) is None:
        row.hear(says.unknown_unit(unit, nearest(unit, tuple(UNITS))), "unit")
    elif unit and kind and find_unit(kind.unit) and not converts(unit, kind.unit):
        row.hear(says.units_differ(row["address"], unit, kind.unit, _proposed(kind.unit)), "unit")


def _proposed(unit: str) -> str:
    """Units that convert into `unit`, the declared one first."""
    others = [symbol for symbol in UNITS if symbol != unit and converts(symbol, unit)]
    return ", ".join([unit, *others[:3]])


def _days(row: Row) -> tuple[date, date] | None:
    """First and last day a figure holds for: of its period, or from valid_from on."""
    period, valid_from = row["period"], row["valid_from"]
    days = period_days(period) if period else None
    first = day_of(valid_from) if valid_from else None
    if period and days is None:
        row.hear(cell_says.not_a_period(period), "period")
    elif valid_from and first is None:
        row.hear(cell_says.not_a_day("valid_from", valid_from), "valid_from")
    elif not period and first is None:
        row.hear(says.no_period(row["address"] or "—"), "period")
    elif days and first and first > days[1]:
        row.hear(says.ends_before_it_begins(valid_from, period), "valid_from")
    else:
        last = days[1] if days else FOREVER
        return first or (days[0] if days else last), last
    return None


def _published(row: Row) -> str:
    """The day of publication a row names itself, as far as it is told."""
    text = row["published_on"]
    if not text or text == UNKNOWN:
        return ""
    if days_of(text) is None:
        row.hear(cell_says.not_a_day("published_on", text), "published_on")
        return ""
    return text


def _first_day(published: str) -> date | None:
    """The first day of a day, month or year of publication, for ordering."""
    days = days_of(published)
    return days[0] if days else None


def _hear_foresight(row: Row, days: tuple[date, date] | None, published: str) -> None:
    """Note what was seen after its document came out: only what is meant or expected may lie ahead of it."""
    known, last = days_of(published), days_of(row["period"].rpartition("/")[2])
    if not (days and known and last) or row["mark"] not in SEEN or row["value"] in UNSTATED:
        return
    if last[0] > known[1]:
        row.hear(says.later_than_its_document(row["period"], published, row["source"]), "period")
