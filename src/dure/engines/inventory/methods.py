"""Methods by name: how one activity row becomes kilograms of each gas.

A row of activities names its method and gives what the method takes. Here stands which method takes what, in
which unit, and which engines of this package it is made of. Whatever is missing is listed, and nothing is
assumed: no method has a default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from dure.engines.inventory import (
    agriculture,
    biological,
    fugitives,
    incineration,
    industry,
    land,
    landfill,
    wastewater,
)
from dure.engines.refusals import Array

Gases = dict[str, float]
Given = Mapping[str, float]

# Columns of the engines' answers, and the gas each of them is. A memo is kept beside, a sink is below zero.
GASES = {"co2_kg": "CO2", "ch4_kg": "CH4", "n2o_kg": "N2O"}
MEMO = "CO2 biogenic"


@dataclass(frozen=True)
class Method:
    """A method: the unit of the row's quantity, what else it takes, and how it works out the gases."""

    unit: str
    arguments: tuple[str, ...]
    work: Callable[[Mapping[str, Array]], Gases]


@dataclass(frozen=True)
class Emission:
    """Kilograms by gas; or, where the row does not give all that the method takes, what is missing."""

    gases_kg: Gases
    missing: tuple[str, ...]


def emitted(*, method: str, quantity: float, given: Given) -> Emission:
    """Kilograms of each gas that one activity row comes to, by the method it names.

    Arguments
        method    scalar  text   a method of METHODS
        quantity  scalar  any:a  not negative, in the unit of the method
        given     scalar  table  the other arguments of the method by name
    Returns
        gases_kg  scalar  table  kilograms by gas, biogenic CO2 as a memo
        missing   (argument,)  text  what the method takes and is not given; then there are no gases
    Raises
        KeyError    there is no such method.
        ValueError  a number is outside the range that its engine allows.
    Source
        The engines that the method is made of, each with its own.

    >>> emitted(method="composting", quantity=1000.0,
    ...         given={"ch4_kg_per_kg": 0.004, "n2o_kg_per_kg": 0.00025, "recovered_ch4_kg": 0.0}).gases_kg
    {'CH4': 4.0, 'N2O': 0.25}
    >>> emitted(method="composting", quantity=1.0, given={"ch4_kg_per_kg": 0.004}).missing
    ('n2o_kg_per_kg', 'recovered_ch4_kg')
    """
    chosen = METHODS[method]
    missing = tuple(argument for argument in chosen.arguments if argument not in given)
    if missing:
        return Emission({}, missing)
    columns = {argument: np.array([given[argument]]) for argument in chosen.arguments}
    return Emission(chosen.work({**columns, "quantity": np.array([quantity])}), ())


def _gases(*answers: Any) -> Gases:
    """The gases of engines' answers, added up."""
    found: Gases = {}
    for answer in answers:
        for field in fields(answer):
            gas = GASES.get(field.name)
            if gas is not None:
                found[gas] = found.get(gas, 0.0) + float(getattr(answer, field.name)[0])
    return found


def _measured(gas: str) -> Callable[[Mapping[str, Array]], Gases]:
    return lambda row: {gas: float(row["quantity"][0])}


def _burnt(row: Mapping[str, Array]) -> Gases:
    carbon = incineration.waste_burnt(
        burnt_kg=row["quantity"],
        dry_share=row["dry_share"],
        carbon_share=row["carbon_share"],
        fossil_share=row["fossil_share"],
        oxidised_share=row["oxidised_share"],
        co2_per_carbon=float(row["co2_per_carbon"][0]),
    )
    traces = incineration.burning_traces(
        burnt_kg=row["quantity"], ch4_kg_per_kg=row["ch4_kg_per_kg"], n2o_kg_per_kg=row["n2o_kg_per_kg"]
    )
    return {**_gases(carbon, traces), MEMO: float(carbon.biogenic_co2_kg[0])}


def _treated(row: Mapping[str, Array]) -> Gases:
    return _gases(
        biological.organic_waste_treated(
            treated_kg=row["quantity"],
            ch4_kg_per_kg=row["ch4_kg_per_kg"],
            n2o_kg_per_kg=row["n2o_kg_per_kg"],
            recovered_ch4_kg=row["recovered_ch4_kg"],
        )
    )


def _committed(row: Mapping[str, Array]) -> Gases:
    rest = {name: row[name] for name in METHODS["methane_commitment"].arguments}
    return _gases(landfill.methane_commitment(landfilled_kg=row["quantity"], **rest))


def _sewage(row: Mapping[str, Array]) -> Gases:
    organics = wastewater.domestic_organics(
        people=row["quantity"],
        bod_kg_per_day=row["bod_kg_per_day"],
        days=row["days"],
        path_share=row["path_share"],
        industry_factor=row["industry_factor"],
    )
    return _gases(
        wastewater.waste_water_methane(
            organics_kg=organics.organics_kg,
            sludge_organics_kg=row["sludge_organics_kg"],
            capacity_kg_per_kg=row["capacity_kg_per_kg"],
            mcf=row["mcf"],
            recovered_ch4_kg=row["recovered_ch4_kg"],
        )
    )


def _effluent(row: Mapping[str, Array]) -> Gases:
    factors = ("protein_kg", "nitrogen_share", "household_factor", "unconsumed_factor", "industry_factor")
    nitrogen = wastewater.domestic_nitrogen(people=row["quantity"], **{name: row[name] for name in factors})
    left = wastewater.effluent_nitrogen(
        nitrogen_kg=nitrogen.nitrogen_kg,
        sludge_nitrogen_kg=row["sludge_nitrogen_kg"],
        removed_share=row["removed_share"],
    )
    return _gases(
        wastewater.waste_water_nitrous_oxide(nitrogen_kg=left.nitrogen_kg, n2o_n_share=row["n2o_n_share"])
    )


def _enteric(row: Mapping[str, Array]) -> Gases:
    return _gases(
        agriculture.enteric_fermentation(heads=row["quantity"], ch4_kg_per_head=row["ch4_kg_per_head"])
    )


def _manure(row: Mapping[str, Array]) -> Gases:
    rest = {name: row[name] for name in METHODS["manure"].arguments}
    return _gases(agriculture.manure_methane(heads=row["quantity"], **rest))


def _soils(row: Mapping[str, Array]) -> Gases:
    return _gases(
        agriculture.nitrogen_to_nitrous_oxide(
            nitrogen_kg=row["quantity"], lost_share=row["lost_share"], n2o_n_share=row["n2o_n_share"]
        )
    )


def _rice(row: Mapping[str, Array]) -> Gases:
    rest = {name: row[name] for name in METHODS["rice"].arguments}
    return _gases(agriculture.rice_grown(harvested_ha=row["quantity"], **rest))


def _clinker(row: Mapping[str, Array]) -> Gases:
    return _gases(
        industry.clinker_made(
            clinker_kg=row["quantity"],
            oxide_share=row["oxide_share"],
            kiln_dust_factor=row["kiln_dust_factor"],
        )
    )


def _gas_lost(row: Mapping[str, Array]) -> Gases:
    rest = {name: row[name] for name in METHODS["gas_lost"].arguments}
    return _gases(fugitives.gas_lost(supplied_m3=row["quantity"], **rest))


def _forest(row: Mapping[str, Array]) -> Gases:
    """Growth takes CO2 out of the air: below zero."""
    grown = land.trees_grown(
        area_ha=row["quantity"],
        growth_t_per_ha=row["growth_t_per_ha"],
        root_ratio=row["root_ratio"],
        carbon_share=row["carbon_share"],
    )
    change = land.gain_and_loss(gained_carbon_kg=grown.carbon_kg, lost_carbon_kg=row["lost_carbon_kg"])
    return {"CO2": float(change.co2_kg[0] - change.removed_co2_kg[0])}


METHODS: dict[str, Method] = {
    "measured_co2": Method("kg", (), _measured("CO2")),
    "measured_ch4": Method("kg", (), _measured("CH4")),
    "measured_n2o": Method("kg", (), _measured("N2O")),
    "incineration": Method(
        "kg",
        (
            "dry_share",
            "carbon_share",
            "fossil_share",
            "oxidised_share",
            "co2_per_carbon",
            "ch4_kg_per_kg",
            "n2o_kg_per_kg",
        ),
        _burnt,
    ),
    "composting": Method("kg", ("ch4_kg_per_kg", "n2o_kg_per_kg", "recovered_ch4_kg"), _treated),
    "methane_commitment": Method(
        "kg", ("doc", "docf", "mcf", "methane_share", "recovered_share", "oxidised_share"), _committed
    ),
    "sewage_methane": Method(
        "people",
        (
            "bod_kg_per_day",
            "days",
            "path_share",
            "industry_factor",
            "sludge_organics_kg",
            "capacity_kg_per_kg",
            "mcf",
            "recovered_ch4_kg",
        ),
        _sewage,
    ),
    "sewage_nitrous_oxide": Method(
        "people",
        (
            "protein_kg",
            "nitrogen_share",
            "household_factor",
            "unconsumed_factor",
            "industry_factor",
            "sludge_nitrogen_kg",
            "removed_share",
            "n2o_n_share",
        ),
        _effluent,
    ),
    "enteric_fermentation": Method("1", ("ch4_kg_per_head",), _enteric),
    "manure": Method("1", ("animal_kg", "solids_kg_per_t_day", "system_share", "ch4_g_per_kg"), _manure),
    "nitrogen_on_soils": Method("kg", ("lost_share", "n2o_n_share"), _soils),
    "rice": Method("ha", ("days", "ch4_kg_per_ha_day", "water_factor", "straw_factor"), _rice),
    "clinker": Method("kg", ("oxide_share", "kiln_dust_factor"), _clinker),
    "gas_lost": Method(
        "m3",
        ("lost_share", "methane_share", "co2_share", "methane_density_kg_per_m3", "co2_density_kg_per_m3"),
        _gas_lost,
    ),
    "forest_growth": Method(
        "ha", ("growth_t_per_ha", "root_ratio", "carbon_share", "lost_carbon_kg"), _forest
    ),
}
