"""From activity rows to the books, once: the statement, how sure it is, and both again. Started by bench/books.py.

python reckon.py FILE SEED

Prints a line of JSON: seconds of each step, the highest memory, and what was checked.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from world import BATCH, DECIMALS, GASES, World, regions_of, world  # type: ignore[import-not-found] # beside this file

from dure.engines.inventory.cells import COLUMNS, Cells, Whole, added_up, numbered
from dure.engines.inventory.choice import Editions, editions_in_force
from dure.engines.inventory.statement import Statement, in_co2e, restated, statement
from dure.engines.inventory.uncertainty import drawn, propagated, terms_of
from dure.engines.plan import gap_to_path

POTENTIALS = {"co2": 1.0, "ch4": 27.9, "n2o": 273.0}
COUNTED = ("co2", "ch4", "n2o")
DRAWS = 1000
seconds: dict[str, float] = {}
cpu: dict[str, float] = {}


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Take the time of one step."""
    start, used = time.perf_counter(), time.process_time()
    yield
    seconds[step], cpu[step] = time.perf_counter() - start, time.process_time() - used


def chosen(cells: Cells, editions: Editions, known_on: date) -> np.ndarray:
    """The edition of each cell: its line, where and when it is, and what was published by a day."""
    years = np.arange(1990, 2060)
    first, last = (
        np.array([date(int(year), *day).toordinal() for year in years]) for day in ((1, 1), (12, 31))
    )
    year = cells.year - 1990
    return editions_in_force(
        editions,
        line=cells.line,
        regions=regions_of(cells.place),
        first_day=first[year],
        last_day=last[year],
        known_on=known_on.toordinal(),
    )


def books(stated: Statement) -> tuple[np.ndarray, np.ndarray]:
    """Tonnes of CO2 equivalent by place and year, and the plan's gap of every place."""
    lines = in_co2e(stated, potentials=POTENTIALS, set_name="AR6", counted=COUNTED)
    row, (_, years) = numbered([stated.place, stated.year])
    tonnes = np.bincount(row, weights=lines.grams / 1e6)
    first = np.flatnonzero(years == years.min())
    last = np.flatnonzero(years == years.max())
    gaps = [
        gap_to_path(
            base_year=float(years.min()),
            base=float(base),
            target_year=2030.0,
            target=float(base) * 0.55,
            net_zero_year=2050.0,
            year=float(years.max()),
            actual=float(now),
        ).gap
        for base, now in zip(tonnes[first], tonnes[last], strict=True)
    ]
    return tonnes, np.array(gaps)


@dataclass(frozen=True, eq=False)
class Made:
    """What came of the rows: kept cells, each with its edition, and the statement."""

    cells: Cells
    factor: Whole
    stated: Statement


def from_rows(file: str, made: World) -> Made:
    """The statement from the file."""
    with timed("rows to cells"):
        batches = pq.ParquetFile(file).iter_batches(batch_size=2 * BATCH, columns=list(COLUMNS))
        cells = added_up(batches, decimals=DECIMALS)
    with timed("editions chosen"):
        factor = chosen(cells, made.editions, date(2026, 11, 22))
    with timed("statement"):
        stated = statement(cells, factors=made.factors, factor=factor)
        books(stated)
    return Made(cells, factor, stated)


def how_sure(first: Made, made: World, seed: int) -> dict[str, Any]:
    """Every place's year drawn and propagated, and how far both lie apart."""
    with timed("1,000 draws"):
        per_unit = made.factors.amounts * 1e-15 * [POTENTIALS.get(gas, 0.0) for gas in GASES]
        output, (places, _years) = numbered([first.cells.place, first.cells.year])
        terms = terms_of(first.cells, per_unit=per_unit, factor=first.factor, output=output, alone=made.alone)
        ranges = {"activities": made.uncertain_activities, "factors": made.uncertain_factors}
        seen = drawn(terms, **ranges, draws=DRAWS, seed=seed)
    with timed("propagation"):
        reckoned = propagated(terms, **ranges)
    apart = 100 * np.abs(seen.deviation / reckoned.deviation - 1)
    return {
        "outputs": len(places),
        "terms": len(terms.output),
        "apart_percent": np.quantile(apart, [0.5, 0.99]).tolist(),
    }


def again(first: Made, made: World) -> dict[str, Any]:
    """One edition that many cells use is corrected by 3 %; then only what was known on an earlier day is used."""
    edition = int(np.bincount(first.factor[first.factor >= 0]).argmax())
    amounts = made.factors.amounts.copy()
    amounts[edition] = amounts[edition] * 103 // 100
    corrected = replace(made.factors, amounts=amounts)
    with timed("one factor changed"):
        changed = np.array([edition])
        second = restated(
            first.stated, cells=first.cells, factors=corrected, factor=first.factor, changed=changed
        )
        books(second)
    with timed("another day's knowledge"):
        earlier = chosen(first.cells, made.editions, date(2022, 12, 31))
        nothing = np.empty(0, np.int64)
        books(
            restated(first.stated, cells=first.cells, factors=made.factors, factor=earlier, changed=nothing)
        )
    whole = statement(first.cells, factors=corrected, factor=first.factor)
    return {
        "same_again": bool((second.grams == whole.grams).all()),
        "changed_lines": int((second.grams != first.stated.grams).any(axis=1).sum()),
    }


def main(file: str, seed: int) -> None:
    """Reckon and print."""
    made = world(seed)
    first = from_rows(file, made)
    found = how_sure(first, made, seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found |= again(first, made)
    plain = sum(
        pc.sum(batch.column(0)).as_py() for batch in pq.ParquetFile(file).iter_batches(columns=["quantity"])
    )
    found |= {
        "cells": len(first.cells.place),
        "lines": len(first.stated.place),
        "rows": int(first.cells.rows.sum()),
    }
    found |= {
        "exact": plain == int(first.cells.quantity.sum()),
        "seconds": seconds,
        "cpu": cpu,
        "peak_mib": peak,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
