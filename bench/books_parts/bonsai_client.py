"""The peer bonsai_ipcc, in an environment of its own: an activity times a factor. Started by bench/books.py.

python bonsai_client.py ROWS DRAWS TERMS

Prints seconds of its import, of ROWS rows one by one, of as many as arrays, and of TERMS terms with DRAWS draws.
"""

import sys
import time

import numpy as np


def main(rows: int, draws: int, terms: int) -> None:
    """Measure its equation 4.4 (steel, Tier 1): quantity times emission factor."""
    start = time.perf_counter()
    from bonsai_ipcc.industry.metal.elementary import co2_steelmaking_tier1_ as emission

    taken = [time.perf_counter() - start]
    random = np.random.default_rng(1)
    quantity, factor = random.lognormal(9, 1.5, rows), random.lognormal(5, 1, rows)
    pairs = list(zip(quantity.tolist(), factor.tolist(), strict=True))
    start = time.perf_counter()
    one_by_one = sum(emission(*pair) for pair in pairs)
    taken.append(time.perf_counter() - start)
    start = time.perf_counter()
    together = float(np.sum(emission(quantity, factor)))
    taken.append(time.perf_counter() - start)
    assert abs(one_by_one / together - 1) < 1e-9
    start = time.perf_counter()
    total = np.zeros(draws)
    for each in range(terms):
        total += emission(random.normal(quantity[each], 1, draws), random.normal(factor[each], 0.1, draws))
    taken.append(time.perf_counter() - start)
    print(*taken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
