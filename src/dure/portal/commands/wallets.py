"""`dure wallets expire` sends points whose last day has passed to their account; `dure wallets remind` tells.

A timer runs both once a day. Stopped half-way, or run twice, they go on where they were: nothing goes twice
and nobody is told twice.
"""

import os
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from dure.kernel.ledgers import read as ledgers  # noqa: E402  after setup
from dure.portal.resident.wallets import expiring, reminding  # noqa: E402
from dure.portal.resident.wallets.terms import point_units, terms_of  # noqa: E402

USAGE = "dure wallets expire [PLACE …]\ndure wallets remind [PLACE …]"
VERBS = ("expire", "remind")


def run(arguments: list[str]) -> int:
    """Go through the wallets of the places named, or of all; 2 where the words cannot be followed."""
    places = arguments[1:] or list(ledgers.places())
    unknown = sorted(set(places) - set(ledgers.places()))
    if not arguments or arguments[0] not in VERBS:
        print(USAGE, file=sys.stderr)
        return 2
    if unknown:
        print(f"There is no ledger of {', '.join(unknown)}.", file=sys.stderr)
        return 2
    at, units = datetime.now(UTC), ledgers.units()
    for place in places:
        for unit in point_units():
            terms = terms_of(place, (unit,))
            if arguments[0] == "expire":
                done = expiring.expire(place, unit=unit, terms=terms, at=at, tell=_tell)
                print(f"{place} {unit}: {done.amount:,} of {done.emptied:,} wallets have ended.")
            else:
                count = reminding.remind(place, unit=unit, title=units[unit].title, terms=terms, at=at)
                print(f"{place} {unit}: {count:,} new notices.")
    return 0


def _tell(done: expiring.Ended) -> None:
    print(f"  {done.wallets:,} of {done.of:,} wallets looked at", file=sys.stderr)
