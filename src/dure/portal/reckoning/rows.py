"""Every row of an activity table: its gases and its CO2 equivalent, or why it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np

from dure.engines.inventory.emissions import of_activity
from dure.engines.inventory.gwp import added, equivalent
from dure.engines.refusals import Array
from dure.grammar.books.activity_headings import is_heading, spelling
from dure.grammar.books.activity_tables import ActivityTable, read_table
from dure.grammar.books.measures import Measure
from dure.grammar.books.shapes import GASES, Factor, GwpSet
from dure.grammar.sentences import activity_tables as says
from dure.grammar.shapes import Mistake, Text
from dure.portal.reckoning.bridges import Fuel
from dure.portal.reckoning.by_method import by_method, named_method
from dure.portal.reckoning.carbon import hear_carbon
from dure.portal.reckoning.cells import Cells, lay_out, mark_of, undecided_columns
from dure.portal.reckoning.chosen import (
    Options,
    choose,
    factor_terms,
    hear_identity,
    undated_nearer,
)
from dure.portal.reckoning.printed import hear_printed, printed_answers
from dure.portal.reckoning.scopes import hear_scope
from dure.portal.reckoning.terms import COMPOSITE, Terms, row_fuel, row_terms, row_unit
from dure.portal.reckoning.weights import Weights, composite_set, row_weights

BIOGENIC = "CO2 biogenic"
# The set of a composite whose document names none.
UNTOLD = "unknown"
PROPOSED = ("SAR", "AR4", "AR5", "AR6")
IDENTITY = ("ref", "activity", "fuel", "quantity", "unit", "region", "year")


@dataclass(frozen=True)
class Reckoned:
    """One row's answer: no gases where it is refused, no CO2e where only that is not known."""

    line: int
    identity: Mapping[str, str]
    gas_kg: Mapping[str, float]
    co2e_kg: float | None
    gwp_set: str
    terms: Terms
    refusals: tuple[Mistake, ...]
    notes: tuple[Text, ...]
    # What is doubted of a row that has an answer all the same.
    findings: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class _Ready:
    """A row before it is multiplied: what it emits per unit, how many units, and its potentials."""

    cells: Cells
    quantity: Decimal | None
    terms: Terms
    weights: Weights
    # What a method of the guidelines came to, for the whole of the quantity.
    whole_kg: Mapping[str, float] | None = None


def known_gases(sets: Sequence[GwpSet]) -> dict[str, str]:
    """Every gas of the sets by its spelling in headings."""
    named = {row.gas for each in sets for row in each.rows} | set(GASES)
    return {spelling(gas): gas for gas in sorted(named)}


def reckon_file(path: Path, *, options: Options) -> tuple[Reckoned, ...]:
    """The answer of each row of a file. Raises Unusable when the file is no table of activities."""
    gases = known_gases(options.library.sets)
    table = read_table(path, knows=lambda written: is_heading(written, gases=gases))
    return reckon(table, file=path.name, options=options)


def unread_columns(path: Path, *, options: Options) -> tuple[str, ...]:
    """The headings of a file under which something stands that nothing is read from or compared with."""
    gases = known_gases(options.library.sets)
    table = read_table(path, knows=lambda written: is_heading(written, gases=gases))
    read = lay_out(table, gases=gases)
    used = {each.index for each in (*read, *printed_answers(table.header, read=read))}
    return tuple(
        written
        for at, written in enumerate(table.header)
        if at not in used and written.strip() and any(row.cells[at].strip() for row in table.rows)
    )


def reckon(table: ActivityTable, *, file: str, options: Options) -> tuple[Reckoned, ...]:
    """The answer of each row, in order. Raises Unusable when no column can be the quantity."""
    gases = known_gases(options.library.sets)
    sets = {each.name: each.weights() for each in options.library.sets}
    headings = lay_out(table, gases=gases)
    mark = mark_of(table, headings)
    headings = (*headings, *printed_answers(table.header, read=headings))
    undecided = undecided_columns(table, headings)
    rows = [Cells(row, headings, table.separator, file, mark, undecided) for row in table.rows]
    ready = [_ready(cells, options, gases=gases, sets=sets) for cells in rows]
    columns = sorted({gas for row in ready for gas in row.terms.gas_kg})
    factors = [[float(row.terms.gas_kg.get(gas, 0)) for gas in columns] for row in ready]
    amounts = np.array([float(row.quantity or 0) for row in ready])
    if not columns or not ready:
        return tuple(_answer(row, row.whole_kg or {}) for row in ready)
    gas_kg = of_activity(amounts, factor_kg=np.array(factors)).gas_kg
    return tuple(_answer(row, _kilograms(row, columns, kg)) for row, kg in zip(ready, gas_kg, strict=True))


def _kilograms(row: _Ready, columns: Sequence[str], gas_kg: Array) -> Mapping[str, float]:
    """The gases of one row: of its method, or of its factors."""
    if row.whole_kg is not None:
        return row.whole_kg
    return {gas: float(gas_kg[at]) for at, gas in enumerate(columns) if gas in row.terms.gas_kg}


def totals(rows: Sequence[Reckoned]) -> dict[str, float]:
    """CO2 equivalent by set, in kilograms. Sets are never added to each other, nor composites of several
    factors whose sets nobody told: they may differ.
    """
    names = dict.fromkeys(row.gwp_set for row in rows if row.co2e_kg is not None)
    names = {name: None for name in names if name != UNTOLD or len(factors_of(rows, gwp_set=name)) == 1}
    return {
        name: added([(name, row.co2e_kg) for row in rows if row.gwp_set == name and row.co2e_kg is not None])
        for name in names
    }


def factors_of(rows: Sequence[Reckoned], *, gwp_set: str) -> tuple[str, ...]:
    """The factors of the rows that are said in a set."""
    own = (row for row in rows if row.gwp_set == gwp_set and row.co2e_kg is not None)
    return tuple(dict.fromkeys(f"{row.terms.factor} {row.terms.edition}" for row in own))


def _ready(
    cells: Cells, options: Options, *, gases: Mapping[str, str], sets: Mapping[str, Mapping[str, float]]
) -> _Ready:
    """A row with everything it needs, or with its refusals."""
    if cells.row.left_over:
        cells.refuse(says.beyond_the_header(cells.row.left_over), None)
    cells.hear_unseen()
    cells.hear_rivals()
    hear_identity(cells, options)
    quantity, unit, fuel = _quantity(cells), row_unit(cells), row_fuel(cells)
    weights = row_weights(cells, sets=sets, asked=options.gwp_set)
    terms = Terms()
    named = named_method(cells)
    if named:
        found = by_method(cells, named=named, quantity=quantity, unit=unit, gases=gases)
        own = Terms(factor=found.name)
        return _Ready(cells, quantity, own, weights or Weights("", {}), found.gas_kg)
    if unit is not None and not cells.refusals:
        own = row_terms(cells, unit=unit, fuel=fuel, gases=gases)
        hear_carbon(cells, own, unit=unit, fuel=fuel, library=options.library)
        terms = own
        has_own = bool(own.gas_kg) or own.composite_kg is not None
        if not cells.refusals and (not has_own or cells.text("factor")):
            factor = choose(cells, options)
            hear_scope(cells, factor)
            terms = _together(cells, _found(cells, factor, options, unit, fuel), own)
    return _Ready(cells, quantity, terms, weights or Weights("", {}))


def _found(cells: Cells, factor: Factor | None, options: Options, unit: Measure, fuel: Fuel) -> Terms:
    """What the factor of the packs tells per unit; nothing where there is none or its units do not meet."""
    if factor is None:
        return Terms()
    nearer = undated_nearer(cells, factor, options.library)
    found = factor_terms(cells, factor, unit=unit, fuel=fuel, instead=nearer)
    if nearer and found is not None:
        names = ", ".join(nearer)
        cells.say(
            f"더 가까운 계수 {names}의 적용 기간이 확인되지 않았습니다. 쓰려면 factor 칸에 적으십시오.",
            f"{names} is nearer, but its days are not known; to use it, name it in the factor column.",
        )
    return found or Terms()


def _together(cells: Cells, found: Terms, own: Terms) -> Terms:
    """The factor of the packs, with gases it does not tell taken from the row; none told twice."""
    _hear_two_factors(cells, found, own)
    gas_kg: dict[str, Fraction] = {**found.gas_kg, **own.gas_kg}
    untold = tuple(gas for gas in found.untold if gas not in own.gas_kg)
    return Terms(
        gas_kg=gas_kg,
        composite_kg=found.composite_kg if not own.gas_kg else None,
        composite_set=found.composite_set,
        untold=untold,
        factor=found.factor,
        edition=found.edition,
        source=found.source,
    )


def _hear_two_factors(cells: Cells, found: Terms, own: Terms) -> None:
    """Refuse a row whose own factor tells what the factor it names tells as well."""
    named = cells.find("factor")
    twice = [gas for gas in own.gas_kg if gas in found.gas_kg or found.composite_kg is not None]
    has_found = bool(found.gas_kg) or found.composite_kg is not None
    if own.composite_kg is not None and has_found:
        twice.append(COMPOSITE)
    for gas in twice:
        cell = cells.find("gas_factor", gas) or cells.find("factor_value")
        cell = cell or (cells.find("carbon") if gas == "CO2" else None)
        if cell is None or named is None:
            cells.refuse(says.told_twice(gas, found.factor), cell)
        else:
            told = says.two_factors(cell.written, cells.at(cell), named.written, found.factor)
            cells.refuse(told, cell)


def _quantity(cells: Cells) -> Decimal | None:
    """The quantity of a row, times the share that counts; refused where it is blank or below zero."""
    heading = cells.find("quantity")
    if heading is None:
        cells.refuse(says.blank_quantity(), cells.under("quantity")[0])
        return None
    value = cells.number(heading)
    share_heading = cells.find("share")
    share = cells.number(share_heading, is_share=True) if share_heading is not None else None
    if value is None or share is None:
        return value
    cells.say(f"활동자료에 비율 {share}를 곱했습니다.", f"The quantity is multiplied by the share, {share}.")
    return value * share


def _answer(row: _Ready, gas_kg: Mapping[str, float]) -> Reckoned:
    """What is printed of a row."""
    cells, terms = row.cells, row.terms
    co2e_kg, name = None, row.weights.name
    refused = bool(cells.refusals)
    if not refused and terms.composite_kg is not None:
        declared = composite_set(cells, terms, weights=row.weights)
        if declared is not None and row.quantity is not None:
            co2e_kg, name = float(row.quantity) * float(terms.composite_kg), declared
    elif not refused:
        co2e_kg = _weighed(row, gas_kg)
    # Where only the weighing is refused, the gases stand.
    shown = {} if refused else gas_kg
    hear_printed(cells, gas_kg=shown, co2e_kg=co2e_kg)
    return Reckoned(
        line=cells.row.line,
        identity={role: _shown(cells, role) for role in IDENTITY},
        gas_kg=shown,
        co2e_kg=co2e_kg,
        gwp_set=name if co2e_kg is not None or shown else "",
        terms=terms if not refused else Terms(factor=""),
        refusals=tuple(cells.refusals),
        notes=tuple(cells.notes),
        findings=tuple(cells.findings),
    )


def _weighed(row: _Ready, gas_kg: Mapping[str, float]) -> float | None:
    """CO2 equivalent of a row's gases; None where a potential or a gas is missing, which is refused."""
    counted = {gas: kg for gas, kg in gas_kg.items() if gas != BIOGENIC}
    cells, weights = row.cells, row.weights
    if row.terms.untold:
        cells.refuse(says.gas_not_told(row.terms.factor, row.terms.untold), cells.find("factor"))
        return None
    if not counted:
        return 0.0 if gas_kg else None
    if set(counted) == {"CO2"}:
        return counted["CO2"]
    if not weights.of:
        cells.refuse(says.no_set(PROPOSED), cells.under("gwp_set")[0] if cells.under("gwp_set") else None)
        return None
    missing = tuple(gas for gas in counted if gas not in weights.of)
    if missing:
        cells.refuse(says.gas_without_potential(weights.name, missing), cells.find("gwp_set"))
        return None
    amounts = np.array([list(counted.values())])
    return equivalent(amounts, gwp=np.array([weights.of[gas] for gas in counted])).total


def _shown(cells: Cells, role: str) -> str:
    """What identifies a row, as it is written; the unit may stand in the quantity's heading."""
    text = cells.text(role)
    if role == "unit" and not text:
        return cells.under("quantity")[0].unit
    return text
