"""`dure manage …` passes on to Django's own commands."""

import os

import django
from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from dure.portal import append_only  # noqa: E402  after setup


def run(arguments: list[str]) -> int:
    """Run one of Django's commands. After migrate the guards of append-only tables are made again."""
    execute_from_command_line(["dure manage", *arguments])
    if arguments[:1] == ["migrate"]:
        append_only.make_guards()
    return 0
