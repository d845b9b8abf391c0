"""A process of its own that works on a ledger until it is done or killed. Started by test_races.py.

python worker.py draw 7 100      take 7 from `budget` a hundred times; print how often it was given
python worker.py wander SEED 100 move amounts between four wallets
python worker.py repeat 50       post the fifty movements that everybody posts
python worker.py endless SEED    post for ever; print each key once its movement is acknowledged
"""

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"
django.setup()

from dure.grammar.shapes import Text  # noqa: E402  after setup
from dure.kernel.ledgers import write  # noqa: E402
from dure.kernel.ledgers.write import Movement, NotEnough, Reason  # noqa: E402

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
WHY = Reason(Text("시험", "A trial"))
WALLETS = ("a", "b", "c", "d")


def key(number: int, chance: random.Random) -> UUID:
    """A key of this process, or with the same chance, of everybody."""
    return write.make_key(at=NOON + timedelta(milliseconds=number), random_bytes=chance.randbytes(10))


def post(debit: str, credit: str, amount: int, *, with_key: UUID) -> bool:
    """Post one movement; False when there is not enough."""
    said = Movement(with_key, debit, credit, amount, "point", NOON, WHY)
    try:
        write.transfer(said, place="here", at=NOON)
    except NotEnough:
        return False
    return True


def draw(amount: str, times: str) -> None:
    """Take from the budget."""
    chance = random.Random()
    print(sum(post("budget", "a", int(amount), with_key=key(number, chance)) for number in range(int(times))))


def wander(seed: str, times: str) -> None:
    """Move amounts between wallets, in both directions and several at once."""
    chance = random.Random(int(seed))
    for number in range(int(times)):
        some = [chance.sample(WALLETS, 2) for _ in range(3)]
        said = [
            Movement(key(number, chance), debit, credit, chance.randint(1, 5), "point", NOON, WHY)
            for debit, credit in some
        ]
        try:
            write.post(said, place="here", at=NOON)
        except NotEnough:
            continue


def repeat(times: str) -> None:
    """Post what everybody posts."""
    chance = random.Random(1)
    for number in range(int(times)):
        post("budget", "a", 1, with_key=key(number, chance))


def endless(seed: str) -> None:
    """Post until killed: one movement, then a pair that stands or falls together."""
    chance = random.Random(int(seed))
    number = 0
    while True:
        number += 1
        one = key(number, chance)
        if post("budget", "a", 1, with_key=one):
            print(one, flush=True)
        group, pair = key(number, chance), [key(number, chance) for _ in range(2)]
        said = [Movement(each, "budget", "b", 1, "point", NOON, WHY, group) for each in pair]
        write.post(said, place="here", at=NOON)
        print(*pair, sep="\n", flush=True)
        if number % 20 == 0:
            write.seal("here", at=NOON)


if __name__ == "__main__":
    verbs: dict[str, Callable[..., None]] = {
        "draw": draw,
        "wander": wander,
        "repeat": repeat,
        "endless": endless,
    }
    verbs[sys.argv[1]](*sys.argv[2:])
