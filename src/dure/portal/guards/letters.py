"""Refuses an address with the sign NUL in it: nothing has such a name, and not every database takes it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

from dure.portal import errors
from dure.portal.guards.open_api import PREFIX

NUL = "\0"
WRITTEN = ("%00", NUL)


class Letters:
    """Answers 404 for NUL in the path, and 400 for NUL in the query. The API says it in its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        if request.path.startswith(PREFIX):
            return self.get_response(request)
        if NUL in request.path:
            return errors.not_found(request, Http404())
        if any(sign in request.META.get("QUERY_STRING", "") for sign in WRITTEN):
            return errors.bad_request(request, BadRequest())
        return self.get_response(request)
