"""The peer bonsai_ipcc, in an environment of its own. Started by bench/books.py.

python bonsai_client.py ROWS DRAWS TERMS YEARS LANDFILLS

Prints JSON: CPU-seconds of ROWS activities times factors one by one and as arrays, of TERMS terms with DRAWS draws,
of LANDFILLS landfills of YEARS years; and what three of its equations answer.
"""

import json
import sys
import time

import numpy as np


def main(rows: int, draws: int, terms: int, years: int, landfills: int) -> None:
    """Measure and print."""
    from bonsai_ipcc.industry.metal.elementary import co2_steelmaking_tier1_ as emission
    from bonsai_ipcc.waste.biological import elementary as biological
    from bonsai_ipcc.waste.incineration import elementary as incineration

    random = np.random.default_rng(1)
    quantity, factor = random.lognormal(9, 1.5, rows), random.lognormal(5, 1, rows)
    pairs = list(zip(quantity.tolist(), factor.tolist(), strict=True))
    start = time.process_time()
    one_by_one = sum(emission(*pair) for pair in pairs)
    seconds = {"one_by_one": time.process_time() - start}
    start = time.process_time()
    together = float(np.sum(emission(quantity, factor)))
    seconds["together"] = time.process_time() - start
    assert abs(one_by_one / together - 1) < 1e-9
    start = time.process_time()
    total = np.zeros(draws)
    for each in range(terms):
        total += emission(random.normal(quantity[each], 1, draws), random.normal(factor[each], 0.1, draws))
    seconds["drawn"] = time.process_time() - start
    start = time.process_time()
    made = [landfill(2300.322 + number, years) for number in range(landfills)]
    seconds["landfill"] = time.process_time() - start
    values = {
        "landfill, 3.2 to 3.6": made[0],
        "incineration, 5.1": incineration.co2_emissions(1000.0, 0.4, 0.38, 0.5, 1.0),
        "composting, 4.1": biological.ch4_emissions(1000.0, 4.0, 0.0),
    }
    print(json.dumps({"seconds": seconds, "values": values}))


def landfill(deposit_gg: float, years: int) -> float:
    """CH4 of the last year from equal yearly deposits."""
    from bonsai_ipcc.waste.swd import elementary as swd

    left = 0.0
    decomposed = 0.0
    for _ in range(years):
        carbon = swd.ddoc_from_wd_data(deposit_gg, 0.15, 0.7, 0.705)
        decomposed = swd.ddoc_m_decomp_t(left, 0.185)
        left = swd.ddoc_ma_t(carbon, left, 0.185)
    return float(swd.ch4_generated(decomposed, 0.5))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
