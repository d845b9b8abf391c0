"""Outstanding participants: criteria first, alike for everybody, reckoned twice, named by consent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.parties.models import Account
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.campaigns.choosing import find_choice, reckon
from tests.portal.resident.acts.conftest import TOWN, chance, joined, key
from tests.portal.resident.campaigns.conftest import Begin, today
from tests.portal.resident.people.conftest import party_of

pytestmark = pytest.mark.usefixtures("town")
PUBLIC = f"/en/{TOWN}/campaigns/"


def resident(name: str) -> Client:
    """Somebody who joined some months ago, signed in."""
    joined(name, timezone.now() - timedelta(days=90))
    client = Client()
    client.force_login(Account.objects.get(username=name))
    return client


def act(party: str, *, on: int, cans: int = 1) -> None:
    """An act on a day of last month, told at once by somebody who had joined before."""
    at = timezone.localtime().replace(day=1, hour=12) - timedelta(days=on)
    record(Asked(TOWN, party, "cans", "can", Decimal(cans), key(at), at, at), chance=chance)


def test_the_steady_ones_are_chosen_and_named_only_if_they_agree(
    officer: Client, approver: Client, begin: Begin
) -> None:
    clients = {name: resident(name) for name in ("one", "two", "three")}
    ids = {name: party_of(name) for name in clients}
    month = f"{today().replace(day=1) - timedelta(days=1):%Y-%m}"
    where = begin(
        "outstanding", title="Steady", programme="cans", first=month, last=month, least_days=2, most=1
    )
    assert "acts on at least 2 days" in Client().get(PUBLIC).content.decode()
    for day in (2, 3, 4):
        act(ids["one"], on=day)
    act(ids["two"], on=2, cans=40)
    choice = find_choice(where.rstrip("/").rpartition("/")[2])
    assert choice is not None
    first = reckon(choice)
    assert first.chosen == (ids["one"],)
    assert reckon(choice).digest == first.digest
    officer.post(where, {"move": "reckon", "says": ""})
    act(ids["two"], on=5)
    assert "acts have changed" in approver.post(where, {"move": "show", "says": ""}).content.decode()
    officer.post(where, {"move": "reckon", "says": ""})
    assert approver.post(where, {"move": "show", "says": ""}).status_code == 302
    page = Client().get(PUBLIC).content.decode()
    assert "fewer than 10" in page
    assert "one</strong>" not in page
    mine = f"/en/my/praise/{choice.number}/"
    assert clients["two"].post(mine, {"agree": "yes"}).status_code == 404
    clients["one"].post(mine, {"agree": "yes"})
    assert "one</strong>" in Client().get(PUBLIC).content.decode()
    clients["one"].post(mine, {"agree": "no"})
    assert "one</strong>" not in Client().get(PUBLIC).content.decode()
    assert ids["one"] not in Client().get(f"/en/{TOWN}/campaigns.json").content.decode()


def test_nothing_is_chosen_before_the_time_is_over_or_by_a_theme(officer: Client, begin: Begin) -> None:
    month = f"{today():%Y-%m}"
    where = begin(
        "outstanding", title="Too soon", programme="cans", first=month, last=month, least_days=1, most=3
    )
    assert "not over" in officer.post(where, {"move": "reckon", "says": ""}).content.decode()
    begin("monthly_theme", month=month, title="Cups", says="Bring your own cup.")
    page = Client().get(PUBLIC).content.decode()
    assert "Bring your own cup." in page
    assert "Not chosen yet" in page
