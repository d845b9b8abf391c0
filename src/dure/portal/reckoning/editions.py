"""A factor's editions, what was known of them on a day, and what its gases are under each set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np

from dure.engines.inventory.factors import history
from dure.engines.inventory.gwp import NoPotential, equivalent, potentials
from dure.grammar.books.library import FactorLibrary, read_library
from dure.grammar.books.shapes import Factor, GwpSet
from dure.portal.reckoning.terms import CO2_OF_CARBON


@dataclass(frozen=True)
class Edition:
    """One edition: the factor, whether it had been published on the day asked, and CO2e by set."""

    factor: Factor
    is_known: bool
    gas_kg: tuple[tuple[str, Fraction | None], ...]
    co2e_kg: tuple[tuple[str, float], ...]


@cache
def kept_library(packs: Path) -> FactorLibrary:
    """The factors of a folder of packs, read once while the server runs."""
    return read_library(packs, with_activities=False)


def edition(factor: Factor, *, sets: Sequence[GwpSet], known_on: date | None) -> Edition:
    """A factor as it is shown. A composite without gases has no value under any set but its own."""
    gas_kg = gases_of(factor)
    told = {gas: float(kg) for gas, kg in gas_kg if kg is not None}
    whole = bool(told) and len(told) == len(gas_kg)
    if factor.biogenic:
        told.pop("CO2", None)
    return Edition(
        factor=factor,
        is_known=known_on is None or (factor.published_on is not None and factor.published_on <= known_on),
        gas_kg=gas_kg,
        co2e_kg=_in_sets(told, sets) if whole and told else (),
    )


def gases_of(factor: Factor) -> tuple[tuple[str, Fraction | None], ...]:
    """Kilograms of each gas per unit; carbon counts as the CO2 it burns to, as far as it is oxidised."""
    gases: list[tuple[str, Fraction | None]] = []
    if factor.carbon_kg is not None:
        share = Fraction(factor.oxidation) if factor.oxidation is not None else Fraction(1)
        gases.append(("CO2", Fraction(factor.carbon_kg) * CO2_OF_CARBON * share))
    gases += [(gas, Fraction(kg) if kg is not None else None) for gas, kg in factor.gases_kg]
    return tuple(gases)


def editions_of(factor: Factor, *, library: FactorLibrary, known_on: date | None) -> tuple[Edition, ...]:
    """Every edition of a place's factors for the same thing and use, in order."""
    rows = history(
        library.factors, quantity=factor.quantity, technology=factor.technology, region=factor.region
    )
    return tuple(edition(row, sets=library.sets, known_on=known_on) for row in rows if row.use == factor.use)


def _in_sets(gas_kg: dict[str, float], sets: Sequence[GwpSet]) -> tuple[tuple[str, float], ...]:
    """CO2 equivalent under each set that knows all of these gases."""
    weighed = []
    for each in sets:
        try:
            gwp = potentials({each.name: each.weights()}, named=each.name, gases=list(gas_kg))
        except NoPotential:
            continue
        weighed.append((each.name, equivalent(np.array([list(gas_kg.values())]), gwp=gwp).total))
    return tuple(weighed)
