"""`dure manage …` passes on to Django's own commands."""

import os

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
    execute_from_command_line(["dure manage", *arguments])
    return 0
