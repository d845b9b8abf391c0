"""`dure manage …` passes on to Django's own commands."""

import os

import django
from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from dure.kernel.ledgers import guard  # noqa: E402  after setup


def run(arguments: list[str]) -> int:
    """Run one of Django's commands. After migrate the guard of the ledgers is made again."""
    execute_from_command_line(["dure manage", *arguments])
    if arguments[:1] == ["migrate"]:
        guard.make_guards()
    return 0
