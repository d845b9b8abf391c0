"""What each activity row of a statement came to: there it shows why two editions differ."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dure.kernel.runs.read import ROW, row_answer
from dure.kernel.runs.write.answering import Answered
from dure.kernel.runs.write.emitting import Emitted

GRAMS = 1000
# What a row is multiplied by that states its own factor.
OWN = "row"


def reference(one: Emitted) -> str:
    """What a row was multiplied by: the factor with the day it was published, its own, or the method."""
    factor = one.factor
    if one.activity.own_kg:
        return OWN
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


def row_answers(rows: Sequence[Emitted], *, weights: Mapping[str, float], set_name: str) -> list[Answered]:
    """What each row came to, and each gas of it, under the row's name."""
    grams = {one.activity.row: co2e_grams(one, weights=weights, set_name=set_name) for one in rows}
    known = {row: amount for row, amount in grams.items() if amount is not None}
    answers = [Answered(ROW, row, _told(amount)) for row, amount in known.items()]
    for one in rows:
        if one.why is None:
            told = [*one.gases_kg, *([("CO2 biogenic", one.memo_kg)] if one.memo_kg else [])]
            answers += [Answered(row_answer(gas), one.activity.row, _told(kg * GRAMS)) for gas, kg in told]
    return answers


def _told(grams: Decimal) -> str:
    return f"{grams.normalize():f}"[:60]
