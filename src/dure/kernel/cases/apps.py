"""The Django app of `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """What was asked, what was decided?"""

    name = "dure.kernel.cases"
    label = "cases"
