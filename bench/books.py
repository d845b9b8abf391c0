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

sys.path.insert(0, str(Path(__file__).parent / "books_parts"))
from equations import LANDFILLS, YEARS, answers  # type: ignore[import-not-found]

PARTS = Path(__file__).parent / "books_parts"
SOURCE = Path(__file__).resolve().parents[1] / "src"
PEER = ["bonsai_ipcc==0.5.3"]
FIRST = ("rows to cells", "editions chosen", "statement", "1,000 draws")
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
    lines = [*compared(answer, rows), *(beside_bonsai(answer, peer, rows) if peer else ()), *retagging()]
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


def compared(answer: dict[str, Any], rows: int) -> Iterator[Line]:
    """The limits of the whole, after the seconds of each step."""
    taken: dict[str, float] = answer["seconds"]
    for step, seconds in taken.items():
        print(f"{step:28} {seconds:7.3f} s, {answer['cpu'][step]:7.3f} CPU-s")
    print(
        f"{answer['cells']:,} cells, {answer['lines']:,} lines, {answer['terms']:,} terms in {answer['outputs']:,} outputs"
    )
    whole, used = (sum(column[step] for step in FIRST) for column in (taken, answer["cpu"]))
    again = max(taken["one factor changed"], taken["another day's knowledge"])
    middle, far = answer["apart_percent"]
    right = (
        answer["exact"] and answer["same_again"] and answer["rows"] == rows and answer["changed_lines"] > 0
    )
    for what, ours, unit, most in [
        ("rows to statement and 1,000 draws", whole, "s", 10),
        ("the same in CPU-seconds", used, "CPU-s", 10),
        ("highest memory", answer["peak_mib"], "MiB", 1024),
        ("one factor changed: books and plans again", again, "s", 2),
        ("deviation drawn against propagated, in the middle", middle, "percent", 1),
        ("the same for 99 of 100 outputs, at most", far, "percent", 5),
    ]:
        yield Line(what, ours, unit, None, f"<= {most:,}", ours <= most)
    yield Line("sums exact, again as from the beginning", float(right), "", None, "= 1", right)


def beside_bonsai(answer: dict[str, Any], peer: dict[str, Any], rows: int) -> Iterator[Line]:
    """Rates by CPU-seconds, and the equations that both have."""
    theirs: dict[str, float] = peer["seconds"]
    ours = answers()
    stated = rows / sum(answer["cpu"][step] for step in FIRST[:-1]) / 1e6
    yield Line(
        "million rows a CPU-s: file to statement; theirs: a product",
        stated,
        "",
        PEER_ROWS / theirs["one_by_one"] / 1e6,
        "",
        True,
    )
    yield Line(
        "the same; theirs: a product of two arrays",
        stated,
        "",
        PEER_ROWS / theirs["together"] / 1e6,
        "",
        True,
    )
    drawn, by_peer = (terms * DRAWS / seconds / 1e6 for terms, seconds in (
        (answer["terms"], answer["cpu"]["1,000 draws"]), (PEER_TERMS, theirs["drawn"])
    ))  # fmt: skip
    yield Line("million drawn products a CPU-s", drawn, "", by_peer, ">= 2 x peer", drawn >= 2 * by_peer)
    decays, others = LANDFILLS / ours.landfill_s, LANDFILLS / theirs["landfill"]
    yield Line(f"landfills of {YEARS} years a CPU-s", decays, "", others, "", True)
    for name, value in ours.values.items():
        yield Line(f"IPCC vol. 5, {name}", value, "", peer["values"][name], "", True)


def bonsai(folder: Path) -> dict[str, Any] | None:
    """bonsai_ipcc's seconds in an environment made for it; left out, aloud, when it cannot be had."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    home = folder / "peer"
    made = subprocess.run([uv, "venv", "-q", "--python", sys.executable, home], check=False)
    environment = {**os.environ, "VIRTUAL_ENV": str(home)}
    installed = subprocess.run([uv, "pip", "install", "-q", *PEER], env=environment, check=False)
    if made.returncode or installed.returncode:
        print("bonsai_ipcc could not be installed: its lines are LEFT OUT. A package registry is needed.")
        return None
    words = [PEER_ROWS, DRAWS, PEER_TERMS, YEARS, LANDFILLS]
    answer: dict[str, Any] = json.loads(part("bonsai_client.py", *words, python=str(home / "bin" / "python")))
    return answer


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
    yield Line("10,000 budget lines tagged anew", seconds * 1000, "ms", None, "<= 1,000", seconds <= 1)
