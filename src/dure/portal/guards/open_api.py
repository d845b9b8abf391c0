"""What makes the API open: any page anywhere may read it, nobody may change anything through it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dure.portal import errors

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
DAY_S = 86_400


class OpenApi:
    """Lets pages of other origins read what stands under /api/, and refuses what is not reading."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass a reading request on; every answer may be read from everywhere."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET":
            return self.get_response(request)
        if request.method == "HEAD":
            return _head(self.get_response, request)
        if request.method == "OPTIONS":
            asked = {"Access-Control-Allow-Headers": "If-None-Match", "Access-Control-Max-Age": str(DAY_S)}
            allowed = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS}
            return HttpResponse(status=204, headers={**asked, **allowed})
        refused = errors.refuse(
            request,
            status=405,
            title=_("The API is for reading"),
            says=_("%(method)s is not allowed here.") % {"method": request.method},
            mend=_("Ask with GET. What cities state is changed by their officers, through the pages."),
        )
        refused.headers["Allow"] = METHODS
        return refused


def _head(get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """The headers of what GET would answer, without the body."""
    request.method = "GET"
    response = get_response(request)
    request.method = "HEAD"
    length = len(response.content)
    response.content = b""
    response.headers["Content-Length"] = str(length)
    return response
