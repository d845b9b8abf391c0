"""Methods of waste: landfill by decay or by commitment, burning, treating, waste water."""

import numpy as np

from dure.engines.inventory import biological, incineration, landfill, wastewater
from dure.engines.inventory.declared import MEMO, Gases, Method, Row, gases_of, only, scalar
from dure.engines.refusals import Array

BURNT = ("dry_share", "carbon_share", "fossil_share", "oxidised_share", "co2_per_carbon")
TRACES = ("ch4_kg_per_kg", "n2o_kg_per_kg")
TREATED = (*TRACES, "recovered_ch4_kg")
COMMITTED = ("doc", "docf", "mcf", "methane_share", "recovered_share", "oxidised_share")
DECAYED = (
    "doc",
    "docf",
    "mcf",
    "k_per_year",
    "start_month",
    "methane_share",
    "methane_per_carbon",
    "recovered_ch4_kg",
    "greatest_recovered_share",
    "oxidised_share",
)
OPEN = ("waste_kg_per_day", "days", "burning_share", "burnt_share", *BURNT, *TRACES)
ORGANICS = ("bod_kg_per_day", "days", "path_share", "industry_factor")
MADE_METHANE = ("sludge_organics_kg", "capacity_kg_per_kg", "mcf", "recovered_ch4_kg")
NITROGEN = ("protein_kg", "nitrogen_share", "household_factor", "unconsumed_factor", "industry_factor")
INDUSTRIAL = ("water_m3_per_t", "cod_kg_per_m3")


def _burnt(row: Row) -> Gases:
    return _of_burning(row, row["quantity"])


def _open_burning(row: Row) -> Gases:
    """People × share who burn × waste a day × share that burns × days, then as any waste that burns."""
    shares = only(row, ("burning_share", "burnt_share"))
    for name, share in shares.items():
        if not 0 <= share[0] <= 1:
            raise ValueError(f"{name} is {share[0]}: give a share from 0 to 1.")
    burnt_kg = (
        row["quantity"] * row["waste_kg_per_day"] * row["days"] * np.prod(list(shares.values()), axis=0)
    )
    return _of_burning(row, burnt_kg)


def _of_burning(row: Row, burnt_kg: Array) -> Gases:
    carbon = incineration.waste_burnt(
        burnt_kg=burnt_kg, **only(row, BURNT[:4]), co2_per_carbon=scalar(row, "co2_per_carbon")
    )
    traces = incineration.burning_traces(burnt_kg=burnt_kg, **only(row, TRACES))
    return {**gases_of(carbon, traces), MEMO: float(carbon.biogenic_co2_kg[0])}


def _liquid(row: Row) -> Gases:
    carbon = incineration.liquid_burnt(
        burnt_kg=row["quantity"],
        **only(row, ("carbon_share", "oxidised_share")),
        co2_per_carbon=scalar(row, "co2_per_carbon"),
    )
    traces = incineration.burning_traces(burnt_kg=row["quantity"], **only(row, TRACES))
    return gases_of(carbon, traces)


def _treated(row: Row) -> Gases:
    return gases_of(biological.organic_waste_treated(treated_kg=row["quantity"], **only(row, TREATED)))


def _treated_with_floor(row: Row) -> Gases:
    return gases_of(
        biological.organic_waste_treated_with_floor(
            treated_kg=row["quantity"],
            **only(row, TREATED),
            greatest_share=scalar(row, "greatest_recovered_share"),
        )
    )


def _committed(row: Row) -> Gases:
    return gases_of(landfill.methane_commitment(landfilled_kg=row["quantity"], **only(row, COMMITTED)))


def _decayed(row: Row) -> Gases:
    """First-order decay of all deposits up to the row's year; what the last year of them emits.

    The row's quantity is the deposit of its own year, the earlier ones stand in `deposited_kg`, in their
    order. One row is one waste of one site: what a site recovers is split among its wastes as they make it.
    """
    deposits = np.append(row["deposited_kg"], row["quantity"])
    like = np.ones_like(deposits)
    shares = {name: like * row[name] for name in ("doc", "docf", "mcf")}
    carbon = landfill.decomposable_carbon(deposited=deposits, **shares)
    decay = landfill.first_order_decay(
        ddocm=carbon.ddocm, k_per_year=scalar(row, "k_per_year"), start_month=scalar(row, "start_month")
    )
    made = landfill.methane_generated(
        decomposed=decay.decomposed[-1:],
        methane_share=row["methane_share"],
        methane_per_carbon=scalar(row, "methane_per_carbon"),
    )
    greatest = scalar(row, "greatest_recovered_share")
    # Where no share is set as the greatest, more recovered than made stays a mistake, and is refused below.
    if greatest != 1:
        made = landfill.generated_at_least(
            generated=made.ch4, recovered=row["recovered_ch4_kg"], greatest_share=greatest
        )
    air = landfill.methane_emitted(
        generated=made.ch4, recovered=row["recovered_ch4_kg"], oxidised_share=row["oxidised_share"]
    )
    return {"CH4": float(air.ch4[0])}


def _sewage(row: Row) -> Gases:
    organics = wastewater.domestic_organics(people=row["quantity"], **only(row, ORGANICS))
    return _methane_of(organics, row)


def _industrial(row: Row) -> Gases:
    organics = wastewater.industrial_organics(product_t=row["quantity"], **only(row, INDUSTRIAL))
    return _methane_of(organics, row)


def _methane_of(organics: wastewater.Organics, row: Row) -> Gases:
    rest = only(row, MADE_METHANE)
    return gases_of(wastewater.waste_water_methane(organics_kg=organics.organics_kg, **rest))


def _effluent(row: Row) -> Gases:
    nitrogen = wastewater.domestic_nitrogen(people=row["quantity"], **only(row, NITROGEN))
    left = wastewater.effluent_nitrogen(
        nitrogen_kg=nitrogen.nitrogen_kg, **only(row, ("sludge_nitrogen_kg", "removed_share"))
    )
    return gases_of(
        wastewater.waste_water_nitrous_oxide(nitrogen_kg=left.nitrogen_kg, n2o_n_share=row["n2o_n_share"])
    )


def _plant(row: Row) -> Gases:
    nitrogen = wastewater.domestic_nitrogen(people=row["quantity"], **only(row, NITROGEN))
    return gases_of(
        wastewater.waste_water_nitrous_oxide(nitrogen_kg=nitrogen.nitrogen_kg, n2o_n_share=row["n2o_n_share"])
    )


METHODS: dict[str, Method] = {
    "landfill_decay": Method("kg", DECAYED, _decayed, yearly="deposited_kg"),
    "methane_commitment": Method("kg", COMMITTED, _committed),
    "incineration": Method("kg", (*BURNT, *TRACES), _burnt),
    "liquid_waste": Method("kg", ("carbon_share", "oxidised_share", "co2_per_carbon", *TRACES), _liquid),
    "open_burning": Method("people", OPEN, _open_burning),
    "composting": Method("kg", TREATED, _treated),
    "composting_with_floor": Method("kg", (*TREATED, "greatest_recovered_share"), _treated_with_floor),
    "sewage_methane": Method("people", (*ORGANICS, *MADE_METHANE), _sewage),
    "industrial_waste_water": Method("t", (*INDUSTRIAL, *MADE_METHANE), _industrial),
    "sewage_plant_nitrous_oxide": Method("people", (*NITROGEN, "n2o_n_share"), _plant),
    "sewage_nitrous_oxide": Method(
        "people", (*NITROGEN, "sludge_nitrogen_kg", "removed_share", "n2o_n_share"), _effluent
    ),
}
