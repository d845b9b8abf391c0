"""The peer django-hordak, in an environment of its own. Started by bench/ledger.py.

python hordak_client.py setup DATABASE_URL
python hordak_client.py WORKLOAD DATABASE_URL SECONDS CLIENTS SEED

It says when it is ready and begins when it is told to.
"""

import random
import sys
import threading
import time
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings

WALLETS = 1000


def configure(url: str) -> None:
    """Settings with nothing but the peer."""
    parts = urlsplit(url)
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": parts.username,
                "HOST": parse_qs(parts.query)["host"][0],
            }
        },
        CURRENCIES=["KRW"],
        DEFAULT_CURRENCY="KRW",
        SECRET_KEY="bench",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def setup() -> None:
    """Tables and accounts."""
    from django.core.management import call_command
    from hordak.models import Account, AccountType

    call_command("migrate", verbosity=0)
    for number in range(WALLETS + 1):
        Account.objects.create(name=f"account {number}", type=AccountType.liability, currencies=["KRW"])


def one_client(workload: str, limit: float, seed: int, answers: list[int]) -> None:
    """Transfer until the time is over. No floor is checked: the peer has none."""
    from django.db import connection, transaction
    from hordak.models import Account
    from moneyed import Money

    chance = random.Random(seed)
    accounts = list(Account.objects.order_by("id"))
    one, done, end = Money(1, "KRW"), 0, time.time() + limit
    while time.time() < end:
        source, target = chance.sample(accounts[1:], 2)
        with transaction.atomic():
            (accounts[0] if workload == "issue" else source).transfer_to(target, one)
        done += 1
    connection.close()
    answers.append(done)


def main(words: list[str]) -> None:
    """Set up, or run the clients."""
    configure(words[1])
    if words[0] == "setup":
        setup()
        return
    workload, _url, limit, clients, seed = words
    answers: list[int] = []
    print("ready", flush=True)
    sys.stdin.readline()
    threads = [
        threading.Thread(target=one_client, args=(workload, float(limit), int(seed) + number, answers))
        for number in range(int(clients))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == int(clients), "A client failed."
    print(sum(answers), 0)


if __name__ == "__main__":
    main(sys.argv[1:])
