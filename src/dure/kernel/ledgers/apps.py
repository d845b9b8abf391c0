"""The Django app of `ledgers`."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """What moved?"""

    name = "dure.kernel.ledgers"
    label = "ledgers"
