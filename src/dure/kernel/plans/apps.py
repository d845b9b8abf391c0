"""The Django app of `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """What was promised?"""

    name = "dure.kernel.plans"
    label = "plans"
