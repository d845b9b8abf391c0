"""A row that names a method of the guidelines: its arguments from the other columns, its gases from engines.

Nothing is supplied but the ratios of molecules and the IPCC's own month of decay, and those are said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.declared import Method
from dure.engines.inventory.methods import METHODS, YEAR, emitted, find_method
from dure.grammar.books.activity_headings import Heading, spelling
from dure.grammar.books.activity_tables import read_amount
from dure.grammar.books.argument_headings import find_argument, into_unit, unit_named, unit_of
from dure.grammar.books.layouts import plain_heading
from dure.grammar.books.measures import Measure, ratio, read_measure
from dure.grammar.books.names import plain
from dure.grammar.sentences import activity_cells as cell_says
from dure.grammar.sentences import activity_tables as table_says
from dure.grammar.sentences import row_methods as says
from dure.portal.reckoning.cells import Cells

BY_FACTOR = ("", "activity", "activity based", "activity data", "factor", "emission factor", "배출계수")
PAIR = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\s*[=:]\s*([^\s;,]+)")
ALSO_CALLED = {
    "first order decay": "landfill_decay",
    "fod": "landfill_decay",
    "landfill": "landfill_decay",
    "biological treatment": "composting",
    "anaerobic digestion": "composting",
    "waste incineration": "incineration",
    "소각": "incineration",
    "퇴비화": "composting",
    "메탄 일괄 산정": "methane_commitment",
}
# What everybody leaves unsaid because it never changes; taken where the row is silent, and told.
SAID = {
    "co2_per_carbon": (44 / 12, "44/12"),
    "methane_per_carbon": (16 / 12, "16/12"),
    "start_month": (13.0, "13"),
    "greatest_recovered_share": (1.0, "1"),
}
SAID_FOR = {"landfill_decay": tuple(SAID), "incineration": ("co2_per_carbon",)}
SAID_FOR |= {"liquid_waste": ("co2_per_carbon",), "open_burning": ("co2_per_carbon",)}


@dataclass(frozen=True)
class ByMethod:
    """The method of a row and the gases it came to; none where the row is refused."""

    name: str
    gas_kg: dict[str, float]


def named_method(cells: Cells) -> str:
    """The method that a row names; nothing where it is worked out by its factor."""
    text = cells.text("method")
    name = plain(text)
    if name in BY_FACTOR:
        return ""
    slug = "_".join(name.split())
    whole, _colon, gas = text.partition(":")
    if find_method("_".join(plain(whole).split())) and gas:
        return f"{'_'.join(plain(whole).split())}:{gas.strip()}"
    found = slug if slug in METHODS else ALSO_CALLED.get(name, "")
    if not found:
        cells.say(
            f"“{text}” 방법은 여기에 없어 활동자료에 계수를 곱했습니다.",
            f"“{text}” is no method here: the row is read as activity times factor.",
        )
    return found


def by_method(
    cells: Cells, *, named: str, quantity: Decimal | None, unit: Measure | None, gases: Mapping[str, str]
) -> ByMethod:
    """What a row comes to by the method it names, with what it lacks refused."""
    method = find_method(named)
    assert method is not None
    wanted = read_measure(method.unit)
    # Animals are counted without a unit; people, tonnes and the rest are not.
    plain_count = method.unit == "1" and unit is not None and unit.dimension in {"1", "“unit”", "“head”"}
    size = 1.0 if plain_count else None
    if unit is not None and wanted is not None and size is None:
        step = ratio(unit, into=wanted)
        size = float(step) if step is not None else None
    if size is None and unit is not None:
        cells.refuse(says.unit_of_method(named, unit.written, method.unit), cells.find("unit"))
    name = named.partition(":")[0]
    gas = cells.text("gas")
    if method.names_gas and ":" not in named and gas:
        named = f"{name}:{gas}"
    given = _given(cells, method, name)
    if cells.refusals or quantity is None or size is None:
        return ByMethod(named, {})
    try:
        found = emitted(method=named, quantity=float(quantity) * size, given=given)
    except ValueError as error:
        cells.refuse(says.refused_by_method(name, str(error).removeprefix("row 1: ")), None)
        return ByMethod(named, {})
    if found.missing:
        cells.refuse(says.missing_arguments(name, found.missing), None)
    return ByMethod(named, {gases.get(spelling(gas), gas): kg for gas, kg in found.gases_kg.items()})


def _given(cells: Cells, method: Method, name: str) -> dict[str, float]:
    """The arguments of a row: from columns, from a cell of `name=value`, and what may stay unsaid."""
    given = _written(cells, method)
    year = re.search(r"(?:19|20)[0-9]{2}", cells.text("year"))
    if year:
        given[YEAR] = float(year[0])
    for argument in SAID_FOR.get(name, ()):
        if argument in method.arguments and argument not in given:
            given[argument], shown = SAID[argument]
            cells.say(
                f"{argument}의 값이 없어 {shown}로 계산했습니다.",
                f"{argument} is not told; {shown} is taken.",
            )
    return given


def _written(cells: Cells, method: Method) -> dict[str, float]:
    """The arguments as the row writes them; two values of one are refused, one value twice is told."""
    given: dict[str, tuple[float, str]] = {}

    def take(argument: str, value: float, where: str, heading: Heading | None) -> None:
        first = given.setdefault(argument, (value, where))
        if first == (value, where):
            return
        if first[0] != value:
            cells.refuse(cell_says.argument_twice(argument, first[1], where), heading)
        else:
            cells.say(
                f"{argument} 값이 두 번 적혀 있어 하나만 썼습니다: {first[1]}, {where}.",
                f"{argument} is given twice, by {first[1]} and {where}; it is used once.",
            )

    seen: set[int] = set()
    for heading in cells.headings:
        argument = _argument(heading, method)
        if not argument or heading.index in seen or not cells.at(heading):
            continue
        seen.add(heading.index)
        value = _value(cells, heading, argument)
        if value is not None:
            take(argument, value, f"{heading.written} ({heading.index + 1})", heading)
    named = cells.find("arguments")
    for number, (argument, text) in enumerate(PAIR.findall(cells.text("arguments")), start=1):
        amount = read_amount(text.removesuffix("%"))
        if amount is None:
            cells.refuse(table_says.not_an_amount(text), named)
        else:
            share = 100 if text.endswith("%") else 1
            take(argument, float(amount) / share, f"arguments {argument}={text} ({number})", named)
    return {argument: value for argument, (value, _where) in given.items()}


def _argument(heading: Heading, method: Method) -> str:
    """The argument that a column holds; a factor of a gas is one where the method takes that gas by mass."""
    taken = (*method.arguments, *((method.yearly,) if method.yearly else ()))
    if plain_heading(heading.written) in taken:
        return plain_heading(heading.written)
    if heading.role == "gas_factor" and heading.gas in {"CH4", "N2O", "CO2"}:
        own = [each for each in taken if each.startswith(f"{heading.gas.lower()}_")]
        return own[0] if len(own) == 1 else ""
    return find_argument(heading.written, taken=taken)


def _value(cells: Cells, heading: Heading, argument: str) -> float | None:
    """The value of an argument in its own unit; a percentage of a share is a hundredth."""
    value = cells.number(heading, is_share=cells.at(heading).endswith("%"))
    if plain_heading(heading.written) == argument:
        # Its own name says its unit.
        return None if value is None else float(value)
    unit = heading.unit or unit_of(heading.written)
    if heading.role == "gas_factor" and not unit:
        unit = cells.text("factor_unit")
    if value is None or not unit or not re.search(r"_(?:kg|g|mj|m3|t|l)(?:_|$)", argument):
        return None if value is None else float(value)
    size = into_unit(unit, argument=argument)
    if size is None:
        cells.refuse(says.unit_of_argument(argument, unit, unit_named(argument)), heading)
        return None
    return float(value) * size
