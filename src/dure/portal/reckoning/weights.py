"""Under which potentials a row's gases are weighed: the set it names, its own numbers, or what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.gwp import NotSplit, said_again
from dure.grammar.books.activity_tables import read_amount
from dure.grammar.books.names import find_set
from dure.grammar.sentences import activity_tables as says
from dure.portal.reckoning.cells import Cells
from dure.portal.reckoning.terms import Terms

PAIR = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[/;|]\s*([0-9]+(?:\.[0-9]+)?)")
Sets = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Weights:
    """The name of a set and the potential of each gas; no name where none is asked for."""

    name: str
    of: Mapping[str, float]


def row_weights(cells: Cells, *, sets: Sets, asked: str) -> Weights | None:
    """The potentials for one row; refused where the row names a set that there is not."""
    heading = cells.find("gwp_set")
    text = cells.at(heading) if heading is not None else ""
    own = _own_numbers(cells, text)
    named = asked
    if text and not own and not (cells.text("gas") and read_amount(text) is not None):
        found = find_set(text, known=tuple(sets))
        if found is None:
            cells.refuse(says.unknown_set(text, tuple(sets)), heading)
            return None
        named = found
    weights = dict(sets.get(named, {}))
    if not own or all(weights.get(gas) == float(value) for gas, value in own.items()):
        return Weights(named, weights)
    told = ", ".join(f"{gas}={value:f}" for gas, value in own.items())
    cells.say(f"행에 적힌 지구온난화지수를 썼습니다: {told}.", f"The potentials in the row are used: {told}.")
    # Of the other gases, a set named beside its own numbers may still tell.
    rest = weights if named else {"CO2": 1.0}
    return Weights(f"own ({told})", {**rest, **{gas: float(value) for gas, value in own.items()}})


def composite_set(cells: Cells, terms: Terms, *, weights: Weights) -> str | None:
    """The set a composite is in, when nothing asks for another; else refused.

    A composite in the row is in the set the row names, unless the row says otherwise of its factor.
    """
    heading = cells.find("factor_set")
    declared = terms.composite_set
    if heading is not None:
        declared = find_set(cells.at(heading), known=(weights.name, *_KNOWN)) or "unknown"
    elif not declared:
        declared = weights.name if cells.text("gwp_set") else "unknown"
    if not weights.name:
        return declared
    try:
        said_again(0.0, declared=declared, wanted=weights.name)
    except NotSplit:
        cells.refuse(
            says.composite_in_other_set(declared, weights.name),
            cells.find("gwp_set") or cells.find("factor") or cells.find("gas_factor", "CO2e"),
        )
        return None
    return declared


_KNOWN = ("SAR", "TAR", "AR4", "AR5", "AR5CCF", "AR6")


def _own_numbers(cells: Cells, text: str) -> dict[str, Decimal]:
    """The potentials that a row writes as numbers."""
    own: dict[str, Decimal] = {}
    for heading in cells.under("gwp_of_gas"):
        value = cells.number(heading) if cells.at(heading) else None
        if value is not None:
            own[heading.gas] = value
    pair = PAIR.fullmatch(text.strip())
    if pair is not None:
        own |= {"CH4": Decimal(pair[1]), "N2O": Decimal(pair[2])}
    single = read_amount(text, separator=cells.separator) if text else None
    gas = cells.text("gas").upper().replace("-", "").replace("₂", "2").replace("₄", "4")
    if single is not None and gas:
        own[gas] = single
    # The potential of CO2 is 1 in every set, and that of a composite is in it already.
    return {gas: value for gas, value in own.items() if gas != "CO2e" and not (gas == "CO2" and value == 1)}
