"""Several processes at once, and processes killed in the middle. On both databases, with real files."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.models import Transfer
from tests.kernel.ledgers.moves import NOON, PLACE, UNIT, give, lies_in, wrong
from tests.postgres import Database

WORKER = Path(__file__).with_name("worker.py")
PROCESSES = 4


def start(database: Database, *words: str) -> "subprocess.Popen[str]":
    """A worker in a process of its own."""
    environment = {**os.environ, **database.environment}
    return subprocess.Popen(
        [sys.executable, WORKER, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(workers: "list[subprocess.Popen[str]]") -> list[str]:
    """What the workers printed; none of them failed."""
    try:
        said = [worker.communicate(timeout=100) for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    # The last line says what went wrong: it must not be cut off.
    ends = [f"{worker.returncode} {error[-2000:]}" for worker, (_, error) in zip(workers, said, strict=True)]
    assert all(worker.returncode == 0 for worker in workers), "\n".join(ends)
    return [answer for answer, _ in said]


@pytest.mark.parametrize("lanes", [0, 8])
def test_the_last_won_is_given_once(both_databases: Database, lanes: int) -> None:
    write.open_account(PLACE, path="budget", unit=UNIT, lanes=lanes, at=NOON)
    give("budget", 1000)
    given = finish([start(both_databases, "draw", "7", "60") for _ in range(PROCESSES)])
    assert sum(map(int, given)) == 1000 // 7
    assert (lies_in("budget"), lies_in("a")) == (1000 % 7, 1000 - 1000 % 7)
    assert wrong() == []


def test_crossing_movements_neither_lose_nor_lock_up(both_databases: Database) -> None:
    for wallet in ("a", "b", "c", "d"):
        give(wallet, 20)
    finish([start(both_databases, "wander", str(seed), "60") for seed in range(PROCESSES)])
    assert sum(lies_in(wallet) for wallet in ("a", "b", "c", "d")) == 80
    assert wrong() == []


def test_what_everybody_posts_is_posted_once(both_databases: Database) -> None:
    give("budget", 1000)
    finish([start(both_databases, "repeat", "40") for _ in range(PROCESSES)])
    assert lies_in("a") == 40
    assert wrong() == []


def kill_and_look(database: Database, *, rounds: int) -> None:
    """Kill workers at random moments; every acknowledged row is there, once, and no pair is torn."""
    give("budget", 1_000_000)
    acknowledged: list[UUID] = []
    for number in range(rounds):
        workers = [start(database, "endless", str(10 * number + process)) for process in range(2)]
        started = time.monotonic()
        first = [worker.stdout.readline() for worker in workers if worker.stdout]
        # Between the first answer and a moment later, never at the same point.
        time.sleep(random.random() * min(1.0, time.monotonic() - started))
        for worker in workers:
            worker.send_signal(signal.SIGKILL)
        rest = [worker.stdout.read() for worker in workers if worker.stdout]
        for worker in workers:
            worker.communicate()
        acknowledged += [UUID(line) for text in first + rest for line in text.split() if len(line) == 36]
    there = list(Transfer.objects.filter(key__in=acknowledged[-500:]).values_list("key", flat=True))
    assert set(there) == set(acknowledged[-500:])
    assert len(acknowledged) == len(set(acknowledged))
    rows = Transfer.objects.filter(credit__path__in=["a", "b"])
    assert len(acknowledged) <= rows.count() <= len(acknowledged) + 3 * 2 * rounds
    assert lies_in("a") + lies_in("b") == rows.count() == 1_000_000 - lies_in("budget")
    assert lies_in("b") % 2 == 0
    assert wrong() == []
    write.seal(PLACE, at=NOON)
    assert read.unsealed_rows(PLACE) == 0
    assert wrong() == []


def test_nothing_acknowledged_is_lost_when_processes_are_killed(both_databases: Database) -> None:
    kill_and_look(both_databases, rounds=2)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_when_many_processes_are_killed(both_databases: Database) -> None:
    kill_and_look(both_databases, rounds=25)
