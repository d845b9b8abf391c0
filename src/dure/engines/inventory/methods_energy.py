"""Methods of energy: fuel by its energy or its carbon, journeys, losses of a grid, gas that escapes."""

from collections.abc import Callable

from dure.engines.inventory import emissions, fugitives
from dure.engines.inventory.declared import MEMO, Gases, Method, Row, gases_of, only
from dure.engines.refusals import Array

TRACES = ("ch4_kg_per_tj", "n2o_kg_per_tj")
LOST_GAS = (
    "lost_share",
    "methane_share",
    "co2_share",
    "methane_density_kg_per_m3",
    "co2_density_kg_per_m3",
)
MINED = ("methane_m3_per_t", "methane_density_kg_per_m3", "recovered_ch4_kg")


def _measured(gas: str) -> Callable[[Row], Gases]:
    return lambda row: {gas: float(row["quantity"][0])}


def _fuel(row: Row) -> Gases:
    """By energy: CO2 by its factor and the share that burns; what grew lately is a memo."""
    carbon = emissions.of_carbon(
        row["quantity"] * row["co2_kg_per_tj"] / emissions.CO2_OF_CARBON,
        oxidised=row["oxidised_share"],
        biogenic=row["biogenic_share"],
    )
    return _with_memo(carbon, _traces(row, row["quantity"]))


def _fuel_by_carbon(row: Row) -> Gases:
    """By mass: energy by the calorific value, carbon by the energy, CO2 by 44/12."""
    energy = emissions.fuel_energy(row["quantity"], calorific_mj=row["calorific_mj_per_kg"]).energy_tj
    carbon = emissions.of_carbon(
        energy * 1000 * row["carbon_kg_per_gj"],
        oxidised=row["oxidised_share"],
        biogenic=row["biogenic_share"],
    )
    return _with_memo(carbon, _traces(row, energy))


def _fuel_not_burnt(row: Row) -> Gases:
    """Lubricants and waxes: only the share that is oxidised in use becomes CO2."""
    carbon = emissions.of_carbon(
        row["quantity"] * 1000 * row["carbon_kg_per_gj"],
        oxidised=row["oxidised_share"],
        biogenic=row["quantity"] * 0,
    )
    return {"CO2": float(carbon.co2_kg[0])}


def _driven(row: Row) -> Gases:
    """CO2 by the fuel that the distance takes, methane and nitrous oxide by the distance."""
    fuel = emissions.of_distance(
        row["quantity"], fuel_per_distance=row["fuel_l_per_km"], factor_kg=row["co2_kg_per_l"][:, None]
    )
    co2_kg = float(fuel.total_kg[0])
    grew = float(row["biogenic_share"][0])
    if not 0 <= grew <= 1:
        raise ValueError(f"biogenic_share is {grew}: give a share from 0 to 1.")
    traces = {"CH4": "ch4_kg_per_km", "N2O": "n2o_kg_per_km"}
    found = {
        gas: float(emissions.of_activity(row["quantity"], factor_kg=row[name][:, None]).total_kg[0])
        for gas, name in traces.items()
    }
    return {"CO2": co2_kg * (1 - grew), **found, MEMO: co2_kg * grew}


def _grid_losses(row: Row) -> Gases:
    """What is lost on the way of energy that was used."""
    factors = {"CO2": "co2_kg_per_mwh", "CH4": "ch4_kg_per_mwh", "N2O": "n2o_kg_per_mwh"}
    return {
        gas: float(
            emissions.of_grid_energy(
                row["quantity"], factor_kg=row[name][:, None], lost_share=row["lost_share"]
            ).lost_kg[0, 0]
        )
        for gas, name in factors.items()
    }


def _gas_lost(row: Row) -> Gases:
    return gases_of(fugitives.gas_lost(supplied_m3=row["quantity"], **only(row, LOST_GAS)))


def _coal_mined(row: Row) -> Gases:
    return gases_of(fugitives.coal_mined(mined_t=row["quantity"], **only(row, MINED)))


def _traces(row: Row, energy_tj: Array) -> Gases:
    """Methane and nitrous oxide by energy."""
    found = emissions.of_activity(energy_tj, factor_kg=row["ch4_kg_per_tj"][:, None])
    other = emissions.of_activity(energy_tj, factor_kg=row["n2o_kg_per_tj"][:, None])
    return {"CH4": float(found.total_kg[0]), "N2O": float(other.total_kg[0])}


def _with_memo(carbon: emissions.Carbon, traces: Gases) -> Gases:
    return {"CO2": float(carbon.co2_kg[0]), **traces, MEMO: float(carbon.biogenic_co2_kg[0])}


METHODS: dict[str, Method] = {
    "measured_co2": Method("kg", (), _measured("CO2")),
    "measured_ch4": Method("kg", (), _measured("CH4")),
    "measured_n2o": Method("kg", (), _measured("N2O")),
    "fuel_energy": Method("TJ", ("co2_kg_per_tj", *TRACES, "oxidised_share", "biogenic_share"), _fuel),
    "fuel_carbon": Method(
        "kg",
        ("calorific_mj_per_kg", "carbon_kg_per_gj", "oxidised_share", "biogenic_share", *TRACES),
        _fuel_by_carbon,
    ),
    "fuel_not_burnt": Method("TJ", ("carbon_kg_per_gj", "oxidised_share"), _fuel_not_burnt),
    "distance_driven": Method(
        "vkm",
        ("fuel_l_per_km", "co2_kg_per_l", "ch4_kg_per_km", "n2o_kg_per_km", "biogenic_share"),
        _driven,
    ),
    "grid_losses": Method(
        "MWh", ("lost_share", "co2_kg_per_mwh", "ch4_kg_per_mwh", "n2o_kg_per_mwh"), _grid_losses
    ),
    "gas_lost": Method("m3", LOST_GAS, _gas_lost),
    "coal_mined": Method("t", MINED, _coal_mined),
}
