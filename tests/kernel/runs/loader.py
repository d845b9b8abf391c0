"""A program that begins to load packs, says so in the middle, and then waits to be killed."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from dure.kernel.runs import write  # noqa: E402  after setup
from tests.kernel.runs.city import city, figures  # noqa: E402
from tests.kernel.said import CITY, DAY, NOON  # noqa: E402


def tell(words: str, _done: int, _of: int) -> None:
    """Say which place is being reckoned; wait at the city."""
    if words == CITY:
        print(f"reckoning {words}", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    write.load(city(figures(total="12.0"), digest="second"), code_version="2", at=NOON + DAY, tell=tell)
