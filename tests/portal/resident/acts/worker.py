"""A process that records acts for one resident, as one of several at once: prints what was paid."""

import os
import sys
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")

import django

django.setup()

from dure.kernel.ledgers.write import make_key  # noqa: E402
from dure.portal.resident.acts.recording import Asked, record  # noqa: E402

NOON = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))


def main(party: str, seed: int, times: int, *, same: bool) -> None:
    """Record so many acts; the same ones as every other process where `same`."""
    paid = 0
    for number in range(times):
        chance = (number if same else seed * 1000 + number) + (int.from_bytes(party.encode()[-4:]) << 20)
        key: UUID = make_key(at=NOON, random_bytes=chance.to_bytes(10))
        done = record(
            Asked("dreamtown", party, "cans", "can", Decimal(1), key, NOON, NOON, event=f"{party} {chance}")
        )
        paid += 0 if done.repeated else done.paid
    print(paid)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), same=sys.argv[4] == "same")
