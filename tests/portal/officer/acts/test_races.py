"""Several processes act at once, on both databases: no lot below zero, no limit passed, no event twice."""

import os
import subprocess
import sys
from pathlib import Path

from dure.portal.officer.acts import allowances
from dure.portal.officer.acts.acting import standing, take_back
from dure.portal.officer.acts.allowances import Wanted
from dure.portal.resident import holdings
from tests.portal.officer.acts.doing import PLACE, binding, do, lies_in, wrong
from tests.postgres import Database

WORKER = Path(__file__).with_name("worker.py")
PROCESSES = 3


def all_at_once(database: Database, *words: str) -> list[int]:
    """What each of several processes printed; none of them failed."""
    workers = [
        subprocess.Popen(
            [sys.executable, WORKER, *words],
            env={**os.environ, **database.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    try:
        said = [worker.communicate(timeout=100) for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    assert [worker.returncode for worker in workers] == [0] * PROCESSES, [error for _, error in said]
    return [int(answer) for answer, _ in said]


def test_a_lot_that_everybody_sells_is_sold_once(both_databases: Database) -> None:
    do(allowances.grant(PLACE, year=2020, tonnes=200))
    done = all_at_once(both_databases, "sell", "7", "20")
    assert sum(done) == 200 // 7
    assert lies_in("allowance/holding/2020/granted-at-0") == 200 % 7
    assert lies_in("treasury/allowance_sales/2020/at-5", unit="krw") == 5 * 7 * (200 // 7)
    assert lies_in("acts/allowances", unit="act") == 1 + sum(done)
    last = standing(PLACE)[-1].group
    assert last
    do(take_back(PLACE, key=last))
    assert lies_in("allowance/holding/2020/granted-at-0") == 200 % 7 + 7
    assert wrong() == []


def test_a_limit_that_no_floor_holds_is_not_passed(both_databases: Database) -> None:
    do(allowances.grant(PLACE, year=2020, tonnes=1200))
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(40), price_krw=5))
    done = all_at_once(both_databases, "carry", "3", "15")
    # Twice the net sales are 80 t: 26 times 3 t, though 160 t are there.
    assert sum(done) == 26
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).carried_out == 78
    assert wrong() == []


def test_an_event_that_everybody_claims_is_claimed_once(both_databases: Database) -> None:
    assert sum(all_at_once(both_databases, "claim", "12")) == 12
    assert wrong() == []
