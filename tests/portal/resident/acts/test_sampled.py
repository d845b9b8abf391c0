"""The draw of acts to look at: committed to while in use, shown afterwards, the same whoever repeats it."""

import hashlib
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from dure.engines.residents import is_sampled
from dure.portal.resident.acts import sampling
from dure.portal.resident.sampled import draws
from tests.portal.resident.acts.conftest import TOWN

TODAY = date(2026, 11, 2)


@pytest.mark.usefixtures("town")
def test_the_page_never_tells_the_secret_that_is_in_use() -> None:
    rows = Client().get(f"/en/{TOWN}/sampling.json").json()["months"]
    assert [bool(row["secret"]) for row in rows] == [False, *[True] * 11]
    assert "in use" in Client().get(f"/en/{TOWN}/sampling/").content.decode()


def test_anybody_repeats_the_draw_of_a_month_that_is_over() -> None:
    now, last, *_before = draws("somewhere", today=TODAY)
    assert (now[0], now[2]) == ("2026-11", "")
    month, commitment, secret = last
    key = bytes.fromhex(secret)
    assert hashlib.sha256(b"sampling key\0" + key).hexdigest() == commitment
    for number in range(50):
        event = f"act can no {number}"
        drawn = sampling.is_drawn(event, place="somewhere", month=month, purpose=sampling.FIRST, percent=30)
        assert drawn == is_sampled(event, key=key, purpose="review", share=Fraction(30, 100))
