"""Several processes order the last ones at once, on both databases: each is sold once and paid once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.market import deals, paths
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.market.conftest import buying, stock_up
from tests.portal.resident.market.worker import NOON
from tests.postgres import Database

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def live_town(both_databases: Database, market_packs: Path, settings: Settings) -> Database:
    """The town with two soaps left, in a database that really commits."""
    settings.PACKS = market_packs
    stock_up(market_packs, NOON, soaps=2)
    return both_databases


def test_the_last_two_are_sold_to_two_of_six(live_town: Database, market_packs: Path) -> None:
    people = [joined(f"nuri{number}", NOON) for number in range(6)]
    for party in people:
        buying(party, NOON, won=1000)
    environment = {**os.environ, **live_town.environment, "DURE_PACKS": str(market_packs)}
    workers = [
        subprocess.Popen(
            [sys.executable, WORKER, *people[start::3]], env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for start in range(3)
    ]  # fmt: skip
    told = [worker.communicate(timeout=240) for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), told
    assert sum(int(out) for out, _error in told) == 2
    assert ledgers.balance(TOWN, path=paths.stock("soap"), unit=paths.ITEM) == 0
    assert len(deals.waiting(TOWN)) == 2
    left = [ledgers.balance(TOWN, path=f"wallet/{party}", unit="krw") for party in people]
    assert sorted(left) == [0, 0, 1000, 1000, 1000, 1000]
    assert ledgers.verify(TOWN).wrong == ()
