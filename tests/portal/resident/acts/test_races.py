"""Several processes record acts at once, on both databases: the last won once, caps held, replays nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.acts import books, funding
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.acts.worker import NOON
from tests.postgres import Database
from tests.recalled import load

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def live_town(both_databases: Database, town_packs: Path, settings: Settings) -> Database:
    """The town in a database that really commits."""
    settings.PACKS = town_packs
    load(town_packs, NOON)
    return both_databases


def recorded(database: Database, packs: Path, *calls: tuple[str, ...]) -> list[int]:
    """What each process was paid; none of them failed."""
    environment = {**os.environ, **database.environment, "DURE_PACKS": str(packs)}
    workers = [
        subprocess.Popen(
            [sys.executable, WORKER, *call], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]  # fmt: skip
    said = [worker.communicate(timeout=120) for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), said
    return [int(out) for out, _error in said]


def test_the_last_won_is_paid_once_to_whoever_comes(live_town: Database, town_packs: Path) -> None:
    people = [joined(f"nuri{number}", NOON) for number in range(3)]
    funding.fund(TOWN, programme="cans", unit="krw", amount=1050, case="f/1", at=NOON)
    paid = recorded(live_town, town_packs, *((party, "0", "6", "own") for party in people))
    assert sum(paid) == 1050
    assert funding.meter_of(TOWN, programme="cans", unit="krw") == funding.Meter(1050, 0)
    assert ledgers.verify(TOWN).wrong == ()


def test_a_cap_holds_against_oneself_at_once(live_town: Database, town_packs: Path) -> None:
    nuri = joined("nuri", NOON)
    funding.fund(TOWN, programme="cans", unit="krw", amount=100_000, case="f/1", at=NOON)
    paid = recorded(live_town, town_packs, *((nuri, str(seed), "8", "own") for seed in range(3)))
    assert sum(paid) == 1250 == ledgers.balance(TOWN, path=books.wallet_of(nuri), unit="krw")
    assert ledgers.balance(TOWN, path=books.acts_of(nuri), unit="act") == 24


def test_what_is_sent_again_at_the_same_time_is_done_once(live_town: Database, town_packs: Path) -> None:
    nuri = joined("nuri", NOON)
    funding.fund(TOWN, programme="cans", unit="krw", amount=100_000, case="f/1", at=NOON)
    recorded(live_town, town_packs, *((nuri, str(seed), "5", "same") for seed in range(3)))
    assert ledgers.balance(TOWN, path=books.wallet_of(nuri), unit="krw") == 500
    assert ledgers.balance(TOWN, path=books.acts_of(nuri), unit="act") == 5
