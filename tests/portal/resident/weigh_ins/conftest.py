"""A town with two exchanges, a filled till, somebody who lives there, and who keeps the exchange."""

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as parties
from dure.kernel.parties.models import Account
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal.resident.weigh_ins import tills
from tests.portal.handing_in import make_handing_in_packs
from tests.portal.officer.conftest import Reader
from tests.portal.resident.acts.conftest import TOWN
from tests.recalled import load

STORE = "exchange"
NUMBERS = count(1)


@pytest.fixture(scope="session")
def packs_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    return make_handing_in_packs(tmp_path_factory.mktemp("weigh") / "packs")


@pytest.fixture(autouse=True)
def town(
    db: None, packs_folder: Path, settings: Settings, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The town at a fixed moment, with 10,000 won and 1,000 points in the till."""
    settings.PACKS = packs_folder
    monkeypatch.setattr(timezone, "now", lambda: at)
    load(packs_folder, at)
    tills.fill(TOWN, store=STORE, unit="krw", amount=10_000, case="till_filling/a", at=at)
    tills.fill(TOWN, store=STORE, unit="nephron_point", amount=1_000, case="till_filling/b", at=at)


def new_key(at: datetime) -> UUID:
    """A key that no other call gave."""
    return posting.make_key(at=at, random_bytes=next(NUMBERS).to_bytes(10))


@pytest.fixture
def keeper(at: datetime) -> Client:
    """Whoever keeps the exchange, signed in."""
    return signed_in("garam", "keeper", f"{TOWN}/{STORE}", at)


def signed_in(name: str, role: str, place: str, at: datetime) -> Client:
    """Somebody with a role, signed in."""
    account = parties.open_account(name, password=None, at=at)
    parties.register_party(PartySeen(name, "person", TOWN, Text("가람", "Garam")), at=at, account_id=account)
    parties.give_role(RoleHeld(name, role, place, at.date() - timedelta(days=1)), at=at)
    client = Reader(headers={"Accept-Language": "en"})
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(Account.objects.get(pk=account), backend=backend)
    return client
