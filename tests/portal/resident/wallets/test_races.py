"""Fifty ask at once, from several processes, on both databases: the last won is paid once, no lot twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.wallets import paths
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.wallets.conftest import UNIT, earn, fund, wallet_of
from tests.portal.resident.wallets.worker import NOON, TO
from tests.postgres import Database
from tests.recalled import load

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def live_town(both_databases: Database, wallet_packs: Path, settings: Settings) -> Database:
    """The town in a database that really commits."""
    settings.PACKS = wallet_packs
    load(wallet_packs, NOON)
    return both_databases


def exchanged(database: Database, packs: Path, *calls: list[str]) -> list[int]:
    """What each process was paid; none of them failed."""
    environment = {**os.environ, **database.environment, "DURE_PACKS": str(packs)}
    workers = [
        subprocess.Popen(
            [sys.executable, WORKER, *call], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]  # fmt: skip
    said = [worker.communicate(timeout=240) for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), said
    return [int(out) for out, _error in said]


def test_the_last_won_is_paid_to_one_of_fifty(live_town: Database, wallet_packs: Path) -> None:
    people = [joined(f"nuri{number}", NOON) for number in range(50)]
    for party in people:
        earn(wallet_of(party), 20, at=NOON)
    fund(20, at=NOON, units=(TO,))
    calls = [["10", "own", *people[start::5]] for start in range(5)]
    assert sum(exchanged(live_town, wallet_packs, *calls)) == 20
    assert ledgers.balance(TOWN, path=paths.fund(TO), unit=TO) == 0
    assert ledgers.balance(TOWN, path=paths.handed_in(UNIT), unit=UNIT) == 10
    assert ledgers.verify(TOWN).wrong == ()


def test_one_wallet_asked_from_everywhere_is_spent_once(live_town: Database, wallet_packs: Path) -> None:
    nuri = joined("nuri", NOON)
    earn(wallet_of(nuri), 25, at=NOON)
    fund(1000, at=NOON, units=(TO,))
    calls = [["10", "own", nuri, nuri] for _process in range(3)]
    assert sum(exchanged(live_town, wallet_packs, *calls)) == 40
    assert ledgers.balance(TOWN, path=paths.wallet(nuri), unit=UNIT) == 5
    assert ledgers.verify(TOWN).wrong == ()


def test_what_is_sent_again_at_the_same_time_is_done_once(live_town: Database, wallet_packs: Path) -> None:
    nuri = joined("nuri", NOON)
    earn(wallet_of(nuri), 100, at=NOON)
    fund(1000, at=NOON, units=(TO,))
    exchanged(live_town, wallet_packs, *(["10", "same", nuri, nuri] for _process in range(3)))
    assert ledgers.balance(TOWN, path=paths.wallet(nuri), unit=TO) == 40
