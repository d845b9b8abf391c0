"""Whether a factor fits the scope of its row's reference: fuel is burnt here, power and heat are bought."""

import re

from dure.grammar.books.names import plain_ref
from dure.grammar.books.shapes import Factor
from dure.grammar.sentences import activity_cells as says
from dure.portal.reckoning.cells import Cells

SCOPED = re.compile(r"(I\.[1-6]|II\.[1-5])\.([12])")
BOUGHT = ("electricity", "heat", "steam")


def hear_scope(cells: Cells, factor: Factor | None) -> None:
    """Doubt bought energy under a reference of scope 1, and a fuel under one of scope 2."""
    heading = cells.find("ref")
    found = SCOPED.fullmatch(plain_ref(cells.at(heading))) if heading is not None else None
    if factor is None or found is None:
        return
    if found[2] == "1" and factor.quantity in BOUGHT:
        told = says.bought_energy_in_scope_1(found[0], factor.address, f"{found[1]}.2")
        cells.doubt(told, heading)
    elif found[2] == "2" and factor.quantity == "fuel":
        cells.doubt(says.fuel_in_scope_2(found[0], factor.address, f"{found[1]}.1"), heading)
