"""Acts need a ledger and nothing else: no packs are loaded here."""

import pytest


@pytest.fixture(autouse=True)
def loaded() -> None:
    """In place of the packs that other tests of the office stand on."""
