"""A process of its own that acts with allowances until it is refused. Started by test_races.py.

python worker.py sell 7 60      sell 7 t of the lots sixty times; print how often it was done
python worker.py carry 3 60     carry 3 t over sixty times, within twice the net sales
python worker.py claim 40       claim forty events that everybody claims; print how often it was done
"""

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"
django.setup()

from dure.kernel.ledgers import write  # noqa: E402  after setup
from dure.portal.officer.acts import allowances, claiming  # noqa: E402
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, perform  # noqa: E402
from dure.portal.resident.holdings import Rules  # noqa: E402

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
CHANCE = random.Random()
BINDING = allowances.Binding(Rules(1000, Decimal(2), None, None), has_reason=False)


def an_act(number: int) -> Act:
    """An act of this process."""
    key = write.make_key(at=NOON + timedelta(milliseconds=number), random_bytes=CHANCE.randbytes(10))
    return Act("here", key, NOON, NOON)


def tried(deed: Deed, number: int) -> bool:
    """Do it; False when it is refused."""
    try:
        perform(an_act(number), deed)
    except ActRefused:
        return False
    return True


def sell(tonnes: str, times: str) -> None:
    """Sell from the lots that everybody sells from."""
    wanted = allowances.Wanted(int(tonnes))
    print(
        sum(
            tried(allowances.sell("here", year=2020, wanted=wanted, price_krw=5), number)
            for number in range(int(times))
        )
    )


def carry(tonnes: str, times: str) -> None:
    """Carry over what everybody carries over."""
    wanted = allowances.Wanted(int(tonnes))
    print(
        sum(
            tried(allowances.carry_over("here", year=2020, wanted=wanted, binding=BINDING), number)
            for number in range(int(times))
        )
    )


def claim(times: str) -> None:
    """Claim the events that everybody claims."""
    done = 0
    for number in range(int(times)):
        said = claiming.Claimed("gas", "credit", "here", str(2020 + number), "verified", "sar", 1)
        try:
            claiming.claim(an_act(number), said, book="land", exclusions=())
            done += 1
        except ActRefused:
            continue
    print(done)


if __name__ == "__main__":
    verbs: dict[str, Callable[..., None]] = {"sell": sell, "carry": carry, "claim": claim}
    verbs[sys.argv[1]](*sys.argv[2:])
