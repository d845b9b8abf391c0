"""The Django app of `networks`."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """How is it joined?"""

    name = "dure.kernel.networks"
    label = "networks"
