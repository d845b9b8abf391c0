"""Works a statement out again as it would have been on another day, and records nothing of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.grammar.books.library import FactorLibrary
from dure.grammar.shapes import Text
from dure.kernel.runs.write.rows import co2e_grams, reference
from dure.kernel.runs.write.stating import TONNE_GRAMS, lines_of


@dataclass(frozen=True)
class WorkedRow:
    """An activity row: its quantity, what it was multiplied by, and tonnes where they are known."""

    row: str
    title: Text
    quantity: Decimal | None
    unit: str
    reference: str
    co2e_t: Decimal | None


@dataclass(frozen=True)
class Worked:
    """One source of a statement: tonnes, or a key, or in `note` what is missing; with its rows."""

    ref: str
    co2e_t: Decimal | None
    key: str
    note: Text
    rows: tuple[WorkedRow, ...]


def work_out(
    library: FactorLibrary, *, place: str, period: str, mark: str, known_on: date
) -> tuple[Worked, ...]:
    """The sources of a place and year with the factors that had been published by a day.

    A row that names a factor which came out later, or nobody knows when, is unknown on that day.
    """
    own = [
        row for row in library.activities if (row.place, row.period[:4], row.mark) == (place, period, mark)
    ]
    set_name = library.set_of(place, own)
    weights = next((each.weights() for each in library.sets if each.name == set_name), {})
    return tuple(
        Worked(
            ref=line.ref,
            co2e_t=None if line.co2e_grams is None else Decimal(line.co2e_grams) / TONNE_GRAMS,
            key=line.key,
            note=line.note,
            rows=tuple(
                WorkedRow(
                    row=one.activity.row,
                    title=one.activity.title,
                    quantity=one.activity.quantity,
                    unit=one.activity.unit,
                    reference=reference(one),
                    co2e_t=_tonnes(co2e_grams(one, weights=weights, set_name=set_name)),
                )
                for one in line.rows
            ),
        )
        for line in lines_of(own, library=library, place=place, known_on=known_on)
    )


def days_of_factors(library: FactorLibrary, *, place: str) -> tuple[date, ...]:
    """The days on which editions came out of the factors that rows of a place name or are looked up among."""
    chain = library.chain(place)
    own = [row for row in library.activities if row.place == place]
    named = {row.factor for row in own if row.factor}
    asked = {(row.carrier, row.technology) for row in own if not row.factor and row.carrier}
    days = {
        factor.published_on
        for factor in library.factors
        if factor.published_on
        and (
            f"{factor.region}/{factor.factor}" in named
            or (factor.region in chain and (factor.quantity, factor.technology) in asked)
        )
    }
    return tuple(sorted(days))


def _tonnes(grams: Decimal | None) -> Decimal | None:
    return None if grams is None else grams / TONNE_GRAMS
