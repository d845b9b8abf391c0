"""The Django app of `things`."""

from django.apps import AppConfig


class ThingsConfig(AppConfig):
    """What is there?"""

    name = "dure.kernel.things"
    label = "things"
