"""A process that exchanges points of several wallets: prints the won they became, 0 where refused."""

import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")

import django

django.setup()

from dure.grammar.shapes import Text  # noqa: E402
from dure.kernel.ledgers.write import make_key  # noqa: E402
from dure.portal.officer.acts.acting import ActRefused  # noqa: E402
from dure.portal.resident.wallets import exchanging  # noqa: E402
from dure.portal.resident.wallets.moving import Ask, Wallet  # noqa: E402
from dure.portal.resident.wallets.terms import terms_of  # noqa: E402

NOON = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
UNIT, TO = "sample_point", "community_krw"


def main(points: int, parties: list[str], *, same: bool) -> None:
    """Exchange so many points of each; with the same keys as every other process where `same`."""
    terms = terms_of("dreamtown", (UNIT,))
    paid = 0
    for number, party in enumerate(parties):
        seed = number if same else int.from_bytes(os.urandom(6))
        key = make_key(at=NOON, random_bytes=seed.to_bytes(10))
        ask = Ask(key, NOON, Text("교환", "Exchange"), exchanging.origin_of(UNIT, TO))
        wallet = Wallet("dreamtown", party, UNIT, terms.last_day(UNIT))
        try:
            paid += exchanging.exchange(wallet, ask, to=TO, points=points, terms=terms).krw
        except ActRefused:
            continue
    print(paid)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[3:], same=sys.argv[2] == "same")
