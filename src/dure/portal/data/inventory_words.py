"""What the methods of an inventory and of landfill gas are called on pages: a title and a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INVENTORY_WORDS: dict[str, tuple[Promise, Promise]] = {
    "inventory.burning_traces": (
        _("CH4 and N2O from burning waste"),
        _("Methane and nitrous oxide from burning waste: the mass burnt times the factor of the technology."),
    ),
    "inventory.carbonate_calcined": (
        _("Heated carbonate"),
        _("The CO2 that leaves limestone, dolomite or soda ash when it is heated."),
    ),
    "inventory.cement_made": (
        _("Cement"),
        _("The CO2 of the clinker in cement, less imported and with exported clinker."),
    ),
    "inventory.clinker_made": (
        _("Clinker"),
        _("The CO2 that leaves the raw meal when clinker is made."),
    ),
    "inventory.coal_mined": (
        _("Mine gas"),
        _("The methane that coal gives off when it is mined, less what is recovered."),
    ),
    "inventory.decay_constant": (
        _("Half-life"),
        _("The decay constant of a half-life."),
    ),
    "inventory.decomposable_carbon": (
        _("Carbon that decomposes"),
        _("The carbon in a deposit that decomposes without air: mass × DOC × DOCf × MCF."),
    ),
    "inventory.domestic_nitrogen": (
        _("Nitrogen in domestic waste water"),
        _("The nitrogen that people bring to waste water, from protein, household products and industry."),
    ),
    "inventory.domestic_organics": (
        _("Organics in domestic waste water"),
        _("The organics that people bring to one path of treatment or discharge."),
    ),
    "inventory.effluent_nitrogen": (
        _("Nitrogen discharged"),
        _("The nitrogen left after sludge and treatment have taken theirs."),
    ),
    "inventory.enteric_fermentation": (
        _("Enteric fermentation"),
        _("The methane that animals belch: heads times the factor of the animal."),
    ),
    "inventory.error_table": (
        _("Error propagation"),
        _("How sure a year's sum and its trend are, from the errors of activities and factors line by line."),
    ),
    "inventory.first_order_decay": (
        _("First-order decay"),
        _("How deposits of successive years decay: each year the same share of what is left."),
    ),
    "inventory.gain_and_loss": (
        _("Gains and losses of land"),
        _("Carbon that land takes up or gives off, from its gains and losses of a year."),
    ),
    "inventory.gas_lost": (
        _("Gas lost from a network"),
        _("The methane and CO2 in gas that a network loses."),
    ),
    "inventory.generated_at_least": (
        _("Generated at least"),
        _("What a site must have made when it recovers more than can be recovered."),
    ),
    "inventory.glass_made": (
        _("Glass"),
        _("The CO2 from melting glass, less the broken glass in the melt."),
    ),
    "inventory.industrial_organics": (
        _("Organics in industrial waste water"),
        _("The organics in an industry's waste water: product × water × COD."),
    ),
    "inventory.level_assessment": (
        _("Key categories by size"),
        _("The lines that together make up 95 % of an inventory, from the largest."),
    ),
    "inventory.lime_made": (
        _("Lime"),
        _("The CO2 from burning lime."),
    ),
    "inventory.lime_or_urea_spread": (
        _("Lime or urea on fields"),
        _("The CO2 from lime or urea spread on fields."),
    ),
    "inventory.liquid_burnt": (
        _("Liquid waste burnt"),
        _("The CO2 from burning fossil liquid waste."),
    ),
    "inventory.manure_methane": (
        _("Methane from manure"),
        _("The methane from manure kept in one system."),
    ),
    "inventory.methane_commitment": (
        _("Methane commitment"),
        _("All the methane that a year's waste will ever make, counted in that year."),
    ),
    "inventory.methane_emitted": (
        _("Methane emitted"),
        _("What reaches the air: generated less recovered, less what the cover oxidises."),
    ),
    "inventory.methane_generated": (
        _("Methane generated"),
        _("The methane that decomposed carbon becomes."),
    ),
    "inventory.nitrogen_excreted": (
        _("Nitrogen excreted"),
        _("The nitrogen that animals excrete in a year."),
    ),
    "inventory.nitrogen_to_nitrous_oxide": (
        _("N2O from nitrogen"),
        _("The nitrous oxide from nitrogen in soils and manure, straight or by way of air and water."),
    ),
    "inventory.organic_waste_treated": (
        _("Composting and digestion"),
        _("Methane and nitrous oxide from composting or digesting, less the methane recovered."),
    ),
    "inventory.organic_waste_treated_with_floor": (
        _("Composting and digestion, with a floor"),
        _("As composting and digestion, but at least a part of the methane made is taken to escape."),
    ),
    "inventory.product_leaks": (
        _("Leaking products"),
        _("A gas that leaks from products in use, such as cooling and switchgear."),
    ),
    "inventory.product_made": (
        _("Gases of making a product"),
        _("A gas that making chemicals or metals sets free, less what is destroyed."),
    ),
    "inventory.recalculation": (
        _("Whether all years are worked out again"),
        _("What changed in the base year against the declared threshold, and the years that are then due."),
    ),
    "inventory.reconcile": (
        _("Two inventories compared"),
        _("Line by line what other factors, other activities and another boundary make of the difference."),
    ),
    "inventory.rice_grown": (
        _("Rice"),
        _("The methane from flooded rice fields."),
    ),
    "inventory.sludge_nitrogen": (
        _("Nitrogen in sludge"),
        _("The nitrogen in sludge, which alone may be taken from nitrogen in waste water."),
    ),
    "inventory.soil_changed": (
        _("Soil after a change"),
        _("Carbon of mineral soils after a change of use or care, spread over the years it takes."),
    ),
    "inventory.stock_difference": (
        _("Difference of stocks"),
        _("Carbon that land takes up or gives off, from its stock at two times."),
    ),
    "inventory.trees_grown": (
        _("Growth of trees"),
        _("The carbon that standing trees gain in a year."),
    ),
    "inventory.trend_assessment": (
        _("Key categories by trend"),
        _("The lines that changed otherwise than the whole did, from the heaviest."),
    ),
    "inventory.vegetation_burnt": (
        _("Burning vegetation"),
        _("A gas from burning vegetation."),
    ),
    "inventory.waste_burnt": (
        _("CO2 from burning waste"),
        _("The CO2 from burning waste, with that of living origin as a memo beside it."),
    ),
    "inventory.waste_water_methane": (
        _("Methane from waste water"),
        _("The methane of one path of treatment or discharge, less what is recovered."),
    ),
    "inventory.waste_water_nitrous_oxide": (
        _("N2O from waste water"),
        _("The nitrous oxide of plants or of discharged water, from its nitrogen."),
    ),
    "inventory.wood_taken": (
        _("Wood taken"),
        _("The carbon that leaves a forest with its wood."),
    ),
    "landfill_gas.against_forecast": (
        _("Against the forecast"),
        _("How far what came lies below what was forecast for the same time."),
    ),
    "landfill_gas.credited_of_year": (
        _("Credits of a year"),
        _("What a landfill gas project may be credited for a year; unknown while one of its terms is."),
    ),
    "landfill_gas.gas_of_year": (
        _("Methane of a year’s landfill gas"),
        _("The methane in a year’s gas, and what it is in CO2 equivalent before anything is taken off."),
    ),
    "landfill_gas.methane_measured": (
        _("Methane measured"),
        _("The methane in landfill gas: volume × share × density."),
    ),
    "landfill_gas.reductions": (
        _("Reductions of landfill gas"),
        _("What a landfill gas project may be credited for the methane it destroys."),
    ),
}
