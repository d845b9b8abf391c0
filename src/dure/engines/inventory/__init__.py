"""Inventory engines: what activities emit, gas by gas, and what makes a statement of it."""

from dure.engines.inventory.agriculture import (
    enteric_fermentation,
    lime_or_urea_spread,
    manure_methane,
    nitrogen_excreted,
    nitrogen_to_nitrous_oxide,
    rice_grown,
)
from dure.engines.inventory.biological import organic_waste_treated, organic_waste_treated_with_floor
from dure.engines.inventory.fugitives import coal_mined, gas_lost
from dure.engines.inventory.incineration import burning_traces, liquid_burnt, waste_burnt
from dure.engines.inventory.industry import (
    carbonate_calcined,
    cement_made,
    clinker_made,
    glass_made,
    lime_made,
    product_leaks,
    product_made,
)
from dure.engines.inventory.key_categories import error_table, level_assessment, trend_assessment
from dure.engines.inventory.land import (
    gain_and_loss,
    soil_changed,
    stock_difference,
    trees_grown,
    vegetation_burnt,
    wood_taken,
)
from dure.engines.inventory.landfill import (
    decay_constant,
    decay_of_sites,
    decomposable_carbon,
    first_order_decay,
    generated_at_least,
    methane_commitment,
    methane_emitted,
    methane_generated,
)
from dure.engines.inventory.methods import emitted
from dure.engines.inventory.recalculate import recalculation
from dure.engines.inventory.reconcile import reconcile
from dure.engines.inventory.wastewater import (
    domestic_nitrogen,
    domestic_organics,
    effluent_nitrogen,
    industrial_organics,
    sludge_nitrogen,
    waste_water_methane,
    waste_water_nitrous_oxide,
)

__all__ = [
    "burning_traces",
    "carbonate_calcined",
    "cement_made",
    "clinker_made",
    "coal_mined",
    "decay_constant",
    "decay_of_sites",
    "decomposable_carbon",
    "domestic_nitrogen",
    "domestic_organics",
    "effluent_nitrogen",
    "emitted",
    "enteric_fermentation",
    "error_table",
    "first_order_decay",
    "gain_and_loss",
    "gas_lost",
    "generated_at_least",
    "glass_made",
    "industrial_organics",
    "level_assessment",
    "lime_made",
    "lime_or_urea_spread",
    "liquid_burnt",
    "manure_methane",
    "methane_commitment",
    "methane_emitted",
    "methane_generated",
    "nitrogen_excreted",
    "nitrogen_to_nitrous_oxide",
    "organic_waste_treated",
    "organic_waste_treated_with_floor",
    "product_leaks",
    "product_made",
    "recalculation",
    "reconcile",
    "rice_grown",
    "sludge_nitrogen",
    "soil_changed",
    "stock_difference",
    "trees_grown",
    "trend_assessment",
    "vegetation_burnt",
    "waste_burnt",
    "waste_water_methane",
    "waste_water_nitrous_oxide",
    "wood_taken",
]
