"""What tests of pages stand on: files as they lie, quick passwords, and counts that begin at nothing."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from dure.portal import health, keeping


@pytest.fixture(autouse=True)
def pages_as_they_lie(settings: Settings) -> None:
    """Serve files without collecting them first, and forget what earlier tests failed and asked."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Argon2 is slow on purpose; what is tested here is not the hash.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    keeping.forget()
    health.forget()
    for path in settings.HOME.glob("rate.sqlite3*"):
        path.unlink()
