"""The equations that bonsai_ipcc has too, with our engines. Imported by bench/books.py.

The cases are those of bonsai_client.py: a landfill of sixty years, a row of burnt waste, a row of compost.
"""

import time
from dataclasses import dataclass

import numpy as np

from dure.engines.inventory import (
    decay_of_sites,
    decomposable_carbon,
    methane_generated,
    organic_waste_treated,
    waste_burnt,
)

YEARS, LANDFILLS = 60, 2000


@dataclass(frozen=True)
class Answers:
    """What the equations answer, by name, and the CPU-seconds of so many landfills."""

    values: dict[str, float]
    landfill_s: float


def landfills(deposits_gg: np.ndarray) -> np.ndarray:
    """CH4 of the sixtieth year of each landfill, in Gg, from equal yearly deposits of food waste (IPCC)."""
    sites = len(deposits_gg)
    each = np.repeat(deposits_gg, YEARS)
    one = np.ones_like(each)
    carbon = decomposable_carbon(deposited=each, doc=one * 0.15, docf=one * 0.7, mcf=one * 0.705)
    decay = decay_of_sites(
        ddocm=carbon.ddocm.reshape(sites, YEARS), k_per_year=np.full(sites, 0.185), start_month=13.0
    )
    made = methane_generated(
        decomposed=decay.decomposed[:, -1], methane_share=np.full(sites, 0.5), methane_per_carbon=16 / 12
    )
    return made.ch4


def answers() -> Answers:
    """All of them."""
    one = np.ones(1)
    burnt = waste_burnt(
        burnt_kg=one * 1000, dry_share=one * 0.4, carbon_share=one * 0.38, fossil_share=one * 0.5,
        oxidised_share=one, co2_per_carbon=44 / 12,
    )  # fmt: skip
    compost = organic_waste_treated(
        treated_kg=one * 1000,
        ch4_kg_per_kg=one * 0.004,
        n2o_kg_per_kg=one * 0.00024,
        recovered_ch4_kg=one * 0,
    )
    start = time.process_time()
    made = landfills(2300.322 + np.arange(LANDFILLS))
    return Answers(
        {
            "landfill, 3.2 to 3.6": float(made[0]),
            "incineration, 5.1": float(burnt.co2_kg[0]),
            "composting, 4.1": float(compost.ch4_kg[0]),
        },
        time.process_time() - start,
    )
