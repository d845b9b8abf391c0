"""The Django app of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Templates, tags and pages."""

    name = "dure.portal"
    label = "portal"
