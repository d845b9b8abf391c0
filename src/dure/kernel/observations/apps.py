"""The Django app of `observations`."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """What was measured or stated?"""

    name = "dure.kernel.observations"
    label = "observations"
