"""The packs of the office, with a town that has stores."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from tests.portal.wasting import make_packs


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    return make_packs(tmp_path_factory.mktemp("stores") / "packs")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the machine, which pages ask through Django, to a moment in ISO 8601."""

    def at(moment: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))

    return at
