"""A town with stores, a guide and a truck, loaded."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.portal.wasting import make_packs
from tests.recalled import load


@pytest.fixture(scope="session")
def waste_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    return make_packs(tmp_path_factory.mktemp("waste") / "packs")


@pytest.fixture(autouse=True)
def loaded(db: None, waste_packs: Path, settings: Settings, at: datetime) -> None:
    """The packs are loaded, and the product reads them."""
    settings.PACKS = waste_packs
    load(waste_packs, at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the machine, which pages ask through Django, to a moment in ISO 8601."""

    def at(moment: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))

    return at
