"""Refuses a request that brings more than a form may, before anything of it is kept.

What it still sends is forgotten by `dure.portal.guards.drain`, after the answer is known.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dure.portal import errors


class Size:
    """Answers 413 with a sentence where the body is larger than the limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        sent_bytes = _length(request)
        if sent_bytes <= settings.UPLOAD_LIMIT_BYTES:
            return self.get_response(request)
        # The page that refuses says whose it is, as every other one does.
        if hasattr(request, "session"):
            AuthenticationMiddleware(self.get_response).process_request(request)
        return errors.refuse(
            request,
            status=413,
            title=_("The file is too large"),
            says=_("A file of %(sent)d MB was sent; at most %(limit)d MB can be taken in at once.")
            % {"sent": round(sent_bytes / 1024**2), "limit": settings.UPLOAD_LIMIT_BYTES // 1024**2},
            mend=_(
                "Divide the file into smaller ones, for example one for each year, and send them in turn."
            ),
        )


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isdigit() else 0
