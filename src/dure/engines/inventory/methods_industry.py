"""Methods of industry: cement, lime, glass, carbonates, gases of products and of processes."""

from collections.abc import Callable

from dure.engines.inventory import industry
from dure.engines.inventory.declared import OF_THE_ROW, Gases, Method, Row, gases_of, only
from dure.engines.refusals import Array

CLINKER = ("oxide_share", "kiln_dust_factor")
CEMENT = ("clinker_share", "imported_clinker_kg", "exported_clinker_kg", "co2_kg_per_kg")
CARBONATE = ("pure_share", "co2_kg_per_kg", "calcined_share")
LIME = ("co2_kg_per_kg", "dust_factor", "water_share")
GLASS = ("co2_kg_per_kg", "cullet_share")
MADE = ("gas_kg_per_kg", "destroyed_share", "used_share")


def _carbon(
    engine: Callable[..., industry.ProcessCarbon], quantity: str, names: tuple[str, ...]
) -> Callable[[Row], Gases]:
    """The CO2 of an engine that takes the row's quantity under its own name."""

    def work(row: Row) -> Gases:
        taken: dict[str, Array] = {quantity: row["quantity"], **only(row, names)}
        return gases_of(engine(**taken))

    return work


def _leaks(row: Row) -> Gases:
    found = industry.product_leaks(stock_kg=row["quantity"], leaking_share=row["leaking_share"])
    return {OF_THE_ROW: float(found.gas_kg[0])}


def _made(row: Row) -> Gases:
    found = industry.product_made(product_kg=row["quantity"], **only(row, MADE))
    return {OF_THE_ROW: float(found.gas_kg[0])}


METHODS: dict[str, Method] = {
    "clinker": Method("kg", CLINKER, _carbon(industry.clinker_made, "clinker_kg", CLINKER)),
    "cement": Method("kg", CEMENT, _carbon(industry.cement_made, "cement_kg", CEMENT)),
    "carbonate": Method("kg", CARBONATE, _carbon(industry.carbonate_calcined, "carbonate_kg", CARBONATE)),
    "lime": Method("kg", LIME, _carbon(industry.lime_made, "lime_kg", LIME)),
    "glass": Method("kg", GLASS, _carbon(industry.glass_made, "glass_kg", GLASS)),
    "product_leaks": Method("kg", ("leaking_share",), _leaks, names_gas=True),
    "product_made": Method("kg", MADE, _made, names_gas=True),
}
