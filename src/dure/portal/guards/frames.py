"""Pages that another site may show in a frame: a few public ones, asked for with `?frame=1`, for the origins
that the server's settings name. Nobody is signed in there: browsers keep the session cookie out of frames.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Names of addresses: what a city's app shows of a place, none of it about the reader.
FRAMED = ("programmes", "programme", "surveys", "survey", "place")


def is_framed(request: HttpRequest) -> bool:
    """Whether this page is asked for by a frame, and may stand in one."""
    match = request.resolver_match
    asked = request.method == "GET" and request.GET.get("frame") == "1"
    return bool(asked and settings.EMBEDDERS and match and match.url_name in FRAMED)


class Frames:
    """Lets the named origins frame a page that is made for it; every other page stays out of frames."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers that fit."""
        response = self.get_response(request)
        if is_framed(request) and response.status_code in {200, 304}:
            response._csp_replace = {"frame-ancestors": list(settings.EMBEDDERS)}  # type: ignore[attr-defined]
            response.xframe_options_exempt = True
        return response
