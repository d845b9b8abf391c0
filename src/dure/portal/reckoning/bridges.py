"""From the unit of a quantity to the unit its factor is per, or the reason why there is no way.

Mass becomes volume by a density, fuel becomes energy by a calorific value on the factor's basis. Neither is
ever supplied: what a row or its factor does not state is asked for.
"""

from dataclasses import dataclass
from fractions import Fraction

from dure.grammar.books.measures import Measure, ratio
from dure.grammar.sentences import activity_tables as says
from dure.grammar.sentences.says import Sentence

VOLUMES = ("volume", "normal_volume", "standard_volume")
AMOUNTS = ("mass", *VOLUMES)


@dataclass(frozen=True)
class Calorific:
    """Energy per amount of a fuel, on a basis: NCV, GCV, or not told."""

    value: Fraction
    energy: Measure
    per: Measure
    basis: str


@dataclass(frozen=True)
class Density:
    """Mass per volume of a fuel."""

    value: Fraction
    mass: Measure
    per: Measure


@dataclass(frozen=True)
class Fuel:
    """What is stated of a fuel. `is_burnt` is false for electricity and heat, which have no basis."""

    density: Density | None = None
    calorific: tuple[Calorific, ...] = ()
    is_burnt: bool = True


def bridge(one: Measure, *, into: Measure, fuel: Fuel) -> Fraction | Sentence:
    """How many of `into` one of `one` is; or what is missing."""
    kinds = {one.dimension, into.dimension}
    if one.dimension == into.dimension:
        wrong = _bases_differ(one, into) if one.dimension == "energy" and fuel.is_burnt else None
        direct = ratio(one, into=into)
        assert direct is not None
        return wrong or direct
    if kinds <= set(VOLUMES):
        return says.gas_condition(into.written, one.written)
    if "energy" in kinds and kinds & set(AMOUNTS):
        return _by_energy(one, into, fuel)
    if "mass" in kinds and kinds & set(VOLUMES):
        return _by_density(one, into, fuel.density) or says.mass_against_volume(into.written, one.written)
    return says.units_differ(into.written, one.written)


def _bases_differ(one: Measure, into: Measure) -> Sentence | None:
    """Why energy of the one basis is not energy of the other."""
    if one.basis == into.basis:
        return None
    if not one.basis:
        return says.basis_not_told(into.basis, one.written)
    if not into.basis:
        return says.factor_basis_not_told(one.basis, into.written)
    return says.net_against_gross(into.basis, one.basis)


def _by_density(one: Measure, into: Measure, density: Density | None) -> Fraction | None:
    """Between mass and volume; None without a density at the volume's condition."""
    if density is None:
        return None
    if one.dimension == "mass":
        masses, volumes = ratio(one, into=density.mass), ratio(density.per, into=into)
        return masses / density.value * volumes if masses is not None and volumes is not None else None
    volumes, masses = ratio(one, into=density.per), ratio(density.mass, into=into)
    return volumes * density.value * masses if masses is not None and volumes is not None else None


def _by_energy(one: Measure, into: Measure, fuel: Fuel) -> Fraction | Sentence:
    """Between fuel and its energy, over a density where the calorific value is per the other amount."""
    energy, amount = (one, into) if one.dimension == "energy" else (into, one)
    wrong: Sentence | None = None
    for calorific in fuel.calorific:
        amounts = ratio(amount, into=calorific.per)
        if amounts is None:
            amounts = _by_density(amount, calorific.per, fuel.density)
        if amounts is None:
            if {amount.dimension, calorific.per.dimension} <= set(VOLUMES):
                wrong = wrong or says.gas_condition(calorific.per.written, amount.written)
            continue
        if energy.basis and calorific.basis != energy.basis:
            wrong = says.net_against_gross(energy.basis, calorific.basis or "?")
            if not calorific.basis:
                wrong = says.basis_not_told(energy.basis, calorific.energy.written)
            continue
        energies = ratio(calorific.energy, into=energy)
        assert energies is not None
        of_one = amounts * calorific.value * energies
        return of_one if one is amount else 1 / of_one
    return wrong or says.energy_without_calorific(into.written, one.written)
