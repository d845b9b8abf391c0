"""The addresses of the phone's own pages, below the language."""

from django.urls import path

from dure.portal.phone import app, notices, places

urls = [
    path("app.webmanifest", app.manifest, name="manifest"),
    path("my/notices/", notices.notices, name="my_notices"),
    path("my/places/", places.places, name="my_places"),
    path("phone/offline/", app.offline, name="offline"),
    path("phone/text/", app.text_size, name="text_size"),
]
