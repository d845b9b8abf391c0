"""What a table prints as its author's own result, beside what comes out here."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dure.grammar.books.activity_headings import Heading
from dure.grammar.books.activity_tables import read_amount
from dure.grammar.books.decimal_marks import with_point
from dure.grammar.sentences import activity_cells as says
from dure.portal.reckoning.cells import Cells

ROLE = "printed"
UNITS = {"t": Decimal(1000), "kg": Decimal(1), "g": Decimal("0.001"), "kt": Decimal(1_000_000)}
# Units that stand before the gas, apart or joined to it, or in brackets.
UNIT_OF = re.compile(r"(?<![a-z])(kt|gg|kg|tonnes?|tons?|t|g)(?=\s|$|co2|ch4|n2o|[)\]])|(?<![가-힣])(톤)")
GAS = re.compile(r"co2[ _-]?(?:eq?(?:uivalents?)?)?(?![a-z])|ch4|n2o", re.IGNORECASE)
RESULT = re.compile(
    r"print|publish|result|emission|total|expected|reference|answer|computed|calculated|output|배출량|결과|합계"
    r"|기대|계산"
)
# What is about factors, potentials and origins is no result.
NO_RESULT = re.compile(
    r"factor|\bef\b|gwp|계수|source|year|unit|quality|uncertain|note|diff|check|출처|단위|연도|비고|/|\bper\b|biogenic"
    r"|불확도|차이"
)
FLOATING = Decimal("1e-9")


def printed_answers(header: Sequence[str], *, read: Sequence[Heading]) -> tuple[Heading, ...]:
    """The columns of a table that nothing was read from and that print a result: its gas and its unit."""
    used = {heading.index for heading in read if heading.role != "argument"}
    found = []
    for index, written in enumerate(header):
        words = unicodedata.normalize("NFKC", written).casefold().replace("_", " ").replace("₂", "2")
        gas = GAS.search(words)
        unit = UNIT_OF.search(words)
        is_result = RESULT.search(words) is not None or (gas is not None and unit is not None)
        if index in used or not is_result or NO_RESULT.search(words):
            continue
        named = gas[0].upper() if gas else "CO2E"
        of = named if named in ("CO2", "CH4", "N2O") else "CO2e"
        found.append(Heading(ROLE, of, _unit(unit[1] or "t") if unit else "", written, index))
    return tuple(found)


def _unit(word: str) -> str:
    """The unit of a word for it."""
    return "kt" if word in ("gg", "kt") else word if word in ("kg", "g") else "t"


def hear_printed(cells: Cells, *, gas_kg: Mapping[str, float], co2e_kg: float | None) -> None:
    """Doubt every printed result that is not what comes out, beyond the rounding that it is printed with."""
    for heading in cells.under(ROLE):
        text = with_point(cells.at(heading), mark=cells.mark)
        value = read_amount(text, separator=cells.separator) if text else None
        # A row of composites tells no gas apart.
        mine = co2e_kg if heading.gas == "CO2e" or not gas_kg else gas_kg.get(heading.gas)
        if value is None or mine is None:
            continue
        digit = _last_digit(text)
        units = (heading.unit,) if heading.unit else ("t", "kg")
        made = [Decimal(repr(mine)) / UNITS[unit] for unit in units]
        if all(abs(value - each) > digit / 2 + FLOATING * max(Decimal(1), abs(value)) for each in made):
            cells.doubt(says.printed_differs(text, f"{made[0]:,.10g}", units[0]), heading)


def _last_digit(text: str) -> Decimal:
    """What one step of the last written digit is worth; `12,920` is printed to whole ones."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign in "0123456789.eE-+")
    mantissa, _, power = plain.casefold().partition("e")
    exponent = int(power) if re.fullmatch(r"[+-]?[0-9]{1,3}", power) else 0
    return Decimal(1).scaleb(exponent - len(mantissa.partition(".")[2]))
