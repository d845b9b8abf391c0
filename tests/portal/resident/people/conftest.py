"""Residents of the small town who have joined by its page."""

from collections.abc import Callable

import pytest
from django.test import Client

from dure.kernel.parties import read as parties
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN, town, town_packs

__all__ = ["approver", "officer", "person", "town", "town_packs"]


@pytest.fixture
def joins(town: str) -> Callable[[str], Client]:
    """Somebody joins by the page, and is signed in."""

    def join(username: str) -> Client:
        client = Client()
        said = {
            "username": username, "password": "a long enough word", "name": f"Kim {username}",
            "birth_date": "1985-05-17", "phone": "010-1234-5678", "agree": "on", "statistics": "on",
        }  # fmt: skip
        assert client.post(f"/en/join/{TOWN}/", said).status_code == 302
        return client

    return join


def party_of(username: str) -> str:
    """The party behind a login name."""
    found = parties.party_of(parties.find_account(username))
    assert found is not None
    return found.id
