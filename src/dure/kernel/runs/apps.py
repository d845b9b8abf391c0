"""The Django app of `runs`."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """What follows?"""

    name = "dure.kernel.runs"
    label = "runs"
