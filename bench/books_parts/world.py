"""A made-up country of districts, with ten years of activity rows and editions of factors. Started by bench/books.py.

python world.py FILE ROWS SEED

Nothing of it is any place's: amounts are drawn, so that the sizes are right and the sums mean nothing.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dure.engines.inventory.choice import NO_REGION, Editions
from dure.engines.inventory.distributions import Uncertain
from dure.engines.inventory.statement import Factors

PLACES, PROVINCES, FIRST_YEAR, YEARS, REFS, LINES, GROUPS = 229, 17, 2016, 10, 40, 120, 48
GASES = ("co2", "ch4", "n2o", "co2_biogenic")
DECIMALS = 3
BATCH = 1 << 20
COUNTRY, FIRST_PROVINCE = 0, 1


@dataclass(frozen=True, eq=False)
class World:
    """What rows are multiplied with: editions, their amounts, and how sure each is."""

    editions: Editions
    factors: Factors
    uncertain_factors: Uncertain
    uncertain_activities: Uncertain
    alone: Any


def write_rows(path: Path, rows: int, seed: int) -> None:
    """Activity rows as Parquet, in no order: place, year, ref, factor line, group of uncertainty, quantity."""
    random = np.random.default_rng(seed)
    kinds = {
        "place": pa.int16(),
        "year": pa.int16(),
        "ref": pa.int8(),
        "line": pa.int16(),
        "group": pa.int16(),
    }
    schema = pa.schema([*kinds.items(), ("quantity", pa.int64())])
    with pq.ParquetWriter(path.with_suffix(".part"), schema, compression="zstd") as writer:
        for first in range(0, rows, BATCH):
            count = min(BATCH, rows - first)
            line = random.integers(0, LINES, count)
            columns = {
                "place": random.integers(0, PLACES, count),
                "year": FIRST_YEAR + random.integers(0, YEARS, count),
                "ref": line * REFS // LINES,
                "line": line,
                "group": line % GROUPS,
                "quantity": np.rint(random.lognormal(9, 1.5, count) * 10**DECIMALS),
            }
            writer.write_table(
                pa.table({name: pa.array(columns[name].astype(np.int64)) for name in columns}).cast(schema)
            )
    path.with_suffix(".part").rename(path)


def world(seed: int) -> World:
    """Editions for the country and for some provinces: three spans of years, some published twice."""
    random = np.random.default_rng(seed + 1)
    spans = [(2010, 2017), (2018, 2020), (2021, 2030)]
    found = []
    for line in range(LINES):
        regions = (
            [COUNTRY, *range(FIRST_PROVINCE, FIRST_PROVINCE + PROVINCES)] if line % 4 == 0 else [COUNTRY]
        )
        for region in regions:
            for begins, ends in spans:
                days = (date(begins, 1, 1).toordinal(), date(ends, 12, 31).toordinal())
                published = [begins + 1, begins + 3] if line % 3 == 0 else [begins + 1]
                found += [(line, region, *days, date(year, 6, 30).toordinal()) for year in published]
    columns = np.array(found, dtype=np.int64).T
    count = len(found)
    amounts = np.rint(random.lognormal(5, 1, (count, len(GASES))) * [1e9, 1e5, 1e4, 1e8]).astype(np.int64)
    gas_lines = (columns[0][:, None] * len(GASES) + np.arange(len(GASES))).reshape(-1)
    half = np.tile([0.03, 0.5, 0.8, 0.05], count)
    kinds = np.array(["normal", "lognormal", "lognormal", "triangular"])
    low, high = 1 - half, np.where(np.tile(kinds, count) == "lognormal", 1 / (1 - half), 1 + half)
    by_group = np.linspace(0.01, 0.3, GROUPS)
    return World(
        editions=Editions(*columns),
        factors=Factors(GASES, amounts, np.ones_like(amounts, dtype=bool)),
        # All editions of one line err together in one gas: they come from the same measurements.
        uncertain_factors=Uncertain(np.tile(kinds, count), low, high, gas_lines),
        uncertain_activities=Uncertain(
            np.resize(["normal", "uniform"], GROUPS), 1 - by_group, 1 + by_group, np.arange(GROUPS)
        ),
        alone=(np.arange(GROUPS) % 6 == 0).astype(np.float64),
    )


def regions_of(place: Any) -> Any:
    """For each place the regions whose factors it may use, nearest first."""
    province = FIRST_PROVINCE + place % PROVINCES
    return np.column_stack([province, np.full_like(place, COUNTRY), np.full_like(place, NO_REGION)])


if __name__ == "__main__":
    write_rows(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
