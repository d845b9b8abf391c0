"""Residents of the small town, its officers, and what they begin at the desk of campaigns."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.resident.acts.conftest import TOWN, town, town_packs
from tests.portal.resident.people.conftest import approver, joins, officer, person

__all__ = ["approver", "joins", "officer", "person", "town", "town_packs"]
DESK = f"/en/work/{TOWN}/campaigns/"
# Begins a case of a kind with these fields; answers its page.
Begin = Callable[..., str]


def today() -> date:
    """The day it is."""
    return timezone.localdate()


@pytest.fixture
def begin(officer: Client) -> Begin:
    """An officer files a campaign."""

    def filed(kind: str, **said: object) -> str:
        sent = officer.post(DESK, {"kind": kind, **{f"{kind}-{name}": f"{v}" for name, v in said.items()}})
        assert sent.status_code == 302, sent.content.decode()
        return sent["Location"]

    return filed


@pytest.fixture
def mission(begin: Begin, approver: Client) -> Callable[..., str]:
    """An open mission of this month: five cans unless said otherwise; answers its number."""

    def opened(**said: object) -> str:
        first = today().replace(day=1)
        told = {
            "title": "Five cans", "programme": "cans", "who": "person", "size": "easy", "wanted": "can = 5",
            "first": first, "last": first + timedelta(days=40), **said,
        }  # fmt: skip
        where = begin("mission", **told)
        assert approver.post(where, {"move": "open", "says": ""}).status_code == 302
        return where.rstrip("/").rpartition("/")[2]

    return opened
