"""Files made by others are what their lock says."""

import hashlib
import tomllib
from pathlib import Path

from django.conf import settings

VENDOR = Path(settings.CODE) / "portal" / "static" / "vendor"


def test_every_vendored_file_is_unchanged_and_locked() -> None:
    lock = tomllib.loads((VENDOR / "VENDOR.lock").read_text())
    locked = {name: digest for package in lock["package"] for name, digest in package["files"].items()}
    there = {
        str(path.relative_to(VENDOR)): hashlib.sha512(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDOR.lock"
    }
    assert there == locked


def test_every_vendored_package_ships_its_licence() -> None:
    lock = tomllib.loads((VENDOR / "VENDOR.lock").read_text())
    assert all((VENDOR / package["licence_file"]).is_file() for package in lock["package"])
