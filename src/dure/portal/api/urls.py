"""The addresses of the API: its operations, its description, and the page for people."""

from django.urls import path
from django.views.generic import RedirectView

from dure.portal.api.description import openapi
from dure.portal.api.routes import api

app_name = "api"
operations, _app, _name = api.urls
urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    path("docs", RedirectView.as_view(pattern_name="api_docs"), name="docs"),
    *operations,
]
