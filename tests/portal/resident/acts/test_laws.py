"""Laws: whatever residents record, no cap is exceeded, what is sent again does nothing, units sum to zero."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.acts.recording import Asked, record
from tests.portal.resident.acts.conftest import TOWN, joined, key

# Days back, how many cans, which of two programmes, and whether it is sent twice.
ACT = st.tuples(st.integers(0, 3), st.integers(1, 20), st.booleans(), st.booleans())
DAY_CAP, YEAR_CAP = 1250, 2000


@pytest.mark.usefixtures("town")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACT, min_size=1, max_size=8))
def test_no_cap_is_exceeded_and_units_sum_to_zero(
    at: datetime, acts: list[tuple[int, int, bool, bool]]
) -> None:
    nuri = joined(f"nuri-{key(at).hex}", at)
    days: dict[datetime, int] = {}
    for back, cans, other, twice in acts:
        programme, action = ("bins", "tin") if other else ("cans", "can")
        when = at - timedelta(days=back)
        act = Asked(TOWN, nuri, programme, action, Decimal(cans), key(at), when, at)
        try:
            done = record(act)
        except ActRefused:
            continue
        if twice:
            assert record(act).repeated
        if programme == "cans":
            days[when] = days.get(when, 0) + done.paid
    assert all(paid <= DAY_CAP for paid in days.values())
    assert sum(days.values()) <= YEAR_CAP
    sums: dict[str, int] = {}
    for account in ledgers.accounts(TOWN, limit=1000):
        sums[account.unit] = sums.get(account.unit, 0) + account.balance
    assert set(sums.values()) == {0}
    assert ledgers.balance(TOWN, path=books.wallet_of(nuri), unit="krw") >= sum(days.values())
