"""How quickly a country's books are made: `dure bench books [--small] [--rows N] [--keep FOLDER]`.

Activity rows of made-up districts are written once as Parquet. A process of its own then makes them into the
statement with factors chosen for the day they hold and the day they are known, draws how sure it is, changes one
factor and makes books and plan again. bonsai_ipcc multiplies as many activities with factors in the same run;
where the engine for budgets is there, 10,000 lines get another tag.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

PARTS = Path(__file__).parent / "books_parts"
SOURCE = Path(__file__).resolve().parents[1] / "src"
PEER = ["bonsai_ipcc==0.5.3"]
SEED = 20261122
DRAWS = 1000
PEER_ROWS, PEER_TERMS = 1_000_000, 20_000


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    ours: float
    unit: str
    peer: float | None
    limit: str
    holds: bool


def run(arguments: list[str]) -> int:
    """Measure, print the table, and answer 1 if a limit is missed."""
    parser = argparse.ArgumentParser(prog="dure bench books")
    parser.add_argument("--small", action="store_true", help="1 million rows")
    parser.add_argument("--rows", type=int, default=10_000_000, help="activity rows")
    parser.add_argument("--keep", type=Path, default=None, help="where the rows stay for the next run")
    parser.add_argument("--no-peer", action="store_true", help="leave bonsai_ipcc out")
    chosen = parser.parse_args(arguments)
    rows = 1_000_000 if chosen.small else chosen.rows
    with tempfile.TemporaryDirectory(prefix="dure-bench-") as folder:
        kept = chosen.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        file = kept / f"activities-{rows}-{SEED}.parquet"
        if not file.exists():
            part("world.py", file, rows, SEED)
        print(
            f"{rows:,} rows in {file.stat().st_size / 2**20:,.0f} MiB; load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"
        )
        answer = json.loads(part("reckon.py", file, SEED))
        peer = None if chosen.no_peer else bonsai(Path(folder))
    lines = [*compared(answer, peer, rows), *retagging()]
    print(f"\n{'what':52} {'ours':>10} {'':8} {'peer':>10}  limit")
    for line in lines:
        other = "" if line.peer is None else f"{line.peer:,.2f}"
        missed = "" if line.holds else "  MISSED"
        print(f"{line.what:52} {line.ours:10,.2f} {line.unit:8} {other:>10}  {line.limit}{missed}")
    return 0 if all(line.holds for line in lines) else 1


def part(script: str, *words: object, python: str = sys.executable) -> str:
    """Run a part to its end and answer the last line that it prints."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)} if python == sys.executable else dict(os.environ)
    command = [python, str(PARTS / script), *map(str, words)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip().rpartition("\n")[2]


def compared(answer: dict[str, Any], peer: list[float] | None, rows: int) -> Iterator[Line]:
    """A line for each step, the limits of the whole, and the peer where it was measured."""
    taken: dict[str, float] = answer["seconds"]
    for step, seconds in taken.items():
        print(f"{step:28} {seconds:7.3f} s, {answer['cpu'][step]:7.3f} CPU-s")
    print(
        f"{answer['cells']:,} cells, {answer['lines']:,} lines, {answer['terms']:,} terms in {answer['outputs']:,} outputs"
    )
    stated = taken["rows to cells"] + taken["editions chosen"] + taken["statement"]
    whole = stated + taken["1,000 draws"]
    used = sum(
        answer["cpu"][step] for step in ("rows to cells", "editions chosen", "statement", "1,000 draws")
    )
    again = max(taken["one factor changed"], taken["another day's knowledge"])
    yield Line("rows to statement and 1,000 draws", whole, "s", None, "<= 10", whole <= 10)
    yield Line("the same in CPU-seconds", used, "CPU-s", None, "<= 10", used <= 10)
    yield Line("highest memory", answer["peak_mib"], "MiB", None, "<= 1,024", answer["peak_mib"] <= 1024)
    yield Line("one factor changed: books and plans again", again, "s", None, "<= 2", again <= 2)
    middle, far = answer["apart_percent"]
    yield Line(
        "deviation drawn against propagated, in the middle", middle, "percent", None, "<= 1", middle <= 1
    )
    yield Line("the same for 99 of 100 outputs, at most", far, "percent", None, "<= 5", far <= 5)
    right = (
        answer["exact"] and answer["same_again"] and answer["rows"] == rows and answer["changed_lines"] > 0
    )
    yield Line("sums exact, again as from the beginning", float(right), "", None, "= 1", right)
    if peer is not None:
        _, one_by_one, together, drawn = peer
        yield Line(
            "statement: million rows a second, peer row by row",
            rows / stated / 1e6,
            "",
            PEER_ROWS / one_by_one / 1e6,
            "",
            True,
        )
        yield Line(
            "the same; peer one product of two arrays, no sums",
            rows / stated / 1e6,
            "",
            PEER_ROWS / together / 1e6,
            "",
            True,
        )
        ours = answer["terms"] * DRAWS / taken["1,000 draws"] / 1e6
        theirs = PEER_TERMS * DRAWS / drawn / 1e6
        yield Line("draws: million products a second", ours, "", theirs, ">= 2 x peer", ours >= 2 * theirs)


def bonsai(folder: Path) -> list[float] | None:
    """bonsai_ipcc's seconds in an environment made for it; left out, aloud, when it cannot be had."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    home = folder / "peer"
    made = subprocess.run([uv, "venv", "-q", "--python", sys.executable, home], check=False)
    environment = {**os.environ, "VIRTUAL_ENV": str(home)}
    installed = subprocess.run([uv, "pip", "install", "-q", *PEER], env=environment, check=False)
    if made.returncode or installed.returncode:
        print("bonsai_ipcc could not be installed: its lines are LEFT OUT. A package registry is needed.")
        return None
    answer = part("bonsai_client.py", PEER_ROWS, DRAWS, PEER_TERMS, python=str(home / "bin" / "python"))
    return [float(word) for word in answer.split()]


def retagging() -> Iterator[Line]:
    """10,000 lines of a budget tagged anew and added up, where the engine for budgets is there."""
    if importlib.util.find_spec("dure.engines.budget") is None:
        print("The engine for budgets is not there: its line is LEFT OUT.")
        return
    budget = importlib.import_module("dure.engines.budget")
    random = np.random.default_rng(SEED)
    tags = np.column_stack(
        [
            random.integers(0, 5, 10_000),
            random.integers(0, 4, 10_000),
            random.choice([-1, 0, 40, 100], 10_000),
            random.integers(0, 2, 10_000),
        ]
    )
    rules = np.array([[way, -1, -1, 100, -1, way] for way in range(5)])
    start = time.perf_counter()
    budget.retag(tags=tags.astype(np.float64), rules=rules.astype(np.float64))
    seconds = time.perf_counter() - start
    yield Line("10,000 budget lines tagged anew", seconds, "s", None, "<= 1", seconds <= 1)
