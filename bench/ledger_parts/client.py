"""A process with several clients that post as fast as they are answered. Started by bench/ledger.py.

    python client.py KIND WORKLOAD SECONDS CLIENTS SEED    KIND: ours | naive
    python client.py ours draw TIMES CLIENTS SEED          take 7 from the last budget, TIMES each

Says when it is ready and begins when it is told to. Prints how many were posted and how many were refused.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402  after setup

from dure.grammar.shapes import Text  # noqa: E402
from dure.kernel.ledgers import write  # noqa: E402
from dure.kernel.ledgers.write import Movement, NotEnough, Reason  # noqa: E402

PLACE, UNIT = "bench", "point"
WALLETS = 10_000
WHY = Reason(Text("측정", "Measuring"))


def ours(debit: int | str, credit: int, amount: int, chance: random.Random) -> bool:
    """One transfer through the door."""
    at = datetime.now(UTC)
    source = debit if isinstance(debit, str) else f"wallet/{debit}"
    key = write.make_key(at=at, random_bytes=chance.randbytes(10))
    said = Movement(key, source, f"wallet/{credit}", amount, UNIT, at, WHY)
    try:
        write.transfer(said, place=PLACE, at=at)
    except NotEnough:
        return False
    return True


def naive(debit: int | str, credit: int, amount: int, _chance: random.Random) -> bool:
    """Two balances changed in place and a row, as one would write it first; plain SQL, without the ORM."""
    source = 0 if isinstance(debit, str) else debit + 1
    target = credit + 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, balance FROM naive_account WHERE id IN (%s, %s) ORDER BY id FOR UPDATE",
            [source, target],
        )
        if dict(cursor.fetchall())[source] < amount:
            return False
        cursor.execute("UPDATE naive_account SET balance = balance - %s WHERE id = %s", [amount, source])
        cursor.execute("UPDATE naive_account SET balance = balance + %s WHERE id = %s", [amount, target])
        cursor.execute(
            "INSERT INTO naive_transfer (key, debit, credit, amount, at) VALUES (%s, %s, %s, %s, now())",
            [uuid4(), source, target, amount],
        )
    return True


def one_client(kind: str, workload: str, limit: float, seed: int, answers: list[tuple[int, int]]) -> None:
    """Post until the time is over, or as often as asked."""
    chance = random.Random(seed)
    post: Callable[[int | str, int, int, random.Random], bool] = {"ours": ours, "naive": naive}[kind]
    end = time.time() + limit
    done = refused = 0
    while done + refused < limit if workload == "draw" else time.time() < end:
        credit = chance.randrange(WALLETS)
        debit: int | str = {"issue": "budget", "lanes": "laned", "draw": "last"}.get(workload, "")
        if not debit:
            debit = (credit + 1 + chance.randrange(WALLETS - 1)) % WALLETS
        if post(debit, credit, 7 if workload == "draw" else 1, chance):
            done += 1
        else:
            refused += 1
    connection.close()
    answers.append((done, refused))


def main(words: list[str]) -> None:
    """Run the clients side by side, all from the same moment."""
    kind, workload, limit, clients, seed = words
    answers: list[tuple[int, int]] = []
    connection.ensure_connection()
    connection.close()
    print("ready", flush=True)
    sys.stdin.readline()
    threads = [
        threading.Thread(target=one_client, args=(kind, workload, float(limit), int(seed) + number, answers))
        for number in range(int(clients))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == int(clients), "A client failed."
    print(sum(done for done, _ in answers), sum(refused for _, refused in answers))


if __name__ == "__main__":
    main(sys.argv[1:])
