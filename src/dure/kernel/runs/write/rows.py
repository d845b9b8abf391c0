"""What each activity row of a statement came to: there it shows why two editions differ."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dure.kernel.runs.read import ROW
from dure.kernel.runs.write.answering import Answered
from dure.kernel.runs.write.emitting import Emitted

GRAMS = 1000


def reference(one: Emitted) -> str:
    """What a row was multiplied by: the factor with the day it was published, or the method."""
    factor = one.factor
    return (
        f"{factor.region}/{factor.factor}@{factor.published or 'unknown'}" if factor else one.activity.method
    )


def co2e_grams(one: Emitted, *, weights: Mapping[str, float], set_name: str) -> Decimal | None:
    """Grams of CO2 equivalent of a row, not rounded; None where a part of it is not known in this set."""
    if one.why is not None or any(gas not in weights for gas, _kg in one.gases_kg):
        return None
    if one.composite_kg is not None and one.composite_set != set_name:
        return None
    kg = sum((amount * Decimal(str(weights[gas])) for gas, amount in one.gases_kg), Decimal(0))
    return (kg + (one.composite_kg or Decimal(0))) * GRAMS


def row_answers(rows: Iterable[Emitted], *, weights: Mapping[str, float], set_name: str) -> list[Answered]:
    """One answer for each row that is known, under the row's name."""
    grams = {one.activity.row: co2e_grams(one, weights=weights, set_name=set_name) for one in rows}
    known = {row: amount for row, amount in grams.items() if amount is not None}
    return [Answered(ROW, row, f"{amount.normalize():f}"[:60]) for row, amount in known.items()]
