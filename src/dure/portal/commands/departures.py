"""`dure departures`: forgets the details of residents who left and whose day has come; a daily timer."""

import argparse
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402  after setup

from dure.portal.resident.people.departing import forget_due  # noqa: E402


def run(arguments: list[str]) -> int:
    """Forget them and say how many there were."""
    argparse.ArgumentParser(
        prog="dure departures",
        description="Forgets the details of residents who moved away or died and whose day has come.",
    ).parse_args(arguments)
    print(f"{forget_due(at=timezone.now())} forgotten")
    return 0
