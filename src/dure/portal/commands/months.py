"""`dure months` goes on with every month that is being closed, until each is ready to be published.

It also gathers what programmes' acts and payments came to in each month, which statistics and trials read.
"""

import os
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402  after setup

from dure.kernel.ledgers import read as ledgers  # noqa: E402
from dure.kernel.ledgers.write import Refused  # noqa: E402
from dure.portal.resident.acts import months, past, tariffs  # noqa: E402


def run(arguments: list[str]) -> int:
    """Gather what is open in the places named, or in all; 1 where a sum does not add up."""
    unknown = sorted(set(arguments) - set(ledgers.places()))
    if unknown:
        print(f"There is no ledger of {', '.join(unknown)}.", file=sys.stderr)
        return 2
    right = True
    today = timezone.localdate()
    for place in arguments or ledgers.places():
        for each in tariffs.runs_at(place, on=today):
            if each.place == place and (rows := past.gather(place, each.programme)):
                print(f"{place} {each.programme.name}: {rows:,} rows gathered by month")
        for total in ledgers.totals(place, below=months.NAME, published=False):
            if total.amount is None:
                right = _gather(total) and right
    return 0 if right else 1


def _gather(total: ledgers.Total) -> bool:
    """Gather one month to its end, saying how far it has come."""
    while total.amount is None:
        try:
            total = months.advance(total, at=datetime.now(UTC))
        except Refused as error:
            print(error.says.en)
            return False
        print(f"{total.about}: {ledgers.gathered(total):,} of {total.accounts:,} accounts")
    print(f"{total.about}: {total.amount:,} g of {total.leaves:,} accounts, ready to be published.")
    return True
