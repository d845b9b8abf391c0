"""The addresses of the API of one's own wallet."""

from django.urls import path

from dure.portal.own_api.routes import api, openapi

app_name = "own_api"
operations, _app, _name = api.urls
urlpatterns = [path("openapi.json", openapi, name="own_openapi"), *operations]
