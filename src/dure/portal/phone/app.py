"""The installable app: its description, its service worker, the page without a network, and the text size."""

import hashlib
import json

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.portal.version import code_version

TEXT_COOKIE = "dure_text"
LARGE = "large"
YEAR_S = 365 * 24 * 3600
# What a page needs to look as it does when there is no network.
FILES = (
    "css/tokens.css",
    "css/layout.css",
    "css/blocks.css",
    "css/rooms.css",
    "js/dure.js",
    "js/phone.js",
    "logo.svg",
    "vendor/pretendard-gov-1.3.9/PretendardGOV-Regular.subset.woff2",
    "vendor/pretendard-gov-1.3.9/PretendardGOV-Bold.subset.woff2",
)
ICON_PX = (192, 512)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the app is called and looks like, in the reader's language."""
    start = reverse("my")
    said = {
        "id": "/",
        "name": _("Dure, the carbon-neutral city"),
        "short_name": _("Dure"),
        "description": _("Record what you do for the climate, see your points, find a place."),
        "lang": get_language(),
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#083891",
        "icons": [
            {"src": static("app/icon.svg"), "type": "image/svg+xml", "sizes": "any"},
            *(
                {
                    "src": static(f"app/icon-{size}.png"),
                    "type": "image/png",
                    "sizes": f"{size}x{size}",
                    "purpose": "any maskable",
                }
                for size in ICON_PX
            ),
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in _shortcuts()],
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/manifest+json; charset=utf-8")


def _shortcuts() -> list[tuple[str, str]]:
    """The three things that are done most, as far as this server has them."""
    wanted = (
        (_("Record an act"), "my_acts"),
        (_("Find a place near me"), "my_places"),
        (_("Show my code"), "my_code"),
    )
    found = []
    for title, name in wanted:
        try:
            found.append((title, reverse(name)))
        except NoReverseMatch:
            continue
    return found


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it serves every page. It begins with what it keeps."""
    path = finders.find("js/worker.js")
    with open(str(path), encoding="utf-8") as file:
        code = file.read()
    kept = [static(name) for name in FILES]
    for language, _title in settings.LANGUAGES:
        with override(language):
            kept.append(reverse("offline"))
    edition = hashlib.sha256(f"{code_version()} {kept} {code}".encode()).hexdigest()[:12]
    languages = [language for language, _title in settings.LANGUAGES]
    said = {"edition": edition, "files": kept, "languages": languages}
    answer = HttpResponse(
        f"const SHELL = {json.dumps(said)};\n{code}", content_type="text/javascript; charset=utf-8"
    )
    # Browsers look for a new one each time; it must not come out of a cache.
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What stands where a page cannot be had without a network. The same for everybody: it is kept."""
    return render(request, "phone/offline.html", {"user": AnonymousUser()})


@require_safe
def text_size(request: HttpRequest) -> HttpResponse:
    """Large letters on every page, or the usual ones again; then back to where one was."""
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = reverse("country")
    answer = redirect(onward)
    if request.COOKIES.get(TEXT_COOKIE) == LARGE:
        answer.delete_cookie(TEXT_COOKIE, samesite="Lax")
    else:
        answer.set_cookie(
            TEXT_COOKIE, LARGE, max_age=YEAR_S, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    answer["Cache-Control"] = "no-store"
    return answer
