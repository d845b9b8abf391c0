"""`dure photos`: destroys photos of acts whose time has passed. A timer runs it every day."""

import argparse
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402  after setup

from dure.portal.resident.acts.holding import destroy_photos  # noqa: E402


def run(arguments: list[str]) -> int:
    """Destroy them and say how many there were."""
    argparse.ArgumentParser(
        prog="dure photos", description="Destroys photos of acts whose time has passed."
    ).parse_args(arguments)
    print(f"{destroy_photos(at=timezone.now())} destroyed")
    return 0
