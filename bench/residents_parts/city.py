"""A synthetic city, filled and asked, in a process of its own. Started by bench/residents.py.

    python city.py RESIDENTS

Prints what it measured as one line of JSON.
"""

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"
from pathlib import Path

from dure.portal.words import compile_words

compile_words(Path(os.environ["DURE_HOME"]))
django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from dure.engines.residents import trial  # noqa: E402
from dure.grammar import read as read_packs  # noqa: E402
from dure.kernel.ledgers import read as ledgers  # noqa: E402
from dure.kernel.ledgers import write as posting  # noqa: E402
from dure.kernel.parties import write as parties  # noqa: E402
from dure.kernel.parties.models import Account  # noqa: E402
from dure.kernel.parties.read import PartySeen, RoleHeld  # noqa: E402
from dure.kernel.runs import write as runs  # noqa: E402
from dure.portal import append_only, keeping  # noqa: E402
from dure.portal.demo.residents import city_of, fill, settle  # noqa: E402
from dure.portal.resident.acts import books, months, past  # noqa: E402
from dure.portal.resident.wallets.expiring import expire  # noqa: E402
from dure.portal.resident.wallets.lots import months_later  # noqa: E402
from dure.portal.resident.wallets.terms import Terms  # noqa: E402
from dure.protocols.sum_tree import faults_of  # noqa: E402

PLACE, PROGRAMME, SEED = "sample-district", "green_life", 1
PROOFS, DRAWS, ASKED = 50, 200, 5
settings.ALLOWED_HOSTS = ["testserver"]
Measured = dict[str, float]


def main(size: int) -> None:
    """Fill the city, measure, and print."""
    call_command("migrate", verbosity=0)
    append_only.make_guards()
    call_command("collectstatic", verbosity=0, interactive=False)
    at = datetime.now(UTC)
    runs.load(read_packs(settings.PACKS), code_version="bench", at=at, tell=lambda *_: None)
    found = _fill(size, at)
    found |= _close(at)
    found |= _pages(at)
    found |= _try(at)
    found |= _issue(at)
    found |= _expire(at)
    print(json.dumps(found))


def _fill(size: int, at: datetime) -> Measured:
    city = city_of(PLACE, PROGRAMME, today=timezone.localdate(at), seed=SEED)
    cpu, wall = time.process_time(), time.monotonic()
    done = fill(city, size=size, at=at, tell=lambda line: print(line, file=sys.stderr))
    settle(city, at=at)
    found = {"fill_cpu": time.process_time() - cpu, "fill_s": time.monotonic() - wall}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return found | {"residents": done.residents, "acts": done.acts, "rows": done.rows}


def _close(at: datetime) -> Measured:
    """Close the busiest month, publish it, and make proofs for some of those who are in it."""
    grams = books.avoided_total(PLACE, PROGRAMME)
    month = max(grams, key=lambda one: grams[one])
    cpu, wall = time.process_time(), time.monotonic()
    total = months.begin(
        PLACE, PROGRAMME, month=month, at=at, today=timezone.localdate(at), secret=os.urandom(44)
    )
    while total.amount is None:
        total = months.advance(total, at=at)
    found = {"close_cpu": time.process_time() - cpu, "close_s": time.monotonic() - wall}
    total = posting.publish_total(total.id, case="programme_month/bench", at=at)
    assert total.amount == grams[month]
    prefix = f"{books.AVOIDED}/{books.GWP_SET}/{PROGRAMME}/{month}/"
    held = [each.path.rpartition("/")[2] for each in ledgers.accounts(PLACE, prefix=prefix, limit=PROOFS)]
    times, right = [], 0
    for party in held:
        began = time.monotonic()
        proof = months.proof(total, party=party)
        times.append(time.monotonic() - began)
        right += proof is not None and not faults_of(proof) and proof.root.digest.hex() == total.root
    found |= {"proof_ms": 1000 * median(times), "proofs_hold": 100 * right / len(held)}
    return found | {"leaves": total.leaves or 0}


def _pages(at: datetime) -> Measured:
    """Pages made anew: seconds and questions, the middle of a few."""
    parties.give_account(f"s-{SEED}-{0:07}", account_id=parties.open_account("one", password=None, at=at))
    officer = parties.open_account("officer", password=None, at=at)
    parties.register_party(_officer(), at=at, account_id=officer)
    parties.give_role(RoleHeld("p-bench", "officer", PLACE, timezone.localdate(at)), at=at)
    one, work, everybody = Client(), Client(), Client()
    one.force_login(Account.objects.get(username="one"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    work.force_login(Account.objects.get(username="officer"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    found: Measured = {}
    for name, client, address in (
        ("board", everybody, f"/ko/{PLACE}/programmes/{PROGRAMME}/"),
        ("statistics", everybody, f"/ko/{PLACE}/programmes/{PROGRAMME}/statistics/"),
        ("participants", everybody, f"/ko/{PLACE}/participants/"),
        ("totals", everybody, f"/ko/{PLACE}/programmes/{PROGRAMME}/totals/"),
        ("statement", one, "/ko/my/wallet/"),
        ("tonne", one, "/ko/my/tonne/"),
        ("desk", work, f"/ko/work/{PLACE}/months/"),
        ("programme_desk", work, f"/ko/work/{PLACE}/programmes/{PROGRAMME}/"),
    ):
        found |= _asked(name, client, address)
    return found


def _officer() -> PartySeen:
    return PartySeen("p-bench", "person", PLACE, months.people_words(1))


def _asked(name: str, client: Client, address: str) -> Measured:
    times, questions = [], 0
    for _each in range(ASKED):
        keeping.forget()
        with CaptureQueriesContext(connection) as asked:
            began = time.monotonic()
            answer = client.get(address)
            times.append(time.monotonic() - began)
        questions = len(asked)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")
    if os.environ.get("DURE_BENCH_QUESTIONS"):
        for each in sorted(asked.captured_queries, key=lambda one: -float(one["time"]))[:3]:
            print(name, each["time"], each["sql"][:300], file=sys.stderr)
    return {f"{name}_ms": 1000 * median(times), f"{name}_questions": questions}


def _issue(at: datetime) -> Measured:
    """Acts paid one by one out of the one budget."""
    chance = random.Random(SEED)
    reason = posting.Reason(months.people_words(1), origin="bench")
    budget = books.budget_of(PROGRAMME)
    began = time.monotonic()
    for number in range(DRAWS):
        moment = at + timedelta(milliseconds=number)
        key = posting.make_key(at=moment, random_bytes=chance.randbytes(10))
        wallet = books.wallet_of(f"s-{SEED}-{chance.randrange(100):07}")
        move = posting.Movement(key, budget, wallet, 100, "krw", moment, reason)
        posting.transfer(move, place=PLACE, at=moment)
    return {"issued_a_second": DRAWS / (time.monotonic() - began)}


def _try(at: datetime) -> Measured:
    """The acts of the last whole month, counted and paid again by another tariff."""
    run = city_of(PLACE, PROGRAMME, today=timezone.localdate(at), seed=SEED).run
    began = time.process_time()
    acts = past.acts_in(PLACE, run.programme, month=past.last_month(timezone.localdate(at)))
    counted = time.process_time() - began
    rates = dict.fromkeys(acts.actions, 100)
    trial(acts, rates=rates, caps={"day": 300, "month": 2000}, budget=10**9)
    tried = time.process_time() - began - counted
    return {"month_acts": len(acts), "counted_ms": 1000 * counted, "trial_ms": 1000 * tried}


class _Ending(Terms):
    """Terms by which everything ends with the month it was earned in."""

    def last_day(self, _unit: str) -> Callable[[date], date]:
        return lambda month: months_later(month, months=0)


def _expire(at: datetime) -> Measured:
    """Lots whose last day has passed, wallet by wallet; then all the rest by a plain sweep."""
    cpu, began = time.process_time(), time.monotonic()
    done = expire(PLACE, unit="krw", terms=_Ending(()), at=at)
    found = {"lots_cpu": time.process_time() - cpu, "lots_s": time.monotonic() - began}
    found |= {"lots_wallets": done.wallets, "lots_emptied": done.emptied}
    reason = posting.Reason(months.people_words(1), origin="bench")
    began = time.monotonic()
    emptied = posting.sweep(
        PLACE, prefix=f"{books.WALLET}/", unit="krw", into=books.budget_of(PROGRAMME), reason=reason,
        happened_at=at, at=at,
    )  # fmt: skip
    found["expired_a_second"] = emptied / (time.monotonic() - began)
    left = sum(each.balance for each in ledgers.accounts(PLACE, prefix=f"{books.WALLET}/", limit=1000))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | {"expired": emptied, "left": left, "memory_mib": most}


if __name__ == "__main__":
    main(int(sys.argv[1]))
