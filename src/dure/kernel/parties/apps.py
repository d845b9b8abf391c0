"""The Django app of `parties`."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Who takes part?"""

    name = "dure.kernel.parties"
    label = "parties"
