"""Methods of farming and land. What land takes up is below zero and stands in its own source, V.2."""

import numpy as np

from dure.engines.inventory import agriculture, land
from dure.engines.inventory.declared import MEMO, Gases, Method, Row, gases_of, only

MANURE = ("animal_kg", "solids_kg_per_t_day", "system_share", "ch4_g_per_kg")
MANURE_NITROGEN = (
    "animal_kg",
    "nitrogen_kg_per_t_day",
    "system_share",
    "n2o_n_share",
    "volatilised_share",
    "deposited_n2o_n_share",
    "leached_share",
    "leached_n2o_n_share",
)
RICE = ("days", "ch4_kg_per_ha_day", "water_factor", "straw_factor")
GROWTH = ("growth_t_per_ha", "root_ratio", "carbon_share")
WOOD = ("biomass_t_per_m3", "root_ratio", "carbon_share")
STOCKS = ("first_t_per_ha", "last_t_per_ha", "years")
FIRE = ("fuel_t_per_ha", "burnt_share")
FIRE_GASES = {"CH4": "ch4_g_per_kg", "N2O": "n2o_g_per_kg", MEMO: "co2_g_per_kg"}


def _enteric(row: Row) -> Gases:
    heads = row["quantity"]
    return gases_of(agriculture.enteric_fermentation(heads=heads, ch4_kg_per_head=row["ch4_kg_per_head"]))


def _manure(row: Row) -> Gases:
    return gases_of(agriculture.manure_methane(heads=row["quantity"], **only(row, MANURE)))


def _manure_nitrogen(row: Row) -> Gases:
    """Straight from the manure of one system, and by way of air and water, added up."""
    excreted = agriculture.nitrogen_excreted(
        heads=row["quantity"], **only(row, ("animal_kg", "nitrogen_kg_per_t_day"))
    )
    kept = agriculture.nitrogen_to_nitrous_oxide(
        nitrogen_kg=excreted.nitrogen_kg, lost_share=row["system_share"], n2o_n_share=row["n2o_n_share"]
    )
    ways = (("volatilised_share", "deposited_n2o_n_share"), ("leached_share", "leached_n2o_n_share"))
    in_system_kg = excreted.nitrogen_kg * row["system_share"]
    lost = [
        agriculture.nitrogen_to_nitrous_oxide(
            nitrogen_kg=in_system_kg, lost_share=row[share], n2o_n_share=row[factor]
        )
        for share, factor in ways
    ]
    if float(row["volatilised_share"][0] + row["leached_share"][0]) > 1:
        raise ValueError("volatilised_share and leached_share are more than the whole: give at most 1.")
    return gases_of(kept, *lost)


def _soils(row: Row) -> Gases:
    rest = only(row, ("lost_share", "n2o_n_share"))
    return gases_of(agriculture.nitrogen_to_nitrous_oxide(nitrogen_kg=row["quantity"], **rest))


def _rice(row: Row) -> Gases:
    return gases_of(agriculture.rice_grown(harvested_ha=row["quantity"], **only(row, RICE)))


def _spread(row: Row) -> Gases:
    carbon = row["carbon_share"]
    return gases_of(agriculture.lime_or_urea_spread(spread_kg=row["quantity"], carbon_share=carbon))


def _forest(row: Row) -> Gases:
    """Growth takes CO2 out of the air: below zero."""
    grown = land.trees_grown(area_ha=row["quantity"], **only(row, GROWTH))
    return _netted(land.gain_and_loss(gained_carbon_kg=grown.carbon_kg, lost_carbon_kg=row["lost_carbon_kg"]))


def _wood(row: Row) -> Gases:
    """Wood that leaves a forest, as a loss of its carbon."""
    taken = land.wood_taken(wood_m3=row["quantity"], **only(row, WOOD))
    nothing = np.zeros_like(taken.carbon_kg)
    return _netted(land.gain_and_loss(gained_carbon_kg=nothing, lost_carbon_kg=taken.carbon_kg))


def _stocks(row: Row) -> Gases:
    """Two stocks of one area: the difference over the years between."""
    area_kg = row["quantity"] * 1000
    return _netted(
        land.stock_difference(
            first_carbon_kg=area_kg * row["first_t_per_ha"],
            last_carbon_kg=area_kg * row["last_t_per_ha"],
            years=row["years"],
        )
    )


def _soil(row: Row) -> Gases:
    return _netted(land.soil_changed(area_ha=row["quantity"], **only(row, STOCKS)))


def _fire(row: Row) -> Gases:
    """Methane and nitrous oxide count; the CO2 is a memo, as what grows again takes it up.

    Carbon that a fire takes from a forest for good is a loss of carbon, and stands with the forest.
    """
    rest = only(row, FIRE)
    return {
        gas: float(land.vegetation_burnt(area_ha=row["quantity"], gas_g_per_kg=row[name], **rest).gas_kg[0])
        for gas, name in FIRE_GASES.items()
    }


def _netted(change: land.LandCarbon) -> Gases:
    """CO2 given off, less CO2 taken up."""
    return {"CO2": float(change.co2_kg[0] - change.removed_co2_kg[0])}


METHODS: dict[str, Method] = {
    "enteric_fermentation": Method("1", ("ch4_kg_per_head",), _enteric),
    "manure": Method("1", MANURE, _manure),
    "manure_nitrous_oxide": Method("1", MANURE_NITROGEN, _manure_nitrogen),
    "nitrogen_on_soils": Method("kg", ("lost_share", "n2o_n_share"), _soils),
    "rice": Method("ha", RICE, _rice),
    "lime_or_urea": Method("kg", ("carbon_share",), _spread),
    "forest_growth": Method("ha", (*GROWTH, "lost_carbon_kg"), _forest),
    "wood_taken": Method("m3", WOOD, _wood),
    "stock_difference": Method("ha", STOCKS, _stocks),
    "soil_carbon": Method("ha", STOCKS, _soil),
    "vegetation_burnt": Method("ha", (*FIRE, *FIRE_GASES.values()), _fire),
}
