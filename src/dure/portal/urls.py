"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from dure.portal.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    *i18n_patterns(
        path("account/", include("dure.portal.account.urls")),
    ),
]

handler400 = "dure.portal.errors.bad_request"
handler403 = "dure.portal.errors.forbidden"
handler404 = "dure.portal.errors.not_found"
handler429 = "dure.portal.guards.rate.too_often"
handler500 = "dure.portal.errors.broken"
