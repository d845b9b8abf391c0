"""A process that orders one soap for each buyer it is given: prints how many it got."""

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
from dure.portal.resident.market.asking import Buyer, order  # noqa: E402
from dure.portal.resident.market.rules import rules_of  # noqa: E402
from dure.portal.resident.market.stalls import find_good, seen_in  # noqa: E402
from dure.portal.resident.places import place_or_404  # noqa: E402
from dure.portal.resident.wallets.lots import NEVER  # noqa: E402
from dure.portal.resident.wallets.moving import Ask, Wallet  # noqa: E402

NOON = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
TOWN = "dreamtown"


def main(parties: list[str]) -> None:
    """Order one for each, as the page would: each looks at the good first, and pays in won."""
    rules = rules_of(TOWN, on=NOON.date())
    soap = find_good(seen_in(place_or_404(TOWN)), rules, "soap")
    got = 0
    for party in parties:
        ask = Ask(make_key(at=NOON, random_bytes=os.urandom(10)), NOON, Text("주문", "Order"), "")
        buyer = Buyer(party, TOWN, (Wallet(TOWN, party, "krw", lambda _month: NEVER),), {})
        try:
            order(soap, buyer, ask, quantity=1, rules=rules)
        except ActRefused:
            continue
        got += 1
    print(got)


if __name__ == "__main__":
    main(sys.argv[1:])
