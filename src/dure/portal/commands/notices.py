"""`dure notices …`: hands over what phones are to be told, and tells what was not sent and why.

A timer runs `dure notices due` once a day, which tells of sessions that are tomorrow, and `dure notices send`
every few minutes; run twice at once, nothing is told or sent twice.
"""

import argparse
import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402  after setup

from dure.kernel.parties import read  # noqa: E402
from dure.kernel.things import read as things  # noqa: E402
from dure.portal.phone.sending import post_over_https, send_waiting  # noqa: E402
from dure.portal.resident.people.courses import tell_tomorrow  # noqa: E402

LOG_DAYS = 30


def run(arguments: list[str]) -> int:
    """Send, or show the log of a month."""
    parser = argparse.ArgumentParser(
        prog="dure notices", description="Notices to phones that agreed to them."
    )
    parser.add_argument("verb", choices=("due", "send", "log"))
    chosen = parser.parse_args(arguments)
    now = timezone.now()
    if chosen.verb == "due":
        told = sum(tell_tomorrow(place.id, at=now) for place in things.places())
        print(f"{told} told of a session tomorrow")
        return 0
    if chosen.verb == "send":
        sent = send_waiting(now=now, post=post_over_https)
        print(
            f"{sent.handed_over} handed over, {sent.not_delivered} not delivered, "
            f"{sent.suppressed} suppressed, {sent.waiting} wait for the morning"
        )
        return 0
    for outcome, why, count in read.telling_counts(since=now - timedelta(days=LOG_DAYS)):
        print(f"{count:6} {outcome} {why}".rstrip())
    return 0
