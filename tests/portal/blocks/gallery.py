"""All blocks on one page, with invented values: to look at, and for the browser's rules to check.

    DJANGO_SETTINGS_MODULE=dure.portal.settings python -m tests.portal.blocks.gallery FOLDER

writes ko.html, en.html and static/ into FOLDER.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.template import Context, Engine
from django.test import override_settings
from django.utils import translation

from tests.portal.blocks.samples import TOWNS, Samples

HERE = Path(__file__).resolve().parent
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def render(language: str) -> str:
    """The gallery as HTML in one language."""
    samples = Samples(language)
    gaon = samples.say("가온시", "Gaon")
    engine = Engine(
        dirs=[str(settings.CODE / "portal" / "templates"), str(HERE)],
        builtins=["django.templatetags.i18n", "django.templatetags.static"],
        libraries={name: f"dure.portal.templatetags.{name}" for name in ("blocks", "phone")},
    )
    words = {
        "samples": samples,
        "section": "map",
        "place_title": gaon,
        "places": [{"title": samples.say(*town[:2]), "href": "#"} for town in TOWNS],
        "crumbs": [{"title": samples.say("지도", "Map"), "href": "#"}, {"title": gaon}],
        "version": "0.1.0",
    }
    with translation.override(language), override_settings(STORAGES=settings.STORAGES | PLAIN):
        return engine.get_template("gallery.html").render(Context(words))


def write(folder: Path) -> None:
    """Write the gallery in both languages, with its static files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    static = folder / "static"
    if not static.exists():
        static.symlink_to(settings.CODE / "portal" / "static")
    for language in ("ko", "en"):
        (folder / f"{language}.html").write_text(render(language))


if __name__ == "__main__":
    django.setup()
    write(Path(sys.argv[1]))
