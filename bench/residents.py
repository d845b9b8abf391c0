"""How a city of residents performs: `dure bench residents [--size 5000] [--small] [--only sqlite|postgresql]`.

A synthetic city is filled in a home of its own, on SQLite and then on a PostgreSQL server started for it:
residents with households, groups and a year of acts, through the set-based door of the ledger. Then, each in
the same process: a month is closed and published, everybody's proof is made from one piece of its tree, the
statement page, my tonne, statistics and the programme board are asked for anew, a month's acts are paid again
by another tariff, a budget is drawn on at once, and all wallets expire: by lots first, then by a plain sweep.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.ledger import database, postgres

PART = Path(__file__).parent / "residents_parts" / "city.py"
MOST_QUESTIONS = 40
PAGES = (
    "board", "statistics", "participants", "totals", "statement", "tonne", "desk", "programme_desk",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table, with its limit and whether it holds."""

    what: str
    value: float
    unit: str
    limit: str
    holds: bool


def run(arguments: list[str]) -> int:
    """Measure, print the table, and answer 1 if a limit is missed."""
    parser = argparse.ArgumentParser(prog="dure bench residents")
    parser.add_argument("--size", type=int, default=5000, help="residents, about 12 acts each")
    parser.add_argument("--small", action="store_true", help="500 residents")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    chosen = parser.parse_args(arguments)
    size = 500 if chosen.small else chosen.size
    right = True
    with tempfile.TemporaryDirectory(prefix="dure-bench-") as folder, postgres(Path(folder)) as server:
        for kind in [chosen.only] if chosen.only else ["sqlite", "postgresql"]:
            url = database(server, "residents") if kind == "postgresql" else ""
            found = _part(size, url=url, home=Path(folder) / kind)
            print(f"\n{kind}: {found['residents']:,.0f} residents, {found['acts']:,.0f} acts")
            for line in lines(found):
                missed = "" if line.holds else "  MISSED"
                print(f"{line.what:62} {line.value:12,.1f} {line.unit:14} {line.limit}{missed}")
                right = right and line.holds
    return 0 if right else 1


def lines(found: dict[str, float]) -> list[Line]:
    """What was measured beside its limits; seconds have none, because other work shares the machine."""
    told = [
        Line("filling: CPU-seconds", found["fill_cpu"], "CPU-s", "", True),
        Line("filling: rows a CPU-second", found["rows"] / found["fill_cpu"], "rows", "", True),
        Line("closing a month: gathering and tree", found["close_s"], "s", "", True),
        Line("closing a month", found["leaves"] / found["close_cpu"], "accounts/CPU-s", "", True),
        Line("a proof, from one piece of the tree", found["proof_ms"], "ms", "", True),
        Line("proofs that hold", found["proofs_hold"], "percent", "100", found["proofs_hold"] == 100),
        Line("acts of the last whole month", found["month_acts"], "acts", "", True),
        Line("reading and counting them", found["counted_ms"], "CPU-ms", "", True),
        Line("paying them by another tariff", found["trial_ms"], "CPU-ms", "", True),
        Line("expiry by lots", found["lots_wallets"] / found["lots_cpu"], "wallets/CPU-s", "", True),
        Line("highest memory of the process", found["memory_mib"], "MiB", "", True),
        Line("one budget, acts paid one by one", found["issued_a_second"], "a second", "", True),
        Line("expiry by sweep: wallets a second", found["expired_a_second"], "wallets", "", True),
        Line("won left in wallets after expiry", found["left"], "won", "0", found["left"] == 0),
    ]
    for page in PAGES:
        asked = found[f"{page}_questions"]
        told.append(Line(f"{page} page made anew", found[f"{page}_ms"], "ms", "", True))
        limit = f"<= {MOST_QUESTIONS}"
        told.append(Line(f"{page} page: questions", asked, "", limit, asked <= MOST_QUESTIONS))
    return told


def _part(size: int, *, url: str, home: Path) -> dict[str, float]:
    """Run the city in a process of its own and read what it measured."""
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "DURE_HOME": str(home)} | ({"DURE_DATABASE_URL": url} if url else {})
    done = subprocess.run(
        [sys.executable, str(PART), str(size)], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    numbers: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return numbers
