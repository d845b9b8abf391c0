"""The further gases of an eCRF workbook: columns headed by a gas, and columns that only look like one."""

import re
from collections.abc import Collection, Mapping, Sequence

from dure.grammar.books.ecrf_lines import Line, number_of
from dure.grammar.books.shapes import GASES, GwpSet
from dure.grammar.sentences import ecrf as says
from dure.grammar.sheets import Sheet

OTHER_GAS = re.compile(r"(?:.*: )?GHG (.+)")
BIOGENIC = "co2biogenic"
# Families that are reported as one column: gases, though a sum of them has no potential of its own.
FAMILIES = ("hfc", "hfcs", "pfc", "pfcs", "nf3", "fgases", "fgas")
Columns = Sequence[tuple[int, str, str]]


def plain_gas(text: str) -> str:
    """A gas in small letters and digits, as columns and sets are compared.

    >>> plain_gas("HFC-134a"), plain_gas("GHG"), plain_gas("CO2_BIOGENIC")
    ('hfc134a', 'ghg', 'co2biogenic')
    """
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def other_masses(line: Line) -> dict[str, str]:
    """What stands under further gases on a line, by the gas in plain letters; memo gases left out."""
    found = ((OTHER_GAS.fullmatch(heading), text) for heading, text in line.other)
    masses = {plain_gas(match[1]): text for match, text in found if match is not None}
    return {gas: text for gas, text in masses.items() if gas != BIOGENIC}


def known_gases(sets: Sequence[GwpSet]) -> frozenset[str]:
    """Every gas that any set gives a potential to, the families and the memo."""
    named = {plain_gas(name) for each in sets for name in each.weights()}
    return frozenset({*named, *map(plain_gas, GASES), *FAMILIES, BIOGENIC})


def hear_no_gas(
    lines: Sequence[Line], cells: Mapping[str, str], *, known: Collection[str], mistakes: Sheet
) -> frozenset[str]:
    """Refuse the columns that say they are a gas, hold numbers, and are none; answers their headings.

    `cells` tells the cell of each heading.
    """
    refused = set()
    for heading in dict.fromkeys(heading for line in lines for heading, _text in line.other):
        found = OTHER_GAS.fullmatch(heading)
        if found is None or plain_gas(found[1]) in known:
            continue
        texts = [dict(line.other).get(heading, "") for line in lines]
        if any(number_of(text) is not None for text in texts):
            cell = cells.get(heading, "")
            mistakes.hear(says.no_such_gas(cell, heading), column=cell or None)
            refused.add(heading)
    return frozenset(refused)
