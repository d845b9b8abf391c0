"""What only the whole of an eCRF workbook shows: totals under its set, years, and what is absent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dure.grammar.books.ecrf_checks import YEAR
from dure.grammar.books.ecrf_gases import other_masses, plain_gas
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.books.names import find_set
from dure.grammar.books.shapes import GwpSet
from dure.grammar.sentences import ecrf as says
from dure.grammar.shapes import Category
from dure.grammar.sheets import Sheet

GAS_COLUMNS = {"ghg_co2": "co2", "ghg_ch4": "ch4", "ghg_n2o": "n2o"}
UNKNOWN = "unknown"
BASIC = "basic"
# What adding numbers of a spreadsheet may cost.
FLOAT_SHARE = Decimal("1e-9")
Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Front:
    """What the first sheet tells, and the cell that each of it stands in."""

    said: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)


def hear_whole(
    lines: Sequence[Line],
    *,
    front: Front,
    seen: Collection[str],
    categories: Sequence[Category],
    sets: Sequence[GwpSet],
    remarks: Sheet,
) -> None:
    """Remark totals that are not their gases, other years, and references of BASIC that have no line.

    `seen` are the references of all lines, also of those left out.
    """
    potentials = _potentials(lines, front, sets, remarks)
    year = front.said.get("inventory_year", "")
    for line in lines:
        own = line["inventory_year"]
        if own and YEAR.fullmatch(year) and own != year:
            cell = line.cell("inventory_year")
            remarks.hear(says.other_year(cell, own, year), line=line.row, column=cell)
        if potentials is not None and not line.key:
            _hear_total(line, potentials, remarks)
    absent = tuple(each.ref for each in categories if BASIC in each.views and each.ref not in seen)
    if absent and seen:
        remarks.hear(says.absent_refs(absent))


def _potentials(
    lines: Sequence[Line], front: Front, sets: Sequence[GwpSet], remarks: Sheet
) -> tuple[str, dict[str, Bounds]] | None:
    """The set that the workbook states and the potentials of its gases; None where none can be used."""
    text, cell = front.said.get("gwp_set", ""), front.cells.get("gwp_set", "")
    if not text and any(line.number("ghg_co2e") is not None for line in lines):
        remarks.hear(says.no_gwp_set(cell), column=cell or None)
    known = tuple(each.name for each in sets)
    if not text or not known or text.casefold() == UNKNOWN:
        return None
    name = find_set(text, known=known)
    if name is None:
        remarks.hear(says.unknown_gwp_set(cell, text, known), column=cell or None)
        return None
    found: dict[str, Bounds] = {}
    for gas, weight in next(each.weights() for each in sets if each.name == name).items():
        # A set may tell fossil and biogenic methane apart; a column of methane may be either.
        for plain in {gas, gas.partition(" ")[0]}:
            least, most = found.get(plain_gas(plain), (Decimal(str(weight)),) * 2)
            found[plain_gas(plain)] = (min(least, Decimal(str(weight))), max(most, Decimal(str(weight))))
    return name, found


def _hear_total(line: Line, potentials: tuple[str, dict[str, Bounds]], remarks: Sheet) -> None:
    """Remark a total that its gases do not make, beyond the rounding of what is written."""
    name, weights = potentials
    total = line.number("ghg_co2e")
    masses = {gas: line[column] for column, gas in GAS_COLUMNS.items() if line[column]}
    masses |= other_masses(line)
    if total is None or not masses or not masses.keys() <= weights.keys():
        return
    least = most = Decimal(0)
    slack = _half_digit(line["ghg_co2e"], whole=True) + abs(total) * FLOAT_SHARE
    for gas, text in masses.items():
        mass = Line(0, "", (("ghg_co2", text),)).number("ghg_co2")
        if mass is None:
            return
        ends = sorted(mass * weight for weight in weights[gas])
        least, most = least + ends[0], most + ends[1]
        slack += _half_digit(text, whole=False) * weights[gas][1]
    if not least - slack <= total <= most + slack:
        cell = line.cell("ghg_co2e")
        told = says.total_not_gases(cell, line["ghg_co2e"], f"{float(most):.10g}", name)
        remarks.hear(told, line=line.row, column=cell)


def _half_digit(text: str, *, whole: bool) -> Decimal:
    """Half of the last digit that is written; whole tonnes of a gas are taken as exact."""
    places = len(text.partition(".")[2])
    return Decimal(10) ** -places / 2 if places or whole else Decimal(0)
