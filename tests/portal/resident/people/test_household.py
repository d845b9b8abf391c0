"""Households: begun, joined by a link, left; nobody in two at once; what they state is sealed and checked."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from dure.kernel.parties import read as parties
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.people.invitations import invitation
from tests.portal.resident.people.conftest import party_of

HOME = "/en/my/household/"


def begin(client: Client) -> str:
    """Begin a household; answers the link of its invitation."""
    page = client.post(HOME, {"do": "begin"}, follow=True).content.decode()
    link = re.search(r'href="http://testserver(/en/my/household/invited/[^"]+)"', page)
    assert link, page
    return link[1]


def home_of(username: str) -> str:
    return household_of(party_of(username), on=timezone.localdate())


def test_who_is_invited_lives_there_and_nobody_is_named(joins: Callable[[str], Client]) -> None:
    one, two = joins("one"), joins("two")
    link = begin(one)
    assert "Join only if you live there" in two.get(link).content.decode()
    page = two.post(link, follow=True).content.decode()
    assert "2 people live here" in page
    assert "Kim one" not in page
    assert home_of("one") == home_of("two") != ""


def test_who_joins_another_household_leaves_the_first(joins: Callable[[str], Client]) -> None:
    one, two = joins("one"), joins("two")
    begin(two)
    first = home_of("two")
    link = begin(one)
    assert "nobody lives in two at once" in two.get(link).content.decode()
    two.post(link)
    assert home_of("two") == home_of("one")
    assert parties.members(first, on=timezone.localdate()) == ()


def test_a_link_that_was_not_made_here_or_leads_elsewhere_opens_nothing(
    joins: Callable[[str], Client],
) -> None:
    one, two = joins("one"), joins("two")
    begin(one)
    for token in ("nonsense", invitation(party_of("one"))):
        answer = two.post(f"{HOME}invited/{token}/")
        assert answer.status_code == 410
    assert home_of("two") == ""


def test_neighbourhood_and_meters_are_sealed_and_each_is_counted_there(
    joins: Callable[[str], Client],
) -> None:
    one = joins("one")
    begin(one)
    said = {"do": "about", "neighbourhood": "Deokam-dong", "meter_electricity": "0123456789"}
    assert "Kept, sealed" in one.post(HOME, said, follow=True).content.decode()
    kept = parties.details_of(home_of("one"))
    assert (kept["neighbourhood"], kept["meter_electricity"]) == ("Deokam-dong", "0123456789")
    joined = parties.enrolment_of(party_of("one"))
    assert joined is not None
    assert joined.area == "Deokam-dong"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM parties_detail")
        assert b"0123456789" not in b"".join(bytes(row[0]) for row in cursor)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"do": "about", "neighbourhood": "Hanbat-ro 12-3"}, "neighbourhood alone"),
        ({"do": "about", "meter_gas": "900101-1234567"}, "resident registration number is not taken"),
        ({"do": "use", "meter": "gas", "month": "2026-13", "used": "3"}, "year and month"),
        ({"do": "use", "meter": "gas", "month": "2999-01", "used": "3"}, "not over"),
        ({"do": "use", "meter": "gas", "month": "2025-01", "used": "many"}, "Give a number"),
        ({"do": "use", "meter": "gas", "month": "2025-01", "used": "-1"}, "Look at the unit"),
        ({"do": "use", "meter": "water", "month": "2025-01", "used": "312,000"}, "Look at the unit"),
    ],
)
def test_what_cannot_be_kept_says_why(
    joins: Callable[[str], Client], said: dict[str, str], says: str
) -> None:
    one = joins("one")
    begin(one)
    answer = one.post(HOME, said)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert parties.details_of(home_of("one")) == {}


def test_the_use_of_a_month_stands_beside_that_of_the_year_before(joins: Callable[[str], Client]) -> None:
    one = joins("one")
    begin(one)
    for month, used in (("2024-10", "1,300.5"), ("2025-10", "290"), ("2025-10", "280")):
        one.post(HOME, {"do": "use", "meter": "electricity", "month": month, "used": used})
    uses = parties.uses_of(home_of("one"))
    assert uses == {("electricity", "2024-10"): Decimal("1300.5"), ("electricity", "2025-10"): Decimal(280)}
    page = one.get(HOME).content.decode()
    assert "1,300.5" in page
    assert "280" in page


def test_who_leaves_a_household_no_longer_reads_it(joins: Callable[[str], Client]) -> None:
    one, two = joins("one"), joins("two")
    two.post(begin(one))
    one.post(HOME, {"do": "about", "neighbourhood": "Deokam-dong"})
    two.post(HOME, {"do": "leave"})
    assert home_of("two") == ""
    assert "Deokam-dong" not in two.get(HOME).content.decode()
    assert "1 person lives here" in one.get(HOME).content.decode()
