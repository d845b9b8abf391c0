"""What a line of an eCRF workbook comes to by its own cells: amount times factor, and its conversion.

A line that contradicts itself is remarked by the cell: one of its numbers is not what was reckoned with.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dure.grammar.books.ecrf_lines import Line
from dure.grammar.books.measures import Measure, ratio, read_measure, read_rate
from dure.grammar.sentences import ecrf as says
from dure.grammar.sheets import Sheet

# What stands beside each factor: the emissions that it makes, and the gas it must not be carbon of.
MADE = {
    "factor_co2": "ghg_co2",
    "factor_ch4": "ghg_ch4",
    "factor_n2o": "ghg_n2o",
    "factor_co2e": "ghg_co2e",
    "factor_biogenic_co2": "ghg_biogenic_co2",
}
CARBON = "C"
CO2_OF_CARBON = Fraction(44, 12)
TONNE = read_measure("t")
NEAR = Fraction(1, 10**6)
WHOLE = Fraction(1)
MOST_ZEROS = 9


@dataclass(frozen=True)
class _Made:
    """What an amount times a factor makes, and by how much the digits that are written may miss it."""

    tonnes: Fraction
    slack: Fraction


def hear_sums(line: Line, remarks: Sheet) -> None:
    """Remark emissions that are not amount times factor, units that do not meet, and a wrong conversion."""
    if line.key:
        return
    _hear_conversion(line, remarks)
    factors = [column for column in MADE if line.number(column)]
    if line.number("activity_amount") is None or not factors or not line["factor_unit"]:
        return
    each = _tonnes_each(line, remarks)
    if each is None:
        return
    for column in factors:
        emitted = MADE[column]
        if line.number(emitted) is not None:
            _hear_product(line, column, emitted, each, remarks)


def _tonnes_each(line: Line, remarks: Sheet) -> Fraction | None:
    """Tonnes that a factor of one means for each unit of the amount; None where that cannot be told."""
    rate, own = read_rate(line["factor_unit"]), read_measure(line["activity_unit"])
    if rate is None or TONNE is None:
        return None
    tonnes = ratio(rate.mass, into=TONNE)
    if tonnes is None:
        return None
    if rate.substance == CARBON:
        tonnes *= CO2_OF_CARBON
    if rate.per is None or own is None:
        return tonnes
    share = ratio(own, into=rate.per) if _fits(own, rate.per) else None
    if share is None:
        cell = line.cell("factor_unit")
        told = says.factor_not_of_unit(cell, line["factor_unit"], line["activity_unit"])
        remarks.hear(told, line=line.row, column=cell)
        return None
    return tonnes * share


def _fits(own: Measure, per: Measure) -> bool:
    """Whether two measures are on the same calorific basis, where both say theirs."""
    return not own.basis or not per.basis or own.basis == per.basis


def _hear_product(line: Line, column: str, emitted: str, each: Fraction, remarks: Sheet) -> None:
    """Remark emissions that the amount and the factor beside them do not make."""
    stated = Fraction(line.number(emitted) or 0)
    made = _made(line, column, each)
    shares = [WHOLE]
    oxidation = line.number("factor_oxidation")
    # Some factors hold the oxidation already, others are multiplied by it.
    if oxidation and column in ("factor_co2", "factor_co2e"):
        shares.append(Fraction(oxidation))
    slack = _half(line[emitted]) + abs(stated) * NEAR + made.slack
    if any(abs(made.tonnes * share - stated) <= slack for share in shares):
        return
    cell = line.cell(emitted)
    tonnes = f"{float(made.tonnes):.10g}"
    hint = _hint(stated / made.tonnes) if made.tonnes else Fraction(0)
    told = says.not_amount_times_factor(
        cell, line[emitted], tonnes, f"{line.cell('activity_amount')} × {line.cell(column)}", hint
    )
    remarks.hear(told, line=line.row, column=cell)


def _made(line: Line, column: str, each: Fraction) -> _Made:
    """Amount times factor in tonnes."""
    amount, factor = Fraction(line.number("activity_amount") or 0), Fraction(line.number(column) or 0)
    slack = abs(amount) * _half(line[column]) + _half(line["activity_amount"]) * abs(factor)
    return _Made(amount * factor * each, slack * each)


def _hint(share: Fraction) -> Fraction:
    """What an answer is off by, where that is a known mistake: 44/12, or thousands; nothing otherwise."""
    known = [CO2_OF_CARBON, 1 / CO2_OF_CARBON]
    known += [Fraction(10) ** power for power in range(-MOST_ZEROS, MOST_ZEROS + 1) if power]
    return next((each for each in known if abs(share / each - 1) < Fraction(1, 1000)), Fraction(0))


def _hear_conversion(line: Line, remarks: Sheet) -> None:
    """Remark an amount that the one before conversion and its factor do not make."""
    before, by, after = (
        line.number(name) for name in ("original_amount", "conversion_factor", "activity_amount")
    )
    if before is None or by is None or after is None:
        return
    made = Fraction(before) * Fraction(by)
    slack = abs(Fraction(before)) * _half(line["conversion_factor"])
    slack += _half(line["original_amount"]) * abs(Fraction(by)) + _half(line["activity_amount"], whole=True)
    if abs(made - Fraction(after)) <= slack + abs(made) * NEAR or _is_scaled(line):
        return
    cell = line.cell("activity_amount")
    told = says.not_converted(cell, line["activity_amount"], f"{float(made):.10g}")
    remarks.hear(told, line=line.row, column=cell)


def _is_scaled(line: Line) -> bool:
    """Whether the unit before conversion says thousands: its factor may be of one or of a thousand."""
    unit = read_measure(line["original_unit"])
    return unit is not None and unit.scale != 1


def _half(text: str, *, whole: bool = False) -> Fraction:
    """Half of the last digit that is written; a number without decimals is taken as exact, or as rounded."""
    places = len(text.partition(".")[2])
    return Fraction(Decimal(10) ** -places) / 2 if places or whole else Fraction(0)
